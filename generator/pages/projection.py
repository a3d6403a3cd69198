"""Draws the world flat: which part of it a map shows, where a place lies on it, and the outlines inside its frame.

The projection is equirectangular, true to length along the parallel in the middle of the frame: fit for a region, and
plain. Longitudes may run past 180 degrees, so that a map can lie across the date line.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from generator.geodata import Box, Detail, Outlines, Point, Stroke, outlines, overview

_KILOMETRES = 111.2
"""The length of a degree of latitude."""
_COARSE = 90
"""From how many degrees across a map needs no finer outlines."""
_ROUND_ABOUT = 360
_OUTSIDE = 3
"""How far beyond its frame a map is drawn, in its units, so that no cut shows."""
_SHOWS = 7
"""Points closer to each other than this, in tenths of the map's units, are drawn as one."""


class Bar(NamedTuple):
    """A bar of scale: its length on the map and in kilometres."""

    length: float
    kilometres: float


@dataclass(frozen=True)
class Frame:
    """A map's frame: what it shows, and its size in its own units."""

    box: Box
    width: int
    height: int

    @property
    def per_degree(self) -> float:
        """Units to a degree of latitude."""
        return self.height / (self.box.north - self.box.south)

    def at(self, point: Point) -> Point:
        """Return where a place lies on the map, or would lie beyond its frame."""
        west, south, east, north = self.box
        return (point[0] - west) / (east - west) * self.width, (north - point[1]) / (north - south) * self.height

    def holds(self, point: Point) -> bool:
        """Tell whether a place lies inside the frame."""
        x, y = self.at(point)
        return 0 <= x <= self.width and 0 <= y <= self.height

    @property
    def bar(self) -> Bar:
        """A bar of round length for a scale, true in the middle of the map."""
        unit = _KILOMETRES / self.per_degree
        power = 10 ** math.floor(math.log10(unit * 100))
        kilometres = next(step * power for step in (5, 2, 1) if step * power / unit <= 110)
        return Bar(kilometres / unit, kilometres)


@dataclass(frozen=True)
class Ground:
    """The outlines inside a frame, as paths: land to fill by the even-odd rule, coasts and borders to draw."""

    land: str
    coasts: str
    borders: str


def degrees(point: Point) -> str:
    """Write a position as people do: `33.3° N, 44.4° E`."""
    east, north = point
    return f"{abs(north):g}° {'N' if north >= 0 else 'S'}, {abs(east):g}° {'E' if east >= 0 else 'W'}"


def unrolled(points: Sequence[Point]) -> list[Point]:
    """Return places with longitudes that run without a jump, starting east of the widest empty stretch."""
    if not points:
        return []
    east = sorted({point[0] for point in points})
    gaps = [after - before for before, after in zip(east, [*east[1:], east[0] + _ROUND_ABOUT], strict=True)]
    start = east[(gaps.index(max(gaps)) + 1) % len(east)]
    return [(x if x >= start else x + _ROUND_ABOUT, y) for x, y in points]


def frame(points: Sequence[Point], width: int, heights: tuple[int, int], margin: float, least: float) -> Frame:
    """Frame places, with a margin in degrees, `least` degrees from south to north, and a height between the two."""
    places = unrolled(points)
    south, north = min(y for _, y in places) - margin, max(y for _, y in places) + margin
    west, east = min(x for x, _ in places), max(x for x, _ in places)
    shrink = math.cos(math.radians(min(75.0, abs(south + north) / 2)))
    across = (east - west) * shrink + 2 * margin
    height = max(north - south, least, across * heights[0] / width)
    across = max(across, height * width / heights[1])
    units = round(width * height / across)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    half_x, half_y = across / shrink / 2, height / 2
    middle_y += max(0.0, -90 - (middle_y - half_y)) - max(0.0, middle_y + half_y - 90)
    return Frame(Box(middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y), width, units)


WORLD = Frame(Box(-180, -58, 180, 84), 360, 142)


def regions(points: Sequence[Point], reach: float) -> list[list[int]]:
    """Return which places hang together, each within so many degrees of the next; the largest region first."""
    left = list(range(len(points)))
    found = []
    while left:
        region, edge = [], [left.pop(0)]
        while edge:
            one = edge.pop()
            region.append(one)
            near = [other for other in left if degrees_between(points[one], points[other]) <= reach]
            edge += near
            left = [other for other in left if other not in near]
        found.append(sorted(region))
    return sorted(found, key=lambda region: (-len(region), region))


def degrees_between(one: Point, other: Point) -> float:
    """Return the distance between two places as an angle, by the haversine formula."""
    (x1, y1), (x2, y2) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    chord = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return math.degrees(2 * math.asin(min(1.0, math.sqrt(chord))))


def world() -> Ground:
    """Return the outlines inside the frame of the world, which were drawn beforehand."""
    return Ground(**overview())


def ground(shown: Frame) -> Ground:
    """Draw the outlines inside a frame."""
    detail: Detail = "110m" if shown.box.east - shown.box.west > _COARSE else "50m"
    world: Outlines = outlines(detail)
    edge = _OUTSIDE / shown.per_degree
    west, south, east, north = shown.box
    box = Box(west - edge, south - edge, east + edge, north + edge)
    land = (_clipped(ring, box) for ring in _within(world.land, box))
    return Ground(
        "".join(_path(shown, ring) + "z" for ring in land if len(ring) > 2),
        "".join(_path(shown, part) for line in _within(world.coasts, box) for part in _inside(line, box)),
        "".join(_path(shown, part) for line in _within(world.borders, box) for part in _inside(line, box)),
    )


def _within(strokes: Iterable[Stroke], view: Box) -> Iterator[list[Point]]:
    """Yield the strokes that may cross a view, moved around the world to where it lies."""
    turns = [(turn, view.west - turn, view.east - turn) for turn in (-_ROUND_ABOUT, 0, _ROUND_ABOUT)]
    for stroke in strokes:
        west, south, east, north = stroke.box
        if south <= view.north and north >= view.south:
            for turn, left, right in turns:
                if west <= right and east >= left:
                    yield stroke.points(view, turn)


def _clipped(ring: list[Point], box: Box) -> list[Point]:
    """Cut a ring to a box, one side after the other (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1)):
        inside = [(point[axis] - limit) * sign >= 0 for point in ring]
        if all(inside):
            continue
        kept: list[Point] = []
        for at, second in enumerate(ring):
            first = ring[at - 1]
            if inside[at - 1] != inside[at]:
                share = (limit - first[axis]) / (second[axis] - first[axis])
                kept.append((first[0] + share * (second[0] - first[0]), first[1] + share * (second[1] - first[1])))
            if inside[at]:
                kept.append(second)
        ring = kept
    return ring


def _inside(line: list[Point], box: Box) -> Iterator[list[Point]]:
    """Yield the parts of a line that cross a box; they may end a little outside it."""
    west, south, east, north = box
    meets = [
        not (
            (one[0] < west and other[0] < west)
            or (one[0] > east and other[0] > east)
            or (one[1] < south and other[1] < south)
            or (one[1] > north and other[1] > north)
        )
        for one, other in pairwise(line)
    ]
    part: list[Point] = []
    for point, before, after in zip(line, [False, *meets], [*meets, False], strict=True):
        if before or after:
            part.append(point)
        elif part:
            yield part
            part = []
    if len(part) > 1:
        yield part


def _path(shown: Frame, points: Sequence[Point]) -> str:
    """Write a path of steps, to a tenth of a unit, without points that would not show."""
    west, south, east, north = shown.box
    across, down = 10 * shown.width / (east - west), 10 * shown.height / (north - south)
    places = [(round((x - west) * across), round((north - y) * down)) for x, y in points]
    (left, top), last = places[0], places[-1]
    kept = [places[0]]
    for x, y in places:
        if abs(x - left) >= _SHOWS or abs(y - top) >= _SHOWS:
            kept.append((x, y))
            left, top = x, y
    if len(kept) > 1 and kept[-1] != last and last != places[0]:
        kept[-1] = last
    (x, y), *rest = kept
    written = [f"M{_tenths(x)} {_tenths(y)}"]
    glue = "l"
    for nx, ny in rest:
        step = f"{_tenths(nx - x)} {_tenths(ny - y)}"
        written.append(step if glue == " " and step[0] == "-" else f"{glue}{step}")
        x, y, glue = nx, ny, " "
    return "".join(written)


@cache  # coasts are made of short steps, which come again and again
def _tenths(value: int) -> str:
    """Write a number of tenths as briefly as SVG allows."""
    sign, whole, tenth = "-" if value < 0 else "", abs(value) // 10, abs(value) % 10
    return f"{sign}{whole}" if not tenth else f"{sign}{whole or ''}.{tenth}"
