#!/usr/bin/env bash
# Installs what tools/NAME/package-lock.json locks into .cache/NAME/, unless it is there, and prints that folder.
# NODE names the Node.js to use.
# Usage: tools/node.sh NAME
set -euo pipefail
cd "$(dirname "$0")/.."

name="$1"
say() { echo "$name: $*" >&2; }

node="${NODE:-node}"
recent() { "$node" -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null && command -v npm >/dev/null; }

if ! recent; then
    say "no Node.js 18 or newer with npm; installing the system's"
    if ! tools/apt.sh nodejs npm || ! recent; then
        say "The tests need it. On Debian: sudo apt-get install nodejs npm"
        exit 1
    fi
fi

folder=".cache/$name"
if ! cmp -s "tools/$name/package-lock.json" "$folder/installed.json" || [ ! -d "$folder/node_modules" ]; then
    say "installing"
    # Beside the lock's other users, such as a second test run, this one works in a folder of its own.
    mkdir -p .cache
    fresh="$(mktemp -d "$folder.XXXXXX")"
    trap 'rm -rf "$fresh"' EXIT
    cp "tools/$name/package.json" "tools/$name/package-lock.json" "$fresh"
    # No script of a package runs; the integrity of each is in the lock.
    (cd "$fresh" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
    cp "tools/$name/package-lock.json" "$fresh/installed.json"
    rm -rf "$folder"
    mv "$fresh" "$folder"
fi
echo "$PWD/$folder"
