"""What several rules look up: which names stand in which sentence, and the text around a passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from generator.dossier import Dossier
from generator.model import Actor, ActorKind, Passage, Place
from generator.naming import Mention, Names
from generator.sources import Sentence, Span, fold, words_of


class Context:
    """A resolved dossier together with indexes that are built once, when first asked for."""

    def __init__(self, dossier: Dossier[Passage]) -> None:
        """Wrap a dossier."""
        self.dossier = dossier

    def named_records(self) -> Iterator[Actor[Passage] | Place[Passage]]:
        """Yield every record that has listed names."""
        yield from self.dossier.actors.values()
        yield from self.dossier.places.values()

    @cached_property
    def listed(self) -> dict[str, frozenset[str]]:
        """Every listed name of every actor and place, by id."""
        return {
            record.id: frozenset(name for names in record.names.values() for name in names) | {record.name}
            for record in self.named_records()
        }

    @cached_property
    def names(self) -> Names:
        """The listed names, ready to be looked for."""
        return Names(self.listed)

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
            for mention in self.names.mentions(text.text, nested=True):
                for sentence in text.touched(mention.span):
                    index[source, sentence.number].append(mention)
        return index

    def sentences(self, passage: Passage) -> tuple[Sentence, ...]:
        """Return the sentences that a passage touches."""
        return self.dossier.texts[passage.source].touched(Span(passage.start, passage.end))

    def sentence_text(self, passages: Iterable[Passage]) -> str:
        """Return the whole sentences around passages, each once, in the order given."""
        seen: dict[tuple[str, int], str] = {}
        for passage in passages:
            text = self.dossier.texts[passage.source].text
            for sentence in self.sentences(passage):
                seen.setdefault((passage.source, sentence.number), text[sentence.span.start : sentence.span.end])
        return "\n".join(seen.values())

    def named_in(self, passages: Iterable[Passage]) -> set[str]:
        """Return the ids of actors and places that the sentences around passages name."""
        return {
            mention.record
            for passage in passages
            for sentence in self.sentences(passage)
            for mention in self._by_sentence.get((passage.source, sentence.number), ())
        }

    def names_exactly(self, record: str, passage: Passage) -> bool:
        """Tell whether a passage itself holds one of a record's names."""
        return any(
            mention.record == record and passage.start <= mention.span.start and mention.span.end <= passage.end
            for sentence in self.sentences(passage)
            for mention in self._by_sentence.get((passage.source, sentence.number), ())
        )
