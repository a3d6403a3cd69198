"""On which page each sentence of a source is shown: on the source's own, or where that goes on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator import links
from generator.sources import Sentence


class Stretch(NamedTuple):
    """Sentences that stand on one page: the numbers of the first and the last, and the page's file."""

    first: int
    last: int
    file: str

    @property
    def title(self) -> str:
        """What the page is called among those of its source."""
        return f"Sentences {self.first:,} to {self.last:,}" if self.last > self.first else f"Sentence {self.first:,}"


class Reading:
    """The pages of a source's text, in its order."""

    def __init__(self, source: str, sentences: Sequence[Sentence], most: int) -> None:
        """Cut a text into stretches of at most so many sentences, all about as long, between paragraphs if possible."""
        self.stretches = tuple(_stretches(source, sentences, most))
        self._firsts = [stretch.first for stretch in self.stretches]

    def file(self, number: int) -> str:
        """Return the file of the page on which a sentence stands."""
        return self.stretches[max(0, bisect_right(self._firsts, number) - 1)].file


def _stretches(source: str, sentences: Sequence[Sentence], most: int) -> Iterator[Stretch]:
    at = 0
    while at < len(sentences) or not at:
        end = len(sentences) if len(sentences) - at <= most else _end(sentences, at, most)
        file = links.list_file("sources", source, "sentences", at + 1) if at else links.page_file("sources", source)
        yield Stretch(at + 1, end, file)
        at = max(end, 1)


def _end(sentences: Sequence[Sentence], at: int, most: int) -> int:
    """Return where a page ends that begins there: with its share of what is left, or the paragraph thereafter."""
    left = len(sentences) - at
    share = at + -(-left // -(-left // most))
    places = [*range(share, at + most + 1), *range(share - 1, at + most // 2, -1)]
    return next((end for end in places if sentences[end].paragraph != sentences[end - 1].paragraph), share)
