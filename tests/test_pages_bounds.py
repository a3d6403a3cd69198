"""No page lists without end: what is too long is cut into parts, all of it is there, and every link leads somewhere.

A made-up dossier is held to bounds so small that a few dozen records cross each of them.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import markdown
import pytest

from bench.dossier import make
from generator import gaps, links, pages, render, sanitiser
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.load import load
from generator.pages.bounds import Bounds
from generator.pages.parts import by_letter, divided
from generator.pages.reading import Reading
from generator.pages.register import Register
from generator.pages.sheet import Link, Sheet
from generator.pages.ways import Stop, ways
from generator.sources import SourceText
from tests.exports import HARD, dossier

SMALL = Bounds(
    rows=10, cards=6, lines=5, says=3, beside=3, sentences=9, signs=2, parts=6, actors=8, relations=10, places=9
)
NOT_LISTS = frozenset(
    {"about", "accounts", "apparatus", "axis", "columns", "examples", "kinds", "lead", "marks", "paths", "positions"}
    | {"rules", "segments", "shapes", "spots", "ticks", "types", "ways"}
)
"""What a record itself says, what follows from the rest of a page, drawings, and what is the same for every dossier."""
CHOICES = frozenset({"actors", "addressees", "speakers", "years"})
"""What the rows of one page have, to choose from."""
TARGET = re.compile(r"\]\(([^)\s]+)\)")
ID = re.compile(r'(?<![-\w])id="([^"]+)"|\{ #([^ }]+)')
Made = tuple[Dossier[Passage], dict[str, pages.Page], dict[str, str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A made-up dossier and its pages: as planned, and as Markdown, by file."""
    folder = tmp_path_factory.mktemp("made")
    make(folder, 160)
    found = load(folder).found
    assert found
    planned = {page.file: page for page in pages.plan(found, bounds=SMALL)}
    return found, planned, {file: render.render(page) for file, page in planned.items()}


def ids(text: str) -> list[str]:
    """The anchors of a page."""
    return [one or other for one, other in ID.findall(text)]


def aimed(file: str, target: str) -> tuple[str, str]:
    """The file and the anchor to which a target on a page leads."""
    path, _, anchor = target.partition("#")
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) if path else file, anchor


def lists(value: Any, path: str = "") -> Iterator[tuple[str, int]]:
    """How long each list in a view is, by the names of the fields that lead there."""
    if is_dataclass(value) or hasattr(value, "_fields"):
        names = value._fields if hasattr(value, "_fields") else [field.name for field in fields(value)]
        for name in names:
            yield from lists(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple):
        yield path, len(value)
        for one in value:
            yield from lists(one, path)


def test_no_page_lists_more_than_its_bound(made: Made) -> None:
    """Whatever it is that others make of a record, of an index or of a time."""
    _, planned, _ = made
    long = [
        (file, path, length)
        for file, page in planned.items()
        for path, length in lists(page.view)
        if length > SMALL.rows and not NOT_LISTS & set(path.split("."))
        if not (CHOICES & set(path.split(".")) and length <= 4 * SMALL.rows)
    ]
    assert long == []
    parts = {file.partition("/")[0] for file, page in planned.items() if page.is_part}
    assert parts == {"actors", "disputes", "events", "glossary", "places", "quotes", "sources", "timeline"}


def test_every_link_leads_to_a_page_and_a_place_on_it(made: Made) -> None:
    """In parts of lists and between them, too; an evidence marker names a sentence on its own page."""
    _, _, texts = made
    anchors = {file: set(ids(text)) for file, text in texts.items()}
    wrong = [f"{file} has an id twice" for file, text in texts.items() if len(ids(text)) != len(anchors[file])]
    for file, text in texts.items():
        for target in TARGET.findall(text):
            to, anchor = aimed(file, target)
            if not to.startswith("data/") and (to not in texts or (anchor and anchor not in anchors[to])):
                wrong.append(f"{file} links to {target}")
        entries = set(re.findall(r'data-e="([^"]+)"', text))
        wrong += [f"{file} names the entry {entry}" for entry in entries - anchors[file]]
    assert wrong == []


def test_every_page_is_reached_from_home(made: Made) -> None:
    """By links alone, without the search; so every record is, and every part of a list."""
    _, _, texts = made
    known = {links.HOME, links.TIMELINE, links.NETWORK, links.MAP, links.GLOSSARY, links.VERIFICATION}
    left = deque(known)
    while left:
        file = left.popleft()
        for target in TARGET.findall(texts[file]):
            to, _ = aimed(file, target)
            if to in texts and to not in known:
                known.add(to)
                left.append(to)
    assert sorted(set(texts) - known - {links.HISTORY, links.RULES}) == []


def test_every_passage_has_its_anchor_once(made: Made) -> None:
    """On the part of its source's page on which it begins."""
    found, _, texts = made
    at: dict[str, list[str]] = {source: [] for source in found.sources}
    for file, text in texts.items():
        if file.startswith("sources/") and file != links.index_file("sources"):
            at[file.split("/")[1].removesuffix(".md")] += ids(text)
    for cited in gaps.cited(found):
        assert at[cited.passage.source].count(links.span_anchor(cited.passage.start, cited.passage.end)) == 1


def test_a_short_text_is_whole_and_a_long_one_is_cut_between_paragraphs() -> None:
    """No sentence is lost, and each knows its page; a paragraph is cut only where it is too long for one."""
    text = SourceText("s", "\n\n".join(["One. Two. Three."] * 4) + "\n")
    assert [one[:2] for one in Reading("s", text.sentences, 12).stretches] == [(1, 12)]
    cut = Reading("s", text.sentences, 5)
    assert [one[:2] for one in cut.stretches] == [(1, 3), (4, 6), (7, 9), (10, 12)]
    assert [cut.file(number) for number in (3, 4)] == ["sources/s.md", "sources/s/sentences/4.md"]
    assert [one[:2] for one in Reading("s", text.sentences, 2).stretches][:2] == [(1, 2), (3, 4)]


def test_a_list_is_cut_only_where_it_is_too_long() -> None:
    """By its first level, then by the next, where small neighbours share a part, and at last by number."""
    names = ["Ada", "Abe", "Ann", "Bo", "Élan", "Eve", "Ждан", "1st"]
    cut = by_letter(str)
    assert [(part.slug, part.items) for part in divided(names, 8, cut)] == [("", tuple(names))]
    assert [(part.slug, part.title, part.items) for part in divided(names, 2, cut)] == [
        ("ab--ad", "Ab to Ad", ("Abe", "Ada")),
        ("an", "An", ("Ann",)),
        ("b", "B", ("Bo",)),
        ("e", "E", ("Élan", "Eve")),
        ("0", "Others", ("Ждан", "1st")),
    ]
    assert [(part.slug, part.title) for part in divided(["Al"] * 5, 2, cut)] == [
        ("al/1", "Al, 1 to 2"),
        ("al/2", "Al, 3 to 4"),
        ("al/3", "Al, 5"),
    ]


def test_of_very_many_parts_two_steps_lead_to_any(made: Made) -> None:
    """A page links some of them and all around its own."""
    found, _, _ = made
    sheet = Sheet(Register(found, bounds=SMALL), links.TIMELINE)
    stops = [Stop(f"{at}", f"timeline/{at}.md") for at in range(31)]
    shown = {own: [int(part.title) for part in ways(sheet, stops, own).links] for own in range(31)}
    assert shown[8] == [0, 6, 7, 8, 9, 10, 11, 12, 18, 24, 30]
    for own in range(31):
        assert {other for step in shown[own] for other in shown[step]} == set(range(31))
    middle = ways(sheet, stops, 8)
    assert (middle.before, middle.after) == (Link("7", "7.md"), Link("9", "9.md"))
    assert middle.turns == {"prev": "timeline/7/", "next": "timeline/9/"}


def test_hard_text_is_as_harmless_in_parts() -> None:
    """Cut as finely as can be, pages of a dossier of hard text print it letter for letter and hold nothing else."""
    tightest = Bounds(*[1] * len(Bounds._fields))._replace(sentences=2, parts=3)
    hard = dossier("hard")
    hard = replace(hard, files={**dict.fromkeys(hard.events, hard.files["race"]), **hard.files})
    planned = [page for page in pages.plan(hard, bounds=tightest) if page.is_part]
    expected = {"part", "sentences", "timeline", "quotes", "actors", "events", "days"}
    assert {page.template for page in planned} >= expected
    converter = markdown.Markdown(extensions=["attr_list", "md_in_html", "tables", "toc"])
    shown = 0
    for page in planned:
        body = converter.reset().convert(render.render(page)[4:].split("---\n", 1)[1])
        assert list(sanitiser.intruders(body)) == [], page.file
        shown += html.unescape(re.sub("<[^>]*>", "", body)).count(HARD)
    assert shown > len(planned)
