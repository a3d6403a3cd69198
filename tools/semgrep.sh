#!/usr/bin/env bash
# Tries the rules in .semgrep/ on the examples beside them, then holds the code against them. Needs .venv; once
# installed, nothing is asked of another host.
set -euo pipefail
cd "$(dirname "$0")/.."

folder="$(tools/environment.sh semgrep)"
export SEMGREP_SEND_METRICS=off SEMGREP_ENABLE_VERSION_CHECK=0 SEMGREP_SETTINGS_FILE="$folder/settings.yml"

# From within: what begins with a full stop is not looked for.
tried="$(cd .semgrep && "$folder/bin/semgrep" scan --test . 2>&1)" || { echo "$tried" && exit 1; }
"$folder/bin/semgrep" scan --config .semgrep --no-git-ignore --error --quiet generator tools bench
