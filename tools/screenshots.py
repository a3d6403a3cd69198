"""Takes pictures of pages that stand for all, in light and dark, on a desktop, on a phone and in print.

Usage: python -m tools.screenshots [--site site] [--out .cache/screenshots] [PAGE ...]
"""

import argparse
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS, WHOLE
from tests.browser.server import serve
from tests.site.folder import subpath
from tests.site.links import kinds, longest

WIDTHS = {"desktop": 1280, "phone": 390}


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("site"))
    parser.add_argument("--out", type=Path, default=Path(".cache/screenshots"))
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("pages", nargs="*")
    given = parser.parse_args()
    pages = given.pages or dict.fromkeys([*longest(given.site), *kinds(given.site), "404.html"])
    given.out.mkdir(parents=True, exist_ok=True)
    with serve(given.site, subpath(given.site)) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=given.chromium, args=FLAGS)
        for size, width in WIDTHS.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
                )
                context.add_init_script(WHOLE)
                tab = context.new_page()
                for page in pages:
                    tab.goto(home + page, wait_until="networkidle")
                    name = page.strip("/").replace("/", "-") or "home"
                    tab.screenshot(path=given.out / f"{name}-{size}-{scheme}.png", full_page=True)
                    if size == "desktop" and scheme == "light":
                        tab.pdf(path=given.out / f"{name}-print.pdf", format="A4")
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
