"""Finds words in all sources, however roughly they are typed, and writes the YAML that cites them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import yaml

from generator.passages import differing_words, nearest, occurrences
from generator.sources import SourceText, Span

How = Literal["exact", "typographic", "near"]


class Location(NamedTuple):
    """A stretch of a source that holds the words, or comes near them.

    `start` and `end` are code points of the seed, end exclusive; `sentences` and `paragraph` are numbers from 1;
    `differs` says in words what a near stretch has otherwise; `before` and `after` are the text around it.
    """

    source: str
    how: How
    start: int
    end: int
    text: str
    before: str
    after: str
    sentences: tuple[int, ...]
    paragraph: int
    occurrence: int
    of: int
    differs: str


def locate(texts: Mapping[str, SourceText], words: str) -> list[Location]:
    """Find every place where words stand; where they stand nowhere, the nearest stretch of each source."""
    found = [place for text in texts.values() for place in _standing(text, words)]
    return found or [place for text in texts.values() for place in _near(text, words)]


def _standing(text: SourceText, words: str) -> Iterator[Location]:
    spans = occurrences(text, words.strip())
    for count, span in enumerate(spans, 1):
        how: How = "exact" if text.text[span.start : span.end] == words.strip() else "typographic"
        yield _location(text, span, how, count, len(spans))


def _near(text: SourceText, words: str) -> Iterator[Location]:
    span = nearest(text, words)
    if span:
        yield _location(text, span, "near", 1, 1)._replace(
            differs=differing_words(words, text.text[span.start : span.end])
        )


def _location(text: SourceText, span: Span, how: How, count: int, total: int) -> Location:
    touched = text.touched(span)
    around = Span(touched[0].span.start, touched[-1].span.end) if touched else span
    return Location(
        source=text.source,
        how=how,
        start=span.start,
        end=span.end,
        text=text.text[span.start : span.end],
        before=text.text[around.start : span.start],
        after=text.text[span.end : around.end],
        sentences=tuple(sentence.number for sentence in touched),
        paragraph=touched[0].paragraph if touched else 0,
        occurrence=count,
        of=total,
        differs="",
    )


def as_yaml(place: Location) -> str:
    """Write a list item that cites the place, ready to be pasted below `evidence:`."""
    lines = [f"- source: {place.source}", f"  words: {scalar(place.text, '  ')}"]
    if place.of > 1:
        lines.append(f"  occurrence: {place.occurrence}")
    return "\n".join(lines) + "\n"


def scalar(text: str, indent: str = "") -> str:
    """Write a text as a YAML scalar in the house form: plain where it can be, quoted or a block where it must be."""
    if "\n" in text:
        return "|-\n" + "\n".join(f"{indent}  {line}" if line else "" for line in text.split("\n"))
    dumped: str = yaml.safe_dump(text, allow_unicode=True, width=10**9, default_style=None)
    return re.sub(r"\n\.\.\.\n$", "", dumped).rstrip("\n")


def as_text(places: Iterable[Location], signs: Mapping[str, str]) -> str:
    """Write places for a reader in a terminal: where each is, its sentence with the words in brackets, and its YAML."""
    said = []
    for place in places:
        numbers = ", ".join(f"{signs.get(place.source, place.source)} {number}" for number in place.sentences)
        where = f"paragraph {place.paragraph}, characters {place.start} to {place.end}"
        head = f"{place.source}: {numbers} ({where}), {place.how}"
        many = f", {place.occurrence} of {place.of}" if place.of > 1 else ""
        context = re.sub(r"\s+", " ", f"  {place.before}[{place.text}]{place.after}")
        differs = f"  {place.differs}\n" if place.differs else ""
        said.append(f"{head}{many}\n {context}\n{differs}\n{as_yaml(place)}")
    return "\n".join(said)
