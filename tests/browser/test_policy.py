"""The policy of every page lets the site work, and lets nothing else run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.site.links import kinds

pytestmark = [pytest.mark.site, pytest.mark.browser]

NOTE = """
window.__violations = [];
addEventListener("securitypolicyviolation", e => window.__violations.push(`${e.violatedDirective} ${e.blockedURI}`));
"""
INTRUDERS = """<script>window.__ran = 1</script><img src="x" onerror="window.__ran = 2">
<a id="bad" href="javascript:void(window.__ran = 3)">x</a><style>body { display: none }</style>
<script src="https://evil.example/x.js"></script><iframe src="https://evil.example/"></iframe>"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab that notes every violation."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(NOTE)
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    """What the policy of the open page has refused so far."""
    found: list[str] = page.evaluate("window.__violations")
    return found


def test_no_page_breaks_its_own_policy(page: Page, site: str, site_folder: Path) -> None:
    """The longest page of each kind, and the 404 page, load all they need."""
    broken = {}
    for address in [*kinds(site_folder), "no/such/page/"]:
        page.goto(site + address, wait_until="networkidle")
        assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
        if found := violations(page):
            broken[address] = found
    assert broken == {}


def test_search_and_palette_work_under_the_policy(page: Page, site: str) -> None:
    """The search's worker answers, and the page turns dark and stays so."""
    page.goto(site, wait_until="networkidle")
    page.click("[data-press=__search]")
    page.keyboard.type("the")
    page.wait_for_selector(".md-search-result__item")
    page.keyboard.press("Escape")
    root, button = page.locator("html"), page.get_by_role("button", name="Dark")
    expect(root).to_have_attribute("data-md-color-scheme", "default")
    button.click()
    expect(root).to_have_attribute("data-md-color-scheme", "slate")
    page.reload(wait_until="networkidle")
    expect(root).to_have_attribute("data-md-color-scheme", "slate")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert violations(page) == []


def test_what_is_smuggled_in_does_not_run(page: Page, site: str) -> None:
    """Even in a page that was changed after the build: no script, no handler, no style, no other host."""

    def smuggle(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("<main", INTRUDERS + "<main", 1))

    asked: list[str] = []
    page.on("response", lambda answer: asked.append(answer.url))
    page.route(site, smuggle)
    page.goto(site, wait_until="networkidle")
    page.evaluate("document.getElementById('bad').click()")
    assert page.evaluate("window.__ran") is None
    assert page.locator("body").is_visible()
    assert [url for url in asked if "evil.example" in url] == []
    refused = {one.split(" ")[0] for one in violations(page)}
    assert {"script-src-elem", "script-src-attr", "style-src-elem", "frame-src"} <= refused
