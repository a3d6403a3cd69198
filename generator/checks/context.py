"""What several rules look up: which names stand in which sentence, and the text around a passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from generator.dossier import Dossier
from generator.evidence import Passage, Words
from generator.model import Actor, Place, Quote
from generator.naming import Mention, Names, names_of
from generator.sources import Sentence, Span, fold, words_of
from generator.vocabulary import ActorKind, Voice


class Context:
    """A dossier together with indexes that are built once, when first asked for."""

    def __init__(self, dossier: Dossier[Passage], curated: Dossier[Words]) -> None:
        """Wrap a dossier with its passages, which may lack records, and the same as typed, which has all of them."""
        self.dossier = dossier
        self.curated = curated

    def named_records(self) -> Iterator[Actor[Words] | Place[Words]]:
        """Yield every record that has listed names, as typed."""
        yield from self.curated.actors.values()
        yield from self.curated.places.values()

    @cached_property
    def listed(self) -> dict[str, frozenset[str]]:
        """Every listed name of every actor and place, by id."""
        return {
            record.id: frozenset(name for names in record.names.values() for name in names) | {record.name}
            for record in self.named_records()
        }

    def knows(self, record: str) -> bool:
        """Tell whether a record with names, or a source, of that id was read."""
        return record in self.listed or record in self.curated.sources

    @cached_property
    def names(self) -> Names:
        """The listed names, ready to be looked for."""
        return names_of(self.listed)

    @cached_property
    def name_words(self) -> frozenset[str]:
        """Every capitalised word of a listed name; names of unnamed groups, such as `His followers`, left out."""
        named = [record for record in self.named_records() if record.kind is not ActorKind.UNNAMED]
        names = (name for record in named for name in self.listed[record.id])
        return frozenset(word for name in names for word in words_of(fold(name)) if word[:1].isupper())

    @cached_property
    def _by_sentence(self) -> dict[tuple[str, int], list[Mention]]:
        index: dict[tuple[str, int], list[Mention]] = defaultdict(list)
        for source, text in self.dossier.texts.items():
            for mention in self.names.mentions(text.folded, nested=True):
                for sentence in text.touched(mention.span):
                    index[source, sentence.number].append(mention)
        return index

    def sentences(self, passage: Passage) -> tuple[Sentence, ...]:
        """Return the sentences that a passage touches."""
        return self.dossier.texts[passage.source].touched(Span(passage.start, passage.end))

    def sentence_text(self, passages: Iterable[Passage]) -> str:
        """Return the whole sentences around passages, each once and in the order of their source.

        Between sentences that do not follow each other stands a NUL, which no typed words can hold.
        """
        touched = {(passage.source, sentence) for passage in passages for sentence in self.sentences(passage)}
        pieces: list[str] = []
        before: tuple[str, Sentence] | None = None
        for source, sentence in sorted(touched):
            text = self.dossier.texts[source].text
            follows = before is not None and (before[0], before[1].number + 1) == (source, sentence.number)
            start = before[1].span.end if before and follows else sentence.span.start
            pieces += ([] if follows else ["\0"]) + [text[start : sentence.span.end]]
            before = source, sentence
        return "".join(pieces)

    def named_in(self, passages: Iterable[Passage]) -> set[str]:
        """Return the ids of actors and places that the sentences around passages name."""
        return {
            mention.record
            for passage in passages
            for sentence in self.sentences(passage)
            for mention in self._by_sentence.get((passage.source, sentence.number), ())
        }

    def mentions(self, source: str, sentence: Sentence) -> list[Mention]:
        """Return the mentions of actors and places that a sentence holds."""
        return self._by_sentence.get((source, sentence.number), [])

    def direct_words(self, near: Passage) -> Iterator[tuple[Quote[Passage], Passage]]:
        """Yield the parts of direct quotes in the sentences that a passage touches, each with its quote."""
        for sentence in self.sentences(near):
            yield from self._direct.get((near.source, sentence.number), ())

    @cached_property
    def _direct(self) -> dict[tuple[str, int], list[tuple[Quote[Passage], Passage]]]:
        index: dict[tuple[str, int], list[tuple[Quote[Passage], Passage]]] = defaultdict(list)
        for quote in self.dossier.quotes.values():
            for part in quote.parts if quote.voice is Voice.DIRECT else ():
                for sentence in self.sentences(part):
                    index[part.source, sentence.number].append((quote, part))
        return index

    def names_exactly(self, record: str, passage: Passage) -> bool:
        """Tell whether a passage itself holds one of a record's names."""
        return any(
            mention.record == record and passage.start <= mention.span.start and mention.span.end <= passage.end
            for sentence in self.sentences(passage)
            for mention in self._by_sentence.get((passage.source, sentence.number), ())
        )
