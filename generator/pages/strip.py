"""The period at a glance: a drawing in which nothing collides, above the axis what is said to have happened, below
what did not.

Items are placed from right to left, each just beyond everything that it would cover, so that later ones lie closer to
the axis and no label crosses a later stem.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nlargest
from itertools import pairwise
from typing import Literal

from generator import links
from generator.evidence import Passage
from generator.model import Event
from generator.pages.register import Register
from generator.pages.sheet import Sheet
from generator.pages.timeline import PAUSE, scale, sections, span
from generator.pages.track import POINT_DAYS
from generator.vocabulary import Status

_WIDTH = 1120.0
_PAUSE_WIDTH = 84.0
_LINE = 16.0
_LETTER = 7.2
"""How wide a letter of a label is at most on average, in the drawing's units."""
_KEY_LETTER = 8.4
_LABEL = 27
"""How many letters a line of a label holds."""
_BESIDE = 13.0
"""How far a label stands from its point."""
_GAP = 9.0
_BAR = 13.0
_RADIUS = 7.0
_ZONE = 26
_APART = 9.0
"""How far apart items stand, farther than a label from its own bar."""
_ABOVE, _BELOW = 20.0, 34.0
"""How far the nearest item stays from the axis; below it, beyond the ticks."""
_MOST_ABOVE, _MOST_BELOW = 13, 7
_DENSE = 5
"""How many events a stretch of time needs to be drawn here; the timeline has the others."""
_MOST_STRETCHES = 5
"""How many stretches of time are drawn, the busiest."""
_MONTHS_SHOWN = 3660
"""Up to how many days the months of a stretch are marked."""
_SPREAD = 60
"""How many days, on average, may lie between its events."""


@dataclass(frozen=True)
class Bar:
    """The days between which an event lies, where it is vague."""

    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Item:
    """An event in the drawing: its mark, the lines of its label, and a bar or a stem from the axis to the mark."""

    href: str
    title: str
    status: Status
    key: bool
    mark_x: float
    mark_y: float
    bar: Bar | None
    text_x: float
    lines: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Tick:
    """A mark of the axis; its label is empty where there is no room for it."""

    x: float
    text: str


@dataclass(frozen=True)
class Strip:
    """The drawing. `axis` and `pauses` are stretches of it (start, width): drawn to scale, or narrow."""

    width: int
    height: int
    y: int
    axis: tuple[tuple[float, float], ...]
    pauses: tuple[tuple[float, float], ...]
    ticks: tuple[Tick, ...]
    marks: tuple[Item, ...]
    events: tuple[Event[Passage], ...]
    """The events drawn, in time."""


@dataclass(frozen=True)
class _Stretch:
    first: date
    last: date
    start: float
    end: float

    def at(self, day: date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.start + (self.end - self.start) * min(1.0, max(0.0, share))


@dataclass(frozen=True)
class _Placed:
    """An item with its place: from `left` to `right`, and from `floor` to `top` away from the axis."""

    event: Event[Passage]
    key: bool
    start: float
    end: float | None
    lines: tuple[str, ...]
    right: float
    floor: float

    @property
    def top(self) -> float:
        return self.floor + len(self.lines) * _LINE + (_BAR if self.end else 0) + _APART


def strip(sheet: Sheet) -> Strip | None:
    """Draw the stretches of time in which most happens; None where nothing is dense enough to be drawn."""
    register = sheet.register
    whens = register.whens
    dated = [one for one in register.dossier.events.values() if whens[one.id].earliest and whens[one.id].latest]
    found = [group for group in sections(register, sorted(dated, key=register.in_time)) if _is_dense(register, group)]
    dense = _busiest(_joined(register, found))
    if not dense:
        return None
    chosen = _chosen(register, [event for group in dense for event in group])
    stretches = _stretches(register, dense, _WIDTH - _overhang(chosen))
    above = _placed(register, stretches, [event for event in chosen if event.status.happened], _ABOVE)
    below = _placed(register, stretches, [event for event in chosen if not event.status.happened], _BELOW)
    y = round(max([one.top for one in above], default=_ABOVE) + _ZONE)
    items = [_item(sheet, one, y, -1) for one in above] + [_item(sheet, one, y, 1) for one in below]
    return Strip(
        int(_WIDTH),
        y + round(max([one.top for one in below], default=_BELOW) + _ZONE),
        y,
        tuple((round(one.start, 1), round(one.end - one.start, 1)) for one in stretches),
        tuple((round(first.end, 1), round(second.start - first.end, 1)) for first, second in pairwise(stretches)),
        tuple(_ticks(stretches)),
        tuple(sorted(items, key=lambda item: (item.mark_x, item.href))),
        tuple(sorted(chosen, key=register.in_time)),
    )


def _joined(register: Register, groups: Iterable[list[Event[Passage]]]) -> list[list[Event[Passage]]]:
    """Draw as one what only the turn of a year divides."""
    joined: list[list[Event[Passage]]] = []
    for group in groups:
        if joined and (span(register, group[0])[0] - span(register, joined[-1][-1])[0]).days <= PAUSE:
            joined[-1] = [*joined[-1], *group]
        else:
            joined.append(group)
    return joined


def _busiest(groups: Sequence[list[Event[Passage]]]) -> list[list[Event[Passage]]]:
    """Keep as many stretches as there is room for, those with most events, in their order."""
    kept = nlargest(_MOST_STRETCHES, range(len(groups)), key=lambda at: (len(groups[at]), -at))
    return [groups[at] for at in sorted(kept)]


def _is_dense(register: Register, events: Sequence[Event[Passage]]) -> bool:
    starts = [span(register, event)[0] for event in events]
    return len(events) >= _DENSE and (max(starts) - min(starts)).days < _SPREAD * len(events)


def _chosen(register: Register, events: Iterable[Event[Passage]]) -> list[Event[Passage]]:
    """Pick the events that most else refers to, rather the dated than the vague, on either side of the axis."""
    by_weight = sorted(events, key=lambda event: (-_weight(register, event), register.in_time(event)))
    above = [event for event in by_weight if event.status.happened][:_MOST_ABOVE]
    return above + [event for event in by_weight if not event.status.happened][:_MOST_BELOW]


def _weight(register: Register, event: Event[Passage]) -> int:
    key = 100 if event.id in register.dossier.front.key_events else 0
    first, last = span(register, event)
    vague = min((last - first).days // 30, 6)
    said = len(register.quotes_in.get(event.id, ())) + len(register.disputes_on.get(event.id, ()))
    linked = len(event.follows) + len(register.followed_by.get(event.id, ()))
    return key + 3 * len(event.accounts) + said + linked - vague


def _overhang(events: Iterable[Event[Passage]]) -> float:
    """Keep room at the right end for the widest label that may begin there."""
    return max(len(line) for event in events for line in _lines(event.title)) * _LETTER + _BESIDE + 8


def _lines(title: str) -> list[str]:
    return textwrap.wrap(title, _LABEL, break_long_words=True)


def _stretches(register: Register, dense: Sequence[list[Event[Passage]]], width: float) -> list[_Stretch]:
    """Give each stretch its share of the width, half by its days and half by its events."""
    room = width - _PAUSE_WIDTH * (len(dense) - 1)
    scales = [scale(register, group) for group in dense]
    days = [one.last - one.first for one in scales]
    events = [len(group) for group in dense]
    at, found = 0.0, []
    for one, length, number in zip(scales, days, events, strict=True):
        share = room * (length / sum(days) + number / sum(events)) / 2
        found.append(_Stretch(date.fromordinal(one.first), date.fromordinal(one.last), at, at + share))
        at += share + _PAUSE_WIDTH
    return found


def _at(stretches: Sequence[_Stretch], day: date) -> float:
    for one in stretches:
        if day <= one.last:
            return one.at(day)
    return stretches[-1].end


def _placed(
    register: Register, stretches: Sequence[_Stretch], events: Iterable[Event[Passage]], base: float
) -> list[_Placed]:
    """Place items from right to left, each as near to the axis as those to its right allow."""
    placed: list[_Placed] = []
    drawn = [(*_span(register, stretches, event), event) for event in events]
    for start, end, event in sorted(drawn, key=lambda one: (-one[0], one[2].id)):
        key = event.id in register.dossier.front.key_events
        lines = tuple(_lines(event.title))
        label = _BESIDE + (_RADIUS if end else 0) + max(map(len, lines)) * (_KEY_LETTER if key else _LETTER)
        right = max(start + label, end or 0) + _GAP
        floor = max([one.top for one in placed if one.start - _GAP <= right], default=base)
        placed.append(_Placed(event, key, start, end, lines, right, floor))
    return placed


def _span(register: Register, stretches: Sequence[_Stretch], event: Event[Passage]) -> tuple[float, float | None]:
    """Return where an event begins in the drawing, and where it ends if it is no point."""
    first, last = span(register, event)
    start, end = _at(stretches, first), _at(stretches, min(last, date.max - timedelta(days=1)) + timedelta(days=1))
    if (last - first).days < POINT_DAYS:
        return (start + end) / 2, None
    return start, max(end, start + 14)


def _item(sheet: Sheet, one: _Placed, axis: int, way: Literal[-1, 1]) -> Item:
    """Draw a placed item: nearest to the axis its bar, beyond that its label, its mark at the label's left."""
    event, size = one.event, len(one.lines) * _LINE
    near = one.floor + (_BAR if one.end else 0)
    top = axis - near - size if way < 0 else axis + near
    title = f"{event.title} ({event.status.capitalize()}, {sheet.register.whens[event.id].words})"
    bar = None
    if one.end:
        bar = Bar(round(one.start, 1), round(axis + way * (one.floor + 4) - 4, 1), round(one.end - one.start, 1))
    mark_x = one.start + (_RADIUS if bar else 0)
    return Item(
        links.relative_url(sheet.file, links.page_file("events", event.id)),
        title,
        event.status,
        one.key,
        round(mark_x, 1),
        round(top + (_LINE if bar else size) / 2, 1),
        bar,
        round(mark_x + _BESIDE, 1),
        tuple((round(top + at * _LINE + 12.5, 1), line) for at, line in enumerate(one.lines)),
    )


def _ticks(stretches: Sequence[_Stretch]) -> Iterator[Tick]:
    """Mark the months, of a long time the years, and name those that have room."""
    free = -1.0
    for one in stretches:
        month = date(one.first.year, one.first.month, 1)
        named = False
        is_long = (one.last - one.first).days > _MONTHS_SHOWN
        while month <= one.last:
            if month >= one.first and (month.month == 1 or not is_long):
                text = f"{month:%b %Y}" if not named or month.month == 1 else f"{month:%b}"
                x = round(one.at(month), 1)
                room = x >= free
                yield Tick(x, text if room else "")
                if room:
                    free, named = x + len(text) * 6.6 + 10, True
            month = (month + timedelta(days=32)).replace(day=1)
