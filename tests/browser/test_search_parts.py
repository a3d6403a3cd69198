"""The search of a large dossier, whose index is in parts: it asks for little, finds, and outlasts an edition."""

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page

from generator import searchindex
from tests.browser.conftest import searched
from tests.browser.server import serve
from tests.site.folder import subpath

pytestmark = [pytest.mark.site, pytest.mark.browser]

COPIES = 40
"""So many of each entry make ten thousand."""
GROUPS: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("queries.yml").read_text("utf-8"))
FIRST = '() => new URL(document.querySelector(".md-search-result__item a").href).pathname'


def copied(entry: dict[str, Any], copy: int) -> dict[str, Any]:
    """An entry again, at an address of its own and under a name of its own."""
    if copy == 0:
        return entry
    page, mark, section = entry["location"].partition("#")
    name = "".join("aeioulmnrst"[(copy + len(entry["title"]) * at) % 11] for at in range(2, 9))
    return {**entry, "location": f"copy-{copy}/{page}{mark}{section}", "title": f"{entry['title']} {name}{copy}"}


def put(index: dict[str, Any], folder: Path) -> None:
    """Write an index into a site, in parts."""
    for name, content in searchindex.divided(json.dumps(index).encode(), 0).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).unlink(missing_ok=True)  # the other site's is the same file
        (folder / name).write_bytes(content)


@pytest.fixture(scope="module")
def index(site_folder: Path) -> dict[str, Any]:
    """The index of ten thousand records that are one another's copies but for their names."""
    whole: dict[str, Any] = json.loads((site_folder / searchindex.NAME).read_bytes())
    whole["docs"] = [copied(entry, copy) for copy in range(COPIES) for entry in whole["docs"]]
    return whole


@pytest.fixture(scope="module")
def large(site_folder: Path, index: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site with that index."""
    folder = tmp_path_factory.mktemp("parts") / "site"
    shutil.copytree(site_folder, folder, copy_function=os.link)
    put(index, folder)
    with serve(folder, subpath(site_folder), compressed=True) as address:
        yield address


@pytest.fixture
def visit(browser: Browser) -> Iterator[BrowserContext]:
    """A visit of somebody who has never been there."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context
    context.close()


def ask(page: Page, query: str) -> str:
    """Type a query; return the address of the first result."""
    searched(page, query)
    first: str = page.evaluate(FIRST)
    return first


@pytest.mark.parametrize("query", [next(iter(group)) for group in GROUPS.values()])
def test_little_is_asked_for(visit: BrowserContext, large: str, query: str) -> None:
    """Worker, index and all that is shown are less than 200 KB compressed, from the first visit to the last result."""
    page = visit.new_page()
    sizes: list[int] = []
    page.on("requestfinished", lambda asked: sizes.append(_size(asked)) if "search" in asked.url else None)
    page.goto(f"{large}about/")
    page.locator("[data-press=__search]").click()
    ask(page, query)
    page.wait_for_load_state("networkidle")
    assert len(sizes) > 3
    assert sum(sizes) < 200_000


def _size(asked: Any) -> int:
    size: int = asked.sizes()["responseBodySize"]
    return size


def test_of_very_many_the_one_that_is_named_comes_first(
    visit: BrowserContext, large: str, index: dict[str, Any]
) -> None:
    """Each record has forty copies, which differ in one word of their names only; a state and its place share one."""
    page = visit.new_page()
    page.goto(large)
    page.locator("[data-press=__search]").click()
    named: dict[str, set[str]] = defaultdict(set)
    for entry in index["docs"]:
        named[entry["title"]].add(urlsplit(large).path + entry["location"].partition("#")[0])
    asked = {entry["title"] for entry in index["docs"][len(index["docs"]) // COPIES :: 997]}
    wrong = {title: first for title in sorted(asked) if (first := ask(page, title)) not in named[title]}
    assert wrong == {}


def test_a_search_goes_on_when_the_site_is_published_anew(
    visit: BrowserContext, site_folder: Path, tmp_path: Path
) -> None:
    """An open page knows the pages by numbers that now mean others; it learns the new ones, and answers from them."""
    folder = tmp_path / "site"
    shutil.copytree(site_folder, folder, copy_function=os.link)
    index = json.loads((site_folder / searchindex.NAME).read_bytes())
    put(index, folder)
    page = visit.new_page()
    with serve(folder, subpath(site_folder)) as address:
        page.goto(address)
        page.locator("[data-press=__search]").click()
        assert ask(page, "Soleimani").endswith("/actors/qassem-soleimani/")
        new = {"location": "actors/aaa/", "title": "Aaa Newcomer", "text": "<p>A new record.</p>", "boost": 9}
        put({**index, "docs": [new, *index["docs"]]}, folder)
        assert ask(page, "newcomer").endswith("/actors/aaa/")
        assert ask(page, "Soleimani").endswith("/actors/qassem-soleimani/")
