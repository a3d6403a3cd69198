"""Evidence: one marker a sentence, whole sentences around passages, and an apparatus of all that a page uses."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.evidence import Passage
from generator.load import load
from generator.pages.evidence import Keyed, Sign, clipped, cut, line, united
from generator.pages.register import Register
from generator.pages.sheet import Sheet
from generator.sources import SourceText, Span
from generator.vocabulary import Match

TEXT = SourceText("a", "First one here. Second one there. Third one nowhere.")
SIGN = Sign("A", "src-1", "Text A", "a.md")
WHOLE = Span(10, 60)
SPANS = st.lists(st.tuples(st.integers(0, 70), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1])))


@pytest.fixture(scope="module")
def register(base: Path) -> Register:
    """The small dossier, indexed."""
    found = load(base).found
    assert found
    return Register(found)


def passage(text: SourceText, words: str) -> Passage:
    """The passage where some words stand."""
    start = text.text.index(words)
    return Passage(source=text.source, start=start, end=start + len(words), text=words, match=Match.EXACT)


@given(SPANS)
def test_cutting_covers_the_whole_and_splits_no_passage(spans: list[Span]) -> None:
    """Pieces follow each other without a gap, and each passage covers a piece wholly or not at all."""
    pieces = cut(WHOLE, spans)
    assert pieces[0].start == WHOLE.start
    assert pieces[-1].end == WHOLE.end
    assert all(first.end == second.start for first, second in pairwise(pieces))
    assert all(span.holds(piece) or not span.meets(piece) for span in spans for piece in pieces)


@given(SPANS)
def test_uniting_keeps_every_character_and_no_other(spans: list[Span]) -> None:
    """United stretches are apart, in order, and cover what the stretches cover."""
    joined = united(clipped(WHOLE, spans))
    assert all(first.end < second.start for first, second in pairwise(joined))
    covered = {at for span in spans for at in range(span.start, span.end) if WHOLE.start <= at < WHOLE.end}
    assert {at for span in joined for at in range(span.start, span.end)} == covered


def test_a_passage_is_shown_in_its_whole_sentence() -> None:
    """The words around a passage stay, and a stretch that differs is a piece of its own, inside or outside of it."""
    sentence = TEXT.sentences[1]
    keyed = [Keyed(Span(23, 26), "a"), Keyed(Span(27, 32), "b")]
    shown = line(TEXT, sentence, SIGN, "#s-2", [Span(16, 26)], keyed)
    assert shown.whole.text == "Second one there."
    assert [(segment.passage, [(piece.text, piece.key) for piece in segment.pieces]) for segment in shown.segments] == [
        (True, [("Second ", ""), ("one", "a")]),
        (False, [(" ", ""), ("there", "b"), (".", "")]),
    ]
    assert shown.segments[0].whole.place == "a:16:26"


def test_passages_of_one_sentence_share_a_marker(register: Register) -> None:
    """Two passages of a sentence give one marker, which leads to the first of them."""
    text = register.dossier.texts["race-report"]
    first, second = passage(text, "The Tortoise beat the Hare"), passage(text, "at Millbrook on 3 May 1921")
    sheet = Sheet(register, "events/x.md")
    (marker,) = sheet.markers([second, first])
    assert (marker.sign.text, marker.number) == ("A", 2)
    assert marker.target == f"../sources/race-report.md#p-{first.start}-{first.end}"
    (entry,) = sheet.apparatus()
    assert entry.anchor == marker.entry == "e-a-2"
    assert [segment.whole.text for segment in entry.line.segments if segment.passage] == [first.text, second.text]


def test_a_passage_over_two_sentences_has_two_markers(register: Register) -> None:
    """The second marker leads to the second sentence, where the passage does not begin."""
    text = register.dossier.texts["race-report"]
    found = Sheet(register, "index.md").markers([passage(text, "The Hare ran ahead. It lay down under a hedge")])
    assert [marker.number for marker in found] == [7, 8]
    assert [marker.target.split("#")[1][0] for marker in found] == ["p", "s"]


def test_the_apparatus_follows_the_sources(register: Register) -> None:
    """Entries come in the order of the sources and of their sentences, whatever was cited first."""
    one, two = register.dossier.texts["race-report"], register.dossier.texts["slow-and-steady"]
    sheet = Sheet(register, "index.md")
    sheet.markers([passage(two, "Onlookers cheered until noon.")])
    sheet.markers([passage(one, "It was not asked again."), passage(one, "The Hare ran ahead.")])
    assert [entry.anchor for entry in sheet.apparatus()] == ["e-a-7", "e-a-11", "e-b-10"]


def test_a_page_that_shows_a_source_needs_no_apparatus_for_it(register: Register) -> None:
    """On a source's own page a marker names the sentence in its text."""
    text = register.dossier.texts["race-report"]
    sheet = Sheet(register, "sources/race-report.md")
    (marker,) = sheet.markers([passage(text, "The Hare ran ahead.")])
    assert marker.entry == "s-7"
    assert marker.target.startswith("#p-")
    assert sheet.apparatus() == ()
