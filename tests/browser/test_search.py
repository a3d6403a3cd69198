"""What a reader finds who types into the search: the record itself, before the pages that mention it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from generator import searchindex
from tests.browser.conftest import searched
from tests.browser.server import serve
from tests.site.folder import subpath

pytestmark = [pytest.mark.site, pytest.mark.browser]

QUERIES: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("queries.yml").read_text("utf-8"))
RESULTS = """() => [...document.querySelectorAll(".md-search-result__item")].map(item =>
    [...item.querySelectorAll("a")].map(link => new URL(link.href).pathname + new URL(link.href).hash))"""

LABELS = """() => [...document.querySelectorAll(".md-search-result__article")]
    .map(result => [...result.querySelectorAll(".md-tag")].map(tag => tag.textContent)).filter(tags => tags.length)"""


@pytest.fixture(scope="module", params=["whole", "in parts"])
def site(request: pytest.FixtureRequest, site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, with its index as it is, and as it would be if the dossier were large."""
    folder = site_folder
    if request.param == "in parts":
        folder = tmp_path_factory.mktemp("parts") / "site"
        shutil.copytree(site_folder, folder, copy_function=os.link)
        for name, content in searchindex.divided((folder / searchindex.NAME).read_bytes(), large=0).items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).unlink(missing_ok=True)  # the other site's is the same file
            (folder / name).write_bytes(content)
    with serve(folder, subpath(site_folder)) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser, site: str) -> Iterator[Page]:
    """The home page with its search open."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(site)
    page.locator("[data-press=__search]").click()
    expect(page.locator(".md-search__input")).to_be_focused()
    yield page
    context.close()


def results(page: Page, query: str) -> list[list[str]]:
    """Type a query; return the addresses of each result, that of the page first."""
    searched(page, query)
    found: list[list[str]] = page.evaluate(RESULTS)
    return found


def test_there_are_queries_of_every_sort() -> None:
    """At least sixty, each once."""
    every = [query for group in QUERIES.values() for query in group]
    assert len(every) == len({query.casefold() for query in every}) >= 60
    assert {first.split("/")[0] for group in QUERIES.values() for first in group.values()} >= {
        *("actors", "disputes", "events", "places", "quotes", "sources")
    }


@pytest.mark.parametrize("group", QUERIES)
def test_the_record_comes_first(page: Page, site: str, group: str) -> None:
    """The first result of each query is the page that it asks for."""
    root = site.removeprefix("http://").partition("/")[2]
    wrong = {}
    for query, wanted in QUERIES[group].items():
        found = [addresses[0].removeprefix(f"/{root}") for addresses in results(page, query)]
        if found[0] != wanted:
            wrong[query] = wanted, found[:4]
    assert wrong == {}


def test_a_result_says_what_kind_of_record_it_is(page: Page) -> None:
    """Its first label is the kind; what did not simply happen says so, and names are given as they are spelled."""
    results(page, "Soleimani")
    labels = page.evaluate(LABELS)
    assert [kind for kind, *_ in labels if not kind[0].isupper()] == []
    assert {"Person", "Event", "Dispute"} <= {kind for kind, *_ in labels}
    assert "Suleimani" in labels[0]
    assert any("alleged" in rest or "claimed" in rest for kind, *rest in labels if kind == "Event")


def test_a_record_is_one_result(page: Page) -> None:
    """No section of a page is a result of its own beside the page."""
    assert all(len(addresses) == 1 for addresses in results(page, "Qaani"))


@pytest.mark.parametrize("width", [390, 800, 1000, 1280, 1600])
def test_no_result_is_cut_off(page: Page, width: int) -> None:
    """However wide the window is, results end where the list of them ends."""
    page.set_viewport_size({"width": width, "height": 800})
    results(page, "Soleimani")
    right = "one => document.querySelector(one).getBoundingClientRect().right"
    assert page.evaluate(right, ".md-search-result__item") <= page.evaluate(right, ".md-search__output")
