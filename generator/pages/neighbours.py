"""The events beside one in time. Where dates overlap nobody can say which came first, and nobody does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.chronology import When
from generator.pages.register import Register
from generator.pages.sheet import Link, Sheet


@dataclass(frozen=True)
class Neighbour:
    """The event before or after another in the order of the timeline; `order` says how sure that is."""

    order: str
    link: Link
    when: str


@dataclass(frozen=True)
class Beside:
    """The events on either side; both are missing where no source gives a date."""

    before: Neighbour | None
    after: Neighbour | None


def in_time(register: Register) -> tuple[str, ...]:
    """Return the ids of all dated events in the order of the timeline."""
    events = sorted(register.dossier.events.values(), key=register.in_time)
    return tuple(event.id for event in events if register.whens[event.id].edtf)


def beside(sheet: Sheet, event: str, order: Sequence[str], places: Mapping[str, int]) -> Beside:
    """Return the events beside one. `order` is that of `in_time`, `places` says where in it each event stands."""
    at = places.get(event)
    if at is None:
        return Beside(None, None)
    before = order[at - 1] if at else None
    after = order[at + 1] if at + 1 < len(order) else None
    return Beside(
        _neighbour(sheet, before, event, "Earlier", before) if before else None,
        _neighbour(sheet, event, after, "Later", after) if after else None,
    )


def _neighbour(sheet: Sheet, first: str, second: str, word: str, shown: str) -> Neighbour:
    whens = sheet.register.whens
    return Neighbour(_order(whens[first], whens[second], word), sheet.link(shown), whens[shown].words)


def _order(first: When, second: When, word: str) -> str:
    if first.latest and second.earliest and first.latest < second.earliest:
        return word
    same_day = first[1:3] == second[1:3] and first.earliest == first.latest
    return "The same day" if same_day else f"Perhaps {word.lower()}"
