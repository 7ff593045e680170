#!/usr/bin/env bash
# Resolves requirements/*.in again and writes requirements/*.txt: one version for every Python from
# 3.11 on and every system, each with the hashes of all its files, and no address of any index.
# `make pins` calls it; VENV names a virtual environment to make the resolver's own from.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${VENV:-.venv}/bin/python
tools=build/pins
"$python" -m venv "$tools"
"$tools/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
    --require-hashes -r requirements/pins.txt

# The resolver does not read pip's settings: hand it the index that pip would use, if one is set.
index=${PIP_INDEX_URL:-$("$python" -m pip config get global.index-url 2>/dev/null || true)}
if [ -n "$index" ]; then export UV_DEFAULT_INDEX=$index; fi

# base first: book, all and dev are held to its versions, and build to those of dev.
for name in base book all dev build pins; do
    echo "requirements/$name.txt"
    "$tools/bin/uv" pip compile "requirements/$name.in" --output-file "requirements/$name.txt" \
        --universal --python-version 3.11 --fork-strategy fewest --python "$tools/bin/python" \
        --upgrade --generate-hashes --no-header --quiet
done
