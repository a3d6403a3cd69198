#!/usr/bin/env bash
# Installs a lock file and the package itself into .venv; does nothing when that is done already.
# Usage: tools/venv.sh site|test        PYTHON names the interpreter to use.
set -euo pipefail
cd "$(dirname "$0")/.."

lock="requirements/$1.txt"
say() { echo "venv: $*" >&2; }

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        recent "$PYTHON" && echo "$PYTHON" && return
        say "PYTHON=$PYTHON is no Python 3.11 or newer."
        return 1
    fi
    local name
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        recent "$name" && echo "$name" && return
    done
    say "No Python 3.11 or newer on PATH. Install one, or name it: make PYTHON=/path/to/python3 ..."
    return 1
}

# Debian and Ubuntu ship Python without the part that puts pip into a new environment.
require_ensurepip() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    local package
    package="$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    say "$1 cannot make virtual environments; installing $package."
    tools/apt.sh "$package" && "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    say "Install it yourself, then run make again: sudo apt-get install $package"
    return 1
}

# What .venv must agree with: where it stands, the lock, and the project's own metadata.
wanted() { pwd && cksum pyproject.toml "$1"; }
installed() { [ "$(wanted "requirements/$1.txt")" = "$(cat ".venv/installed-$1" 2>/dev/null)" ]; }

usable() { .venv/bin/python -c 'import pip' 2>/dev/null && [ "$(head -n 1 .venv/root 2>/dev/null)" = "$PWD" ]; }

if usable && [ -x .venv/bin/dossier ] && { installed "$1" || installed test; }; then
    exit 0
fi

if ! usable; then
    python="$(find_python)"
    require_ensurepip "$python"
    say "making .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv
    pwd >.venv/root
fi

say "installing $lock"
rm -f .venv/installed-*
pip=(.venv/bin/python -m pip --disable-pip-version-check --quiet)
# Wheels only: building one would fetch tools that no lock names.
"${pip[@]}" install --require-hashes --only-binary :all: -r "$lock"
"${pip[@]}" install --no-deps --no-build-isolation --editable .
wanted "$lock" >".venv/installed-$1"
