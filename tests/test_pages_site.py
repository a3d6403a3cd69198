"""All pages together: which there are, that everything on them leads somewhere, and that what is printed as a source's
words is cut from the source.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest

from generator import gaps, links, pages, render
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.load import load
from generator.sources import Span
from generator.vocabulary import KINDS

CASES = Path(__file__).parent / "cases"
VALID = [CASES / "base", *sorted((CASES / "valid").iterdir())]
EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]
TARGET = re.compile(r"\]\(([^)\s]+)\)")
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


SVG = frozenset({"svg", "g", "path", "rect", "circle", "line", "text", "tspan", "defs", "pattern", "marker", "use"})
ATTRIBUTES = frozenset(
    {"class", "id", "href", "xlink:href", "title", "rel", "lang", "dir", "scope", "type", "checked", "hidden", "open"}
    | {"autocomplete", "datetime", "name", "value"}
    | {"aria-current", "aria-label", "aria-labelledby", "aria-hidden", "aria-live", "role"}
    | {f"data-{one}" for one in ("a", "b", "e", "id", "k", "on", "p", "s", "search-exclude")}
    | {f"data-{one}" for one in ("group", "mark", "row", "whole")}
    | {
        f"data-{one}"
        for one in ("actor", "kind", "line", "relation", "source", "speaker", "status", "to", "voice", "year")
    }
)


class _Html(HTMLParser):
    """Reads a page: its ids, the text of every element that says where its words stand, and its elements in order."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.verbatim: list[tuple[str, str]] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text_of: dict[int, str] = {}
        self._open: list[tuple[str, str | None, list[str]]] = []
        self.feed(source)
        self.close()
        assert not self._open, f"left open: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        self.ids += [found["id"]] if "id" in found else []
        if tag not in VOID:
            self._open.append((tag, found.get("data-p"), []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        opened, place, text = self._open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"
        if place is not None:
            self.verbatim.append((place, "".join(text)))

    def handle_data(self, data: str) -> None:
        for _, _, text in self._open:
            text.append(data)


def built(folder: Path) -> tuple[Dossier[Passage], dict[str, str], dict[str, _Html]]:
    """Load a dossier and make its pages: Markdown and HTML by file."""
    found = load(folder).found
    assert found
    sources = {page.file: render.render(page) for page in pages.plan(found)}
    converter = markdown.Markdown(extensions=EXTENSIONS)
    return found, sources, {file: _Html(converter.reset().convert(text[4:])) for file, text in sources.items()}


Site = tuple[Dossier[Passage], dict[str, str], dict[str, _Html]]
_BUILT: dict[Path, Site] = {}


@pytest.fixture(scope="module")
def site(base: Path) -> Site:
    """The small dossier and its pages."""
    return built(base)


@pytest.fixture(params=VALID, ids=lambda case: case.name)
def any_site(request: pytest.FixtureRequest, base: Path, lay: Callable[[Path], Path]) -> Site:
    """Each valid dossier and its pages, made once."""
    case: Path = request.param
    if case not in _BUILT:
        _BUILT[case] = built(base if case == base else lay(case))
    return _BUILT[case]


def test_every_record_has_a_page_and_every_kind_a_list(site: Site) -> None:
    """Pages stand at the addresses of the contract, those of earlier ids too."""
    dossier, sources, _ = site
    expected = {links.HOME, links.TIMELINE, links.NETWORK, links.MAP}
    expected |= {links.VERIFICATION, links.GLOSSARY, links.RULES, links.HISTORY}
    expected |= {*map(links.index_file, KINDS)}
    expected |= {links.month_file("1921-05")}
    expected |= {links.page_file(kind, record.id) for kind, record in dossier.records()}
    expected |= {links.page_file(kind, old) for kind, record in dossier.records() for old in record.formerly}
    assert set(sources) == expected


def test_the_same_data_gives_the_same_bytes(site: Site, base: Path) -> None:
    """Nothing of the clock, of chance or of the order of hashes is in a page."""
    assert built(base)[1] == site[1]


def test_what_is_printed_as_words_of_a_source_stands_there(any_site: Site) -> None:
    """Each element that says where its words stand holds exactly those characters of the seed."""
    dossier, _, html = any_site
    printed = [found for page in html.values() for found in page.verbatim]
    assert printed
    for place, text in printed:
        source, start, end = place.split(":")
        assert text.replace("\r", "") == dossier.texts[source].text[int(start) : int(end)].replace("\r", ""), place


def test_every_link_leads_to_a_page_and_a_place_on_it(any_site: Site) -> None:
    """Files and fragments of all Markdown links exist; an evidence marker names a sentence on its own page."""
    _, sources, html = any_site
    for file, text in sources.items():
        for target in TARGET.findall(text):
            if target.startswith("https://"):
                continue
            path, _, anchor = target.partition("#")
            aimed = posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) if path else file
            if aimed in (links.EXPORT, links.FIGURES, links.BADGE):
                continue
            assert aimed in html, f"{file} links to {target}"
            assert not anchor or anchor in html[aimed].ids, f"{file} links to {target}"
        entries = {found["data-e"] for _, found in html[file].elements if "data-e" in found}
        assert entries <= set(html[file].ids), file


def test_no_id_stands_twice_on_a_page(any_site: Site) -> None:
    """Anchors are unique, those of overlapping passages too."""
    _, _, html = any_site
    for file, page in html.items():
        assert [found for found, times in Counter(page.ids).items() if times > 1] == [], file


def test_pages_hold_only_known_attributes(any_site: Site) -> None:
    """No style, no handler, nothing that Markdown should have taken for itself."""
    _, _, html = any_site
    for file, page in html.items():
        seen = {name for tag, found in page.elements for name in found if tag not in SVG}
        assert seen <= ATTRIBUTES, file


def test_every_passage_has_an_anchor_on_its_source(site: Site) -> None:
    """Whatever a record rests on has an address of its own."""
    dossier, _, html = site
    for cited in gaps.cited(dossier):
        ids = html[links.page_file("sources", cited.passage.source)].ids
        assert links.span_anchor(cited.passage.start, cited.passage.end) in ids


def test_a_page_ends_with_what_it_rests_on(site: Site) -> None:
    """Every sentence that a marker names is in the apparatus, whole; a source's own page shows it in its text."""
    dossier, _, html = site
    for file, page in html.items():
        shown = {found["data-p"] for _, found in page.elements if found.get("class") == "words" and "data-p" in found}
        for tag, found in page.elements:
            if tag == "a" and "ev" in found.get("class", "").split() and not file.startswith("sources/"):
                sign, number = found["data-e"].split("-")[1:]
                source = next(one for one in dossier.sources.values() if one.sign.lower() == sign)
                span = dossier.texts[source.id].sentences[int(number) - 1].span
                assert f"{source.id}:{span.start}:{span.end}" in shown, file


def test_excerpts_show_no_sentence_that_nothing_rests_on(site: Site) -> None:
    """Of a source published in excerpts no page prints more than the sentences that records cite, and its own facts."""
    dossier, _, html = site
    states = gaps.coverage(dossier)["slow-and-steady"]
    silent = [state.sentence.span for state in states if state.state != "cited"]
    facts = dossier.sources["slow-and-steady"].as_printed
    assert facts
    for page in html.values():
        for place, _ in page.verbatim:
            source, start, end = place.split(":")
            printed = Span(int(start), int(end))
            if source == "slow-and-steady" and printed != Span(facts.start, facts.end):
                assert not any(span.meets(printed) for span in silent)


def test_the_whole_text_is_shown_where_that_is_allowed(site: Site) -> None:
    """A source that says `publish: full` is printed sentence by sentence, without a gap."""
    dossier, _, html = site
    shown = [text for place, text in html["sources/race-report.md"].verbatim if place.startswith("race-report")]
    for sentence in dossier.texts["race-report"].sentences:
        words = dossier.texts["race-report"].text[sentence.span.start : sentence.span.end]
        assert any(text in words for text in shown)
    assert html["sources/race-report.md"].ids.count("s-1") == 1


def test_what_did_not_happen_is_set_apart_on_every_page(site: Site) -> None:
    """A link to an event that did not come about says so by its class, wherever it stands."""
    dossier, sources, _ = site
    for event in dossier.events.values():
        for text in sources.values():
            for found in re.finditer(rf"\]\((?:[^)]*/)?{event.id}\.md\)(\{{[^}}]*\}})?", text):
                if "aria-label" not in (found[1] or ""):
                    assert (".notyet" in (found[1] or "")) is not event.status.happened


def test_reported_speech_is_never_a_quotation(site: Site) -> None:
    """Only direct words stand in a blockquote."""
    dossier, sources, html = site
    for quote in dossier.quotes.values():
        quoted = any(tag == "blockquote" for tag, _ in html[f"quotes/{quote.id}.md"].elements)
        own = sources[f"quotes/{quote.id}.md"].split("## More words")[0]
        assert ("<blockquote" in own) is (quote.voice == "direct")
        assert quoted or quote.voice != "direct"


def test_each_page_says_what_it_was_made_from(site: Site) -> None:
    """The last line of a page names the data, and its front matter leads to the record."""
    dossier, sources, _ = site
    for kind, record in dossier.records():
        text = sources[links.page_file(kind, record.id)]
        assert f"<!-- made from data/{kind}/{record.id}.yml " in text.splitlines()[-1]
        (named,) = re.findall("^dossier: (.*)$", text, re.MULTILINE)
        about = json.loads(named)
        assert (about["kind"], about["id"], about["file"]) == (kind, record.id, f"data/{kind}/{record.id}.yml")
