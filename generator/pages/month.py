"""Everything about one month: what the sources date to it, day by day, and what may belong to it.

Only months to which several records are dated have such a page (`Register.busy`); dates lead there.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import links
from generator.chronology import When, dated, month_of
from generator.evidence import Passage
from generator.model import Event, Quote, Role, Source
from generator.pages.busy import Dated
from generator.pages.cards import EventLine, QuoteCard, event_line, event_lines, in_source, quote_cards
from generator.pages.evidence import Entry, Marker, Sign, Verbatim
from generator.pages.page import Page, front_matter
from generator.pages.parts import Part
from generator.pages.register import Register
from generator.pages.sheet import Link, Sheet
from generator.pages.ways import Parts, Stop, ways
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
    parts: Parts | None
    """The ways to the days of a month of which there is too much to tell on one page."""
    days: tuple[Day, ...]
    offices: tuple[Office, ...]
    more_offices: str
    written: tuple[Written, ...]
    more_written: str
    sources: Link
    vague: tuple[EventLine, ...]
    more_vague: str
    before: Link | None
    after: Link | None
    apparatus: tuple[Entry, ...]


@dataclass(frozen=True)
class DaysView:
    """What a page on some days of a very busy month shows."""

    title: str
    timeline: Link
    above: Link
    parts: Parts
    days: tuple[Day, ...]
    apparatus: tuple[Entry, ...]


def plan(register: Register) -> Iterator[Page]:
    """Plan a page for each month to which enough is dated; of a very busy one, pages for its days too."""
    besides = _Besides(register)
    for at, month in enumerate(register.busy.months):
        file = links.month_file(month)
        parts = register.busy.parts(month)
        named = title(month)
        description = f"What the sources date to {named}, day by day, and what may belong to it."
        if len(parts) == 1:
            view = _view(Sheet(register, file), at, parts[0].items, besides, None)
            yield Page(file, "month", front_matter(named, description), view, "data/events")
            continue
        way = [Stop(named, file)]
        way += [Stop(part.title, links.part_file(file, part.slug, month), len(part.items)) for part in parts]
        leading = Sheet(register, file)
        view = _view(leading, at, (), besides, ways(leading, way, 0))
        yield Page(file, "month", front_matter(named, description), view, "data/events")
        for number, part in enumerate(parts, 1):
            sheet = Sheet(register, way[number].file)
            days = _part(sheet, month, part, ways(sheet, way, number))
            front = front_matter(days.title, f"What the sources date to {days.title}.", **days.parts.turns)
            yield Page(sheet.file, "days", front, days, "data/events", is_part=True)


def title(month: str) -> str:
    """Name a month: `January 2020`."""
    year, number = month.split("-")
    return f"{calendar.month_name[int(number)]} {int(year)}"


def month_link(sheet: Sheet, month: str) -> Link:
    """Link to the page of a month that has one."""
    return Link(title(month), sheet.target(links.month_file(month)))


class _Besides:
    """What else there is to tell of months: vague events, offices and sources, by month."""

    def __init__(self, register: Register) -> None:
        """Go through the records once."""
        self.vague: dict[str, list[Event[Passage]]] = defaultdict(list)
        self.offices: dict[str, list[tuple[str, Role[Passage]]]] = defaultdict(list)
        self.written: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for event in sorted(register.dossier.events.values(), key=register.in_time):
            for month in _perhaps(register.whens[event.id]):
                self.vague[month].append(event)
        for actor in register.dossier.actors.values():
            for role in actor.roles:
                if held := month_of(dated(role.date)):
                    self.offices[held].append((actor.id, role))
        for source in register.dossier.sources.values():
            months = (month_of(dated(day)) for day in (source.date_printed, source.date_written))
            for written in dict.fromkeys(filter(None, months)):
                self.written[written].append((source.id, _how(source, written)))


def _perhaps(when: When) -> Iterator[str]:
    """Yield the months in which an event may have happened, and may have not."""
    first, last = when.earliest, when.latest
    if not first or not last or month_of(when) or (last - first).days >= _VAGUE_DAYS:
        return
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{month // 12:04}-{month % 12 + 1:02}"


def _view(sheet: Sheet, at: int, found: Sequence[Dated], besides: _Besides, parts: Parts | None) -> MonthView:
    """Make the view of the month with that number among those that have a page."""
    register = sheet.register
    months = register.busy.months
    month = months[at]
    every = [record for part in register.busy.parts(month) for _, record in part.items]
    events = sum(isinstance(record, Event) for record in every)
    most = register.bounds.lines
    vague, offices, written = besides.vague[month], besides.offices[month], besides.written[month]
    return MonthView(
        title=title(month),
        above=Link("Timeline", sheet.target(links.TIMELINE)),
        counts=tuple(
            counted(number, noun) for number, noun in ((events, "event"), (len(every) - events, "quote")) if number
        ),
        parts=parts,
        days=tuple(_days(sheet, found)),
        offices=tuple(_office(sheet, actor, role) for actor, role in offices[:most]),
        more_offices=_more(len(offices), most),
        written=tuple(Written(sheet.sign(source), sheet.link(source), how) for source, how in written[:most]),
        more_written=_more(len(written), most),
        sources=sheet.section("sources"),
        vague=tuple(event_line(sheet, event) for event in vague[:_MOST_VAGUE]),
        more_vague=_more(len(vague), _MOST_VAGUE),
        before=month_link(sheet, months[at - 1]) if at else None,
        after=month_link(sheet, months[at + 1]) if at + 1 < len(months) else None,
        apparatus=sheet.apparatus(),
    )


def _more(number: int, most: int) -> str:
    return f"and {counted(number - most, 'other')}" if number > most else ""


def _part(sheet: Sheet, month: str, part: Part[Dated], parts: Parts) -> DaysView:
    return DaysView(
        title=f"{title(month)}: {part.title}",
        timeline=Link("Timeline", sheet.target(links.TIMELINE)),
        above=month_link(sheet, month),
        parts=parts,
        days=tuple(_days(sheet, part.items)),
        apparatus=sheet.apparatus(),
    )


def _days(sheet: Sheet, found: Sequence[Dated]) -> Iterator[Day]:
    """Yield the days in their order; what is dated alike stands together."""
    for (first, last), same in groupby(found, lambda pair: pair[0][1:3]):
        alike = list(same)
        records = [record for _, record in alike]
        events = sorted((one for one in records if isinstance(one, Event)), key=sheet.register.in_time)
        yield Day(
            min((when.words for when, _ in alike), key=len),
            links.day_anchor(first) if first and first == last else "",
            event_lines(sheet, events, said=True),
            quote_cards(sheet, in_source(sheet.register, (one for one in records if isinstance(one, Quote)))),
        )


def _office(sheet: Sheet, actor: str, role: Role[Passage]) -> Office:
    words = sheet.verbatim(role.as_stated or role.evidence[0])
    return Office(sheet.link(actor), role.title, dated(role.date).words, words, sheet.markers(role.evidence))


def _how(source: Source[Passage], month: str) -> str:
    printed = source.date_printed if month_of(dated(source.date_printed)) == month else None
    written = source.date_written if month_of(dated(source.date_written)) == month else None
    said = [f"printed {dated(printed).words}" if printed else "", f"written {dated(written).words}" if written else ""]
    return ", ".join(filter(None, said))
