"""A place's page: what the sources say of it, how they spell it, where it lies, and the events there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator import links
from generator.evidence import Passage
from generator.model import Place
from generator.pages.cards import EventLine, event_lines
from generator.pages.evidence import Entry
from generator.pages.listing import Listing, Listings
from generator.pages.named import MentionRow, NameRow, mention_listing, name_listing
from generator.pages.page import Page, record_page
from generator.pages.register import Register
from generator.pages.sheet import Link, Said, Sheet
from generator.pages.ways import Parts
from generator.pages.wording import counted

HAPPENED = "Said to have happened here"
NOT_HAPPENED = "Did not happen here, or had not when the sources wrote"


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
    rest: Mapping[str, Parts | None]
    """The ways to the rest of each list that is too long for the page."""
    apparatus: tuple[Entry, ...]


def plan(register: Register) -> Iterator[Page]:
    """Plan a page for each place."""
    for place in register.asked(register.dossier.places):
        file = links.page_file("places", place.id)
        events = counted(len(register.events_at.get(place.id, ())), "event")
        description = f"{place.name} in the sources: {events}, each with the words it rests on."
        lists = Listings(register, place.id, _lists(register, place))
        view = _view(Sheet(register, file), place, lists)
        yield record_page(register.dossier, place.id, file, "place", place.name, description, view)
        yield from lists.pages()


def _lists(register: Register, place: Place[Passage]) -> Iterator[Listing[Any]]:
    """Yield the lists of a place's page, in its order."""
    lines = register.bounds.lines
    events = sorted(register.events_at.get(place.id, ()), key=register.in_time)
    happened = [event for event in events if event.status.happened]
    others = [event for event in events if not event.status.happened]
    holds = [inner.id for inner in register.places_in.get(place.id, ())]
    yield Listing("holds", "Holds", "links", holds, lines, Sheet.links)
    yield name_listing(register, place.id, place.names)
    yield Listing("happened", HAPPENED, "events", happened, lines, partial(event_lines, said=True))
    yield Listing("not-happened", NOT_HAPPENED, "events", others, lines, partial(event_lines, said=True))
    yield mention_listing(register, place.id, {event.id for event in events})


def _view(sheet: Sheet, place: Place[Passage], lists: Listings) -> PlaceView:
    register = sheet.register
    events = register.events_at.get(place.id, [])
    return PlaceView(
        above=sheet.section("places"),
        name=place.name,
        kind=place.kind,
        counts=(counted(len(place.names), "source"), counted(len(events), "event")),
        about=tuple(sheet.said(statement) for statement in register.statements.of[place.id]),
        names=lists.first(sheet, "names"),
        search=place.search,
        within=sheet.links(_around(register, place)),
        holds=lists.first(sheet, "holds"),
        coordinates=_coordinates(place),
        happened=lists.first(sheet, "happened"),
        not_happened=lists.first(sheet, "not-happened"),
        mentions=lists.first(sheet, "mentions"),
        note=place.note or "",
        rest=lists.rest(sheet),
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
