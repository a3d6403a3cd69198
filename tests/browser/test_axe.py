"""Accessibility as far as a machine sees it: axe, on every kind of page, light and dark, on a desktop and a phone."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.links import kinds

pytestmark = [pytest.mark.site, pytest.mark.browser]

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RUN = """tags => axe.run(document, {runOnly: tags, resultTypes: ["violations"]}).then(found => found.violations.flatMap(
    rule => rule.nodes.map(node => [rule.id, rule.help, node.target.join(" "), node.html.slice(0, 200)])))"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
THEMES: dict[str, str] = {
    "landmark-unique .md-tags": "the theme puts the labels of each search result into a nav without a name",
}
"""What is the theme's and cannot be mended here: the rule and the element's class, and why it stands."""


@pytest.fixture(scope="module", params=[1280, 390])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab on a wide or a narrow screen."""
    context = browser.new_context(viewport={"width": request.param, "height": 800}, reduced_motion="reduce")
    context.add_init_script(AXE)
    yield context.new_page()
    context.close()


def findings(page: Page) -> list[list[str]]:
    """Return what axe finds in light and dark. The schemes differ in colours alone, so all else is looked at once."""
    found: list[list[str]] = []
    for scheme, rules in (("slate", COLOURS), ("default", TAGS)):
        page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", scheme)
        found += page.evaluate(RUN, rules)
    return [one for one in found if f"{one[0]} {one[2].split()[-1]}" not in THEMES]


def test_no_kind_of_page_has_a_finding(page: Page, site: str, site_folder: Path) -> None:
    """The longest page of each kind, and the page for addresses that lead nowhere."""
    wrong = {}
    for address in [*kinds(site_folder), "no/such/page/"]:
        page.goto(site + address)
        if found := findings(page):
            wrong[address] = found
    assert wrong == {}


def test_the_readers_system_chooses_the_scheme(browser: Browser, site: str) -> None:
    """What the tests above set by hand comes by itself."""
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(site)
        assert page.evaluate("document.body.dataset.mdColorScheme") == {"light": "default", "dark": "slate"}[scheme]
        context.close()


def test_the_open_search_has_no_finding(page: Page, site: str) -> None:
    """With results in it."""
    page.goto(site)
    page.locator("[data-press=__search]").click()
    page.locator(".md-search__input").fill("Soleimani")
    page.locator(".md-search__input").press("End")
    page.locator(".md-search-result__item").first.wait_for()
    assert findings(page) == []


def test_the_open_drawer_and_an_evidence_card_have_no_finding(page: Page, site: str) -> None:
    """What opens on a narrow screen, and what a marker shows."""
    page.goto(site)
    if page.locator(".dh__menu > summary").is_visible():
        page.locator(".dh__menu > summary").click()
        assert findings(page) == []
        page.keyboard.press("Escape")
    marker = page.locator(".md-content a.ev").first
    page.keyboard.press("Tab")
    marker.focus()
    expect(page.locator(".evcard")).to_be_visible()
    assert findings(page) == []
