"""The timeline: every event in the order of its date, drawn as vaguely as the sources date it, undated ones apart."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator import links
from generator.model import Event, EventKind, Passage, Status
from generator.pages.cards import EventLine, event_line
from generator.pages.evidence import Sign
from generator.pages.page import Page, front_matter
from generator.pages.register import Register
from generator.pages.sheet import Sheet
from generator.pages.track import Scale, Tick, Track
from generator.pages.wording import counted

_PAUSE = 62
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

    event: EventLine
    track: Track | None
    sources: str
    actors: str
    words: str


@dataclass(frozen=True)
class TimelineSection:
    """Events close to each other in time, and the scale on which they are drawn."""

    title: str
    counts: str
    ticks: tuple[Tick, ...]
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True)
class StatusChoice:
    """A status in the filters, and how many events have it."""

    status: Status
    count: int


@dataclass(frozen=True)
class SourceChoice:
    """A source in the filters."""

    id: str
    sign: Sign
    count: int


@dataclass(frozen=True)
class Choice:
    """A kind or an actor in the filters."""

    id: str
    name: str
    count: int


@dataclass(frozen=True)
class TimelineView:
    """What the timeline shows."""

    intro: str
    counts: tuple[str, ...]
    happened: tuple[StatusChoice, ...]
    not_happened: tuple[StatusChoice, ...]
    sources: tuple[SourceChoice, ...]
    kinds: tuple[Choice, ...]
    actors: tuple[Choice, ...]
    total: int
    sections: tuple[TimelineSection, ...]
    undated: tuple[TimelineRow, ...]


def plan(register: Register) -> Iterator[Page]:
    """Plan the timeline."""
    sheet = Sheet(register, links.TIMELINE)
    events = sorted(register.dossier.events.values(), key=register.in_time)
    dated = [event for event in events if register.whens[event.id].edtf]
    undated = [event for event in events if not register.whens[event.id].edtf]
    view = TimelineView(
        intro=register.dossier.front.sections.timeline,
        counts=(counted(len(events), "event"), f"{len(undated):,} of them undated"),
        happened=tuple(_statuses(events, happened=True)),
        not_happened=tuple(_statuses(events, happened=False)),
        sources=tuple(_sources(sheet, events)),
        kinds=tuple(_kinds(events)),
        actors=tuple(_actors(register, events)),
        total=len(events),
        sections=tuple(_section(sheet, section) for section in sections(register, dated)),
        undated=tuple(_row(sheet, event, None) for event in undated),
    )
    description = "What happened, and what was only said: every event in the order of time, with its status."
    yield Page(links.TIMELINE, "timeline", front_matter("Timeline", description), view, "data/events")


def _statuses(events: Sequence[Event[Passage]], *, happened: bool) -> Iterator[StatusChoice]:
    counts = Counter(event.status for event in events)
    yield from (StatusChoice(s, counts[s]) for s in Status if counts[s] and s.happened is happened)


def _sources(sheet: Sheet, events: Sequence[Event[Passage]]) -> Iterator[SourceChoice]:
    counts = Counter(account.source for event in events for account in event.accounts)
    yield from (SourceChoice(source, sheet.sign(source), counts[source]) for source in sheet.register.order)


def _kinds(events: Sequence[Event[Passage]]) -> Iterator[Choice]:
    counts = Counter(event.kind for event in events)
    yield from (Choice(kind, kind, counts[kind]) for kind in EventKind if counts[kind])


def _actors(register: Register, events: Sequence[Event[Passage]]) -> Iterator[Choice]:
    counts = Counter(actor for event in events for actor in {participant.actor for participant in event.participants})
    named = ((register.title(actor), actor) for actor in counts)
    yield from (Choice(actor, name, counts[actor]) for name, actor in sorted(named))


def sections(register: Register, dated: Iterable[Event[Passage]]) -> list[list[Event[Passage]]]:
    """Cut events, given in time, where time pauses; stretches with few events share a section."""
    groups: list[list[Event[Passage]]] = []
    before: date | None = None
    for event in dated:
        start, _ = span(register, event)
        paused = before is None or (start - before).days > _PAUSE
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


def _section(sheet: Sheet, events: list[Event[Passage]]) -> TimelineSection:
    starts = [span(sheet.register, event)[0] for event in events]
    drawn = scale(sheet.register, events)
    rows = tuple(_row(sheet, event, drawn) for event in events)
    return TimelineSection(_named(min(starts), max(starts)), counted(len(events), "event"), drawn.ticks(), rows)


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
    actors = sorted({participant.actor for participant in event.participants})
    return TimelineRow(
        event_line(sheet, event),
        scale.track(found.earliest, found.latest) if scale else None,
        " ".join(account.source for account in event.accounts),
        " ".join(actors),
        " ".join(sheet.register.title(actor) for actor in actors),
    )
