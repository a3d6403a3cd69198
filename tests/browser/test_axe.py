"""Accessibility as far as a machine sees it: axe, on every kind of page, light and dark, on a desktop and a phone."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WHOLE
from tests.site.links import kinds

pytestmark = [pytest.mark.site, pytest.mark.browser]

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
THEMES = {
    "landmark-unique .md-tags": "the theme's script makes a nav without a name of the labels of each search result",
}
"""What is the theme's and cannot be mended here: the rule and the element's class, and why it stands."""

# Both schemes, one after the other; they differ in colours alone, so all else is looked at once. It is begun here and
# awaited later, so that two tabs can be looked at side by side.
BEGIN = """([tags, colours]) => {
    const look = (scheme, rules) => {
        document.documentElement.dataset.mdColorScheme = scheme;
        return axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then(found => found.violations.flatMap(
            ({id, help, nodes}) => nodes.map(one => [scheme, id, help, one.target.join(" "), one.html.slice(0, 200)])));
    };
    window.found = look("slate", {type: "rule", values: colours}).then(dark =>
        look("default", tags).then(light => [...dark, ...light]));
}"""


@pytest.fixture(scope="module")
def tabs(browser: Browser) -> Iterator[list[Page]]:
    """A tab on a wide screen, and one on a narrow one."""
    contexts = [
        browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce") for width in (1280, 390)
    ]
    for context in contexts:
        context.add_init_script(WHOLE)
        context.add_init_script(AXE)
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def findings(tabs: list[Page]) -> list[list[str]]:
    """Return what axe finds in the tabs, in light and dark, without what is the theme's."""
    for page in tabs:
        page.evaluate(BEGIN, [TAGS, COLOURS])
    found: list[list[str]] = [finding for page in tabs for finding in page.evaluate("window.found")]
    return [one for one in found if f"{one[1]} {one[3].split()[-1]}" not in THEMES]


def test_no_kind_of_page_has_a_finding(tabs: list[Page], site: str, site_folder: Path) -> None:
    """Pages that stand for all, and the one for addresses that lead nowhere."""
    wrong = {}
    for address in [*kinds(site_folder), "no/such/page/"]:
        for page in tabs:
            page.goto(site + address)
            page.locator("html.js-focus-visible").wait_for()  # the theme's script has put wide tables into boxes
        if found := findings(tabs):
            wrong[address] = found
    assert wrong == {}


def test_the_book_has_no_finding(tabs: list[Page], site: str) -> None:
    """The dossier as one document, which no page of the theme is around, eight records of each kind.

    All of it is no wider than a narrow screen.
    """
    for page in tabs:
        page.goto(f"{site}data/book.html")
        page.evaluate(
            "document.querySelectorAll('article:nth-of-type(n+9), li:nth-of-type(n+25)').forEach(one => one.remove())"
        )
    assert findings(tabs) == []
    tabs[1].goto(f"{site}data/book.html")
    tabs[1].set_viewport_size({"width": 320, "height": 640})
    assert tabs[1].evaluate("document.documentElement.scrollWidth") <= 320
    tabs[1].set_viewport_size({"width": 390, "height": 800})


def test_a_fault_is_found_in_either_scheme(tabs: list[Page], site: str) -> None:
    """The test above would see a picture without words, and words too pale for one of the schemes."""
    tabs[0].goto(site)
    tabs[0].evaluate("""() => {
        document.querySelector("h1").insertAdjacentHTML("afterend", "<img src='' id='silent'><p id='pale'>pale</p>");
        document.querySelector("#pale").style.color = "#fff";
    }""")
    assert {(scheme, rule) for scheme, rule, *_ in findings(tabs[:1])} == {
        ("default", "image-alt"),
        ("default", "color-contrast"),
    }
    tabs[0].evaluate("document.querySelector('#pale').style.color = '#000'")
    assert ("slate", "color-contrast") in {(scheme, rule) for scheme, rule, *_ in findings(tabs[:1])}


def test_the_readers_system_chooses_the_scheme(browser: Browser, site: str) -> None:
    """What the tests above set by hand comes by itself."""
    dark, light = browser.new_page(color_scheme="dark"), browser.new_page(color_scheme="light")
    for page, scheme in ((dark, "slate"), (light, "default")):
        page.goto(site)
        assert page.evaluate("document.documentElement.dataset.mdColorScheme") == scheme
        page.close()


def test_the_open_search_has_no_finding(tabs: list[Page], site: str) -> None:
    """With results in it."""
    for page in tabs:
        page.goto(site)
        page.locator("[data-press=__search]").click()
        page.locator(".md-search__input").fill("the")
        page.locator(".md-search__input").press("End")
        page.locator(".md-search-result__item").first.wait_for()
    assert findings(tabs) == []


@pytest.mark.parametrize("picked", ["timeline/?kind=killing&status=reported", "network/?line=word"])
def test_a_filter_in_use_has_no_finding(tabs: list[Page], site: str, picked: str) -> None:
    """What is not picked can still be read, and picked again."""
    for page in tabs:
        page.goto(site + picked)
    assert findings(tabs) == []


def test_the_sections_of_a_page_have_no_finding(tabs: list[Page], site: str) -> None:
    """Open, over what they cover."""
    for page in tabs:
        page.goto(f"{site}actors/esmail-qaani/")
        page.get_by_text("On this page").click()
    assert findings(tabs) == []


def test_the_open_menu_and_an_evidence_card_have_no_finding(tabs: list[Page], site: str) -> None:
    """What opens on a narrow screen, and what a marker shows."""
    for page in tabs:
        page.goto(site)
    tabs[1].locator(".dh__menu > summary").click()
    assert findings(tabs[1:]) == []
    tabs[1].keyboard.press("Escape")
    for page in tabs:
        page.keyboard.press("Tab")
        page.locator(".md-content a.ev").first.focus()
        expect(page.locator(".card")).to_be_visible()
    assert findings(tabs) == []
    for page in tabs:
        page.goto(f"{site}events/pretext-plot-alleged/")
        page.keyboard.press("Tab")
        page.locator(".md-content a.term").first.focus()
        expect(page.locator(".card .note")).to_be_visible()
    assert findings(tabs) == []
