#!/usr/bin/env bash
# Installs what requirements/NAME.txt locks into .cache/NAME/, an environment of its own, unless it is there, and prints
# that folder. Needs .venv, whose Python it takes.
# Usage: tools/environment.sh NAME
set -euo pipefail
cd "$(dirname "$0")/.."

name="$1"
lock="requirements/$name.txt"
folder="$PWD/.cache/$name"

if ! cmp -s "$lock" "$folder/installed.txt"; then
    echo "$name: installing $lock" >&2
    rm -rf "$folder"
    .venv/bin/python -m venv "$folder"
    # Wheels only, as in venv.sh.
    "$folder/bin/python" -m pip --disable-pip-version-check --quiet install --require-hashes --only-binary :all: -r "$lock" >&2
    cp "$lock" "$folder/installed.txt"
fi
echo "$folder"
