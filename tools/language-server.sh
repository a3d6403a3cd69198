#!/usr/bin/env bash
# Prints the path of the YAML language server, which editors use and the tests drive; installs it if it is not there.
set -euo pipefail
cd "$(dirname "$0")/.."

folder="$(tools/node.sh language-server)"
echo "$folder/node_modules/yaml-language-server/bin/yaml-language-server"
