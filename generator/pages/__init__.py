"""Which pages exist and what each shows. All order, counting, comparing and looking-up happens here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import ModuleType

from generator.dossier import Dossier
from generator.evidence import Passage
from generator.history import Commit
from generator.memory import Memory
from generator.pages import (
    actor,
    afterwards,
    changes,
    dispute,
    event,
    glossary,
    home,
    index,
    month,
    moved,
    network,
    place,
    quote,
    quotes,
    rules,
    source,
    timeline,
    verification,
)
from generator.pages import map as atlas
from generator.pages.bounds import BOUNDS, Bounds
from generator.pages.finding import findable
from generator.pages.page import Page
from generator.pages.register import Register, register_of
from generator.vocabulary import Kind

__all__ = ["Page", "plan", "plan_records", "planners"]

NOUNS = (
    actor,
    event,
    source,
    quote,
    atlas,
    network,
    place,
    dispute,
    home,
    month,
    timeline,
    index,
    quotes,
    glossary,
    verification,
    rules,
    changes,
    moved,
)
"""What plans each kind of page; first those of which there is most to plan."""
NOUN_OF: Mapping[Kind, ModuleType] = {
    "sources": source,
    "actors": actor,
    "events": event,
    "quotes": quote,
    "places": place,
    "disputes": dispute,
}


def planners(
    dossier: Dossier[Passage], commits: Sequence[Commit] = (), bounds: Bounds = BOUNDS
) -> list[Callable[[], Iterator[Page]]]:
    """Return, for each kind of page of a dossier with its history, what plans its pages one by one."""
    register = register_of(dossier, commits, bounds)
    return [partial(_planned, register, noun.plan) for noun in NOUNS]


def plan(dossier: Dossier[Passage], commits: Sequence[Commit] = (), bounds: Bounds = BOUNDS) -> list[Page]:
    """Plan every page of a dossier with its history, in the order of their files; `bounds` says when to cut lists."""
    pages = [page for planned in planners(dossier, commits, bounds) for page in planned()]
    return sorted(pages, key=lambda page: page.file)


def plan_records(
    dossier: Dossier[Passage], commits: Sequence[Commit], records: Collection[str], memory: Memory
) -> list[Page]:
    """Plan the pages of some records alone, given by their ids, in the order of their files.

    A memory keeps what is worked out of records that are the same in the next dossier.
    """
    memory.begin()
    register = Register(dossier, commits, memory=memory)
    register.only = records
    kinds = dict.fromkeys(register.kinds[record] for record in records)
    pages = [page for kind in kinds for page in _planned(register, NOUN_OF[kind].plan)]
    return sorted(pages, key=lambda page: page.file)


def _planned(register: Register, planning: Callable[[Register], Iterable[Page]]) -> Iterator[Page]:
    for page in planning(register):
        yield findable(register, afterwards.told(register, page))
