"""The whole dossier as one document, read as a browser reads HTML."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest

from generator import links
from generator.export import book
from generator.vocabulary import Status
from tests.exports import HARD, dossier, everywhere, files


class Document(HTMLParser):
    """The ids of a document, its links, its elements, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: set[str] = set()
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of one element."""
        self.elements.add(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        """Take note of text."""
        self.text += data


@everywhere
def test_every_record_has_its_article(name: str) -> None:
    """Under an id of its own, which the contents and other records lead to; every link inside leads somewhere."""
    document = Document(files(name)[links.BOOK])
    assert len(document.ids) == len(set(document.ids))
    assert {f"r-{record.id}" for _, record in dossier(name).records()} <= set(document.ids)
    inner = {link[1:] for link in document.links if link.startswith("#")}
    assert inner <= set(document.ids)
    assert {f"r-{record.id}" for _, record in dossier(name).records()} <= inner


@pytest.mark.parametrize("name", ["base", "shipped"])
def test_the_contents_tell_the_records_of_a_chapter_apart(name: str) -> None:
    """Also several quotes of one speaker: no two lines that lead to different records are the same."""
    contents = files(name)[links.BOOK].partition("</nav>")[0]
    chapters = [re.findall(r'<li><a href="#r-[^"]+">([^<]+)</a></li>', one) for one in contents.split("<ol>")]
    assert [len(lines) for lines in chapters if lines]
    assert all(len(lines) == len(set(lines)) for lines in chapters)


@everywhere
def test_every_sentence_that_is_cited_stands_at_the_end(name: str) -> None:
    """Whole, as its source has it, in the order of first citation, which its number says."""
    text = Document(files(name)[links.BOOK]).text
    found = re.findall(r'<li id="(e-[a-z]+-[0-9]+)">', files(name)[links.BOOK])
    cited = re.findall(r'<a class="ev" href="#([^"]+)" aria-label="Note [0-9]+">([0-9]+)</a>', files(name)[links.BOOK])
    assert list(dict.fromkeys(anchor for anchor, _ in cited)) == found
    assert all(found[int(number) - 1] == anchor for anchor, number in cited)
    signs = {source.sign.lower(): source.id for source in dossier(name).sources.values()}
    for anchor in found:
        _, sign, number = anchor.split("-")
        seed = dossier(name).texts[signs[sign]]
        span = seed.sentences[int(number) - 1].span
        assert seed.text[span.start : span.end] in text


@everywhere
def test_what_did_not_happen_says_so_in_its_title(name: str) -> None:
    """As does what is only claimed; nobody reads the list of contents alone and takes it for what happened."""
    for event in dossier(name).events.values():
        (title,) = re.findall(rf'<h3 id="r-{event.id}">(.*?) <small>', files(name)[links.BOOK], re.DOTALL)
        has_status = html.unescape(title).startswith(f"{event.status.capitalize()}: ")
        assert has_status is (event.status is not Status.REPORTED)


def test_hard_texts_stay_texts() -> None:
    """No text makes an element, and no script is there to run."""
    document = Document(files("hard")[links.BOOK])
    assert HARD in document.text
    assert {"script", "style", "img"}.isdisjoint(document.elements)
    assert "default-src 'none'" in files("hard")[links.BOOK]


def test_a_dossier_too_large_for_one_document_says_so() -> None:
    """It names the command that makes one all the same, which has no limit."""
    text = book.as_html(dossier("base"), most=3)
    assert "dossier book" in text
    assert "<article>" not in text
    assert re.findall('<a href="([^"]*)"', text) == re.findall('<a href="([^"#]*)"', files("base")[links.BOOK])[:1]
    assert book.as_html(dossier("base"), most=None) == files("base")[links.BOOK]
