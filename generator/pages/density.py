"""How events crowd in time: a column of marks for each month, or year, in which events begin, to jump by.

Months in which nothing begins have no column; a gap says that some were left out. Vague dates count where the event may
have begun at the earliest.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby

from generator import links
from generator.evidence import Passage
from generator.model import Event
from generator.pages.parts import Level, Step
from generator.pages.register import Register
from generator.pages.wording import counted
from generator.vocabulary import Status

_MOST_COLUMNS = 48
"""From more columns on they stand for a longer time each."""
_MOST_MARKS = 600
_FULL_COLUMN = 160
"""From more events on, in all or in one column, a mark stands for several, so that a phone has room for the widest."""


@dataclass(frozen=True)
class Unit:
    """A stretch of time that has a column: its number along the axis, its word in addresses, its names and last day."""

    number: int
    stretch: str
    short: str
    year: str
    title: str
    last: date

    @property
    def anchor(self) -> str:
        """The anchor of what begins in this time."""
        return links.time_anchor(self.stretch)


@dataclass(frozen=True)
class Mark:
    """One event, or several of one status where there are very many. `ids` are theirs, if they are on the page."""

    status: Status
    ids: str


@dataclass(frozen=True)
class Column:
    """A column of marks. `short` stands above `year`, either may be empty; `gap` tells of time left out before it."""

    target: str
    short: str
    year: str
    title: str
    gap: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Density:
    """The strip: its columns, and how many events a mark stands for at most."""

    columns: tuple[Column, ...]
    undated: Column | None
    per_mark: int


def units(register: Register, dated: Sequence[Event[Passage]]) -> Callable[[Event[Passage]], Unit]:
    """Return what finds a dated event's column: months, or years, decades, centuries where there are too many."""
    days = [_begins(register, event) for event in dated]
    unit = next((unit for unit in _UNITS if len({unit(day).number for day in days}) <= _MOST_COLUMNS), _UNITS[-1])
    return lambda event: unit(_begins(register, event))


def density(
    register: Register, events: Sequence[Event[Passage]], target: Callable[[Event[Passage]], str] | None = None
) -> Density:
    """Draw events, given in time, those without a date at the end.

    A column leads to the place on its own page where its events begin, or to the `target` of the first of them on
    another; marks then have no events of this page to stand for.
    """
    dated = [event for event in events if register.whens[event.id].edtf]
    undated = [event for event in events if not register.whens[event.id].edtf]
    fullest = max([len(undated), *Counter(map(units(register, dated), dated)).values()])
    per_mark = max(1, -(-len(events) // _MOST_MARKS), -(-fullest // _FULL_COLUMN))
    columns = tuple(_columns(register, dated, per_mark, target))
    if not undated:
        return Density(columns, None, per_mark)
    title = f"Undated, {counted(len(undated), 'event')}"
    to = target(undated[0]) if target else f"#{links.UNDATED}"
    marks = tuple(_marks(undated, per_mark, named=not target))
    return Density(columns, Column(to, "Undated", "", title, True, marks), per_mark)


def _columns(
    register: Register,
    dated: Sequence[Event[Passage]],
    per_mark: int,
    target: Callable[[Event[Passage]], str] | None,
) -> Iterator[Column]:
    before: Unit | None = None
    for at, same in groupby(dated, units(register, dated)):
        events = list(same)
        vague = _vague(register, at, events)
        named = vague or before is None or before.year != at.year
        short = "" if vague and _turn_of_year(vague, at) else at.short
        yield Column(
            target(events[0]) if target else f"#{at.anchor}",
            f"{vague} {short}".strip(),
            at.year if named else "",
            f"{f'{vague} '.lstrip()}{at.title}, {counted(len(events), 'event')}",
            before is not None and at.number - before.number > 1,
            tuple(_marks(events, per_mark, named=not target)),
        )
        before = at


def _vague(register: Register, at: Unit, events: Sequence[Event[Passage]]) -> str:
    """Return `from` or `by` where none of a column's events is known to have happened within its time."""
    whens = [register.whens[event.id] for event in events]
    if any(when.earliest and when.latest and when.latest <= at.last for when in whens):
        return ""
    return "from" if any(when.earliest for when in whens) else "by"


def _turn_of_year(vague: str, at: Unit) -> bool:
    """Tell whether a year says all: what was `from 1980` on need not have begun in its January."""
    return at.last.month == (1 if vague == "from" else 12)


def _begins(register: Register, event: Event[Passage]) -> date:
    found = register.whens[event.id]
    return found.earliest or found.latest or date.max


def _marks(events: Sequence[Event[Passage]], per_mark: int, *, named: bool) -> Iterator[Mark]:
    """Yield what happened first, so that in a column it stands below what did not."""
    order = {status: at for at, status in enumerate(Status)}
    ranked = sorted(events, key=lambda event: (not event.status.happened, order[event.status]))
    for status, same in groupby(ranked, lambda event: event.status):
        ids = [event.id for event in same]
        for at in range(0, len(ids), per_mark):
            yield Mark(status, " ".join(ids[at : at + per_mark]) if named else "")


def _day(day: date) -> Unit:
    text = f"{day.day} {calendar.month_name[day.month]} {day.year}"
    return Unit(day.toordinal(), day.isoformat(), str(day.day), str(day.year), text, day)


def _month(day: date) -> Unit:
    name = calendar.month_name[day.month]
    last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    stretch = f"{day.year:04}-{day.month:02}"
    return Unit(day.year * 12 + day.month, stretch, name[:3], str(day.year), f"{name} {day.year}", last)


def _year(day: date) -> Unit:
    text = str(day.year)
    return Unit(day.year, text, "", text, text, date(day.year, 12, 31))


def _decade(day: date) -> Unit:
    first = day.year // 10 * 10
    return Unit(first // 10, f"{first}s", "", f"{first}s", f"the {first}s", date(first + 9, 12, 31))


def _century(day: date) -> Unit:
    first = day.year // 100 * 100
    last = first + 99
    return Unit(first // 100, f"{first}-{last}", "", f"{first}\u2013{last}", f"{first} to {last}", date(last, 12, 31))


_UNITS = (_month, _year, _decade, _century)


def time_levels(register: Register) -> tuple[Level, ...]:
    """Cut events in time: the dated from the others, then by centuries, decades, years, months and days."""
    units = (None, _century, _decade, _year, _month, _day)
    return tuple(Level(partial(_step, register, unit), packed=unit in (_month, _day)) for unit in units)


def _step(register: Register, unit: Callable[[date], Unit] | None, event: Event[Passage]) -> Step:
    if not register.whens[event.id].edtf:
        return Step((1, 0), "undated", "Undated")
    if unit is None:
        return Step((0, 0), "dated", "Dated")
    found = unit(_begins(register, event))
    return Step((0, found.number), found.stretch, found.title[:1].upper() + found.title[1:])
