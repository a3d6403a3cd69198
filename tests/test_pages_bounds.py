"""No page lists without end: what is too long is cut into parts, all of it is there, and every link leads somewhere.

A made-up dossier is held to bounds so small that a few dozen records cross each of them.
"""

from __future__ import annotations

import posixpath
import re
from collections import deque

import pytest

from bench.dossier import make
from generator import gaps, links, pages, render
from generator.dossier import Dossier
from generator.load import load
from generator.model import Passage
from generator.pages.bounds import Bounds
from generator.pages.reading import Reading
from generator.sources import SourceText

SMALL = Bounds(rows=12, cards=6, lines=5, says=3, beside=3, sentences=9, signs=2, parts=6)
TARGET = re.compile(r"\]\(([^)\s]+)\)")
ID = re.compile(r'(?<![-\w])id="([^"]+)"|\{ #([^ }]+)')
Made = tuple[Dossier[Passage], dict[str, str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A made-up dossier and its pages, as Markdown by file."""
    folder = tmp_path_factory.mktemp("made")
    make(folder, 160)
    found = load(folder).found
    assert found
    return found, {page.file: render.render(page) for page in pages.plan(found, bounds=SMALL)}


def ids(text: str) -> list[str]:
    """The anchors of a page."""
    return [one or other for one, other in ID.findall(text)]


def aimed(file: str, target: str) -> tuple[str, str]:
    """The file and the anchor to which a target on a page leads."""
    path, _, anchor = target.partition("#")
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) if path else file, anchor


def test_every_link_leads_to_a_page_and_a_place_on_it(made: Made) -> None:
    """In parts of lists and between them, too; an evidence marker names a sentence on its own page."""
    _, texts = made
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
    _, texts = made
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
    dossier, texts = made
    at: dict[str, list[str]] = {source: [] for source in dossier.sources}
    for file, text in texts.items():
        if file.startswith("sources/") and file != links.index_file("sources"):
            at[file.split("/")[1].removesuffix(".md")] += ids(text)
    for cited in gaps.cited(dossier):
        assert at[cited.passage.source].count(links.passage_anchor(cited.passage)) == 1


def test_a_short_text_is_whole_and_a_long_one_is_cut_between_paragraphs() -> None:
    """No sentence is lost, and each knows its page; a paragraph is cut only where it is too long for one."""
    text = SourceText("s", "\n\n".join(["One. Two. Three."] * 4) + "\n")
    assert [one[:2] for one in Reading("s", text.sentences, 12).stretches] == [(1, 12)]
    cut = Reading("s", text.sentences, 5)
    assert [one[:2] for one in cut.stretches] == [(1, 3), (4, 6), (7, 9), (10, 12)]
    assert [cut.file(number) for number in (3, 4)] == ["sources/s.md", "sources/s/sentences/4.md"]
    assert [one[:2] for one in Reading("s", text.sentences, 2).stretches][:2] == [(1, 2), (3, 4)]
