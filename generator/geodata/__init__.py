"""The outlines of the world's land and its borders, as they are shipped beside this module. Reads nothing else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

Detail = Literal["110m", "50m"]
"""The scale for which outlines are drawn, one to 110 or 50 million."""
Point = tuple[float, float]
"""Degrees east and north."""


class Stroke(NamedTuple):
    """A line, or a ring, and the box around it: its western, southern, eastern and northern end."""

    points: tuple[Point, ...]
    box: tuple[float, float, float, float]


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
    lines = [_decoded(line, data["units"]) for line in data["lines"]]
    shores = {arc if arc >= 0 else ~arc for polygon in data["land"] for ring in polygon for arc in ring}
    return Outlines(
        tuple(_stroke(_ring(ring, lines)) for polygon in data["land"] for ring in polygon),
        tuple(_stroke(_unrolled(lines[arc])) for arc in sorted(shores)),
        tuple(_stroke(_unrolled(lines[arc])) for arc in sorted(data["borders"])),
    )


def _stroke(points: Sequence[Point]) -> Stroke:
    east, north = [point[0] for point in points], [point[1] for point in points]
    return Stroke(tuple(points), (min(east), min(north), max(east), max(north)))


def _ring(arcs: list[int], lines: list[list[Point]]) -> list[Point]:
    """Join lines into a ring; a negative number means the line with its complement, read backwards."""
    points: list[Point] = []
    for arc in arcs:
        line = lines[arc] if arc >= 0 else lines[~arc][::-1]
        points += line[1:] if points and points[-1] == line[0] else line
    points = _unrolled(points)
    if abs(points[-1][0] - points[0][0]) > 180:  # Antarctica: the ring closes only around the pole
        points += [(points[-1][0], -90), (points[0][0], -90)]
    return points


def _unrolled(line: list[Point]) -> list[Point]:
    """Let a line that crosses the 180th meridian run on past 180 degrees instead of jumping around the world."""
    points = [line[0]]
    for (before, _), (east, north) in pairwise(line):
        step = east - before
        points.append((points[-1][0] + step - 360 * round(step / 360), north))
    return points


def _decoded(line: str, units: int) -> list[Point]:
    """Read a line of steps in the characters of the "encoded polyline" format."""
    steps: list[int] = []
    value = shift = 0
    for character in line:
        chunk = ord(character) - 63
        value |= (chunk & 0x1F) << shift
        shift += 5
        if chunk < 0x20:
            steps.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    east = north = 0
    points = []
    for at in range(0, len(steps), 2):
        east += steps[at]
        north += steps[at + 1]
        points.append((east / units, north / units))
    return points
