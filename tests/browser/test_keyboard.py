"""By keyboard alone: what a mouse can press is reached by the tabulator, can be seen then, and leads on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.links import kinds

pytestmark = [pytest.mark.site, pytest.mark.browser]

# Each stop is looked at when the next key goes down, for only then has the page scrolled to it. What shows the focus
# may be the element, or what stands for it: the label of a box, the words of a link in a drawing.
WATCH = """() => {
    const usable = "a[href], svg a, button, input, select, textarea, summary, [tabindex='0']";
    const stands = one => one.matches(".md-option") ? one.nextElementSibling : one.closest(".chip") ?? one;
    const shown = one => stands(one).checkVisibility({visibilityProperty: true, opacityProperty: true})
        && stands(one).getClientRects().length > 0;
    const first = one => one.type !== "radio" || one === document.querySelector(`input[name="${one.name}"]:checked`);
    const name = one => one.outerHTML.replace(/\\s+/g, " ").slice(0, 150);
    const ring = one => {
        const style = getComputedStyle(one);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    const drawn = one => one.closest("svg") && [...one.querySelectorAll("*")].some(part => {
        const style = getComputedStyle(part);
        return style.textDecorationLine.includes("underline") && parseFloat(style.textDecorationThickness) >= 2
            || style.stroke !== "none" && parseFloat(style.strokeWidth) >= 2.5;
    });
    const reached = new Set();
    const wrong = [];
    const look = () => {
        const one = document.activeElement;
        if (one === document.body || reached.has(one)) return;
        reached.add(one);
        const seen = stands(one), part = one.closest("svg") && seen.querySelector("text") || seen;
        const box = part.getClientRects()[0];
        if (!box) return wrong.push(`has no box: ${name(one)}`);
        const x = box.left + box.width / 2, y = box.top + box.height / 2, at = document.elementFromPoint(x, y);
        if (!at) wrong.push(`out of view (${x | 0}, ${y | 0}): ${name(one)}`);
        else if (!seen.contains(at) && !at.contains(seen)) wrong.push(`under ${name(at)}: ${name(one)}`);
        if (!ring(one) && !ring(seen) && !drawn(one) && ![...seen.querySelectorAll("input + *")].some(ring))
            wrong.push(`no ring: ${name(one)}`);
    };
    addEventListener("keydown", look, true);
    const due = [...document.querySelectorAll(usable)].filter(one =>
        one.tabIndex >= 0 && !one.disabled && shown(one) && first(one));
    window.looked = () => {
        look();
        const missed = due.filter(one => shown(one) && !reached.has(one));
        return [...wrong, ...missed.map(one => `not reached: ${name(one)}`)];
    };
    return due.length;
}"""


NARROW = ["", "events/", "timeline/", "quotes/", "map/", "about/"]
"""The pages that a narrow screen changes most."""


@pytest.fixture(params=[1280, 390])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab on a wide or a narrow screen."""
    context = browser.new_context(viewport={"width": request.param, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def tab_through(page: Page) -> Any:
    """Press the tabulator until it must have been everywhere; return what is wrong with where it went."""
    for _ in range(page.evaluate(WATCH) + 3):  # and out of it
        page.keyboard.press("Tab")
    return page.evaluate("window.looked()")


def test_each_stop_of_the_tabulator_can_be_seen(page: Page, site: str, site_folder: Path) -> None:
    """Each has a ring, lies in view and under nothing else; none is left out, and nothing holds the focus."""
    wrong = {}
    wide = page.evaluate("innerWidth") > 1000
    for address in [*(kinds(site_folder) if wide else NARROW), "no/such/page/"]:
        page.goto(site + address)
        if found := tab_through(page):
            wrong[address] = found
    assert wrong == {}


def test_a_stop_that_cannot_be_seen_is_found(page: Page, site: str) -> None:
    """The test above would see a link without a ring, one out of view, and one that the tabulator never meets."""
    page.goto(site)
    page.evaluate("""() => {
        const add = (id, style) => {
            const link = document.createElement("a");
            Object.assign(link, {href: "#", id, textContent: id});
            Object.assign(link.style, style);
            document.querySelector("h1").after(link);
            return link;
        };
        add("ringless", {outline: "none"});
        add("outside", {position: "fixed", top: "-5rem"});
        add("unmet", {}).addEventListener("focus", event => event.target.nextElementSibling.focus());
    }""")
    found = tab_through(page)
    assert sorted(one.partition(":")[0].partition(" (")[0] for one in found) == [
        "no ring",
        "not reached",
        "out of view",
    ]


def test_the_first_stop_leads_past_the_header(page: Page, site: str) -> None:
    """The skip link, and the next stop after it is in the content."""
    page.goto(site)
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('.md-content'))")


def test_the_search_opens_and_closes_by_keyboard(page: Page, site: str) -> None:
    """Its button opens it, the tabulator stays in it, arrows choose, Enter follows; Escape closes it."""
    page.goto(site)
    page.locator("[data-press=__search]").focus()
    page.keyboard.press("Enter")
    field = page.locator(".md-search__input")
    expect(field).to_be_focused()
    page.keyboard.type("the")
    first = page.locator(".md-search-result__link").first
    first.wait_for()
    leads_to = first.get_attribute("href") or ""
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(leads_to)
    page.keyboard.press("s")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).not_to_be_visible()


def test_the_search_closes_also_before_the_themes_script_is_there(page: Page, site: str) -> None:
    """The theme's script comes after the first paint, so a quick reader opens and leaves the search without it."""
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.goto(site)
    page.keyboard.press("s")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).not_to_be_visible()
    expect(page.locator("[data-press=__search]")).to_be_focused()


def test_the_menu_opens_and_closes_by_keyboard(browser: Browser, site: str) -> None:
    """On a narrow screen: Enter opens it, its links follow, Escape closes it and gives the focus back."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(site)
    menu = page.locator(".dh__menu > summary")
    menu.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".dh__drawer a").first).to_be_focused()
    assert tab_through(page) == []
    menu.focus()
    page.keyboard.press("Escape")
    expect(page.locator(".dh__drawer")).not_to_be_visible()
    expect(menu).to_be_focused()
    context.close()


def test_an_evidence_card_opens_and_closes_by_keyboard(page: Page, site: str) -> None:
    """The focus on a marker shows its sentence; Escape puts it away and leaves the focus where it is."""
    page.goto(site)
    page.keyboard.press("Tab")
    marker = page.locator(".md-content a.ev").first
    marker.focus()
    expect(page.locator(".card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".card")).not_to_be_visible()
    expect(marker).to_be_focused()
