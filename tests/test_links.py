"""Addresses: they follow the contract, and relative targets lead where they say."""

from __future__ import annotations

import posixpath
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import links
from generator.evidence import Passage
from generator.vocabulary import Match

FILES = ["index.md", "timeline/index.md", "events/index.md", "events/a.md", "sources/a-b.md", "data/dossier.json"]


def test_addresses_follow_the_contract() -> None:
    """A record's address is its kind and its id; a passage's anchor is where it stands."""
    passage = Passage(source="a", start=123, end=456, text="x", match=Match.EXACT)
    assert links.record_url("events", "soleimani-killed") == "events/soleimani-killed/"
    assert links.url(links.page_file("events", "soleimani-killed")) == links.record_url("events", "soleimani-killed")
    assert [links.url(file) for file in (links.HOME, links.TIMELINE, links.VERIFICATION)] == [
        "", "timeline/", "verification/",
    ]  # fmt: skip
    assert links.span_anchor(passage.start, passage.end) == "p-123-456"
    assert links.sentence_anchor(6) == "s-6"
    assert links.entry_anchor("H", 6) == "e-h-6"
    assert links.card_file("a-1") == "cards/2.json"


@pytest.mark.parametrize("start", FILES)
@pytest.mark.parametrize("end", FILES)
def test_a_relative_target_leads_from_one_file_to_the_other(start: str, end: str) -> None:
    """Joining a target to the folder of the page that links gives the file that is meant."""
    assert posixpath.normpath(posixpath.join(posixpath.dirname(start), links.relative(start, end))) == end


def test_a_target_on_the_same_page_is_its_anchor() -> None:
    """A page links to a place on itself without naming itself."""
    assert links.relative("sources/a.md", "sources/a.md", "s-1") == "#s-1"
    assert links.relative("events/a.md", "sources/a.md", "p-1-2") == "../sources/a.md#p-1-2"


def test_a_drawing_links_to_published_addresses() -> None:
    """Inside an SVG there are addresses, not Markdown targets."""
    assert links.relative_url("index.md", "events/a.md") == "events/a/"
    assert links.relative_url("timeline/index.md", "events/a.md", "x") == "../events/a/#x"


def test_an_address_of_the_site_is_seen_from_a_page() -> None:
    """From wherever a page is published, to a page, a file and home."""
    assert links.between("events/a.md", "actors/b/") == "../../actors/b/"
    assert links.between("events/a.md", "events/a.json") == "../a.json"
    assert links.between("events/index.md", "data/dossier.json") == "../data/dossier.json"
    assert [links.between(file, "") for file in ("index.md", "events/a.md")] == ["./", "../../"]


PAGES = ["index.md", "map.md", "events/index.md", "events/a.md", "events/a/2.md", "actors/a.md"]
ADDRESSES = ["", "events/", "events/a/", "events/a/2/", "events/a.json", "data/dossier.json", "actors/a/", "map/"]


@pytest.mark.parametrize("file", PAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_the_one_that_the_library_gives(file: str, address: str) -> None:
    """Which finds the way between any two folders, and takes long."""
    path = posixpath.relpath(f"/{address}", f"/{links.url(file)}")
    assert links.between(file, address).rstrip("/") == path


def test_a_repository_shows_and_takes_changes() -> None:
    """To a line at a branch or a commit, to an editor, and to a form whose answers may hold any sign."""
    assert links.at_line("https://x/y", "a b", "data/c d.yml", 3) == "https://x/y/blob/a%20b/data/c%20d.yml#L3"
    assert links.editing("https://x/y", "main", "data/c.yml") == "https://x/y/edit/main/data/c.yml"
    report = urlsplit(links.reporting("https://x/y", "c", "A & B? #1", ""))
    assert (report.path, report.fragment) == ("/y/issues/new", "")
    assert parse_qs(report.query) == {"template": ["correction.yml"], "title": ["Correction: A & B? #1"], "id": ["c"]}


@given(st.lists(st.text(min_size=1)))
def test_no_two_terms_share_an_anchor(terms: list[str]) -> None:
    """Anchors of terms differ even where their letters do not."""
    anchors = links.term_anchors(terms)
    assert len(set(anchors)) == len(terms)


@pytest.mark.parametrize(
    ("passage", "directive"),
    [
        ("a well-known, old tale", "a%20well%2Dknown%2C%20old%20tale"),
        ("line\n  breaks are\u00a0spaces", "line%20breaks%20are%20spaces"),
        ("1 2 3 4 5 6 7 8 9 10 11", "1%202%203%204%205,7%208%209%2010%2011"),
    ],
)
def test_a_text_fragment_names_the_words_or_both_ends_of_them(passage: str, directive: str) -> None:
    """What means something in a directive is encoded; long passages are named by their ends."""
    assert links.text_fragment("https://example.org/a#b", passage) == f"https://example.org/a#:~:text={directive}"
