"""What a page rests on: markers, passages in their whole sentences, and the apparatus at the page's foot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.sources import Sentence, SourceText, Span


class Sign(NamedTuple):
    """A source as its mark shows it: the letters, the class that gives colour and line, its short name, its page."""

    text: str
    css: str
    short: str
    target: str


class Marker(NamedTuple):
    """An evidence marker: `H 6`. It leads to the passage; `entry` is its sentence in the apparatus."""

    sign: Sign
    number: int
    target: str
    entry: str


class Verbatim(NamedTuple):
    """A slice of a seed. `key` is the letter of the row in which it differs from another source's words."""

    text: str
    source: str
    span: Span
    key: str = ""

    @property
    def place(self) -> str:
        """Where it stands: `<source>:<start>:<end>`, in code points of the seed, end exclusive."""
        return f"{self.source}:{self.span.start}:{self.span.end}"


class Segment(NamedTuple):
    """A stretch of a sentence: a passage, or the words around one. Its pieces differ in their keys only."""

    passage: bool
    whole: Verbatim
    pieces: tuple[Verbatim, ...]


class Line(NamedTuple):
    """A whole sentence with its passages marked."""

    sign: Sign
    number: int
    target: str
    whole: Verbatim
    segments: tuple[Segment, ...]


class Entry(NamedTuple):
    """A sentence of the apparatus, with the marker that leads to it on the source's page."""

    anchor: str
    marker: Marker
    line: Line


class Keyed(NamedTuple):
    """A stretch that differs between accounts, and the letter of its row."""

    span: Span
    key: str


def verbatim(text: SourceText, span: Span, key: str = "") -> Verbatim:
    """Cut a stretch out of a source."""
    return Verbatim(text.text[span.start : span.end], text.source, span, key)


def line(
    text: SourceText, sentence: Sentence, sign: Sign, target: str, passages: Iterable[Span], keyed: Sequence[Keyed] = ()
) -> Line:
    """Show a sentence whole, passages marked, differing stretches keyed."""
    whole = sentence.span
    segments = tuple(_segment(text, span, marked, keyed) for span, marked in _alternating(whole, passages))
    return Line(sign, sentence.number, target, verbatim(text, whole), segments)


def _segment(text: SourceText, span: Span, marked: bool, keyed: Sequence[Keyed]) -> Segment:
    shown = verbatim(text, span)
    return Segment(marked, shown, tuple(_pieces(text, span, keyed)) if keyed else (shown,))


def _alternating(whole: Span, passages: Iterable[Span]) -> Iterator[tuple[Span, bool]]:
    at = whole.start
    for span in united(clipped(whole, passages)):
        if at < span.start:
            yield Span(at, span.start), False
        yield span, True
        at = span.end
    if at < whole.end:
        yield Span(at, whole.end), False


def _pieces(text: SourceText, span: Span, keyed: Sequence[Keyed]) -> Iterator[Verbatim]:
    for piece in cut(span, [found.span for found in keyed]):
        keys = [found.key for found in keyed if found.span.holds(piece)]
        yield verbatim(text, piece, keys[0] if keys else "")


def clipped(whole: Span, spans: Iterable[Span]) -> list[Span]:
    """Keep of each stretch what lies inside the whole."""
    return [Span(max(whole.start, s.start), min(whole.end, s.end)) for s in spans if s.meets(whole)]


def united(spans: Iterable[Span]) -> list[Span]:
    """Join stretches that overlap or touch, in the order of the text."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def cut(whole: Span, spans: Iterable[Span]) -> list[Span]:
    """Cut a stretch at every border of the others, so that no piece is covered in part."""
    borders = {whole.start, whole.end}
    for span in clipped(whole, spans):
        borders |= {span.start, span.end}
    ordered = sorted(borders)
    return [Span(first, second) for first, second in pairwise(ordered)]
