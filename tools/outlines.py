"""Turns the world's outlines, as the npm package world-atlas gives them, into the files of generator/geodata/.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/outlines.py package

The package holds Natural Earth's countries as TopoJSON. What is kept of it: which lines bound land, which lines are
borders, and the lines themselves, thinned and rounded; and the whole world as a small map draws it. Same input, same
bytes.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from generator.pages import projection

TARGET = Path(__file__).parent.parent / "generator" / "geodata"
UNITS = 100
"""Coordinates are kept as whole hundredths of a degree, about a kilometre."""
THINNED = {"110m": 0.02, "50m": 0.012}
"""How far, in degrees, a line may be moved by leaving out points."""
SMALLEST = {"110m": 0.0, "50m": 0.08}
"""Islands that are smaller than this, in degrees, are left out."""

Point = tuple[float, float]


def main(package: str) -> None:
    """Write one file for each scale."""
    for scale, tolerance in THINNED.items():
        source = json.loads((Path(package) / f"countries-{scale}.json").read_text("utf-8"))
        target = TARGET / f"outlines-{scale}.json"
        target.write_text(_json(_converted(source, tolerance, SMALLEST[scale])), "utf-8")
        print(f"{target.name}: {target.stat().st_size:,} bytes")  # noqa: T201 - a command
    drawn = json.dumps(asdict(projection.ground(projection.WORLD)), indent=0)
    (TARGET / "overview.json").write_text(f"{drawn}\n", "utf-8")


def _converted(topology: dict[str, Any], tolerance: float, smallest: float) -> dict[str, Any]:
    arcs = _arcs(topology)
    land = [rings for rings in _polygons(topology["objects"]["land"]) if _size(rings[0], arcs) >= smallest]
    land = [[rings[0], *(ring for ring in rings[1:] if _size(ring, arcs) >= smallest)] for rings in land]
    shared: dict[int, int] = {}
    for rings in _polygons(topology["objects"]["countries"]):
        for arc in {_index(arc) for ring in rings for arc in ring}:
            shared[arc] = shared.get(arc, 0) + 1
    borders = sorted(arc for arc, countries in shared.items() if countries > 1)
    kept = sorted({_index(arc) for rings in land for ring in rings for arc in ring} | set(borders))
    at = {arc: number for number, arc in enumerate(kept)}
    return {
        "units": UNITS,
        "lines": [_line(_steps(_thinned(arcs[arc], tolerance))) for arc in kept],
        "land": [[[at[arc] if arc >= 0 else ~at[~arc] for arc in ring] for ring in rings] for rings in land],
        "borders": [at[arc] for arc in borders],
    }


def _arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Undo TopoJSON's rounding: its arcs are steps on a grid."""
    (across, up), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            line.append((x * across + west, y * up + south))
        arcs.append(line)
    return arcs


def _polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """Return the polygons of a geometry: rings of arcs, the outer one first; a reversed arc is its complement."""
    match geometry["type"]:
        case "GeometryCollection":
            return [polygon for part in geometry["geometries"] for polygon in _polygons(part)]
        case "MultiPolygon":
            return list(geometry["arcs"])
        case "Polygon":
            return [geometry["arcs"]]
    return []


def _index(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _size(ring: list[int], arcs: list[list[Point]]) -> float:
    points = [point for arc in ring for point in arcs[_index(arc)]]
    wide, high = ([point[axis] for point in points] for axis in (0, 1))
    return max(max(wide) - min(wide), max(high) - min(high))


def _thinned(line: list[Point], tolerance: float) -> list[Point]:
    """Leave out points as Douglas and Peucker do; a closed line is cut at its farthest point first."""
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        middle, distance = 0, tolerance
        for at in range(first + 1, last):
            found = _distance(line[at], line[first], line[last])
            if found > distance:
                middle, distance = at, found
        if middle:
            keep.add(middle)
            spans += [(first, middle), (middle, last)]
    return [line[at] for at in sorted(keep)]


def _distance(point: Point, first: Point, last: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, first, last
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    share = 0.0 if length == 0 else max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
    return float(((x - x1 - share * (x2 - x1)) ** 2 + (y - y1 - share * (y2 - y1)) ** 2) ** 0.5)


def _steps(line: list[Point]) -> list[int]:
    """Write a line as its first point and the steps from there, longitude and latitude in turn."""
    units = [(round(x * UNITS), round(y * UNITS)) for x, y in line]
    units = [units[0], *(second for first, second in pairwise(units) if second != first)]
    if len(units) == 1:
        units *= 2
    steps = [units[0], *((x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(units))]
    return [value for step in steps for value in step]


def _line(steps: list[int]) -> list[int | str]:
    """Say where a line begins and ends and what box is around it; then its steps. It runs on past 180 degrees."""
    half = 180 * UNITS
    across = [steps[0], *((step + half) % (2 * half) - half for step in steps[2::2])]
    east, north = list(accumulate(across)), list(accumulate(steps[1::2]))
    written = ",".join(str(step) for pair in zip(across, steps[1::2], strict=True) for step in pair)
    ends = [east[0], north[0], east[-1], north[-1]]
    return [*ends, min(east), min(north), max(east), max(north), written]


def _json(value: dict[str, Any]) -> str:
    """Dump the file with one line of the map on each line of text, so that a change can be read."""
    rows = [
        f'"{key}": [\n{_rows(found)}\n]' if isinstance(found, list) else f'"{key}": {found}'
        for key, found in value.items()
    ]
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _rows(values: list[Any]) -> str:
    if all(isinstance(value, int) for value in values):
        return json.dumps(values, separators=(",", ":"))[1:-1]
    return ",\n".join(json.dumps(value, separators=(",", ":")) for value in values)


if __name__ == "__main__":
    main(*sys.argv[1:])
