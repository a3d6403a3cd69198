"""A source's text: folded with a map back to its offsets, cut into paragraphs and sentences, its quotation marks read.

All offsets are code points of the seed as decoded from UTF-8 with newlines kept, end exclusive. Nothing here reads a
file or knows a record.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import regex

_SINGLE = "'\u2018\u2019\u201a\u201b\u02bc\uff07"
_DOUBLE = '"\u201c\u201d\u201e\u201f\uff02'
_DASH = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_VANISHING = "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_REPLACED = {
    **dict.fromkeys(_SINGLE[1:], "'"),
    **dict.fromkeys(_DOUBLE[1:], '"'),
    **dict.fromkeys(_DASH[1:], "-"),
    "\u2026": "...",
}
_TYPOGRAPHY = re.compile(
    rf"[\s{_VANISHING}]{{2,}}|[^\S ]|[{_VANISHING}]|[{''.join(map(re.escape, _REPLACED))}]",
)
_CLUSTER = regex.compile(r"\X")


class Span(NamedTuple):
    """A stretch of a text."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """Tell whether the other stretch lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Tell whether the two stretches share a character."""
        return self.start < other.end and other.start < self.end


class Folded:
    """A text with its typography levelled, and the way back.

    Folding is NFC; a run of white space becomes one space; quotation marks and apostrophes become straight, dashes
    hyphens, `…` three dots; soft hyphens and zero-width characters vanish. It never touches case or punctuation.
    """

    def __init__(self, source: str) -> None:
        """Fold a text, keeping for each piece of it where it came from."""
        self._starts: list[int] = []
        self._pieces: list[tuple[Span, Span, bool]] = []
        out: list[str] = []
        size = 0
        for span, replacement in _pieces(source):
            piece = source[span.start : span.end] if replacement is None else replacement
            if piece:
                self._starts.append(size)
                self._pieces.append((Span(size, size + len(piece)), span, replacement is None))
                out.append(piece)
                size += len(piece)
        self.text = "".join(out)

    def unfold(self, folded: Span) -> Span | None:
        """Map a stretch of the folded text to the source; None where it would cut a character of the source."""
        if folded.start >= folded.end:
            return None
        ours, theirs, copied = self._piece(folded.start)
        if not copied and folded.start != ours.start:
            return None
        start = theirs.start + (folded.start - ours.start if copied else 0)
        ours, theirs, copied = self._piece(folded.end - 1)
        if not copied and folded.end != ours.end:
            return None
        return Span(start, theirs.start + (folded.end - ours.start) if copied else theirs.end)

    def _piece(self, at: int) -> tuple[Span, Span, bool]:
        return self._pieces[bisect_right(self._starts, at) - 1]


def _pieces(source: str) -> Iterator[tuple[Span, str | None]]:
    """Cut a text into stretches that stay (None) and stretches with their replacement."""
    at = 0
    for span, replacement in _changes(source):
        if at < span.start:
            yield Span(at, span.start), None
        yield span, replacement
        at = span.end
    if at < len(source):
        yield Span(at, len(source)), None


def _changes(source: str) -> Iterator[tuple[Span, str]]:
    if unicodedata.is_normalized("NFC", source):
        yield from ((Span(*found.span()), _level(found[0])) for found in _TYPOGRAPHY.finditer(source))
        return
    at = 0  # composing never crosses the border of a grapheme cluster, so clusters can be composed one by one
    for found in _CLUSTER.finditer(source):
        if found.start() < at or unicodedata.is_normalized("NFC", found[0]):
            continue
        yield from (
            (Span(at + f.start(), at + f.end()), _level(f[0])) for f in _TYPOGRAPHY.finditer(source[at : found.start()])
        )
        yield Span(*found.span()), fold(unicodedata.normalize("NFC", found[0]))
        at = found.end()
    yield from ((Span(at + f.start(), at + f.end()), _level(f[0])) for f in _TYPOGRAPHY.finditer(source[at:]))


def _level(piece: str) -> str:
    return _REPLACED.get(piece) or (" " if any(c.isspace() for c in piece) else "")


def fold(words: str) -> str:
    """Fold a short text; see `Folded`."""
    composed = words if unicodedata.is_normalized("NFC", words) else unicodedata.normalize("NFC", words)
    return _TYPOGRAPHY.sub(lambda found: _level(found[0]), composed)


class Sentence(NamedTuple):
    """A sentence or heading: its number from 1, its stretch, and the number of its paragraph from 1."""

    number: int
    span: Span
    paragraph: int


_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_ENDING = re.compile(r"[.!?\u2026\u061f\u06d4\u3002]+[\"'\u201d\u2019\u00bb)\]]*(?=\s)")
_TITLES = {"Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Col", "Lt", "Capt", "Sgt", "Gov", "Sen", "Rep", "St", "Jr", "Sr"}
_MONTHS = {"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"}
_OTHERS = {"vs", "etc", "e.g", "i.e", "cf", "No", "pp", "approx", "Inc", "Ltd", "Co", "Corp"}
_ABBREVIATIONS = frozenset(_TITLES | _MONTHS | _OTHERS)
_OPENERS = "\"'\u201c\u2018\u00ab\u201e([\u00bf\u00a1"
_WRAPPED = 40
"""A line shorter than this, in code points, ends its sentence even without a full stop."""


class SourceText:
    """The text of one source."""

    def __init__(self, source: str, text: str) -> None:
        """Hold the text of the source with that id."""
        self.source = source
        self.text = text

    @cached_property
    def folded(self) -> Folded:
        """The text with its typography levelled."""
        return Folded(self.text)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Stretches between blank lines."""
        return tuple(_trimmed(self.text, Span(*found.span())) for found in _PARAGRAPH.finditer(self.text))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences and headings, in order, numbered from 1. The numbers are what readers cite."""
        found: list[Sentence] = []
        for number, paragraph in enumerate(self.paragraphs, 1):
            for span in _sentences(self.text, paragraph):
                found.append(Sentence(len(found) + 1, span, number))
        return tuple(found)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    def touched(self, span: Span) -> tuple[Sentence, ...]:
        """Return the sentences that share a character with a stretch."""
        first = max(bisect_right(self._sentence_starts, span.start) - 1, 0)
        found = []
        for sentence in self.sentences[first:]:
            if sentence.span.start >= span.end:
                break
            if sentence.span.meets(span):
                found.append(sentence)
        return tuple(found)

    def paragraph(self, span: Span) -> Span:
        """Return the stretch of all paragraphs that a stretch touches."""
        touched = [paragraph for paragraph in self.paragraphs if paragraph.meets(span)]
        return Span(touched[0].start, touched[-1].end) if touched else span


def _trimmed(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for at in _breaks(text, paragraph):
        span = _trimmed(text, Span(start, at))
        if span.end > span.start:
            yield span
        start = at
    if start < paragraph.end:
        yield _trimmed(text, Span(start, paragraph.end))


def _breaks(text: str, paragraph: Span) -> list[int]:
    """Find the offsets at which a sentence of a paragraph ends."""
    breaks = set()
    for found in _ENDING.finditer(text, paragraph.start, paragraph.end):
        following = text[found.end() : paragraph.end].lstrip()[:1]
        if not following or not (following in _OPENERS or following.isdigit() or not following.islower()):
            continue
        before = re.search(r"\S*$", text[paragraph.start : found.start()])
        word = before[0].lstrip(_OPENERS) if before else ""
        single = found[0].startswith(".") and len(found[0].rstrip("\"'\u201d\u2019\u00bb)]")) == 1
        if single and (word in _ABBREVIATIONS or re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", word)):
            continue
        breaks.add(found.end())
    at = paragraph.start
    while (newline := text.find("\n", at, paragraph.end)) >= 0:
        line = text[at:newline].strip()
        if len(line) < _WRAPPED or " " not in line:
            breaks.add(newline)
        at = newline + 1
    return sorted(breaks)


_BOUNDARY = regex.compile(r"\b", regex.WORD)
_IN_NUMBER = re.compile(r"[0-9][.,:'\u2019\u00a0\u2009\u202f][0-9]")


def word_boundary(text: str, at: int) -> bool:
    """Tell whether no word or number is cut at an offset (Unicode UAX #29: an apostrophe binds, a hyphen does not)."""
    if 0 < at < len(text):
        if not _BOUNDARY.match(text, at):
            return False
        return not (_IN_NUMBER.match(text, max(at - 1, 0)) or _IN_NUMBER.match(text, max(at - 2, 0)))
    return True


_WORD = regex.compile(r"(?:[\p{L}\p{M}\p{N}]+(?:['\u2019\u02bc.,][\p{L}\p{N}]+)*)")


def words_of(text: str) -> list[str]:
    """List the words and numbers of a text, apostrophes and decimal marks bound."""
    return [found[0] for found in _WORD.finditer(text)]


_OPENING = re.compile(r"[\u201c\u201e\u00ab]|(?<!\S)\"(?=\S)|(?<=[(\[\u2014])\"(?=\S)")
_CLOSING = re.compile(r"[\u201d\u00bb]|(?<=\S)\"(?![^\W_])")
_OPENING_SINGLE = re.compile(r"(?<![^\W_])[\u2018](?=\S)|(?<!\S)'(?=\S)")
_CLOSING_SINGLE = re.compile(r"(?<=\S)[\u2019'](?![^\W_])")
MARKS = frozenset('"\u201c\u201d\u201e\u201f\u00ab\u00bb')
"""Marks that can only be quotation marks; an apostrophe may be one."""


def inside_marks(text: str, span: Span, paragraph: Span) -> bool:
    """Tell whether a stretch stands between an opening and a closing quotation mark of its paragraph."""
    return _between(text, span, paragraph, _OPENING, _CLOSING) or _between(
        text, span, paragraph, _OPENING_SINGLE, _CLOSING_SINGLE
    )


def _between(text: str, span: Span, around: Span, opening: re.Pattern[str], closing: re.Pattern[str]) -> bool:
    opened = [found.end() for found in opening.finditer(text, around.start, around.end) if found.end() <= span.start]
    closed = [found.start() for found in closing.finditer(text, around.start, around.end) if found.start() < span.start]
    if not opened or (closed and closed[-1] >= opened[-1]):
        return False
    ends = [found.start() for found in closing.finditer(text, around.start, around.end) if found.start() >= span.end]
    starts = [found.start() for found in opening.finditer(text, around.start, around.end) if found.start() >= span.end]
    return bool(ends) and (not starts or ends[0] < starts[0])


def quoted_spans(text: SourceText) -> list[Span]:
    """List what stands between an opening double mark and the next closing one of its paragraph, marks left out."""
    spans = []
    for paragraph in text.paragraphs:
        at = paragraph.start
        while opened := _OPENING.search(text.text, at, paragraph.end):
            closed = _CLOSING.search(text.text, opened.end(), paragraph.end)
            again = _OPENING.search(text.text, opened.end(), paragraph.end)
            if again and (not closed or again.start() < closed.start()):
                spans.append(_trimmed(text.text, Span(opened.end(), again.start())))
                at = again.start()
            else:
                end = closed.start() if closed else paragraph.end
                spans.append(Span(opened.end(), end))
                at = closed.end() if closed else paragraph.end
    return [span for span in spans if span.end > span.start]
