"""A source's page in a reader's browser: a strip of all sentences, passages in their places, ways there and back."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.site, pytest.mark.browser]

STATES = {"cited": "cited", "many": "cited", "aside": "set-aside", "gap": "gap"}
PLACES = """() => [...document.querySelectorAll(".sent__t > [data-p]")]
    .map(one => one.dataset.p.split(":").slice(1).map(Number))"""
# Each cell of the strip: its class, what it says, and whether something to read stands where it leads.
CELLS = """() => [...document.querySelectorAll(".cov a")].map(cell => {
    const row = document.getElementById(cell.hash.slice(1))?.closest(".sent, .elided");
    return [cell.className, cell.textContent, Boolean(row?.getClientRects().length)];
})"""
# For each sentence, by its number: how many records stand in its margin. Lead and glossary are parts of one.
RECORDS = r"""() => Object.fromEntries([...document.querySelectorAll(".sent")].map(row => [row.id.slice(2),
    new Set([...row.querySelectorAll("[data-on]")].map(link => link.pathname.replace(/glossary\/$/, ""))).size]))"""


@pytest.fixture(scope="module")
def sources(site_folder: Path) -> list[dict[str, Any]]:
    """The sources, as the export has them."""
    found: list[dict[str, Any]] = json.loads((site_folder / "data/dossier.json").read_text("utf-8"))["sources"]
    return found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_the_strip_shows_every_sentence(page: Page, site: str, sources: list[dict[str, Any]]) -> None:
    """Cited or not, in order, in words and by class, with the number of records; each cell leads to its place."""
    for source in sources:
        page.goto(site + source["url"])
        cells = page.evaluate(CELLS)
        assert [STATES[css] for css, _, _ in cells] == [sentence["state"] for sentence in source["sentences"]]
        assert all(there for _, _, there in cells)
        counts = page.evaluate(RECORDS)
        for sentence, (css, words, _) in zip(source["sentences"], cells, strict=True):
            assert words.startswith(f"Sentence {sentence['number']}, ")
            if sentence["state"] == "cited":
                number = int(words.split("cited by ")[1].split(" ")[0].replace(",", ""))
                assert number == counts[str(sentence["number"])], words
                assert (css == "many") == (number >= 10)


def test_passages_stand_in_the_order_of_the_text(page: Page, site: str, sources: list[dict[str, Any]]) -> None:
    """Stretches follow each other from sentence to sentence, and each lies inside its own."""
    for source in sources:
        page.goto(site + source["url"])
        places = page.evaluate(PLACES)
        assert places == sorted(places)
        assert all(first[1] <= second[0] for first, second in pairwise(places))


def test_a_passage_leads_to_its_records_and_they_lead_back(
    page: Page, site: str, sources: list[dict[str, Any]]
) -> None:
    """Each record in the margin of a sentence has a marker that leads to that source."""
    for source in sources:
        page.goto(site + source["url"])
        for link in page.locator(".sent__r [data-on]").all()[::40]:
            address: str = link.evaluate("link => link.href")
            markers = f"/{source['id']}/#"
            html = page.request.get(address).text()
            assert markers in html or address.startswith(site + source["url"]), address


def test_the_address_of_a_passage_shows_it_without_a_script(browser: Browser, site: str, site_folder: Path) -> None:
    """The browser goes there and tints the stretch; a script only makes that exact."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    quote = next((site_folder / "quotes").glob("*/index.html")).parent.name
    page.goto(f"{site}quotes/{quote}/")
    page.locator(".meta a[href*='#p-']").first.click()
    page.wait_for_url("**/sources/*/#p-*")
    mark = page.locator("mark.pass:has(:target)")
    expect(mark).to_have_count(1)
    expect(mark).to_be_in_viewport()
    other = page.locator("mark.pass:not(:has(:target))").first
    tint = "mark => getComputedStyle(mark).backgroundColor"
    assert mark.evaluate(tint) != other.evaluate(tint)
    context.close()
