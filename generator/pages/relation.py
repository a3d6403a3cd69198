"""Relations in words, read from either end, and as an actor's page lists them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.evidence import Passage
from generator.model import Actor, Relation
from generator.pages.evidence import Marker
from generator.pages.register import Register
from generator.pages.sheet import Link, Sheet
from generator.vocabulary import RelationType, Status

REVERSED: Mapping[RelationType, str] = {
    RelationType.SUCCESSOR_OF: "was followed in office by",
    RelationType.DEPUTY_OF: "has or had as deputy",
    RelationType.COMMANDER_OF: "is or was commanded by",
    RelationType.MEMBER_OF: "has or had as member",
    RelationType.PART_OF: "includes",
    RelationType.OFFICIAL_OF: "has or had as official",
    RelationType.ADVISER_OF: "is or was advised by",
    RelationType.ASSOCIATED_WITH: "is said to be associated with",
    RelationType.WORKS_AT: "has working for it",
    RelationType.WRITES_FOR: "publishes or names as author",
    RelationType.ALLY_OF: "is allied with",
    RelationType.BACKED_BY: "backs or funds",
    RelationType.ADVERSARY_OF: "is in conflict with",
    RelationType.RIVAL_OF: "competes with",
    RelationType.SANCTIONED_BY: "put under sanctions",
    RelationType.THREATENED_BY: "threatened",
    RelationType.ACCUSED_BY: "accused",
    RelationType.INSULTED_BY: "insulted",
    RelationType.KILLED_BY: "killed",
    RelationType.ATTACKED_BY: "attacked",
    RelationType.FOLLOWER_OF: "has as follower",
    RelationType.AVENGER_OF: "is to be avenged, vows",
}
"""Each type of relation read from its object to its subject."""


@dataclass(frozen=True)
class RelationLine:
    """A relation as seen from one of its actors. `words` name the status where it did not simply come about."""

    words: str
    other: Link
    status: Status
    holder: Link | None
    markers: tuple[Marker, ...]
    note: str


def relation_words(relation: Relation[Passage], *, reverse: bool = False) -> str:
    """Put a relation into words; one that did not come about never reads as if it had."""
    words = REVERSED[relation.type] if reverse else relation.type.meaning
    return words if relation.status.happened else f"{relation.status}: {words}"


class Seen(NamedTuple):
    """A relation from one of its ends: the actor at the other end, and whether that is where it is written."""

    relation: Relation[Passage]
    other: str
    reverse: bool


def relations_of(register: Register, actor: Actor[Passage]) -> list[Seen]:
    """Return an actor's relations, first those written on it, then those that others have to it."""
    others = register.relations_to.get(actor.id, ())
    return [
        *(Seen(relation, relation.object, False) for relation in actor.relations),
        *(Seen(relation, subject.id, True) for subject, relation in others),
    ]


def relation_lines(sheet: Sheet, found: Iterable[Seen]) -> Iterator[RelationLine]:
    """List relations as seen from one of their actors."""
    for relation, other, reverse in found:
        yield RelationLine(
            relation_words(relation, reverse=reverse),
            sheet.link(other),
            relation.status,
            sheet.link(relation.holder) if relation.holder else None,
            sheet.markers(relation.evidence),
            relation.note or "",
        )
