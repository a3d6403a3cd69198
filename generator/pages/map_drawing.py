"""Draws maps of places: their outlines, marks, names and bars of scale. Which places, and why, `map` decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from generator import links
from generator.evidence import Passage
from generator.geodata import Point
from generator.model import Place
from generator.pages.lettering import wrapped
from generator.pages.map_labels import SIZE, Label, Mark, Rect, placed
from generator.pages.projection import WORLD, Frame, Ground, frame, ground, unrolled, world
from generator.pages.register import Register
from generator.pages.sheet import Sheet
from generator.pages.wording import counted, listed
from generator.vocabulary import PlaceKind

MOST_CLOSE_UPS = 3
"""How many closer maps there are of places that lie apart and yet share a mark."""
_CLOSE = (10, 15, 22, 32, 46, 66, 95, 140, 200)
"""How close, in a map's units, places share a mark: the first of these with which all names find room."""
_SKETCHED = 2
"""In a frame of fewer degrees from south to north, coasts and borders of this detail may be out by too much."""
_LONGEST_LIST = 3

Shape = Literal["dot", "ring", ""]


class Kind(NamedTuple):
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


WIDE = Kind("wide", 1120, (480, 680), 36, 3, 190, 3.5, 9)
NARROW = Kind("narrow", 360, (400, 540), 14, 2, 124, 2.5, 9)
INSET = Kind("inset", 360, (220, 260), 10, 3, 150, 4, 14)


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


def weight(register: Register, place: Place[Passage]) -> int:
    """Return how many events are placed at a place."""
    return len(register.events_at.get(place.id, ()))


def point_of(place: Place[Passage]) -> Point | None:
    """Return where a place lies, if its record says so."""
    return None if place.latitude is None or place.longitude is None else (place.longitude, place.latitude)


def at_of(place: Place[Passage]) -> Point:
    """Return where a place lies whose record says so."""
    return place.longitude or 0.0, place.latitude or 0.0


def shape_of(place: Place[Passage]) -> Shape:
    """A ring stands for whatever is wide, and for a position that is given to whole degrees only."""
    east, north = at_of(place)
    wide = place.kind in (PlaceKind.COUNTRY, PlaceKind.REGION)
    return "ring" if wide or (east.is_integer() and north.is_integer()) else "dot"


def framed(places: Sequence[Place[Passage]], kind: Kind) -> Frame:
    """Return the frame in which a sort of map shows some places."""
    return frame([at_of(place) for place in places], kind.width, kind.heights, kind.margin, kind.least)


def drawn(sheet: Sheet, places: Sequence[Place[Passage]], kind: Kind) -> Map:
    """Draw some places, no closer than they all fit."""
    shown = framed(places, kind)
    return _drawing(sheet, places, kind, shown, ground(shown))


def crowds(register: Register, places: Sequence[Place[Passage]]) -> list[tuple[Place[Passage], ...]]:
    """Return those places that share a mark on the wide map though they do not lie at one point, the largest crowds."""
    stacks, _, _ = _named(register, framed(places, WIDE), places, WIDE)
    apart = [
        stack.places for stack in stacks if stack.shape == "dot" and len({at_of(place) for place in stack.places}) > 1
    ]
    return sorted(apart, key=lambda crowd: (-len(crowd), crowd[0].id))[:MOST_CLOSE_UPS]


def closer(sheet: Sheet, crowd: Sequence[Place[Passage]], located: Sequence[Place[Passage]]) -> Map:
    """Draw a crowd closer, with every other place that one could point to inside the frame."""
    points = unrolled([at_of(place) for place in crowd])
    across, down = (max(side) - min(side) for side in zip(*points, strict=True))
    spread = max(across, down)
    shown = frame(points, INSET.width, INSET.heights, 0.6 * spread, 1.6 * spread)
    near = [place for place in located if shape_of(place) == "dot" and shown.holds(at_of(place)) and place not in crowd]
    outlines = ground(shown)
    is_rough = shown.box.north - shown.box.south < _SKETCHED and bool(outlines.coasts or outlines.borders)
    drawing = _drawing(sheet, [*crowd, *near], INSET, shown, Ground("", "", "") if is_rough else outlines)
    without = "; no outlines are fine enough to be drawn here" if is_rough else ""
    label = f"Closer {drawing.label[0].lower()}{drawing.label[1:]}"
    return replace(drawing, label=label, caption=f"Closer: {drawing.caption}{without}")


def _drawing(sheet: Sheet, places: Sequence[Place[Passage]], kind: Kind, shown: Frame, outlines: Ground) -> Map:
    stacks, marks, labels = _named(sheet.register, shown, places, kind)
    order = sorted(range(len(stacks)), key=lambda at: stacks[at].shape == "dot")
    spots = tuple(_spot(sheet, stacks[at], marks[at], labels[at]) for at in order)
    titles = [sheet.register.title(place.id) for place in places]
    named = titles if len(titles) <= _LONGEST_LIST else [*titles[:2], f"{len(titles) - 2} more"]
    label = f"Map of {counted(len(places), 'place')}; all are listed below"
    return Map(kind.name, label, shown.width, shown.height, outlines, spots, _bar(shown), listed(named))


def _named(
    register: Register, shown: Frame, places: Sequence[Place[Passage]], kind: Kind
) -> tuple[list[_Stack], list[Mark], list[Label | None]]:
    """Let places share marks that are close to each other, the wider the more there are, until all names find room."""
    points = [shown.at(point) for point in unrolled([at_of(place) for place in places])]
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
        shape, column, row = shape_of(place), int(x // close), int(y // close)
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


def _mark(register: Register, stack: _Stack, kind: Kind, most: int, lines: int) -> Mark:
    """Return a mark with the names of at most so many places beside it, each in at most so many lines."""
    events = sum(weight(register, place) for place in stack.places)
    size = 1.0 if kind is not NARROW else 0.85
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


def overview(frames: Iterable[Frame]) -> Overview:
    """Draw the world, and on it the frames of maps."""
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
