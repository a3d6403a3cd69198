"""Everything about one month: what the sources date to it, day by day, and what may belong to it.

Only months to which several records are dated have such a page (`Register.months`); dates lead there.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator import links
from generator.chronology import When, dated, month_of, sort_key
from generator.model import Event, Passage, Quote, Role, Source
from generator.pages.cards import EventLine, QuoteCard, event_line, event_lines, quote_cards
from generator.pages.evidence import Entry, Marker, Sign, Verbatim
from generator.pages.page import Page, front_matter
from generator.pages.register import Register
from generator.pages.sheet import Link, Sheet
from generator.pages.wording import counted

_VAGUE_DAYS = 366
"""Dates vaguer than this say nothing of a month."""
_MOST_VAGUE = 40


@dataclass(frozen=True)
class Office:
    """An office that a source dates to the month."""

    holder: Link
    title: str
    when: str
    words: Verbatim
    markers: tuple[Marker, ...]


@dataclass(frozen=True)
class Written:
    """A source that was printed or written in the month."""

    sign: Sign
    link: Link
    how: str


@dataclass(frozen=True)
class Day:
    """What is dated to one day, or to the same stretch of days."""

    title: str
    anchor: str
    events: tuple[EventLine, ...]
    quotes: tuple[QuoteCard, ...]


@dataclass(frozen=True)
class MonthView:
    """What a month's page shows."""

    title: str
    above: Link
    counts: tuple[str, ...]
    days: tuple[Day, ...]
    offices: tuple[Office, ...]
    written: tuple[Written, ...]
    vague: tuple[EventLine, ...]
    more_vague: str
    before: Link | None
    after: Link | None
    apparatus: tuple[Entry, ...]


def plan(register: Register) -> Iterator[Page]:
    """Plan a page for each month to which enough is dated."""
    for month in register.months:
        file = links.month_file(month)
        view = _view(Sheet(register, file), month)
        description = f"What the sources date to {view.title}, day by day, and what may belong to it."
        yield Page(file, "month", front_matter(view.title, description), view, "data/events")


def title(month: str) -> str:
    """Name a month: `January 2020`."""
    year, number = month.split("-")
    return f"{calendar.month_name[int(number)]} {int(year)}"


def month_link(sheet: Sheet, month: str) -> Link:
    """Link to the page of a month that has one."""
    return Link(title(month), sheet.target(links.month_file(month)))


def _view(sheet: Sheet, month: str) -> MonthView:
    register = sheet.register
    events = register.events_in.get(month, [])
    quotes = register.quotes_within.get(month, [])
    vague = _vague(register, month)
    at = register.months.index(month)
    beside = [register.months[at - 1] if at else None, *register.months[at + 1 : at + 2], None][:2]
    before, after = (month_link(sheet, one) if one else None for one in beside)
    return MonthView(
        title=title(month),
        above=Link("Timeline", sheet.target(links.TIMELINE)),
        counts=tuple(counted(len(found), noun) for found, noun in ((events, "event"), (quotes, "quote")) if found),
        days=tuple(_days(sheet, events, quotes)),
        offices=tuple(_offices(sheet, month)),
        written=tuple(_written(sheet, month)),
        vague=tuple(event_line(sheet, event) for event in vague[:_MOST_VAGUE]),
        more_vague=f"and {counted(len(vague) - _MOST_VAGUE, 'other')}" if len(vague) > _MOST_VAGUE else "",
        before=before,
        after=after,
        apparatus=sheet.apparatus(),
    )


def _days(sheet: Sheet, events: Sequence[Event[Passage]], quotes: Sequence[Quote[Passage]]) -> Iterator[Day]:
    """Yield the days in their order; what is dated alike stands together."""
    whens = sheet.register.whens
    found: list[tuple[When, Event[Passage] | Quote[Passage]]] = [
        *((whens[event.id], event) for event in events),
        *((dated(quote.date), quote) for quote in quotes),
    ]
    for (first, last), same in groupby(sorted(found, key=_in_time), lambda pair: pair[0][1:3]):
        alike = list(same)
        records = [record for _, record in alike]
        yield Day(
            min((when.words for when, _ in alike), key=len),
            links.day_anchor(first) if first and first == last else "",
            event_lines(sheet, [record for record in records if isinstance(record, Event)], said=True),
            quote_cards(sheet, [record for record in records if isinstance(record, Quote)]),
        )


def _in_time(pair: tuple[When, Event[Passage] | Quote[Passage]]) -> tuple[object, ...]:
    when, record = pair
    return *sort_key(when), when.words, record.id


def _vague(register: Register, month: str) -> list[Event[Passage]]:
    """Return the events that may have happened in a month, and may have not."""
    year, number = map(int, month.split("-"))
    first, last = date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])
    found = [
        event
        for event, earliest, latest in register.vague
        if earliest <= last and first <= latest and (latest - earliest).days < _VAGUE_DAYS
    ]
    return sorted(found, key=register.in_time)


def _offices(sheet: Sheet, month: str) -> Iterator[Office]:
    for actor, role in sheet.register.offices_in.get(month, ()):
        yield _office(sheet, actor.id, role)


def _office(sheet: Sheet, actor: str, role: Role[Passage]) -> Office:
    words = sheet.verbatim(role.as_stated or role.evidence[0])
    return Office(sheet.link(actor), role.title, dated(role.date).words, words, sheet.markers(role.evidence))


def _written(sheet: Sheet, month: str) -> Iterator[Written]:
    for source in sheet.register.dossier.sources.values():
        if how := _how(source, month):
            yield Written(sheet.sign(source.id), sheet.link(source.id), how)


def _how(source: Source[Passage], month: str) -> str:
    printed = source.date_printed if month_of(dated(source.date_printed)) == month else None
    written = source.date_written if month_of(dated(source.date_written)) == month else None
    said = [f"printed {dated(printed).words}" if printed else "", f"written {dated(written).words}" if written else ""]
    return ", ".join(filter(None, said))
