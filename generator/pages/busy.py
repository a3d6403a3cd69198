"""Which months have a page, those to which enough is dated, and on which page of a month a day stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from generator import links
from generator.chronology import When, month_of, sort_key
from generator.dates import MONTHS
from generator.evidence import Passage
from generator.model import Event, Quote
from generator.pages.parts import Level, Part, Step, divided

_ENOUGH = 4
"""From how many dated records on a month has a page of its own."""

Dated = tuple[When, Event[Passage] | Quote[Passage]]
"""An event or a quote, and when it was."""


class Busy:
    """The months (`2020-01`) that have a page, in time, and what is dated to each, in parts where that is very much."""

    def __init__(self, dated: Iterable[Dated], most: int) -> None:
        """Sort events and quotes into their months. What fits no one month belongs to none."""
        found: dict[str, list[Dated]] = defaultdict(list)
        for one in dated:
            if month := month_of(one[0]):
                found[month].append(one)
        self._parts = {
            month: divided(sorted(found[month], key=_in_time), most, [Level(_day, packed=True)])
            for month in sorted(found)
            if len(found[month]) >= _ENOUGH
        }
        self.months = tuple(self._parts)
        self._files = {
            (month, *when[1:3]): links.part_file(links.month_file(month), part.slug, month)
            for month, parts in self._parts.items()
            if len(parts) > 1
            for part in parts[::-1]  # of several on one day the first
            for when, _ in part.items
        }

    def __contains__(self, month: str) -> bool:
        """Tell whether a month has a page."""
        return month in self._parts

    def parts(self, month: str) -> Sequence[Part[Dated]]:
        """Return what is dated to a month that has a page: one part, or several days each on a page of its own."""
        return self._parts[month]

    def target(self, when: When) -> tuple[str, str] | None:
        """Return the file and the anchor at which a day, or a month, is told of, if it has a page."""
        month = month_of(when)
        if month is None or month not in self._parts:
            return None
        anchor = links.day_anchor(when.earliest) if when.earliest and when.earliest == when.latest else ""
        return self._files.get((month, *when[1:3]), links.month_file(month)), anchor


def _in_time(one: Dated) -> tuple[object, ...]:
    when, record = one
    return *sort_key(when), when.words, record.id


def _day(one: Dated) -> Step:
    first, last = one[0].earliest or date.max, one[0].latest or date.max
    slug = f"{first.day}" if first == last else f"{first.day}-{last.day}"
    month = MONTHS[first.month - 1]
    return Step((first, last), slug, f"{first.day} {month}" if first == last else f"{first.day} to {last.day} {month}")
