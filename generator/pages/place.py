"""A place's page: what the sources say of it, how they spell it, where it lies, and the events there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.model import Passage, Place
from generator.pages.cards import EventLine, event_lines
from generator.pages.evidence import Entry
from generator.pages.named import MentionRow, NameRow, mention_rows, name_rows
from generator.pages.page import Page, record_page
from generator.pages.register import Register
from generator.pages.sheet import Link, Said, Sheet
from generator.pages.wording import counted


@dataclass(frozen=True)
class PlaceView:
    """What a place's page shows."""

    above: Link
    name: str
    kind: str
    counts: tuple[str, ...]
    about: tuple[Said, ...]
    names: tuple[NameRow, ...]
    search: tuple[str, ...]
    within: tuple[Link, ...]
    holds: tuple[Link, ...]
    coordinates: str
    happened: tuple[EventLine, ...]
    not_happened: tuple[EventLine, ...]
    mentions: tuple[MentionRow, ...]
    note: str
    apparatus: tuple[Entry, ...]


def plan(register: Register) -> Iterator[Page]:
    """Plan a page for each place."""
    for place in register.dossier.places.values():
        file = links.page_file("places", place.id)
        events = counted(len(register.events_at.get(place.id, ())), "event")
        description = f"{place.name} in the sources: {events}, each with the words it rests on."
        view = _view(Sheet(register, file), place)
        yield record_page(register.dossier, place.id, file, "place", place.name, description, view)


def _view(sheet: Sheet, place: Place[Passage]) -> PlaceView:
    register = sheet.register
    events = register.events_at.get(place.id, [])
    return PlaceView(
        above=sheet.section("places"),
        name=place.name,
        kind=place.kind,
        counts=(counted(len(place.names), "source"), counted(len(events), "event")),
        about=tuple(sheet.said(statement) for statement in register.statements.of[place.id]),
        names=tuple(name_rows(sheet, place.id, place.names)),
        search=place.search,
        within=sheet.links(_around(register, place)),
        holds=sheet.links(inner.id for inner in register.places_in.get(place.id, ())),
        coordinates=_coordinates(place),
        happened=event_lines(sheet, [event for event in events if event.status.happened], said=True),
        not_happened=event_lines(sheet, [event for event in events if not event.status.happened], said=True),
        mentions=mention_rows(sheet, place.id, {event.id for event in events}),
        note=place.note or "",
        apparatus=sheet.apparatus(),
    )


def _around(register: Register, place: Place[Passage]) -> list[str]:
    """Return the larger places in which a place lies, the nearest first."""
    around: list[str] = []
    outer = place.within
    while outer and outer not in around:
        around.append(outer)
        outer = register.dossier.places[outer].within
    return around


def _coordinates(place: Place[Passage]) -> str:
    if place.latitude is None or place.longitude is None:
        return ""
    north, east = place.latitude, place.longitude
    return f"{abs(north):g}° {'N' if north >= 0 else 'S'}, {abs(east):g}° {'E' if east >= 0 else 'W'}"
