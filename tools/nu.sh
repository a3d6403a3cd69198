#!/usr/bin/env bash
# Holds every page of the built site against the Nu HTML checker: exit 1 and its findings, less those that
# tools/nu/theme.txt gives reasons for. Installs the checker, and the Java that it needs, if they are not there.
# JAVA names the Java to use.
# Usage: tools/nu.sh [SITE]
set -euo pipefail
cd "$(dirname "$0")/.."

site="${1:-site}"
java="${JAVA:-java}"
say() { echo "nu: $*" >&2; }
starts() { "$java" -version >/dev/null 2>&1; }

if [ ! -f "$site/index.html" ]; then
    say "$site holds no built site"
    exit 1
fi
if ! starts; then
    say "no Java; installing the system's"
    if ! tools/apt.sh default-jre-headless || ! starts; then
        say "The HTML checker needs it. On Debian: sudo apt-get install default-jre-headless"
        exit 1
    fi
fi

folder="$(tools/node.sh nu)"
"$java" -jar "$folder/node_modules/vnu-jar/build/dist/vnu.jar" --Werror --skip-non-html --format gnu \
    --filterfile tools/nu/theme.txt "$site"
say "every page of $site is valid"
