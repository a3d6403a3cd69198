#!/usr/bin/env bash
# Fuzzes one target of tests/fuzz/targets.py, or all of them in turn, as little in the way of others as can be.
# Usage: tools/fuzz.sh [TARGET] [--inputs N] [--seconds N]
set -euo pipefail
cd "$(dirname "$0")/.."

python="$(tools/environment.sh fuzz)/bin/python"
targets="reader seed matcher printing date address"
if [[ "${1:-}" == [a-z]* ]]; then
    targets="$1"
    shift
fi
for target in $targets; do
    PYTHONPATH="$PWD" nice -n 19 "$python" -m tests.fuzz "$target" "$@"
done
