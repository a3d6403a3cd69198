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
        return f"Sentences {self.first:,} to {self.last:,}"


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
    most = -(-len(sentences) // (-(-len(sentences) // most) or 1))
    at = 0
    while at < len(sentences) or not at:
        end = min(at + most, len(sentences))
        if end < len(sentences):
            ends = (one for one in range(end, at + most // 2, -1) if _new_paragraph(sentences, one))
            end = next(ends, end)
        file = links.list_file("sources", source, "sentences", at + 1) if at else links.page_file("sources", source)
        yield Stretch(at + 1, end, file)
        at = max(end, 1)


def _new_paragraph(sentences: Sequence[Sentence], at: int) -> bool:
    return sentences[at].paragraph != sentences[at - 1].paragraph
