"""Takes pictures of pages that stand for all, to be looked at: whole pages in slices, and what opens on them.

In light and dark, on a desktop and a phone; on the narrowest screen and without scripts; and in print, whose pages
`pdftoppm` of poppler-utils draws.

Usage: python -m tools.screenshots [--site site] [--out .cache/screenshots] [--only VIEW,…] [PAGE ...]
"""

import argparse
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, WHOLE, searched
from tests.browser.server import serve
from tests.site.folder import subpath
from tests.site.links import kinds, longest

VIEWS: dict[str, dict[str, Any]] = {
    "desktop-light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "desktop-dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone-light": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
    "phone-dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
    "plain": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "java_script_enabled": False},
}
"""How a page is looked at, besides in print."""
SLICE = 1600
"""The height of a picture in pixels; a longer page is cut into several, so that details stay visible."""
PRINTED = "print"


def _search(tab: Page) -> None:
    tab.locator("[data-press=__search]").click()


def _search_for_a_name(tab: Page) -> None:
    """Search for the last word of the front page's title, which is more often a name than the first."""
    word = tab.locator("h1").inner_text().split()[-1]
    _search(tab)
    searched(tab, word)


def _search_in_vain(tab: Page) -> None:
    _search_for_a_name(tab)
    tab.locator(".md-search__input").fill("qqqqqq")
    tab.locator(".md-search__input").press("End")
    tab.locator(".md-search-result__item").first.wait_for(state="detached")


def _menu(tab: Page) -> None:
    if (menu := tab.locator(".dh__menu > summary")).is_visible():
        menu.click()


def _sections(tab: Page) -> None:
    tab.get_by_text("On this page").click()


def _card(selector: str) -> Callable[[Page], None]:
    def shown(tab: Page) -> None:
        tab.keyboard.press("Tab")
        tab.locator(selector).first.focus()
        tab.locator(".card").wait_for()

    return shown


def _target(selector: str) -> Callable[[Page], None]:
    def followed(tab: Page) -> None:
        anchor = tab.locator(selector).nth(3).get_attribute("id")
        tab.evaluate("anchor => { location.hash = anchor }", anchor)
        tab.wait_for_timeout(300)

    return followed


def _filters(tab: Page) -> None:
    if (folded := tab.locator(".filters details:not([open]) > summary")).is_visible():
        folded.click()


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "search-empty": ("", _search),
    "search-results": ("", _search_for_a_name),
    "search-in-vain": ("", _search_in_vain),
    "menu": ("", _menu),
    "card-evidence": ("", _card(".md-content a.ev")),
    "card-record": ("disputes/", _card(".md-content .rel a")),
    "filters": ("timeline/?status=threatened&status=planned", _filters),
    "sections": ("ACTOR", _sections),
    "target-sentence": ("SOURCE", _target(".sent")),
    "target-words": ("EVENT", _target(".app li")),
}
"""What opens or lights up on a page: where, and how. A name in capitals is the longest page of that section."""


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("site"))
    parser.add_argument("--out", type=Path, default=Path(".cache/screenshots"))
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--only", default="", help=f"some of {', '.join([*VIEWS, PRINTED])}, with commas")
    parser.add_argument("--states", action="store_true", help="what opens on pages, and not the pages")
    parser.add_argument("pages", nargs="*")
    given = parser.parse_args()
    pages = given.pages or list(dict.fromkeys([*longest(given.site), *kinds(given.site), "404.html"]))
    wanted = given.only.split(",") if given.only else [*VIEWS, PRINTED]
    given.out.mkdir(parents=True, exist_ok=True)
    with serve(given.site, subpath(given.site)) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=given.chromium, args=FLAGS)
        for view, options in VIEWS.items():
            if view not in wanted:
                continue
            context = browser.new_context(reduced_motion="reduce", **options)
            context.add_init_script(WHOLE)
            tab = context.new_page()
            if not given.states:
                for page in pages:
                    tab.goto(home + page, wait_until="networkidle")
                    _whole(tab, given.out / f"{_name(page)}-{view}")
            if not given.pages and options.get("java_script_enabled", True):
                for state, (page, reach) in STATES.items():
                    tab.goto(home + _address(given.site, page), wait_until="networkidle")
                    reach(tab)
                    tab.screenshot(path=given.out / f"state-{state}-{view}.png")
            context.close()
        if PRINTED in wanted and not given.states:
            tab = browser.new_page()
            for page in pages:
                tab.goto(home + page, wait_until="networkidle")
                _printed(tab, given.out / f"{_name(page)}-{PRINTED}")
        browser.close()


def _name(page: str) -> str:
    return page.strip("/").replace("/", "-").replace(".html", "") or "home"


def _address(site: Path, page: str) -> str:
    """Return where a state is looked at; the longest page of a section is named by its singular in capitals."""
    if not page.isupper():
        return page
    return next(one for one in longest(site) if one.startswith(f"{page.lower()}s/") and one.count("/") > 1)


def _whole(tab: Page, start: Path) -> None:
    """Take a page from its top to its end, in slices."""
    size = tab.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    for number, top in enumerate(range(0, size[1], SLICE), start=1):
        clip = {"x": 0, "y": top, "width": size[0], "height": min(SLICE, size[1] - top)}
        tab.screenshot(path=f"{start}-{number:02}.png", full_page=True, clip=clip)  # type: ignore[arg-type]


def _printed(tab: Page, start: Path) -> None:
    """Print a page as a browser does, and draw the sheets of paper."""
    tab.pdf(path=f"{start}.pdf", format="A4", prefer_css_page_size=True)
    subprocess.run(["pdftoppm", "-r", "60", "-png", f"{start}.pdf", start], check=True)


if __name__ == "__main__":
    main()
