"""The outlines of the world's land and its borders, as they are shipped beside this module. Reads nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, chain
from pathlib import Path
from typing import Literal, NamedTuple

Detail = Literal["110m", "50m"]
"""The scale for which outlines are drawn, one to 110 or 50 million."""
Point = tuple[float, float]
"""Degrees east and north."""


class Box(NamedTuple):
    """A part of the world: degrees, of which the eastern may exceed 180."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: Box) -> bool:
        """Tell whether the two boxes share a point."""
        return (
            self.west <= other.east
            and self.east >= other.west
            and self.south <= other.north
            and self.north >= other.south
        )

    def turned(self, turn: int) -> Box:
        """Return the box so many degrees further east."""
        return Box(self.west + turn, self.south, self.east + turn, self.north)


@dataclass(frozen=True)
class Line:
    """A line as it is kept: its two ends, the box around it, and its steps, all in whole parts of a degree."""

    first: tuple[int, int]
    last: tuple[int, int]
    extent: tuple[int, int, int, int]
    steps: str

    @cached_property
    def points(self) -> tuple[list[int], list[int]]:
        """How far east and north its points lie. Most lines lie outside of what a map shows, and are never asked."""
        steps = [int(step) for step in self.steps.split(",")]
        return list(accumulate(steps[::2])), list(accumulate(steps[1::2]))


class Part(NamedTuple):
    """A line as a stroke uses it: read forwards or backwards, and moved around the world by whole turns."""

    line: Line
    backwards: bool
    turn: int
    box: Box

    def drawn(self, *, whole: bool) -> Iterator[tuple[int, int]]:
        """Yield its points, or no more than its two ends."""
        if whole:
            pairs: Iterable[tuple[int, int]] = zip(*self.line.points, strict=True)
            return reversed(list(pairs)) if self.backwards else iter(pairs)
        ends = (self.line.last, self.line.first) if self.backwards else (self.line.first, self.line.last)
        return iter(ends)


@dataclass(frozen=True)
class Stroke:
    """A line, or a ring of lines of which each begins where the one before it ends; and the box around it."""

    parts: tuple[Part, ...]
    units: int
    box: Box

    def points(self, view: Box | None = None, turn: int = 0) -> list[Point]:
        """Return its points, `turn` degrees further east, without the doubled ones between two lines.

        What lies wholly beyond one side of a view is cut short to its two ends, which changes nothing inside the view.
        """
        points: list[Point] = []
        seen = view.turned(-turn) if view else None
        for part in self.parts:
            shift, units = part.turn + turn, self.units
            whole = seen is None or part.box.meets(seen)
            line = [(x / units + shift, y / units) for x, y in part.drawn(whole=whole)]
            points += line[1:] if points and points[-1] == line[0] else line
        return points


class Outlines(NamedTuple):
    """Land as rings, holes among them, to be filled by the even-odd rule; and the lines of coasts and borders."""

    land: tuple[Stroke, ...]
    coasts: tuple[Stroke, ...]
    borders: tuple[Stroke, ...]


@cache
def outlines(detail: Detail) -> Outlines:
    """Read the outlines of the world."""
    path = Path(__file__).parent / f"outlines-{detail}.json"
    data = json.loads(path.read_text("utf-8"))
    units: int = data["units"]
    lines = [
        Line((a, b), (c, d), (west, south, east, north), steps)
        for a, b, c, d, west, south, east, north, steps in data["lines"]
    ]
    rings = [ring for polygon in data["land"] for ring in polygon]
    shores = {arc if arc >= 0 else ~arc for arc in chain.from_iterable(rings)}
    return Outlines(
        tuple(_ring(ring, lines, units) for ring in rings),
        tuple(_stroke([_part(lines[arc], units)], units) for arc in sorted(shores)),
        tuple(_stroke([_part(lines[arc], units)], units) for arc in sorted(data["borders"])),
    )


def overview() -> dict[str, str]:
    """Read the paths of the world as `pages.projection.WORLD` frames it; they are the same on every map."""
    found: dict[str, str] = json.loads(Path(__file__).with_name("overview.json").read_text("utf-8"))
    return found


def _part(line: Line, units: int, turn: int = 0, *, backwards: bool = False) -> Part:
    west, south, east, north = line.extent
    return Part(line, backwards, turn, Box(west / units + turn, south / units, east / units + turn, north / units))


def _stroke(parts: Sequence[Part], units: int) -> Stroke:
    if len(parts) == 1:
        return Stroke(tuple(parts), units, parts[0].box)
    west, south, east, north = zip(*(part.box for part in parts), strict=True)
    return Stroke(tuple(parts), units, Box(min(west), min(south), max(east), max(north)))


def _ring(arcs: list[int], lines: list[Line], units: int) -> Stroke:
    """Join lines into a ring; a negative number means the line with its complement, read backwards."""
    parts: list[Part] = []
    end = 0
    for arc in arcs:
        line = lines[arc if arc >= 0 else ~arc]
        first, last = (line.first, line.last) if arc >= 0 else (line.last, line.first)
        turn = parts[-1].turn + 360 * round((end - first[0]) / (360 * units)) if parts else 0
        parts.append(_part(line, units, turn, backwards=arc < 0))
        end = last[0]
    start = parts[0].line.last[0] if parts[0].backwards else parts[0].line.first[0]
    end += parts[-1].turn * units
    if abs(end - start) > 180 * units:  # Antarctica: the ring closes only around the pole
        west, east, pole = min(end, start), max(end, start), -90 * units
        parts.append(
            _part(Line((end, pole), (start, pole), (west, pole, east, pole), f"{end},{pole},{start - end},0"), units)
        )
    return _stroke(parts, units)
