"""`data/events.ics`: what is said to have happened on one exact day, as an iCalendar file (RFC 5545).

What was threatened, planned, cancelled, feared or denied is not in it, nor what is dated less exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.chronology import when
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.export import plain
from generator.model import Event
from generator.vocabulary import Status

_STAMP = "19700101T000000Z"
"""RFC 5545 asks when an entry was made; the same data gives the same file, so this says nothing."""
_LINE = 75
"""Octets that a line may hold, its end not counted (RFC 5545, 3.1)."""


def as_icalendar(dossier: Dossier[Passage]) -> str:
    """Write the exactly dated events, in the order of their days; lines end in CRLF."""
    dated = [(plain.one_day(when(event)), event) for event in dossier.events.values() if event.status.happened]
    exact = sorted(((day, event) for day, event in dated if day), key=lambda pair: (pair[0], pair[1].id))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(dossier.front.id)}//dossier//EN",
        f"NAME:{_text(dossier.front.title)}",
        f"X-WR-CALNAME:{_text(dossier.front.title)}",
        *(line for day, event in exact for line in _event(dossier, event, day)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(dossier: Dossier[Passage], event: Event[Passage], day: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@{dossier.front.id}"
    yield f"DTSTAMP:{_STAMP}"
    yield f"DTSTART;VALUE=DATE:{_day(day)}"
    if day < date.max:
        yield f"DTEND;VALUE=DATE:{_day(day + timedelta(days=1))}"
    yield f"SUMMARY:{_text(plain.titled(event.title, event.status))}"
    yield f"DESCRIPTION:{_text(chr(10).join(plain.told(dossier, event)))}"
    places = [dossier.places[place].name for place in plain.places_of(event)]
    if places:
        yield f"LOCATION:{_text('; '.join(places))}"
    yield f"CATEGORIES:{_text(event.kind)},{_text(event.status)}"
    yield f"STATUS:{'CONFIRMED' if event.status is Status.REPORTED else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(value: str) -> str:
    for char in "\\;,":
        value = value.replace(char, f"\\{char}")
    return value.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Cut a line so that no piece is too long and no character is cut; further pieces begin with a space."""
    piece, room = "", _LINE
    for char in line:
        size = len(char.encode())
        if size > room:
            yield piece
            piece, room = " ", _LINE - 1
        piece += char
        room -= size
    yield piece
