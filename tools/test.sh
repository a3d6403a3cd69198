#!/usr/bin/env bash
# Runs every check in the order in which they are quickest to fail. Needs .venv with the test lock.
set -euo pipefail
cd "$(dirname "$0")/.."

PATH="$PWD/.venv/bin:$PATH"
CHROMIUM="$(tools/chromium.sh)"
export CHROMIUM
tools/language-server.sh >/dev/null
command -v strace >/dev/null || tools/apt.sh strace # makes system calls fail in the crash tests

step() {
    echo "== $*"
    "$@"
}

step ruff format --check
step ruff check
step mypy
step bandit --quiet --recursive --configfile pyproject.toml generator tools
step tools/semgrep.sh
step check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
step check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
step check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
step check-jsonschema --builtin-schema vendor.github-issue-forms \
    .github/ISSUE_TEMPLATE/{correction,new-event,new-source,right-of-reply}.yml
step check-jsonschema --builtin-schema vendor.citation-file-format CITATION.cff
step zizmor --offline --no-progress --quiet --persona auditor .github
step pytest -q -n logical -m "not site and not browser"
step dossier build --site site
step tools/nu.sh site
# A file at a time: what its tests look at is built and opened once.
DOSSIER_SITE=site step pytest -q -n logical --dist loadfile -m "site or browser" --ignore=tests/hostile
step pytest -q -m "site or browser" tests/hostile # its own site and browser; one process drives one browser
