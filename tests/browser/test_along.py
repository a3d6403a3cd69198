"""The ways that lead along: back to the list, to a section, to what is beside a record in time, to all of its day."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.site, pytest.mark.browser]

LISTS = {
    "actors/esmail-qaani/": "actors/",
    "events/soleimani-killed/": "events/",
    "quotes/trump-health-advice/": "quotes/",
    "places/baghdad/": "places/",
    "disputes/strike-day/": "disputes/",
    "sources/hashemi/": "sources/",
    "months/2020-01/": "timeline/",
}


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab without a script: all of this is plain links."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("page", LISTS)
def test_a_record_says_where_it_belongs(tab: Page, site: str, page: str) -> None:
    """Its first link leads to the list of its kind; what stands there next is the page itself."""
    tab.goto(f"{site}{page}")
    title = (tab.locator("h1").text_content() or "").strip()
    expect(tab.locator(".crumb [aria-current=page]")).to_have_text(title)
    tab.locator(".crumb a").first.click()
    assert tab.url == f"{site}{LISTS[page]}"


def test_the_sections_of_a_page_can_be_jumped_to(tab: Page, site: str) -> None:
    """Folded until it is wanted, and without a script."""
    tab.goto(f"{site}actors/esmail-qaani/")
    sections = tab.get_by_role("navigation", name="On this page")
    expect(sections.get_by_role("link").first).to_be_hidden()
    sections.get_by_text("On this page").click()
    names = [(link.text_content() or "").strip() for link in sections.get_by_role("link").all()]
    headings = [(heading.text_content() or "").strip() for heading in tab.locator("h2").all()]
    assert names == headings[: len(names)]
    assert "The words this page rests on" in names
    sections.get_by_role("link", name="Disputes").click()
    assert tab.url.endswith("#disputes")


def test_events_lead_along_in_time(tab: Page, site: str) -> None:
    """One leads to the next, and the next leads back."""
    tab.goto(f"{site}events/soleimani-killed/")
    beside = tab.get_by_role("navigation", name="Beside it in time")
    beside.get_by_role("link").last.click()
    assert tab.url != f"{site}events/soleimani-killed/"
    beside.get_by_role("link").first.click()
    assert tab.url == f"{site}events/soleimani-killed/"


def test_a_date_leads_to_all_of_its_day(tab: Page, site: str) -> None:
    """Where the month has a page; the day's heading is there."""
    tab.goto(f"{site}events/hook-threat/")
    tab.locator(".facts a", has_text="all of this day").click()
    assert tab.url == f"{site}months/2020-01/#d-2020-01-23"
    expect(tab.locator("[id='d-2020-01-23']")).to_have_text("23 January 2020")
    assert tab.locator("a[href*='hook-threat']").count()
