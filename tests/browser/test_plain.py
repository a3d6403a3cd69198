"""The pages in a browser that is denied something: scripts, motion, width, the network's speed."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.conftest import WHOLE
from tests.site.links import kinds, longest

pytestmark = [pytest.mark.site, pytest.mark.browser]

# The lines of a page's content that can be read. What filters show and hide is no content, nor are buttons.
LINES = """() => {
    const hidden = [...document.querySelectorAll("article form, article button")].filter(one => one.checkVisibility());
    for (const one of hidden) one.style.display = "none";
    return document.querySelector("article").innerText.split("\\n").map(line => line.trim()).filter(Boolean);
}"""
DEAD = """() => [...document.querySelectorAll("button, input, select, textarea")].filter(one => one.checkVisibility())
    .map(one => one.outerHTML.slice(0, 80))"""
MOVING = """() => [...document.querySelectorAll("*")].flatMap(one => ["", "::before", "::after"].filter(part => {
    const style = getComputedStyle(one, part || null), longest = list => Math.max(...list.split(",").map(parseFloat));
    return longest(style.transitionDuration) > .01 || style.scrollBehavior === "smooth"
        || style.animationName !== "none" && longest(style.animationDuration) > .01;
}).map(part => one.outerHTML.slice(0, 80) + part))"""
# What sticks out: the innermost elements, to show in the report.
WIDEST = """() => [...document.body.querySelectorAll("*")]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
    .filter(element => getComputedStyle(element).position != "fixed")
    .slice(-3).map(element => element.outerHTML.slice(0, 120))"""
# Running text in a column that holds hardly two words.
SQUEEZED = """() => [...document.querySelectorAll("article :is(p, dd, td, blockquote)")]
    .filter(one => one.checkVisibility() && one.textContent.trim().length > 80)
    .filter(one => one.getBoundingClientRect().width < 120)
    .map(one => one.outerHTML.slice(0, 120))"""
TEXTS = ("text/", "application/javascript", "application/json", "image/svg+xml")
HEAVIEST = 300_000


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of its own, with nothing remembered."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.add_init_script(WHOLE)
    yield context.new_page()
    context.close()


def test_pages_fit_a_narrow_screen(page: Page, site: str, site_folder: Path) -> None:
    """At 320 pixels, no kind of page needs sideways scrolling, and no running text is squeezed into a narrow column."""
    page.set_viewport_size({"width": 320, "height": 640})
    wide, squeezed = {}, {}
    for address in [*longest(site_folder), "no/such/page/"]:
        page.goto(site + address)
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide[address] = width, page.evaluate(WIDEST)
        if found := page.evaluate(SQUEEZED):
            squeezed[address] = found
    assert wide == {}
    assert squeezed == {}


def test_who_wants_no_motion_gets_none(page: Page, site: str, site_folder: Path) -> None:
    """No transition, no animation and no gliding on any kind of page."""
    moving = {}
    for address in kinds(site_folder):
        page.goto(site + address)
        if found := page.evaluate(MOVING):
            moving[address] = found
    assert moving == {}


def test_every_kind_of_page_can_be_read_without_a_script(
    page: Page, browser: Browser, site: str, site_folder: Path
) -> None:
    """Each line of the content that shows with scripts shows without, and no control that would do nothing."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    bare = context.new_page()
    lost = {}
    for address in longest(site_folder):
        page.goto(site + address)
        bare.goto(site + address)
        bare.evaluate(WHOLE)
        if missing := [*set(page.evaluate(LINES)).difference(bare.evaluate(LINES)), *bare.evaluate(DEAD)]:
            lost[address] = missing
    assert lost == {}
    context.close()


def test_a_first_visit_is_light(browser: Browser, site: str, site_folder: Path) -> None:
    """At most 300 KB, compressed as GitHub Pages does, for every kind of page with nothing in the cache."""
    visits = {address: sizes(browser, site + address) for address in longest(site_folder)}
    assert {address: visit for address, visit in visits.items() if sum(visit.values()) > HEAVIEST} == {}


def sizes(browser: Browser, address: str) -> dict[str, int]:
    """Return the bytes of every answer that a first visit to a page gets."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright cannot take a bare method
    page.goto(address, wait_until="networkidle")
    found = {answer.url: weight(answer) for answer in answers}
    context.close()
    return found


def weight(response: Response) -> int:
    """Return the bytes of an answer's body on the way; fonts and pictures are compressed already."""
    body = response.body()
    kind = response.headers.get("content-type", "")
    return len(gzip.compress(body, 6)) if kind.startswith(TEXTS) else len(body)
