"""Drawing time: a scale with its ticks, and on it a point for a day or so, a bar for anything vaguer.

Positions are percentages of the scale's width, so that a drawing stretches without distorting its marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

_MOST_TICKS = 7
POINT_DAYS = 3
"""Up to how many days are drawn as a point, where they are no wide part of the scale."""
_POINT_SHARE = 4.0
_MARGIN = 0.04
_DAY_STEPS = (1, 2, 5, 10)
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True)
class Tick:
    """A label on a scale, and how it is anchored there."""

    x: str
    anchor: Literal["start", "middle", "end"]
    text: str


@dataclass(frozen=True)
class Track:
    """A mark on a scale: a `point`, a `bar`, or an `open` bar, one end of which is not known."""

    kind: Literal["point", "bar", "open"]
    x: str
    width: str


class Scale:
    """A stretch of time."""

    def __init__(self, first: date, last: date) -> None:
        """Span the days from first to last, with a margin on either side."""
        margin = max(1, round((last - first).days * _MARGIN))
        self.first = max(first.toordinal() - margin, date.min.toordinal())
        self.last = min(last.toordinal() + margin, date.max.toordinal())

    def at(self, day: date) -> float:
        """Return where a day lies, from 0 to 100; days beyond the scale lie at its ends."""
        share = (day.toordinal() - self.first) / (self.last - self.first)
        return round(100 * min(1, max(0, share)), 2)

    def track(self, earliest: date | None, latest: date | None) -> Track:
        """Draw the days between which something lies."""
        start = self.at(earliest) if earliest else 0.0
        end = self.at(latest + timedelta(days=1)) if latest and latest < date.max else 100.0
        if earliest and latest and (latest - earliest).days < POINT_DAYS and end - start < _POINT_SHARE:
            return Track("point", _percent((start + end) / 2), _percent(0))
        kind: Literal["bar", "open"] = "bar" if earliest and latest else "open"
        return Track(kind, _percent(start), _percent(max(end - start, 1)))

    def ticks(self) -> tuple[Tick, ...]:
        """Return round dates along the scale, as close as they can be read."""
        days = self._round_days()
        ticks = []
        for at, (day, text) in enumerate(days):
            x = self.at(day)
            anchor: Literal["start", "middle", "end"] = "start" if x < 4 else "end" if x > 96 else "middle"
            ticks.append(Tick(_percent(x), anchor, text if at else _full(day, text)))
        return tuple(ticks)

    def _round_days(self) -> list[tuple[date, str]]:
        for candidates in self._candidates():
            found = [one for one in candidates if self.first <= one[0].toordinal() <= self.last]
            if 2 <= len(found) <= _MOST_TICKS:
                return found
        return [(date.fromordinal(self.first), _full(date.fromordinal(self.first), ""))]

    def _candidates(self) -> Iterator[list[tuple[date, str]]]:
        """Yield the ticks at each step, finer steps first."""
        first, last = date.fromordinal(self.first), date.fromordinal(self.last)
        if self.last - self.first <= 60:
            for step in _DAY_STEPS:
                days = [date.fromordinal(at) for at in range(self.first, self.last + 1)]
                yield [(day, _day(day)) for day in days if (day.day - 1) % step == 0 and (step == 1 or day.day < 30)]
        for step in _MONTH_STEPS:
            if (last.year - first.year) * 12 / step > _MOST_TICKS + 12:
                continue
            months = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13, step)]
            yield [(day, f"{day:%b} {day.year}" if day.month == 1 else f"{day:%b}") for day in months]
        for step in _YEAR_STEPS:
            years = [year for year in range(first.year, last.year + 1) if year % step == 0]
            yield [(date(year, 1, 1), str(year)) for year in years]


def _day(day: date) -> str:
    return f"{day.day} {day:%b}" if day.day == 1 else str(day.day)


def _full(day: date, text: str) -> str:
    """Name the month and year on a scale's first tick, where its text does not say them."""
    if str(day.year) in text:
        return text
    return f"{day:%b} {day.year}" if text == f"{day:%b}" else f"{day.day} {day:%b} {day.year}"


def _percent(value: float) -> str:
    return f"{value:.2f}%"
