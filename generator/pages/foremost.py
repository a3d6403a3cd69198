"""Which records stand for a list that is too long for one page: those to which most else refers."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest
from typing import TypeVar

from generator.dossier import Named
from generator.evidence import Passage
from generator.model import Actor, Dispute, Event, Place, Quote, Source
from generator.pages.register import Register

_KEY = 1000
"""What it weighs to be, or to belong to, an event on which the dossier turns."""
_Record = TypeVar("_Record", bound="Named[Passage]")


def foremost(register: Register, records: Sequence[_Record], most: int) -> list[_Record]:
    """Return the weightiest records of a list, in its order."""
    best = nsmallest(most, range(len(records)), key=lambda at: (-_weight(register, records[at]), at))
    return [records[at] for at in sorted(best)]


def _weight(register: Register, record: Named[Passage]) -> int:
    one, keys = record.id, register.dossier.front.key_events
    match record:
        case Actor():
            found = (register.events_of, register.quotes_by, register.quotes_about, register.relations_to)
            return sum(len(where.get(one, ())) for where in found)
        case Place():
            return len(register.events_at.get(one, ()))
        case Event():
            others = (register.quotes_in, register.disputes_on, register.followed_by, register.parts_of)
            referring = sum(len(where.get(one, ())) for where in others)
            return referring + 3 * len(record.accounts) + (_KEY if one in keys else 0)
        case Quote():
            return len(record.parts) + (_KEY if any(event in keys for event in record.events) else 0)
        case Dispute():
            return len(record.positions)
        case Source():
            return register.figures[one].cited
