"""Draws the picture by which other sites show a link to this one: the dossier's name, and each source by its sign.

Usage: python -m tools.card [--site site] [--out docs/about/card.png] [--chromium /usr/bin/chromium]
"""

import argparse
import html
import json
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.server import serve
from tests.site.folder import subpath

SIZE: ViewportSize = {"width": 1200, "height": 630}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><link rel="stylesheet" href="assets/tokens.css"><style>
html {{ font-size: 200%; }}
body {{
  box-sizing: border-box; width: 1200px; height: 630px; margin: 0; padding: 64px 72px;
  border-top: 18px solid var(--accent); display: flex; flex-direction: column;
  font-family: var(--voice-dossier); color: var(--ink); background: var(--paper);
}}
h1 {{
  margin: 0 0 auto; font-size: 76px; font-weight: 700; line-height: 1.06; letter-spacing: -.025em; text-wrap: balance;
}}
p {{ margin: 0 0 30px; font-size: 32px; color: var(--ink-2); }}
ul {{
  display: flex; gap: 46px; margin: 0; padding: 24px 0 0; border-top: 3px solid var(--ink);
  list-style: none; font-size: 26px;
}}
b {{
  display: inline-grid; place-items: center; min-width: 42px; height: 44px; margin-right: 12px;
  color: var(--paper); background: var(--src); border-radius: var(--src-corner);
}}
</style><h1>{title}</h1><p>{tagline}</p><ul>{sources}</ul>"""
SOURCE = '<li class="src-{at}"><b>{sign}</b>{short}</li>'
MOST = 4
"""How many sources are named."""


def main() -> None:
    """Draw the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("site"))
    parser.add_argument("--out", type=Path, default=Path("docs/about/card.png"))
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    given = parser.parse_args()
    found = json.loads((given.site / "data/dossier.json").read_text("utf-8"))
    sources = "".join(
        SOURCE.format(at=at, sign=html.escape(source["sign"]), short=html.escape(source["short"]))
        for at, source in enumerate(found["sources"][:MOST], 1)
    )
    front = found["dossier"]
    text = PAGE.format(title=html.escape(front["title"]), tagline=html.escape(front["tagline"]), sources=sources)
    with serve(given.site, subpath(given.site)) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=given.chromium, args=FLAGS)
        page = browser.new_page(viewport=SIZE)
        page.route("**/card.html", lambda route: route.fulfill(body=text, content_type="text/html"))
        page.goto(f"{home}card.html", wait_until="networkidle")
        page.screenshot(path=given.out)
        browser.close()


if __name__ == "__main__":
    main()
