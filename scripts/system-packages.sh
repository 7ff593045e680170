#!/usr/bin/env bash
# Installs what the project needs from the system, and only what is missing.
#   scripts/system-packages.sh        a Python that can make virtual environments (Debian keeps that part in
#                                     a package of its own)
#   scripts/system-packages.sh dev    that, and Chromium, in which the tests open the desk's pages
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
    if [ "$kind" = dev ] && ! command -v chromium >/dev/null 2>&1; then echo chromium; fi
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
