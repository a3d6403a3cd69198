"""Without a mouse, without a script, without motion: what is there can be reached, seen and read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.site.links import kinds

pytestmark = [pytest.mark.site, pytest.mark.browser]

# The element with focus: whether it lies in view, under nothing else, and what shows that it has the focus.
FOCUSED = """() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const lit = element.matches(".md-option") ? element.nextElementSibling
        : element.closest("svg") && element.tagName === "a" ? element : element.closest(".chip") ?? element;
    const box = (lit.querySelector?.("text") ?? lit).getClientRects()[0];
    const style = getComputedStyle(lit), chip = getComputedStyle(lit.querySelector?.("input + span") ?? lit);
    const text = lit.querySelector?.("text") && getComputedStyle(lit.querySelector("text"));
    const at = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const ring = one => one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2;
    return {
        html: element.outerHTML.slice(0, 150),
        inside: Boolean(at),
        covered: Boolean(at?.closest("header")) && !element.closest("header"),
        ring: ring(style) || ring(chip) || Boolean(text?.textDecorationLine.includes("underline")),
    };
}"""
REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, select, summary, svg a")]
    .filter(one => one.checkVisibility({visibilityProperty: true, opacityProperty: true}) && one.tabIndex >= 0).length"""


def tab_through(page: Page, most: int) -> Iterator[dict[str, object]]:
    """Press Tab again and again; yield what has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if (found := page.evaluate(FOCUSED)) is None:
            return
        yield found


@pytest.mark.parametrize("address", ["", "timeline/", "events/soleimani-killed/", "network/", "sources/no-longer-safe/"])
def test_each_stop_of_the_tabulator_can_be_seen(browser: Browser, site: str, address: str) -> None:
    """Each has a ring, lies in view and is not under the header; none is left out on the way."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(site + address)
    reachable = page.evaluate(REACHABLE)
    stops = list(tab_through(page, 160))
    assert [stop for stop in stops if not stop["ring"] or not stop["inside"] or stop["covered"]] == []
    assert len(stops) >= min(reachable, 160)
    context.close()


def test_the_search_opens_and_closes_by_keyboard(browser: Browser, site: str) -> None:
    """Its button opens it, arrows choose, Enter follows; Escape closes it."""
    page = browser.new_page()
    page.goto(site)
    page.locator("[data-press=__search]").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Suleimani")
    page.locator(".md-search-result__item").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}actors/qassem-soleimani/**")
    page.keyboard.press("s")
    page.wait_for_function("document.querySelector('#__search').checked")
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('#__search').checked")
    page.close()


def test_who_wants_no_motion_gets_none(browser: Browser, site: str, site_folder: Path) -> None:
    """No transition and no animation on any kind of page."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    for address in kinds(site_folder):
        page.goto(site + address)
        assert page.evaluate(
            """[...document.querySelectorAll("*")].filter(one => {
                const style = getComputedStyle(one);
                return parseFloat(style.transitionDuration) > .01 || style.animationName !== "none"
                    && parseFloat(style.animationDuration) > .01 || style.scrollBehavior === "smooth";
            }).map(one => one.outerHTML.slice(0, 80))"""
        ) == [], address
    context.close()


def test_every_kind_of_page_can_be_read_without_a_script(browser: Browser, site: str, site_folder: Path) -> None:
    """As many words show as with one, the timeline is whole, and nothing is there that would need a script."""
    words = """() => [...document.querySelectorAll(".md-content > article > *")]
        .filter(part => !part.matches(".filters")).map(part => part.innerText).join(" ").split(/\\s+/).length"""
    with_script, without = browser.new_context(), browser.new_context(java_script_enabled=False)
    one, other = with_script.new_page(), without.new_page()
    for address in kinds(site_folder):
        one.goto(site + address)
        other.goto(site + address)
        assert other.locator("[data-press]:visible, .filters:visible").count() == 0, address
        assert other.evaluate(words) >= one.evaluate(words) * 0.9, address
    other.goto(f"{site}timeline/")
    events = len(list((site_folder / "events").glob("*/index.html")))
    assert other.locator(".tl [data-status]:visible").count() == events
    with_script.close()
    without.close()
