"""A source's text: folded with a map back to its offsets, cut into paragraphs and sentences, its quotation marks read.

All offsets are code points of the seed as decoded from UTF-8 with newlines kept, end exclusive. Nothing here reads a
file or knows a record.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, chain, islice, pairwise, zip_longest
from operator import add, sub
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
_UNEVEN = re.compile(rf"([ {_VANISHING}]{{2,}}|[{_VANISHING}]|\u2026)")
"""What folding makes longer or shorter, where white space is spaces already."""
_WHITE = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_ALIKE = {**dict.fromkeys(_WHITE, " "), **{char: plain for char, plain in _REPLACED.items() if len(plain) == 1}}
_ASCII = bytes(range(128))
_ALWAYS_COMPOSED = frozenset({*map(chr, range(0x300)), *_REPLACED, *_WHITE, *_VANISHING})
"""Characters that, among themselves, composing (NFC) leaves as they are or folding levels all the same."""
_RESIZED = frozenset({*_VANISHING, "\u2026"})
_CLUSTER = regex.compile(r"[\x00-\x7f]+(?![^\x00-\x7f])|\X")
"""A grapheme cluster, or a run of ASCII characters of which no mark joins the last."""


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
        odd = _beyond_ascii(source)
        composed = odd <= _ALWAYS_COMPOSED or unicodedata.is_normalized("NFC", source)
        self._composed = None if composed else _composed(source)
        text = self._composed.text if self._composed else source
        odd = _beyond_ascii(text) if self._composed else odd
        for char, plain in _ALIKE.items():
            if char.isascii() or char in odd:
                text = text.replace(char, plain)
        self._levelled = _levelled(text, not odd.isdisjoint(_RESIZED))
        self.text = self._levelled.text

    def unfold(self, folded: Span) -> Span | None:
        """Map a stretch of the folded text to the source; None where it would cut a character of the source."""
        span = self._levelled.origin(folded)
        return self._composed.origin(span) if self._composed and span else span


def _beyond_ascii(text: str) -> frozenset[str]:
    """Return the characters of a text that are not ASCII; much faster than a set of all its characters."""
    return frozenset(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))


class _Rewritten:
    """A text of which some stretches were replaced, and the way back."""

    def __init__(self, kept: list[str], replaced: list[str], replacements: list[str]) -> None:
        """Take what stays of the source, the stretches between, and what stands for each of them.

        A large text holds many thousands of them, so nothing here is done one by one in Python.
        """
        self._ends = array("l", accumulate(map(add, map(len, kept), map(len, replacements))))
        self._starts = array("l", map(sub, self._ends, map(len, replacements)))
        self._source_ends = array("l", accumulate(map(add, map(len, kept), map(len, replaced))))
        self._source_starts = array("l", map(sub, self._source_ends, map(len, replaced)))
        self.text = "".join(chain.from_iterable(zip_longest(kept, replacements, fillvalue="")))

    def origin(self, rewritten: Span) -> Span | None:
        """Return the stretch of the source that a stretch came from; None where it cuts a replacement or is empty."""
        if rewritten.start >= rewritten.end:
            return None
        first, last = self._replacement(rewritten.start), self._replacement(rewritten.end - 1)
        if first is None:
            start = self._kept(rewritten.start)
        elif self._starts[first] == rewritten.start:
            start = self._source_starts[first]
        else:
            return None
        if last is None:
            return Span(start, self._kept(rewritten.end - 1) + 1)
        return Span(start, self._source_ends[last]) if self._ends[last] == rewritten.end else None

    def _replacement(self, at: int) -> int | None:
        """Return the number of the replacement that a character belongs to; None if it stayed."""
        number = bisect_right(self._starts, at) - 1
        return number if number >= 0 and at < self._ends[number] else None

    def _kept(self, at: int) -> int:
        """Return where a character that stayed came from."""
        number = bisect_right(self._starts, at) - 1
        return at if number < 0 else self._source_ends[number] + at - self._ends[number]


def _composed(source: str) -> _Rewritten:
    """Compose a text (NFC) cluster by cluster: composing never crosses the border of a grapheme cluster."""
    clusters = [(found.span(), found[0]) for found in _CLUSTER.finditer(source) if not found[0].isascii()]
    changed = [span for span, cluster in clusters if not unicodedata.is_normalized("NFC", cluster)]
    edges = [0, *chain.from_iterable(changed), len(source)]
    pieces = [source[start:end] for start, end in pairwise(edges)]
    return _Rewritten(pieces[::2], pieces[1::2], [unicodedata.normalize("NFC", piece) for piece in pieces[1::2]])


def _levelled(text: str, uneven: bool) -> _Rewritten:
    """Do what makes a text longer or shorter in folding, once all else is replaced."""
    kept = [] if uneven else text.split("  ")  # in most texts this is all, and three times as fast
    if uneven or any(piece[:1] in ("", " ") for piece in kept[1:]):
        pieces = _UNEVEN.split(text)
        return _Rewritten(pieces[::2], pieces[1::2], list(map(_level, pieces[1::2])))
    return _Rewritten(kept, ["  "] * (len(kept) - 1), [" "] * (len(kept) - 1))


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
_CLOSERS = "\"'\u201d\u2019\u00bb\u201c\u2018\u00ab)]"
_ENDING = re.compile(rf"[.!?\u2026\u061f\u06d4\u3002]+(?:[{re.escape(_CLOSERS)}]|\s\u00bb)*(?=\s|\Z)")
_VISIBLE = re.compile(r"\S")
_TITLES = {"Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Col", "Lt", "Capt", "Sgt", "Gov", "Sen", "Rep", "St", "Jr", "Sr"}
_MONTHS = {"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"}
_OTHERS = {"vs", "etc", "e.g", "i.e", "cf", "No", "pp", "approx", "Inc", "Ltd", "Co", "Corp"}
_ABBREVIATIONS = frozenset(_TITLES | _MONTHS | _OTHERS)
_OPENERS = "\"'\u201c\u201d\u2018\u201a\u00ab\u00bb\u201e([\u00bf\u00a1"
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
        last = bisect_left(self._sentence_starts, span.end)
        if first < last and not self.sentences[first].span.meets(span):
            first += 1  # the stretch begins behind it
        return self.sentences[first:last]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def paragraphs_at(self, span: Span) -> tuple[Span, ...]:
        """Return the paragraphs that share a character with a stretch."""
        first = max(bisect_right(self._paragraph_starts, span.start) - 1, 0)
        last = bisect_left(self._paragraph_starts, span.end)
        return tuple(paragraph for paragraph in self.paragraphs[first:last] if paragraph.meets(span))

    def paragraph(self, span: Span) -> Span:
        """Return the stretch of all paragraphs that a stretch touches."""
        touched = self.paragraphs_at(span)
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
        following = _VISIBLE.search(text, found.end(), paragraph.end)
        if not following or following[0].islower():
            continue
        before = text[max(paragraph.start, found.start() - 20) : found.start()].split()
        word = before[-1].lstrip(_OPENERS) if before else ""
        single = found[0].startswith(".") and len(found[0].rstrip(_CLOSERS).rstrip()) == 1
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
_IN_NUMBER = re.compile(r"[0-9][.,:/'\u2019\u00a0\u2009\u202f][0-9]")
_WITH_UNIT = re.compile(r"[0-9][%\u2030\u00b0]|[$\u20ac\u00a3\u00a5][0-9]")
"""A percentage is no longer one without its sign, nor a sum of money."""
_DIGITS = frozenset({"Nd", "No"})
"""Digits, superscripts and fractions: `10²` and `2½` are one number each."""


_WITHOUT = dict.fromkeys(map(ord, _VANISHING))
_AROUND = 40
"""How much of a text around an offset is looked at where something that vanishes stands there."""


def word_boundary(text: str, at: int) -> bool:
    """Tell whether no word or number is cut at an offset (Unicode UAX #29: an apostrophe binds, a hyphen does not).

    What vanishes in folding parts no word: neither a soft hyphen nor a zero-width space.
    """
    if not 0 < at < len(text):
        return True
    if not _WITHOUT.keys().isdisjoint(map(ord, text[max(0, at - 2) : at + 2])):
        before, after = text[max(0, at - _AROUND) : at], text[at : at + _AROUND]
        before, after = before.translate(_WITHOUT), after.translate(_WITHOUT)
        return word_boundary(before + after, len(before))
    if all(unicodedata.category(char) in _DIGITS for char in text[at - 1 : at + 1]) or _WITH_UNIT.match(text, at - 1):
        return False
    if _IN_NUMBER.match(text, at - 1) or _IN_NUMBER.match(text, max(at - 2, 0)):
        return False
    # The library binds an apostrophe to any vowel after it, as in l'eau; as an opening mark it binds nothing.
    return bool(_BOUNDARY.match(text, at)) or (
        text[at - 1] in "'\u2019" and text[at].isalpha() and not text[max(0, at - 2) : at - 1].isalpha()
    )


_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['\u2019\u02bc.][\p{L}\p{N}]+|(?<=\p{N}),\p{N}+)*")


def words_of(text: str) -> list[str]:
    """List the words and numbers of a text, apostrophes and decimal marks bound."""
    return _WORD.findall(text)


def holds_words(text: str, count: int) -> bool:
    """Tell whether a text holds at least so many words."""
    return len(list(islice(_WORD.finditer(text), count))) == count


_CLOSES = "(?<=[^\\s(\\[\u2014\u2013'\u2019-]){}(?![^\\W_])"
"""Some marks open a quotation in one language and close one in another; where they stand tells."""
_DUAL = "(?:{}|{})".format(_CLOSES.format("\u201c"), _CLOSES.format("\u00ab"))
_OPENING = re.compile(
    rf"(?!{_DUAL})[\u201c\u201e\u00ab]|(?<!\S)[\u00bb\u201d](?=\w)|(?<!\S)\"(?=\S)|(?<=[(\[\u2014])\"(?=\S)"
)
_CLOSING = re.compile(rf"(?!(?<!\S)[\u00bb\u201d](?=\w))[\u201d\u00bb]|{_DUAL}|(?<=\S)\"(?![^\W_])")
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
