"""The proof at its end: what a browser shows as a source's words is, letter for letter, what the seed holds.

An element that prints words of a source says where they stand: `data-p="<source>:<start>:<end>"`, in code points of the
seed. The texts come from the seeds themselves, read here anew as bytes; nothing of the generator is trusted. No mark is
set inside such an element, and nothing is left out there: a cut is an element of its own, between two of them.
"""

import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT
from tests.site.links import pages

pytestmark = [pytest.mark.site, pytest.mark.browser]

# What a page prints as words of a source, read by its elements' text.
# `loose` is what looks like a source's words and does not say where they stand: all of its text must lie inside
# elements that do, save what a reader cannot take for them: cuts, numbers of sentences, letters of rows, white space.
# `names` are the spellings that a source uses for an actor or a place, which stand in it more than once.
QUOTED = """() => {
    const content = document.querySelector(".md-content");
    const ours = ".cut, .sn, .ev";
    const loose = element => {
        const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode())
            if (node.data.trim() && !node.parentElement.closest(`[data-p], ${ours}`)) return true;
        return false;
    };
    const looks = [...content.querySelectorAll("blockquote, .words, mark.pass, mark.var, .w")];
    const names = looks.filter(element => element.matches(".w") && loose(element));
    const other = looks.filter(element => !names.some(name => name.contains(element)));
    return {
        names: names.map(element => element.textContent),
        found: [...content.querySelectorAll("[data-p]")].map(element => [element.dataset.p, element.textContent]),
        looks: looks.length,
        loose: other.filter(loose).map(element => element.outerHTML.slice(0, 200)),
        empty: looks.filter(element => !element.textContent.trim()).length,
    };
}"""


class Shown(NamedTuple):
    """What a page shows as words of sources, and what only looks like it."""

    address: str
    found: list[tuple[str, str]]
    names: list[str]
    looks: int
    loose: list[str]
    empty: int


@pytest.fixture(scope="module")
def shown(browser: Browser, site: str, site_folder: Path) -> list[Shown]:
    """Every page of the site, opened once."""
    context = browser.new_context()
    context.route("**/*.{js,woff2,css}", lambda route: route.abort())  # they change no word, and take most of the time
    page = context.new_page()
    try:
        return [_read(page, site, address) for address in pages(site_folder)]
    finally:
        context.close()


def _read(page: Page, site: str, address: str) -> Shown:
    page.goto(site + address, wait_until="domcontentloaded")
    read: dict[str, Any] = page.evaluate(QUOTED)
    return _as_shown(address, read)


def _as_shown(address: str, read: dict[str, Any]) -> Shown:
    return Shown(address=address, **(read | {"found": [(place, text) for place, text in read["found"]]}))


@pytest.fixture(scope="module")
def seeds(site_folder: Path) -> dict[str, str]:
    """The text of each source, by its id; the export says only which file it is, and its sum."""
    sources = json.loads((site_folder / "data/dossier.json").read_text("utf-8"))["sources"]
    texts = {}
    for source in sources:
        content = (ROOT / "seeds" / source["file"]).read_bytes()
        assert sha256(content).hexdigest() == source["sha256"]
        texts[source["id"]] = content.decode("utf-8")
    return texts


def kind(address: str) -> str:
    """The kind of a page: `actors` for the list, `actors/*` for an actor."""
    first, _, rest = address.partition("/")
    return f"{first}/*" if rest else first


def differing(shown: list[Shown], seeds: dict[str, str]) -> Iterator[str]:
    """Yield each element whose text is not what its seed holds there."""
    for page in shown:
        for place, text in page.found:
            source, start, end = place.split(":")
            # HTML knows one line end only.
            if text != seeds[source][int(start) : int(end)].replace("\r\n", "\n").replace("\r", "\n"):
                yield f"{page.address} {place}: {text!r}"


def test_every_quotation_is_what_its_seed_holds(shown: list[Shown], seeds: dict[str, str]) -> None:
    """Each element that says where its words stand holds the code points of the seed from there to there."""
    compared = sum(len(page.found) for page in shown)
    wrong = list(differing(shown, seeds))
    print(f"{compared} elements compared on {len(shown)} pages, {len(wrong)} differ")  # noqa: T201 - seen with -s
    assert wrong == []
    assert compared > 1000


def test_every_kind_of_page_that_quotes_was_compared(shown: list[Shown]) -> None:
    """On each page of a record, and on each view that quotes, there is something to compare."""
    counts: Counter[str] = Counter()
    for page in shown:
        counts[kind(page.address)] += len(page.found)
    records = {f"{one}/*" for one in ("actors", "disputes", "events", "places", "quotes", "sources")}
    assert {one for one in records | {"", "quotes", "glossary"} if not counts[one]} == set()
    assert [page.address for page in shown if kind(page.address) in records and not page.found] == []


def test_every_listed_name_stands_in_a_seed(shown: list[Shown], seeds: dict[str, str]) -> None:
    """A name in a source's face stands for all its places there, so it says none; it occurs there as it is printed."""
    names = {name for page in shown for name in page.names}
    assert len(names) > 100
    assert [name for name in sorted(names) if not any(name in text for text in seeds.values())] == []


def test_what_looks_like_a_quotation_says_where_it_stands(shown: list[Shown]) -> None:
    """No blockquote, no words in a source's face and no mark holds text that was not compared."""
    assert [(page.address, one) for page in shown for one in page.loose] == []
    assert [page.address for page in shown if page.empty] == []
    assert sum(page.looks for page in shown) > 1000


def test_the_comparison_can_fail(browser: Browser, site: str, seeds: dict[str, str]) -> None:
    """A letter changed in the page, or a quotation that says no place, is found."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}quotes/", wait_until="domcontentloaded")
    page.evaluate(
        """() => {
            const words = document.querySelector("blockquote [data-p]");
            words.firstChild.data = words.firstChild.data.replace(/[a-z]/, letter => letter === "x" ? "y" : "x");
            document.querySelector(".md-content").append(Object.assign(document.createElement("blockquote"),
                {textContent: "words that nobody said"}));
        }"""
    )
    read: dict[str, Any] = page.evaluate(QUOTED)
    changed = _as_shown("quotes/", read)
    assert len(list(differing([changed], seeds))) == 1
    assert changed.loose == ["<blockquote>words that nobody said</blockquote>"]
    context.close()
