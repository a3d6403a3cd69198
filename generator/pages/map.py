"""The map: the places of the dossier on outlines of the world, and the same as a list with the events at each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import links
from generator.evidence import Passage
from generator.model import Event, Place
from generator.pages.evidence import Entry, Marker
from generator.pages.map_drawing import (
    INSET,
    NARROW,
    WIDE,
    Map,
    Overview,
    Shape,
    at_of,
    closer,
    crowds,
    drawn,
    framed,
    overview,
    point_of,
    shape_of,
    weight,
)
from generator.pages.page import Page, front_matter
from generator.pages.projection import degrees, regions
from generator.pages.register import Register
from generator.pages.sheet import Link, Sheet
from generator.pages.wording import counted
from generator.vocabulary import Status

MOST_EVENTS = 12
"""How many events are listed at one place, where all fit the page; of very many fewer at each."""
MOST_INSETS = 4
"""How many regions besides the largest have a map of their own."""
_REACH = 18
"""How many degrees two places of one region may lie apart, if none lies between them."""
_DEEPEST = 3


@dataclass(frozen=True)
class EventHere:
    """An event at a place, and the words that place it there."""

    link: Link
    status: Status
    when: str
    markers: tuple[Marker, ...]


@dataclass(frozen=True)
class PlaceRow:
    """A place in the list, and how many others it lies in. `absent` says why it is on no map, where it has no shape."""

    link: Link
    depth: int
    kind: str
    shape: Shape
    coordinates: str
    absent: str
    events: tuple[EventHere, ...]
    more: str


@dataclass(frozen=True)
class MapView:
    """What the map's page shows."""

    counts: tuple[str, ...]
    left_out: str
    everywhere: Link
    main: tuple[Map, ...]
    closer: tuple[Map, ...]
    """Of places that share a mark on the main map."""
    insets: tuple[Map, ...]
    """Of places far from the main map."""
    overview: Overview | None
    shapes: tuple[Shape, ...]
    shared: bool
    places: tuple[PlaceRow, ...]
    apparatus: tuple[Entry, ...]


def plan(register: Register) -> list[Page]:
    """Plan the page of the map."""
    places = counted(len(register.dossier.places), "place")
    description = f"{places} that the sources name, drawn as precisely as they name them, with what took place there."
    view = _view(Sheet(register, links.MAP))
    return [Page(links.MAP, "map", front_matter("Map", description), view, "data/places")]


def _view(sheet: Sheet) -> MapView:
    register = sheet.register
    every = register.dossier.places
    ranked = sorted(every.values(), key=lambda place: (-weight(register, place), place.id))[: register.bounds.places]
    located = [place for place in ranked if point_of(place)]
    points = [at_of(place) for place in located]
    found = [[located[at] for at in region] for region in regions(points, _REACH)]
    main = tuple(drawn(sheet, found[0], kind) for kind in (WIDE, NARROW)) if found else ()
    close_ups = tuple(closer(sheet, crowd, located) for crowd in crowds(register, found[0])) if found else ()
    insets = tuple(drawn(sheet, region, INSET) for region in found[1 : 1 + MOST_INSETS])
    frames = [framed(region, kind) for region, kind in zip(found, (WIDE, *[INSET] * MOST_INSETS), strict=False)]
    beyond = {place.id for region in found[1 + MOST_INSETS :] for place in region}
    shapes = {shape_of(place) for place in located}
    spots = [spot for one in (*main, *close_ups, *insets) for spot in one.spots]
    return MapView(
        counts=(counted(len(every), "place"), counted(_events(register), "event")),
        left_out=_left_out(len(ranked), len(every)),
        everywhere=Link("the list of places", sheet.target(links.index_file("places"))),
        main=main,
        closer=close_ups,
        insets=insets,
        overview=overview(frames) if insets else None,
        shapes=tuple(shape for shape in ("dot", "ring") if shape in shapes),
        shared=any(len(spot.names) > 1 for spot in spots),
        places=tuple(_rows(sheet, ranked, beyond)),
        apparatus=sheet.apparatus(),
    )


def _left_out(shown: int, every: int) -> str:
    return "" if shown == every else f"Shown are the {shown:,} of {every:,} places at which most events are placed."


def _events(register: Register) -> int:
    return len({event.id for events in register.events_at.values() for event in events})


def _rows(sheet: Sheet, places: Sequence[Place[Passage]], beyond: set[str]) -> Iterator[PlaceRow]:
    """List places by name, those inside another one below it."""
    every = sheet.register.dossier.places
    numbers = [weight(sheet.register, place) for place in places]
    rows = sheet.register.bounds.rows
    most = next(each for each in range(MOST_EVENTS, -1, -1) if not each or sum(min(each, n) for n in numbers) <= rows)

    def order(place: Place[Passage]) -> list[tuple[str, str]]:
        return [(every[step].name, step) for step in _path(sheet.register, place)]

    for place in sorted(places, key=order):
        yield _row(sheet, place, beyond, most)


def _path(register: Register, place: Place[Passage]) -> list[str]:
    """Return the places in which a place lies, the largest first, and itself."""
    path = [place.id]
    outer = place.within
    while outer and outer not in path:
        path.append(outer)
        outer = register.dossier.places[outer].within
    return path[::-1]


def _row(sheet: Sheet, place: Place[Passage], beyond: set[str], most: int) -> PlaceRow:
    register = sheet.register
    events = sorted(register.events_at.get(place.id, ()), key=register.in_time)
    absent = "no coordinates" if not point_of(place) else "beyond the maps" if place.id in beyond else ""
    more = counted(len(events) - most, "more event" if most else "event") if len(events) > most else ""
    return PlaceRow(
        sheet.link(place.id),
        min(len(_path(register, place)) - 1, _DEEPEST),
        place.kind,
        "" if absent else shape_of(place),
        degrees(at_of(place)) if point_of(place) else "",
        absent,
        tuple(_event(sheet, place, event) for event in events[:most]),
        more,
    )


def _event(sheet: Sheet, place: Place[Passage], event: Event[Passage]) -> EventHere:
    register = sheet.register
    evidence = [p for account in event.accounts if place.id in account.places for p in account.evidence]
    # A name may be hidden in a longer one, that of an actor; then all the words of the account stand for the place.
    markers = sheet.markers(register.mentions.naming(place.id, evidence) or evidence)
    return EventHere(sheet.link(event.id), event.status, register.whens[event.id].words, markers)
