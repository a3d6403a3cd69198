"""The offline edition of the built site, opened from a folder in a real browser."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from generator import searchindex
from generator.offline import edition

pytestmark = [pytest.mark.site, pytest.mark.browser]


@pytest.fixture(scope="module", params=["whole", "in parts"])
def folder(request: pytest.FixtureRequest, site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition, unpacked: with the search's index as it is, and as it would be if the dossier were large."""
    target = tmp_path_factory.mktemp("offline")
    names = [path.relative_to(site_folder).as_posix() for path in site_folder.rglob("*") if path.is_file()]
    divided = request.param == "in parts"
    parts = searchindex.divided((site_folder / searchindex.NAME).read_bytes(), 0) if divided else {}
    for name, content in edition([*names, *parts], lambda name: parts.get(name) or (site_folder / name).read_bytes()):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
    return target


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab without a network."""
    context = browser.new_context(offline=True)
    yield context.new_page()
    context.close()


class _Links(HTMLParser):
    """The relative links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as it is called
        """Take note of one element."""
        self.found |= {value or "" for name, value in attrs if name in {"href", "xlink:href", "src"}}


def test_every_link_leads_to_a_file(folder: Path) -> None:
    """No page relies on a server that would answer for a folder."""
    lost = {}
    for path in sorted(folder.rglob("*.html")):
        links = _Links()
        links.feed(path.read_text("utf-8"))
        for link in links.found:
            there = urlsplit(urljoin(path.as_uri(), urldefrag(link)[0]))
            if there.scheme == "file" and not Path(unquote(there.path)).is_file():
                lost[path.relative_to(folder).as_posix()] = link
    assert lost == {}


def test_one_can_read_and_search_without_a_network(page: Page, folder: Path) -> None:
    """Open home, follow a link, search, follow the first result; nothing is asked of anybody, nothing fails."""
    noted: list[str] = []
    page.on("request", lambda asked: noted.append(asked.url) if asked.url.startswith("http") else None)
    # Following a result cuts short what the search has just begun to ask for.
    page.on("requestfailed", lambda asked: noted.append(asked.url) if asked.failure != "net::ERR_ABORTED" else None)
    page.on("console", lambda said: noted.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: noted.append(error.message))
    page.goto((folder / "index.html").as_uri())
    page.locator(".dh__nav a").first.click()
    page.wait_for_url(f"{folder.as_uri()}/*/index.html")
    event = json.loads((folder / "data/dossier.json").read_text("utf-8"))["events"][0]
    page.locator("[data-press=__search]").click()
    page.locator(".md-search__input").fill(event["title"])
    page.locator(".md-search__input").press("End")
    result = page.locator(".md-search-result__item a").first
    result.wait_for()
    result.click()
    page.wait_for_url(f"{folder.as_uri()}/{event['url']}index.html*")
    expect(page.locator("h1").first).to_have_text(event["title"])
    page.locator("[data-press=__search]").click()
    page.locator(".md-search__input").fill("soleymany")
    page.locator(".md-search__input").press("End")
    expect(page.locator(".md-search-result__item h1, .md-search-result__item h2").first).to_contain_text("Soleimani")
    assert noted == []


def test_a_link_shows_its_card_without_a_network(page: Page, folder: Path) -> None:
    """A page that is a file may fetch none; its cards come as scripts, a term's as a record's."""
    noted: list[str] = []
    page.on("console", lambda said: noted.append(said.text) if said.type == "error" else None)
    page.goto((folder / "events/index.html").as_uri())
    link = page.locator(".tlrow .ti a").first
    link.hover()
    expect(page.locator(".card .card__title")).to_have_text(link.inner_text())
    page.goto((folder / "events/personal-sanctions/index.html").as_uri())
    term = page.locator("a.term").first
    term.hover()
    expect(page.locator(".card .kind")).to_have_text("Glossary")
    assert noted == []
