#!/usr/bin/env bash
# Measures the built site with Lighthouse: performance, accessibility, best practices, SEO. By hand: it is heavy, and its
# figures for performance need a machine that does nothing else. Needs Node.js with npm, and .venv.
# Usage: tools/lighthouse.sh [SITE] [PAGE ...]
set -euo pipefail
cd "$(dirname "$0")/.."

site="${1:-site}"
shift || true
[ $# -gt 0 ] || set -- "" timeline/ actors/esmail-qaani/ sources/hashemi/
CHROME_PATH="$(tools/chromium.sh)"
export CHROME_PATH

mkdir -p .cache/lighthouse
.venv/bin/python - "$site" <<'SERVER' &
import sys, time
from pathlib import Path
from tests.browser.server import serve
with serve(Path(sys.argv[1]), "/dossier/", port=8765, compressed=True):
    time.sleep(3600)
SERVER
server=$!
trap 'kill "$server"' EXIT
sleep 2

for page in "$@"; do
    report=".cache/lighthouse/$(echo "${page:-home}" | tr / -).json"
    ${LH:-npm exec --yes --loglevel=error --package=lighthouse@12.8.2 -- lighthouse} "http://127.0.0.1:8765/dossier/$page" \
        --quiet --output=json --output-path="$report" --chrome-flags="--headless=new --no-sandbox --disable-gpu"
    .venv/bin/python - "$report" "/$page" <<'FIGURES'
import json, sys
found = json.load(open(sys.argv[1], encoding="utf-8"))
print(sys.argv[2], *(f"{name} {100 * part['score']:.0f}" for name, part in found["categories"].items()))
for audit in found["audits"].values():
    if audit["score"] is not None and audit["score"] < 0.9 and audit["scoreDisplayMode"] in {"binary", "metricSavings"}:
        print("   ", audit["id"], audit.get("displayValue", ""))
FIGURES
done
