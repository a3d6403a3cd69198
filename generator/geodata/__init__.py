"""The outlines of the world's land and its borders, as they are shipped beside this module. Reads nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
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


class Part(NamedTuple):
    """A line as a stroke uses it: its points, in whole parts of a degree, moved around the world by whole turns."""

    east: list[int]
    north: list[int]
    turn: int
    box: Box


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
            shown = seen is None or part.box.meets(seen)
            kept = slice(None, None, 1 if shown else len(part.east) - 1)
            shift, units = part.turn + turn, self.units
            line = [(x / units + shift, y / units) for x, y in zip(part.east[kept], part.north[kept], strict=True)]
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
    lines = [_line(steps, units) for steps in data["lines"]]
    rings = [ring for polygon in data["land"] for ring in polygon]
    shores = {arc if arc >= 0 else ~arc for arc in chain.from_iterable(rings)}
    return Outlines(
        tuple(_ring(ring, lines, units) for ring in rings),
        tuple(Stroke((lines[arc],), units, lines[arc].box) for arc in sorted(shores)),
        tuple(Stroke((lines[arc],), units, lines[arc].box) for arc in sorted(data["borders"])),
    )


def _line(steps: list[int], units: int) -> Part:
    """Add up the steps of a line, longitude and latitude in turn; it runs on past 180 degrees without a jump."""
    across, half = steps[::2], 180 * units
    if max(across[1:]) > half or min(across[1:]) < -half:
        across[1:] = [(step + half) % (2 * half) - half for step in across[1:]]
    return _part(list(accumulate(across)), list(accumulate(steps[1::2])), 0, units)


def _part(east: list[int], north: list[int], turn: int, units: int) -> Part:
    box = Box(min(east) / units, min(north) / units, max(east) / units, max(north) / units)
    return Part(east, north, turn, box.turned(turn))


def _ring(arcs: list[int], lines: list[Part], units: int) -> Stroke:
    """Join lines into a ring; a negative number means the line with its complement, read backwards."""
    parts: list[Part] = []
    for arc in arcs:
        east, north, _, box = lines[arc if arc >= 0 else ~arc]
        if arc < 0:
            east, north = east[::-1], north[::-1]
        before = parts[-1] if parts else None
        turn = before.turn + 360 * round((before.east[-1] - east[0]) / (360 * units)) if before else 0
        parts.append(Part(east, north, turn, box.turned(turn)))
    end = parts[-1].east[-1] + parts[-1].turn * units
    if abs(end - parts[0].east[0]) > 180 * units:  # Antarctica: the ring closes only around the pole
        parts.append(_part([end, parts[0].east[0]], [-90 * units] * 2, 0, units))
    west, south, right, top = zip(*(part.box for part in parts), strict=True)
    return Stroke(tuple(parts), units, Box(min(west), min(south), max(right), max(top)))
