#!/usr/bin/env bash
# Installs what the project needs from the system, and only what is missing.
#   scripts/system-packages.sh        a Python that can make virtual environments (Debian keeps that part in
#                                     a package of its own)
#   scripts/system-packages.sh dev    that, and what tests run: Chromium, in which they open the desk's pages; a
#                                     PostgreSQL server, of which they start one of their own; LibreOffice's writer
#                                     and poppler's tools, which read the Word and PDF files that were made; letters
#                                     of Korean, Chinese and Arabic
# Does nothing and asks nobody when all is there. PYTHON names the interpreter (default: python3).
set -euo pipefail

kind=${1:-run}
python=${PYTHON:-python3}

refuse() {
    printf '%s\n' '' "$@" >&2
    exit 1
}

# Prints the names of the Debian packages that are missing.
missing() {
    if ! command -v "$python" >/dev/null 2>&1; then
        # A named interpreter that is not there is a slip of the pen, not a missing package.
        if [ "$python" = python3 ]; then echo python3 python3-venv; fi
    elif ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    fi
    if [ "$kind" = dev ]; then missing_for_tests; fi
}

missing_for_tests() {
    command -v chromium >/dev/null 2>&1 || echo chromium
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null 2>&1 || echo postgresql
    command -v soffice >/dev/null 2>&1 || echo libreoffice-writer
    command -v pdftoppm >/dev/null 2>&1 || echo poppler-utils
    if ! command -v fc-list >/dev/null 2>&1; then
        echo fontconfig fonts-noto-cjk fonts-noto-core
        return
    fi
    if [ -z "$(fc-list :lang=ko)" ] || [ -z "$(fc-list :lang=zh-cn)" ]; then echo fonts-noto-cjk; fi
    [ -n "$(fc-list :lang=ar)" ] || echo fonts-noto-core
}

install() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || refuse \
            "These system packages are missing: $*" \
            "Ask an administrator to run: apt-get install $*"
        as_root=(sudo)
    fi
    command -v apt-get >/dev/null 2>&1 || refuse \
        "This system lacks what Debian calls: $*" \
        "Install the same with this system's own package tool, then run the command again."
    echo "Installing system packages: $*"
    "${as_root[@]}" apt-get -qq update
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install --yes --no-install-recommends "$@" >/dev/null
}

if command -v "$python" >/dev/null 2>&1; then
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || refuse \
        "$python is $("$python" --version 2>&1), and Summitry needs Python 3.11 or later." \
        "Name a later one, for example: make setup PYTHON=python3.12"
fi

read -r -a packages <<<"$(missing | tr '\n' ' ')"
if [ "${#packages[@]}" -gt 0 ]; then install "${packages[@]}"; fi

command -v "$python" >/dev/null 2>&1 || refuse \
    "There is no interpreter called $python here." \
    "Name one that is, for example: make setup PYTHON=python3.12"
"$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || refuse \
    "$python cannot make virtual environments: its modules venv and ensurepip are not there." \
    "Name another interpreter, for example: make setup PYTHON=python3.12"
