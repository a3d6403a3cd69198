"""Every curated sentence of a dossier, with the names in it that lead to other records, and the glossary's terms.

A name leads to a record that the sentence's own record links to, or that the evidence names; a name that could mean
two records leads nowhere. A term that is also the name of another record is that name first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple, TypeAlias

from generator import links
from generator.dossier import Dossier, Named
from generator.evidence import Passage
from generator.evidence import Statement as Curated
from generator.front import Entry
from generator.memory import Memory, Same
from generator.model import Account, Actor, Dispute, Event, Place, Position, Source
from generator.pages.mentions import Mentions
from generator.pages.terms import Terms, Use
from generator.sources import Span


class Reference(NamedTuple):
    """A name in a curated sentence that leads to a record: where it stands in the sentence, and whose it is."""

    start: int
    end: int
    record: str


class Statement(NamedTuple):
    """A curated sentence: whose it is, what it says, what it rests on, and the names and terms in it that lead on.

    `record` is the id of a record, or the file of the front page or the glossary; `part` counts its sentences from 0.
    """

    record: str
    part: int
    says: str
    evidence: tuple[Passage, ...]
    note: str | None
    references: tuple[Reference, ...]
    terms: tuple[Use, ...]


class Statements:
    """The curated sentences of all records, of the front page and of the glossary."""

    def __init__(self, dossier: Dossier[Passage], mentions: Mentions, memory: Memory) -> None:
        """Read every record once; of those that a memory has, with the same names and terms, not even that."""
        self._mentions = mentions
        self._actors = dossier.actors
        self._terms = Terms([entry.term for entry in dossier.front.glossary])
        self.of: dict[str, tuple[Statement, ...]] = {}
        """The sentences of a record, in its order."""
        self.naming: dict[str, list[Statement]] = defaultdict(list)
        """The sentences of other records in which a record is named."""
        terms = tuple(entry.term for entry in dossier.front.glossary)
        basis = Same(memory.recall(("statements", Same(mentions), frozenset(dossier.actors), terms), object))
        for _, record in dossier.records():
            self._add(record.id, memory.recall((Same(record), basis), partial(self._of_record, record)))
        self._add(links.HOME, self._made(links.HOME, dossier.front.lead, ()))
        self._add(links.GLOSSARY, self._made(links.GLOSSARY, dossier.front.glossary, ()))

    def _add(self, record: str, statements: tuple[Statement, ...]) -> None:
        self.of[record] = statements
        for statement in statements:
            for reference in statement.references:
                self.naming[reference.record].append(statement)

    def _of_record(self, record: Named[Passage]) -> tuple[Statement, ...]:
        return self._made(record.id, _said(record), tuple(_linked(record)))

    def _made(self, record: str, said: Iterable[_Said], linked: tuple[str, ...]) -> tuple[Statement, ...]:
        statements = []
        for part, one in enumerate(said):
            bearers = self._bearers(record, one.says)
            references = tuple(self._references(record, bearers, one.evidence, linked))
            own = part if record == links.GLOSSARY else None
            terms = tuple(use for use in self._terms.uses(one.says, list(bearers)) if use.term != own)
            statements.append(Statement(record, part, one.says, one.evidence, one.note, references, terms))
        return tuple(statements)

    def _bearers(self, own: str, says: str) -> dict[Span, list[str]]:
        """Find the names of other records in a sentence, and the records that each may mean."""
        bearers: dict[Span, list[str]] = defaultdict(list)
        for mention in self._mentions.names.mentions(says):
            bearers[mention.span].append(mention.record)
        return {span: records for span, records in bearers.items() if own not in records}

    def _references(
        self, own: str, bearers: dict[Span, list[str]], evidence: tuple[Passage, ...], linked: tuple[str, ...]
    ) -> Iterator[Reference]:
        """Find the first mention of each record in a sentence."""
        seen = {own}
        for span, records in bearers.items():
            meant = next((one for one in linked if one in records), None) or self._named(records, evidence)
            if meant and meant not in seen:
                seen.add(meant)
                yield Reference(span.start, span.end, meant)

    def _named(self, records: list[str], evidence: tuple[Passage, ...]) -> str | None:
        """Pick the one of several bearers of a name that the evidence names; of an actor and a place, the actor."""
        around = self._mentions.around(evidence)
        likely = [one for one in records if one in around]
        actors = [one for one in likely if one in self._actors]
        if len(likely) == 1 or len(actors) == 1:
            return (actors or likely)[0]
        return None


_Said: TypeAlias = "Curated[Passage] | Account[Passage] | Position[Passage] | Entry[Passage]"


def _said(record: Named[Passage]) -> Iterable[_Said]:
    """Return the curated sentences of a record, in its order."""
    match record:
        case Actor() | Source() | Place():
            return record.about
        case Event():
            return record.accounts
        case Dispute():
            return record.positions
        case _:
            return ()


def _linked(record: Named[Passage]) -> Iterator[str]:
    """Yield the actors and places that a record links to, the closest first."""
    match record:
        case Actor():
            yield from (role.organisation for role in record.roles if role.organisation)
            yield from (relation.object for relation in record.relations)
            yield from (relation.holder for relation in record.relations if relation.holder)
        case Event():
            yield from (participant.actor for participant in record.participants)
            yield from (record.holder,) if record.holder else ()
            yield from (place for account in record.accounts for place in account.places)
        case Dispute():
            yield from record.about
            yield from (position.holder for position in record.positions)
        case Place():
            yield from (record.within,) if record.within else ()
