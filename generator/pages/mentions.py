"""Where the sources name the actors and places of a dossier, and which passages name whom."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain

from generator.dossier import Dossier
from generator.evidence import Passage
from generator.memory import Memory, Same
from generator.model import Actor, Place
from generator.naming import Mention, Names, names_of
from generator.sources import Sentence, SourceText, Span


def mentions_of(dossier: Dossier[Passage], memory: Memory) -> Mentions:
    """Return where a dossier's names stand; as long as neither a name nor a text is another, the same again."""
    bearers: list[Actor[Passage] | Place[Passage]] = [*dossier.actors.values(), *dossier.places.values()]
    names = names_of({bearer.id: [bearer.name, *chain(*bearer.names.values())] for bearer in bearers})
    basis = "mentions", Same(names), *((source, Same(text)) for source, text in dossier.texts.items())
    return memory.recall(basis, lambda: Mentions(names, dossier.texts))


class Mentions:
    """The listed names of a dossier, and every place where they stand in its sources."""

    def __init__(self, names: Names, texts: Mapping[str, SourceText]) -> None:
        """Take the names of all actors and places, and the texts of the sources; they are searched when asked for."""
        self.names = names
        self._texts = texts

    def touched(self, passage: Passage) -> tuple[Sentence, ...]:
        """Return the sentences that a passage touches."""
        return self._texts[passage.source].touched(Span(passage.start, passage.end))

    def within(self, source: str, span: Span) -> list[Mention]:
        """Return the mentions that lie inside a stretch of a source, in its order."""
        mentions, starts = self._found[source]
        found = []
        for at in range(bisect_left(starts, span.start), len(mentions)):
            if mentions[at].span.start >= span.end:
                break
            if span.holds(mentions[at].span):
                found.append(mentions[at])
        return found

    def around(self, passages: Iterable[Passage]) -> set[str]:
        """Return the records that the sentences around some passages name."""
        return {
            mention.record
            for passage in passages
            for sentence in self.touched(passage)
            for mention in self.within(passage.source, sentence.span)
        }

    def naming(self, record: str, passages: Iterable[Passage]) -> tuple[Passage, ...]:
        """Return the passages that hold one of a record's names; failing that, those whose sentences do."""
        every = tuple(passages)
        exact = tuple(p for p in every if self._named(record, p.source, Span(p.start, p.end)))
        if exact:
            return exact
        return tuple(p for p in every if any(self._named(record, p.source, s.span) for s in self.touched(p)))

    def counts(self, source: str) -> Mapping[tuple[str, str], int]:
        """Count how often each listed name, by record and name, stands in a source."""
        return self._counts[source]

    def counts_inside(self, source: str) -> Mapping[tuple[str, str], int]:
        """Count them where they stand inside longer names, too."""
        return self._counts_inside[source]

    def _named(self, record: str, source: str, span: Span) -> bool:
        return any(mention.record == record for mention in self.within(source, span))

    @cached_property
    def _found(self) -> dict[str, tuple[list[Mention], list[int]]]:
        found = {}
        for source, text in self._texts.items():
            mentions = sorted(self.names.mentions(text.folded), key=lambda mention: (mention.span, mention.record))
            found[source] = mentions, [mention.span.start for mention in mentions]
        return found

    @cached_property
    def _counts(self) -> dict[str, Counter[tuple[str, str]]]:
        return {
            source: Counter((mention.record, mention.name) for mention in mentions)
            for source, (mentions, _) in self._found.items()
        }

    @cached_property
    def _counts_inside(self) -> dict[str, Counter[tuple[str, str]]]:
        return {
            source: Counter((mention.record, mention.name) for mention in self.names.mentions(text.folded, nested=True))
            for source, text in self._texts.items()
        }
