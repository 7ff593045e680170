# Everything a contributor or a visitor runs. `make help` lists it.
#
#   PYTHON=python3.12   the interpreter the virtual environment is made with (default: python3)
#   VENV=.venv-312      the folder of the virtual environment (default: .venv)

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV ?= .venv
export PYTHON VENV

BIN := $(VENV)/bin
PYTHON_VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)

# A stamp says: these pins are installed, for this Python. Another Python or a changed pin makes it stale.
READY_RUN := $(VENV)/ready-run-$(PYTHON_VERSION)
READY_BOOK := $(VENV)/ready-book-$(PYTHON_VERSION)
READY_ALL := $(VENV)/ready-all-$(PYTHON_VERSION)
READY_DEV := $(VENV)/ready-dev-$(PYTHON_VERSION)
SETUP := pyproject.toml requirements/build.txt requirements/base.txt scripts/setup.sh scripts/system-packages.sh

EXAMPLE := examples/korea-2018
EXAMPLE_DAY := 2018-03-12
EXAMPLE_MEETING := foreign-ministers

.PHONY: help setup demo desk wheel test lint layers format docs test-long test-data bench pins clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

setup: $(READY_DEV) ## the virtual environment, with everything pinned (PYTHON=..., VENV=...)

$(READY_RUN): $(SETUP)
	@scripts/setup.sh run
	@touch $@

$(READY_BOOK): $(SETUP) requirements/book.txt
	@scripts/setup.sh book
	@touch $(READY_RUN) $@

$(READY_ALL): $(SETUP) requirements/all.txt
	@scripts/setup.sh all
	@touch $(READY_RUN) $(READY_BOOK) $@

$(READY_DEV): $(SETUP) requirements/dev.txt
	@scripts/setup.sh dev
	@touch $(READY_RUN) $(READY_BOOK) $(READY_ALL) $@

demo: $(READY_BOOK) ## check the example as it was known on 12 March 2018; write a brief and the book from it
	@mkdir -p build/demo
	$(BIN)/summitry check $(EXAMPLE) --as-of $(EXAMPLE_DAY)
	$(BIN)/summitry brief $(EXAMPLE) $(EXAMPLE_MEETING) --as-of $(EXAMPLE_DAY) -o build/demo/$(EXAMPLE_MEETING).html
	$(BIN)/summitry book $(EXAMPLE) --as-of $(EXAMPLE_DAY) -o build/demo
	@echo "The brief is build/demo/$(EXAMPLE_MEETING).html. The book is in three files:"
	@echo "  build/demo/book.html   to read in a browser"
	@echo "  build/demo/book.pdf    to print"
	@echo "  build/demo/book.docx   to work on"
	@if [ -t 0 ] && [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] && command -v xdg-open >/dev/null; then \
		read -r -p "Open the book in the browser? [y/N] " answer; \
		if [[ "$$answer" == [yY]* ]]; then xdg-open build/demo/book.html; fi; \
	fi

desk: $(READY_ALL) ## the web desk on a copy of the example, with one ready account for each role
	$(BIN)/summitry desk $(EXAMPLE) --demo --state build/desk

wheel: $(READY_RUN) ## the package as one file, in dist: what a server or a container installs
	rm -rf dist
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

# pytest comes last and prints its summary last: nothing may follow it.
test: $(READY_DEV) ## what CI runs: format, lint, types, layers, documentation, tests
	@$(MAKE) lint
	@$(MAKE) docs
	$(BIN)/python -m pytest -n 2 --dist worksteal

lint: $(READY_DEV) ## format check, lint, strict types, layers: seconds, no tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict src
	$(BIN)/lint-imports --no-logo

format: $(READY_DEV) ## put the code in the project's format, and mend what the linter can mend safely
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test-long: $(READY_DEV) ## the tests that take minutes: fuzzing, kills, large dossiers
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -n 2 -m long
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -n 2 tests/analysis tests/dossier tests/folder tests/foundation

test-data: $(READY_DEV) ## the tests that read the public collections (DATA=DIR)
	@[ -d "$(DATA)" ] || { echo "Say where the collections are: make test-data DATA=DIR" >&2; exit 2; }
	$(BIN)/python -m pytest -n 2 -m data --data-folder="$(abspath $(DATA))"

bench: $(READY_DEV) ## the figures, side by side with the peer
	$(BIN)/summitry bench

# The reference of kinds and rules is written from the code, so it cannot say anything else.
docs: $(READY_DEV) ## the documentation, in build/docs; a warning is an error
	@if $(BIN)/python -c 'import importlib.util as u, sys; sys.exit(not u.find_spec("summitry.testing.reference"))' 2>/dev/null; then \
		$(BIN)/python -m summitry.testing.reference docs/reference; \
	fi
	$(BIN)/python -m sphinx -q -W --keep-going -b html -d build/doctrees docs build/docs

pins: $(READY_RUN) ## resolve requirements/*.in again and write the pins and their hashes
	@scripts/pins.sh

clean: ## remove everything that was made, but for the virtual environment
	rm -rf build dist docs/reference .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests scripts docs -name __pycache__ -type d -prune -exec rm -rf {} +
