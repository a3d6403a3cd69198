"""Dates in EDTF (ISO 8601-2): checked, turned into bounds, and put into words.

Plain dates and intervals of them, which are nearly all there are, are read here; every other form goes to the edtf
library, behind one cached door. Uncertainty (`?`), approximation (`~`) and both (`%`) do not widen the bounds.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache
from typing import NamedTuple

_PLAIN = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<mark>[?~%]?)", re.ASCII)
_DECADE = re.compile(r"[0-9]{3}X", re.ASCII)
_SHAPE = re.compile(r"[0-9Xxuy.,/?~%{}\[\]EeSs+-]{4,60}", re.ASCII)
OPEN = "..", ""
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""The months in English. The standard library's names follow the locale."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FORMS = "Dates are written 2020, 2020-01, 2020-01-02 or, from one to another, 2020-01/2020-03."


class DateError(ValueError):
    """What was typed is no EDTF date, or an impossible one."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class Bounds(NamedTuple):
    """The first and the last day that a date allows; None where it is open."""

    earliest: date | None
    latest: date | None


def checked(text: str) -> str:
    """Return an EDTF string as it is; raise DateError for anything else."""
    bounds(text)
    return text


@cache
def bounds(text: str) -> Bounds:
    """Return the first and last day of an EDTF date; raise DateError where it is none or ends before it starts."""
    if plain := _plain(text):
        return plain
    head, slash, tail = text.partition("/")
    if slash and "/" not in tail and not (head in OPEN and tail in OPEN):
        earliest = None if head in OPEN else bounds(head).earliest
        latest = None if tail in OPEN else bounds(tail).latest
        if earliest and latest and latest < earliest:
            raise DateError(f"{text} ends before it starts", "Put the earlier date first.")
        return Bounds(earliest, latest)
    return _by_library(text)


def _plain(text: str) -> Bounds | None:
    if _DECADE.fullmatch(text):
        return Bounds(date(int(text[:3]) * 10, 1, 1), date(int(text[:3]) * 10 + 9, 12, 31)) if text > "000X" else None
    found = _PLAIN.fullmatch(text)
    if not found:
        return None
    year, month, day = int(found["year"]), int(found["month"] or 0), int(found["day"] or 0)
    if month > 12 and not found["day"]:
        return None  # a season, which the library knows
    if year == 0:
        raise DateError(f"{text} is no date: years are counted from 1 here")
    if not found["month"]:
        return Bounds(date(year, 1, 1), date(year, 12, 31))
    if not 1 <= month <= 12:
        raise DateError(f"{text} is no date: there is no month {month}")
    days = calendar.monthrange(year, month)[1]
    if not found["day"]:
        return Bounds(date(year, month, 1), date(year, month, days))
    if not 1 <= day <= days:
        raise DateError(f"{text} is no date: {MONTHS[month - 1]} {year} has {days} days")
    return Bounds(date(year, month, day), date(year, month, day))


def _by_library(text: str) -> Bounds:
    import edtf  # takes a tenth of a second to load, and most dossiers never need it

    if not _SHAPE.fullmatch(text):
        raise DateError(f"“{text}” is no EDTF date", _FORMS)
    try:
        parsed = edtf.parse_edtf(text)
        return Bounds(date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3]))
    except (edtf.EDTFParseException, ValueError, TypeError, AttributeError, IndexError, OverflowError):
        raise DateError(f"“{text}” is no EDTF date", _FORMS) from None


def wording(text: str) -> str:
    """Put an EDTF date into English words: `2 January 2020`, `October to December 2019`, `the 1980s`."""
    if _DECADE.fullmatch(text):
        return f"the {text[:3]}0s"
    if found := _PLAIN.fullmatch(text):
        about = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}[found["mark"]]
        season = _SEASONS.get(found["month"])
        if season:
            return f"{about}{season} {found['year']}"
        return about + _day_words(text.rstrip("?~%")) if int(found["month"] or 1) <= 12 else _span(text)
    head, slash, tail = text.partition("/")
    if slash and head in OPEN:
        return f"by {wording(tail)}"
    if slash and tail in OPEN:
        return f"from {wording(head)}"
    if slash:
        return _range(wording(head), wording(tail))
    return _span(text)


def _day_words(text: str) -> str:
    year, *rest = text.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def _range(first: str, last: str) -> str:
    """Name a shared month or year once: `2 to 3 January 2020`."""
    if first == last:
        return first
    ours, theirs = first.split(" "), last.split(" ")
    while len(ours) > 1 and len(theirs) > 1 and ours[-1] == theirs[-1] and "about" not in (ours[0], theirs[0]):
        ours.pop()
        theirs.pop()
    shared = last.split(" ")[len(theirs) :]
    return " ".join([*ours, "to", *theirs, *shared])


def _span(text: str) -> str:
    earliest, latest = bounds(text)
    return _range(_day_words(str(earliest)), _day_words(str(latest)))


class Difference(NamedTuple):
    """How two dates of one event compare: `verdict` is `agree`, `differ` or `overlap`, `words` say it."""

    verdict: str
    words: str


def compared(first: str, second: str) -> Difference:
    """Compare two EDTF dates by their bounds: equal, overlapping (perhaps the same, told less precisely) or apart."""
    ours, theirs = bounds(first), bounds(second)
    if ours == theirs:
        return Difference("agree", "same date")
    days = max(_days_between(ours, theirs), _days_between(theirs, ours))
    if days <= 0:
        return Difference("overlap", "not equally precise")
    if ours.earliest == ours.latest and theirs.earliest == theirs.latest:
        return Difference("differ", "one day apart" if days == 1 else f"{days} days apart")
    return Difference("differ", "different dates")


def _days_between(early: Bounds, late: Bounds) -> int:
    """Count the days from the end of one date to the start of another; not above 0 where they are not apart."""
    return (late.earliest - early.latest).days if early.latest and late.earliest else 0
