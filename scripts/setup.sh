#!/usr/bin/env bash
# Makes the virtual environment and installs the pinned packages and the project itself, in place.
#   scripts/setup.sh run   what check, show and brief need
#   scripts/setup.sh book  that, and what PDF and Word files need
#   scripts/setup.sh all   that, and what the file cabinet, the desk, stability and the watch need
#   scripts/setup.sh dev   that, and what the tests, linters, documentation and benchmarks need
# PYTHON names the interpreter (default: python3), VENV the folder (default: .venv).
# Every file that comes from an index is checked against the hashes in requirements/.
set -euo pipefail
cd "$(dirname "$0")/.."

kind=${1:?run, book, all or dev}
export PYTHON=${PYTHON:-python3}
venv=${VENV:-.venv}
identity='import sys; print(sys.version, sys.base_prefix)'

case $kind in
    run) pins=requirements/base.txt ;;
    book) pins=requirements/book.txt ;;
    all) pins=requirements/all.txt ;;
    dev) pins=requirements/dev.txt ;;
    *) echo "scripts/setup.sh run|book|all|dev" >&2; exit 2 ;;
esac

scripts/system-packages.sh "$kind"

if [ -e "$venv" ] && [ ! -e "$venv/pyvenv.cfg" ] && [ -n "$(ls -A "$venv")" ]; then
    echo "$venv is there and is no virtual environment. Move it away, or name another: VENV=..." >&2
    exit 1
fi
if [ "$("$venv/bin/python" -c "$identity" 2>/dev/null)" != "$("$PYTHON" -c "$identity")" ]; then
    echo "Making $venv with $("$PYTHON" --version)"
    "$PYTHON" -m venv --clear "$venv"
fi

pip() {
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input "$@"
}

echo "Installing the pinned packages of $pins"
pip --require-hashes -r requirements/build.txt -r "$pins"
pip --no-deps --no-build-isolation --editable .
