#!/usr/bin/env bash
# Writes the lock files anew from pyproject.toml, for every platform and Python 3.11 or newer. Needs .venv.
# Usage: tools/lock.sh [--upgrade]
set -euo pipefail
cd "$(dirname "$0")/.."

temporary="$(mktemp -d)"
trap 'rm -rf "$temporary"' EXIT
.venv/bin/python -m venv "$temporary"
"$temporary/bin/pip" --disable-pip-version-check --quiet install --require-hashes --only-binary :all: -r requirements/lock.txt

lock() {
    "$temporary/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-build \
        --custom-compile-command "make lock" "$@"
}
lock "$@" pyproject.toml --group build --output-file requirements/site.txt
lock "$@" pyproject.toml --group build --group test --constraints requirements/site.txt --output-file requirements/test.txt
lock "$@" pyproject.toml --group fuzz --constraints requirements/site.txt --output-file requirements/fuzz.txt
lock "$@" --group bench --output-file requirements/bench.txt
lock "$@" --group lock --output-file requirements/lock.txt
lock "$@" --group semgrep --output-file requirements/semgrep.txt
