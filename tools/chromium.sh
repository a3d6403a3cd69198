#!/usr/bin/env bash
# Prints the path of a Chromium that starts; installs one if there is none. Needs .venv with the test lock.
# CHROMIUM names the one to use.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { echo "chromium: $*" >&2; }

# A command may be there and still not start, as Ubuntu's placeholder for the snap.
starts() { timeout 60 "$1" --version >/dev/null 2>&1; }

on_path() {
    local name
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        name="$(command -v "$name")" && starts "$name" && echo "$name" && return
    done
    return 1
}

of_playwright() {
    local path
    path="$(.venv/bin/python -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)' 2>/dev/null)"
    starts "$path" && echo "$path"
}

# What steers the browser brings its own node, and that needs a library which a bare Debian lacks.
driver_starts() { .venv/bin/playwright --version >/dev/null 2>&1; }

if ! driver_starts; then
    say "Playwright does not start; installing libatomic1"
    if ! tools/apt.sh libatomic1 || ! driver_starts; then
        .venv/bin/playwright --version >&2 || true
        say "The browser tests need it. On Debian: sudo apt-get install libatomic1"
        exit 1
    fi
fi

if [ -n "${CHROMIUM:-}" ]; then
    starts "$CHROMIUM" && echo "$CHROMIUM" && exit
    say "CHROMIUM=$CHROMIUM does not start."
    exit 1
fi
on_path || of_playwright && exit

say "none found; installing the system's"
tools/apt.sh chromium && on_path && exit

say "trying Playwright's own"
.venv/bin/playwright install --with-deps chromium >&2 || .venv/bin/playwright install chromium >&2 || true
of_playwright && exit

say "The browser tests need a Chromium. Install one (Debian: sudo apt-get install chromium), or name it: make test CHROMIUM=/path/to/it"
exit 1
