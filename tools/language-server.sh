#!/usr/bin/env bash
# Prints the path of the YAML language server, which editors use and the tests drive; installs it into .cache/ if it is
# not there as tools/language-server/ locks it. NODE names the Node.js to use.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { echo "language server: $*" >&2; }

node="${NODE:-node}"
recent() { "$node" -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null && command -v npm >/dev/null; }

if ! recent; then
    say "no Node.js 18 or newer with npm; installing the system's"
    if ! tools/apt.sh nodejs npm || ! recent; then
        say "The tests of the schemas need it. On Debian: sudo apt-get install nodejs npm"
        exit 1
    fi
fi

folder=.cache/language-server
server="$folder/node_modules/yaml-language-server/bin/yaml-language-server"
if ! cmp -s tools/language-server/package-lock.json "$folder/installed.json" || [ ! -f "$server" ]; then
    say "installing"
    # Beside the lock's other users, such as a second test run, this one works in a folder of its own.
    mkdir -p .cache
    fresh="$(mktemp -d .cache/language-server.XXXXXX)"
    trap 'rm -rf "$fresh"' EXIT
    cp tools/language-server/package.json tools/language-server/package-lock.json "$fresh"
    # No script of a package runs; the integrity of each is in the lock.
    (cd "$fresh" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
    cp tools/language-server/package-lock.json "$fresh/installed.json"
    rm -rf "$folder"
    mv "$fresh" "$folder"
fi
echo "$PWD/$server"
