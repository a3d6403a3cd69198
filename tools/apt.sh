#!/usr/bin/env bash
# Installs Debian or Ubuntu packages, if that needs no password. Fails otherwise, and says why.
# Usage: tools/apt.sh PACKAGE...
set -euo pipefail

if ! command -v apt-get >/dev/null; then
    echo "apt: there is no apt-get here" >&2
    exit 1
fi
root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
        echo "apt: installing $* needs root or a sudo without password" >&2
        exit 1
    fi
    root=(sudo -n)
fi
{
    "${root[@]}" apt-get -qq update
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "$@"
} >&2
