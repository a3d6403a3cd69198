"""The map: the places of the dossier on outlines of the world, and the same as a list with the events at each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from generator import links
from generator.geodata import Point
from generator.model import Event, Passage, Place, PlaceKind, Status
from generator.pages.evidence import Entry, Marker
from generator.pages.lettering import wrapped
from generator.pages.map_labels import SIZE, Label, Mark, Rect, placed
from generator.pages.page import Page, front_matter
from generator.pages.projection import WORLD, Frame, Ground, degrees, frame, ground, regions, unrolled, world
from generator.pages.register import Register
from generator.pages.sheet import Link, Sheet
from generator.pages.wording import counted, listed

MOST_EVENTS = 12
"""How many events are listed at one place, where all fit the page; of very many fewer at each."""
MOST_INSETS = 4
"""How many regions besides the largest have a map of their own."""
MOST_CLOSE_UPS = 3
"""How many closer maps there are of places that lie apart and yet share a mark."""
_REACH = 18
"""How many degrees two places of one region may lie apart, if none lies between them."""
_CLOSE = (10, 15, 22, 32, 46, 66, 95, 140, 200)
"""How close, in a map's units, places share a mark: the first of these with which all names find room."""
_SKETCHED = 2
"""In a frame of fewer degrees from south to north, coasts and borders of this detail may be out by too much."""
_LONGEST_LIST = 3
_DEEPEST = 3

Shape = Literal["dot", "ring", ""]


class _Kind(NamedTuple):
    """A sort of map: its name, width, least and greatest height; how many marks it can bear, how many names at one, and
    how wide these may be; the margin around its places, and how many degrees it shows at least from south to north.
    """

    name: str
    width: int
    heights: tuple[int, int]
    marks: int
    stacked: int
    longest: int
    margin: float
    least: float


_WIDE = _Kind("wide", 1120, (480, 680), 36, 3, 190, 3.5, 9)
_NARROW = _Kind("narrow", 360, (400, 540), 14, 2, 124, 2.5, 9)
_INSET = _Kind("inset", 360, (220, 260), 10, 3, 150, 4, 14)


@dataclass(frozen=True)
class Named:
    """A name on a map: its address, its lines with their baselines. `whole` is filled where it is cut."""

    url: str
    rows: tuple[tuple[str, str], ...]
    whole: str


@dataclass(frozen=True)
class Spot:
    """A mark on a map: a dot for a place, a ring for an area, its names, and the line that leads to them."""

    shape: Shape
    x: str
    y: str
    radius: str
    label_x: str
    anchor: str
    names: tuple[Named, ...]
    leader: str


@dataclass(frozen=True)
class Bar:
    """A bar of scale, and where it stands."""

    course: str
    x: str
    y: str
    text: str


@dataclass(frozen=True)
class Map:
    """A map. `kind` is `wide`, `narrow` or `inset`."""

    kind: str
    label: str
    width: int
    height: int
    ground: Ground
    spots: tuple[Spot, ...]
    bar: Bar
    caption: str


@dataclass(frozen=True)
class Overview:
    """The world, and on it the frames of the maps: left, top, width, height."""

    width: int
    height: int
    ground: Ground
    frames: tuple[tuple[str, str, str, str], ...]


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
    ranked = sorted(every.values(), key=lambda place: (-_weight(register, place), place.id))[: register.bounds.places]
    located = [place for place in ranked if _point(place)]
    points = [_at(place) for place in located]
    found = [[located[at] for at in region] for region in regions(points, _REACH)]
    main = tuple(_map(sheet, found[0], kind) for kind in (_WIDE, _NARROW)) if found else ()
    closer = tuple(_closer(sheet, crowd, located) for crowd in _crowds(register, found[0])) if found else ()
    insets = tuple(_map(sheet, region, _INSET) for region in found[1 : 1 + MOST_INSETS])
    frames = [_frame(region, kind) for region, kind in zip(found, (_WIDE, *[_INSET] * MOST_INSETS), strict=False)]
    beyond = {place.id for region in found[1 + MOST_INSETS :] for place in region}
    shapes = {_shape(place) for place in located}
    drawn = [spot for one in (*main, *closer, *insets) for spot in one.spots]
    return MapView(
        counts=(counted(len(every), "place"), counted(_events(register), "event")),
        left_out=_left_out(len(ranked), len(every)),
        everywhere=Link("the list of places", sheet.target(links.index_file("places"))),
        main=main,
        closer=closer,
        insets=insets,
        overview=_overview(frames) if insets else None,
        shapes=tuple(shape for shape in ("dot", "ring") if shape in shapes),
        shared=any(len(spot.names) > 1 for spot in drawn),
        places=tuple(_rows(sheet, ranked, beyond)),
        apparatus=sheet.apparatus(),
    )


def _left_out(shown: int, every: int) -> str:
    return "" if shown == every else f"Shown are the {shown:,} of {every:,} places at which most events are placed."


def _events(register: Register) -> int:
    return len({event.id for events in register.events_at.values() for event in events})


def _weight(register: Register, place: Place[Passage]) -> int:
    return len(register.events_at.get(place.id, ()))


def _point(place: Place[Passage]) -> Point | None:
    return None if place.latitude is None or place.longitude is None else (place.longitude, place.latitude)


def _at(place: Place[Passage]) -> Point:
    return place.longitude or 0.0, place.latitude or 0.0


def _shape(place: Place[Passage]) -> Shape:
    """A ring stands for whatever is wide, and for a position that is given to whole degrees only."""
    east, north = _at(place)
    wide = place.kind in (PlaceKind.COUNTRY, PlaceKind.REGION)
    return "ring" if wide or (east.is_integer() and north.is_integer()) else "dot"


# ---------- maps ----------


def _frame(places: Sequence[Place[Passage]], kind: _Kind) -> Frame:
    return frame([_at(place) for place in places], kind.width, kind.heights, kind.margin, kind.least)


def _map(sheet: Sheet, places: Sequence[Place[Passage]], kind: _Kind) -> Map:
    shown = _frame(places, kind)
    return _drawn(sheet, places, kind, shown, ground(shown))


def _crowds(register: Register, places: Sequence[Place[Passage]]) -> list[tuple[Place[Passage], ...]]:
    """Return those places that share a mark on the wide map though they do not lie at one point, the largest crowds."""
    stacks, _, _ = _named(register, _frame(places, _WIDE), places, _WIDE)
    apart = [
        stack.places for stack in stacks if stack.shape == "dot" and len({_at(place) for place in stack.places}) > 1
    ]
    return sorted(apart, key=lambda crowd: (-len(crowd), crowd[0].id))[:MOST_CLOSE_UPS]


def _closer(sheet: Sheet, crowd: Sequence[Place[Passage]], located: Sequence[Place[Passage]]) -> Map:
    """Draw a crowd closer, with every other place that one could point to inside the frame."""
    points = unrolled([_at(place) for place in crowd])
    across, down = (max(side) - min(side) for side in zip(*points, strict=True))
    spread = max(across, down)
    shown = frame(points, _INSET.width, _INSET.heights, 0.6 * spread, 1.6 * spread)
    near = [place for place in located if _shape(place) == "dot" and shown.holds(_at(place)) and place not in crowd]
    outlines = ground(shown)
    is_rough = shown.box.north - shown.box.south < _SKETCHED and bool(outlines.coasts or outlines.borders)
    drawn = _drawn(sheet, [*crowd, *near], _INSET, shown, Ground("", "", "") if is_rough else outlines)
    without = "; no outlines are fine enough to be drawn here" if is_rough else ""
    return replace(
        drawn, label=f"Closer {drawn.label[0].lower()}{drawn.label[1:]}", caption=f"Closer: {drawn.caption}{without}"
    )


def _drawn(sheet: Sheet, places: Sequence[Place[Passage]], kind: _Kind, shown: Frame, outlines: Ground) -> Map:
    stacks, marks, labels = _named(sheet.register, shown, places, kind)
    order = sorted(range(len(stacks)), key=lambda at: stacks[at].shape == "dot")
    spots = tuple(_spot(sheet, stacks[at], marks[at], labels[at]) for at in order)
    titles = [sheet.register.title(place.id) for place in places]
    named = titles if len(titles) <= _LONGEST_LIST else [*titles[:2], f"{len(titles) - 2} more"]
    label = f"Map of {counted(len(places), 'place')}; all are listed below"
    return Map(kind.name, label, shown.width, shown.height, outlines, spots, _bar(shown), listed(named))


def _named(
    register: Register, shown: Frame, places: Sequence[Place[Passage]], kind: _Kind
) -> tuple[list[_Stack], list[Mark], list[Label | None]]:
    """Let places share marks that are close to each other, the wider the more there are, until all names find room."""
    points = [shown.at(point) for point in unrolled([_at(place) for place in places])]
    blocked = Rect(0, shown.height - 34, shown.bar.length + 70, shown.height)
    best: tuple[list[_Stack], list[Mark], list[Label | None]] = [], [], []
    missing = len(places) + 1
    for close in _CLOSE:
        stacks = list(_joined(list(zip(places, points, strict=True)), close))
        if len(stacks) > kind.marks and close != _CLOSE[-1]:
            continue
        for most, lines in ((kind.stacked, 2), (2, 1)):
            marks = [_mark(register, stack, kind, most, lines) for stack in stacks]
            labels = placed(marks, (shown.width, shown.height), [blocked])
            if labels.count(None) < missing:
                best, missing = (stacks, marks, labels), labels.count(None)
            if not missing:
                return best
    return best


class _Stack(NamedTuple):
    """Places that share a mark, the one with most events first."""

    shape: Shape
    x: float
    y: float
    places: tuple[Place[Passage], ...]


def _joined(places: Sequence[tuple[Place[Passage], Point]], close: float) -> Iterator[_Stack]:
    found: dict[tuple[Shape, int, int], list[list[tuple[Place[Passage], Point]]]] = defaultdict(list)
    for place, (x, y) in places:
        shape, column, row = _shape(place), int(x // close), int(y // close)
        near = [
            stack
            for across in (-1, 0, 1)
            for down in (-1, 0, 1)
            for stack in found.get((shape, column + across, row + down), ())
            if abs(stack[0][1][0] - x) <= close and abs(stack[0][1][1] - y) <= close
        ]
        if near:
            near[0].append((place, (x, y)))
        else:
            found[shape, column, row].append([(place, (x, y))])
    for (shape, _, _), stacks in sorted(found.items(), key=lambda item: item[0]):
        for stack in stacks:
            (_, (x, y)), *_ = stack
            yield _Stack(shape, x, y, tuple(place for place, _ in stack))


def _mark(register: Register, stack: _Stack, kind: _Kind, most: int, lines: int) -> Mark:
    """Return a mark with the names of at most so many places beside it, each in at most so many lines."""
    events = sum(_weight(register, place) for place in stack.places)
    size = 1.0 if kind is not _NARROW else 0.85
    radius = 9.0 if stack.shape == "ring" else min(9.0, 4.0 + 1.6 * events**0.5)
    more = len(stack.places) - most
    shown = stack.places if more <= 0 else stack.places[: most - 1]
    names = [wrapped(place.name, SIZE, kind.longest, lines) for place in shown]
    if more > 0:
        names.append((f"and {more + 1} more",))
    return Mark(stack.x, stack.y, radius * size, tuple(names))


def _spot(sheet: Sheet, stack: _Stack, mark: Mark, label: Label | None) -> Spot:
    names = []
    rest = len(mark.names) < len(stack.places)
    for at, lines in enumerate(mark.names):
        place = None if rest and at == len(mark.names) - 1 else stack.places[at]
        url = links.relative_url(sheet.file, sheet.register.file(place.id)) if place else ""
        rows = tuple(zip(lines, map(_number, label.baselines[at]), strict=True)) if label else ()
        cut = place.name if place and (not label or " ".join(lines) != " ".join(place.name.split())) else ""
        names.append(Named(url, rows, cut))
    return Spot(
        stack.shape,
        _number(mark.x),
        _number(mark.y),
        _number(mark.radius),
        _number(label.x) if label else "0",
        label.anchor if label else "start",
        tuple(names) if label else tuple(names[:1]),
        "M{} {}L{} {}".format(*map(_number, label.leader)) if label and label.leader else "",
    )


def _bar(shown: Frame) -> Bar:
    length, kilometres = shown.bar
    left, bottom = 12, shown.height - 12
    course = f"M{left} {bottom - 5}v5h{_number(length)}v-5"
    return Bar(course, _number(left + length + 7), _number(bottom), f"{kilometres:,.0f} km")


def _overview(frames: Iterable[Frame]) -> Overview:
    boxes = []
    for shown in frames:
        west, south, east, north = shown.box
        turn = -360 if west > 180 else 0
        left, top = WORLD.at((west + turn, north))
        right, bottom = WORLD.at((east + turn, south))
        boxes.append((_number(left), _number(top), _number(right - left), _number(bottom - top)))
    return Overview(WORLD.width, WORLD.height, world(), tuple(boxes))


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


# ---------- the list ----------


def _rows(sheet: Sheet, places: Sequence[Place[Passage]], beyond: set[str]) -> Iterator[PlaceRow]:
    """List places by name, those inside another one below it."""
    every = sheet.register.dossier.places
    numbers = [_weight(sheet.register, place) for place in places]
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
    absent = "no coordinates" if not _point(place) else "beyond the maps" if place.id in beyond else ""
    more = counted(len(events) - most, "more event" if most else "event") if len(events) > most else ""
    return PlaceRow(
        sheet.link(place.id),
        min(len(_path(register, place)) - 1, _DEEPEST),
        place.kind,
        "" if absent else _shape(place),
        degrees(_at(place)) if _point(place) else "",
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
