"""The timeline: every event in the order of its date, drawn as vaguely as the sources date it, undated ones apart."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from generator import links
from generator.chronology import month_of
from generator.evidence import Passage
from generator.model import Event
from generator.pages import choices
from generator.pages.cards import EventLine, event_line
from generator.pages.choices import Choice
from generator.pages.density import Density, Unit, density, time_levels, units
from generator.pages.foremost import foremost
from generator.pages.month import month_link
from generator.pages.page import Page, front_matter
from generator.pages.parts import Part, divided
from generator.pages.register import Register
from generator.pages.sheet import Link, Sheet
from generator.pages.track import Scale, Tick, Track
from generator.pages.ways import Parts, Stop, stops, ways
from generator.pages.wording import counted
from generator.vocabulary import EventKind, Status

PAUSE = 62
"""After how many days without an event a new section begins."""
_FEW = 3
"""Sections with fewer events than this join their neighbours, if those are as small."""
_FULL = 40
"""From how many rows on a section also ends with the year."""
_TAIL = 45
"""How many days, at least, a section's scale may show beyond the beginning of its last event."""
_YEARS = 3 * 366
"""From how many days on a section is named by its years."""


@dataclass(frozen=True)
class TimelineRow:
    """An event, its mark on the section's scale, and what the filters look at."""

    id: str
    event: EventLine
    track: Track | None
    sources: str
    actors: str


@dataclass(frozen=True)
class TimelineStretch:
    """The events of a section that begin in one month, or year: what a column of the strip leads to."""

    anchor: str
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True)
class TimelineSection:
    """Events close to each other in time, and the scale on which they are drawn."""

    title: str
    counts: str
    ticks: tuple[Tick, ...]
    months: tuple[Link, ...]
    stretches: tuple[TimelineStretch, ...]


@dataclass(frozen=True)
class TimelineView:
    """What the timeline shows."""

    intro: str
    counts: tuple[str, ...]
    above: Link | None
    parts: Parts | None
    chosen: str
    """Which events are shown on the page that leads to the parts of a long timeline."""
    happened: tuple[Choice, ...]
    not_happened: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    actors: tuple[Choice, ...]
    total: int
    density: Density
    sections: tuple[TimelineSection, ...]
    undated: tuple[TimelineRow, ...]
    undated_anchor: str


def plan(register: Register) -> Iterator[Page]:
    """Plan the timeline; a long one in parts, with a page before them that leads there."""
    events = sorted(register.dossier.events.values(), key=register.in_time)
    parts = divided(events, register.bounds.rows, time_levels(register))
    if len(parts) == 1:
        yield _page(register, links.TIMELINE, events, density(register, events), None)
        return
    way = stops(links.TIMELINE, "", parts)
    found = [(part, _target(register, stop, part)) for stop, part in zip(way[1:], parts, strict=True)]
    targets = {event.id: target for part, target in found for event in part.items}
    leading = density(register, events, lambda event: targets[event.id](event))
    yield _page(register, links.TIMELINE, foremost(register, events, register.bounds.lines), leading, (way, 0))
    for at, part in enumerate(parts, 1):
        yield _page(register, way[at].file, part.items, density(register, part.items), (way, at))


def _target(register: Register, stop: Stop, part: Part[Event[Passage]]) -> Callable[[Event[Passage]], str]:
    """Return what links from the timeline's first page to the place of an event on a part."""
    unit = units(register, part.items)

    def target(event: Event[Passage]) -> str:
        anchor = unit(event).anchor if register.whens[event.id].edtf else links.UNDATED
        return links.relative(links.TIMELINE, stop.file, anchor)

    return target


def _page(
    register: Register,
    file: str,
    events: Sequence[Event[Passage]],
    density: Density,
    way: tuple[Sequence[Stop], int] | None,
) -> Page:
    """Plan a page that shows events, given in time; `way` are the pages of a long timeline, and which of them it is."""
    sheet = Sheet(register, file)
    parts = ways(sheet, *way) if way else None
    is_part = bool(way and way[1])
    dated = [event for event in events if register.whens[event.id].edtf]
    undated = [event for event in events if not register.whens[event.id].edtf]
    unit = units(register, dated)
    view = TimelineView(
        intro=register.dossier.front.sections.timeline,
        counts=_counts(register, len(events), is_part=is_part),
        above=Link("Timeline", sheet.target(links.TIMELINE)) if is_part else None,
        parts=parts,
        chosen=f"Below are the {counted(len(events), 'event')} to which most else refers; the parts hold all."
        if parts and not is_part
        else "",
        happened=choices.in_order((e.status for e in events), (s for s in Status if s.happened)),
        not_happened=choices.in_order((e.status for e in events), (s for s in Status if not s.happened)),
        sources=choices.sources(sheet, (account.source for event in events for account in event.accounts)),
        kinds=choices.in_order((event.kind for event in events), EventKind),
        actors=choices.by_name(sheet, (actor for event in events for actor in _taking_part(event))),
        total=len(events),
        density=density,
        sections=tuple(_section(sheet, section, unit) for section in sections(register, dated)),
        undated=tuple(_row(sheet, event, None) for event in undated),
        undated_anchor=links.UNDATED,
    )
    title = f"Timeline: {parts.title}" if parts and is_part else "Timeline"
    description = "What happened, and what was only said: every event in the order of time, with its status."
    front = front_matter(title, description, **(parts.turns if parts and is_part else {}))
    return Page(file, "timeline", front, view, "data/events", is_part=is_part)


def _counts(register: Register, shown: int, *, is_part: bool) -> tuple[str, ...]:
    every = len(register.dossier.events)
    if is_part:
        return (f"{shown:,} of {counted(every, 'event')}",)
    undated = sum(not when.edtf for when in register.whens.values())
    return counted(every, "event"), f"{undated:,} of them undated"


def _taking_part(event: Event[Passage]) -> list[str]:
    return sorted({participant.actor for participant in event.participants})


def sections(register: Register, dated: Iterable[Event[Passage]]) -> list[list[Event[Passage]]]:
    """Cut events, given in time, where time pauses; stretches with few events share a section."""
    groups: list[list[Event[Passage]]] = []
    before: date | None = None
    for event in dated:
        start, _ = span(register, event)
        paused = before is None or (start - before).days > PAUSE
        if paused or (before and before.year != start.year and len(groups[-1]) >= _FULL):
            groups.append([])
        groups[-1].append(event)
        before = start
    joined: list[list[Event[Passage]]] = []
    sparse = False
    for group in groups:
        if sparse and len(group) < _FEW:
            joined[-1].extend(group)
        else:
            joined.append(group)
        sparse = len(group) < _FEW
    return joined


def span(register: Register, event: Event[Passage]) -> tuple[date, date]:
    """Return the first and last day of a dated event; an open end is the day that is known."""
    found = register.whens[event.id]
    known = found.earliest or found.latest or date.max
    return found.earliest or known, found.latest or known


def scale(register: Register, events: Sequence[Event[Passage]]) -> Scale:
    """Return the scale of a section: from its first event to some time after its last one began."""
    spans = [span(register, event) for event in events]
    first, last = min(start for start, _ in spans), max(start for start, _ in spans)
    tail = max(_TAIL, (last - first).days // 10)
    latest = last + timedelta(days=min(tail, (date.max - last).days))
    return Scale(first, min(latest, max(end for _, end in spans)))


def _section(sheet: Sheet, events: list[Event[Passage]], unit: Callable[[Event[Passage]], Unit]) -> TimelineSection:
    starts = [span(sheet.register, event)[0] for event in events]
    drawn = scale(sheet.register, events)
    stretches = tuple(
        TimelineStretch(at.anchor, tuple(_row(sheet, event, drawn) for event in same))
        for at, same in groupby(events, unit)
    )
    months = dict.fromkeys(month for event in events if (month := month_of(sheet.register.whens[event.id])))
    return TimelineSection(
        _named(min(starts), max(starts)),
        counted(len(events), "event"),
        drawn.ticks(),
        tuple(month_link(sheet, month) for month in months if month in sheet.register.busy),
        stretches,
    )


def _named(first: date, last: date) -> str:
    """Name the time from first to last by its months, or by its years where it is long."""
    if (last - first).days > _YEARS:
        return f"{first.year} to {last.year}"
    return _months(first, last)


def _months(first: date, last: date) -> str:
    """Name the months from first to last: `December 2019 to January 2020`."""
    ours, theirs = (f"{calendar.month_name[day.month]} {day.year}" for day in (first, last))
    if ours == theirs:
        return ours
    return f"{calendar.month_name[first.month]} to {theirs}" if first.year == last.year else f"{ours} to {theirs}"


def _row(sheet: Sheet, event: Event[Passage], scale: Scale | None) -> TimelineRow:
    found = sheet.register.whens[event.id]
    return TimelineRow(
        event.id,
        event_line(sheet, event),
        scale.track(found.earliest, found.latest) if scale else None,
        " ".join(account.source for account in event.accounts),
        " ".join(_taking_part(event)),
    )
