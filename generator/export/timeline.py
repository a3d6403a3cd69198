"""`data/timeline.json`: dated events for TimelineJS (Knight Lab).

TimelineJS shows texts as HTML, so they are escaped here. It draws from the first possible day to the last; the words
beside say which it is. What is not reported as having happened says so in its headline and stands in a group of its
own.
"""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

from generator.chronology import sort_key, when
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.export import plain
from generator.model import Event


def as_json(dossier: Dossier[Passage]) -> str:
    """Write the events whose first and last possible day are known, in the order of time."""
    front = dossier.front
    events = sorted(dossier.events.values(), key=lambda event: (*sort_key(when(event)), event.id))
    found = {
        "title": {"text": {"headline": escape(front.title), "text": _paragraphs([front.tagline])}},
        "events": [shown for event in events if (shown := _event(dossier, event))],
    }
    return plain.as_json(found)


def _event(dossier: Dossier[Passage], event: Event[Passage]) -> dict[str, Any] | None:
    found = when(event)
    if not found.earliest or not found.latest:
        return None
    exact = plain.plain_date(found.edtf)
    start = _named(plain.date_parts(exact)) if exact else _day(found.earliest)
    return {
        "unique_id": event.id,
        "group": event.status.capitalize(),
        "start_date": start,
        "end_date": None if exact else _day(found.latest),
        "display_date": escape(found.words),
        "text": {
            "headline": escape(plain.titled(event.title, event.status)),
            "text": _paragraphs(list(plain.told(dossier, event))),
        },
    }


def _day(day: date) -> dict[str, int]:
    return _named([day.year, day.month, day.day])


def _named(parts: list[int]) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), parts, strict=False))


def _paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)
