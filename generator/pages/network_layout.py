"""Draws a network of named actors in two ways: in three columns for wide screens, and as arcs beside one list.

The drawing is the same for the same input, no label meets another, and its time grows with the lines, not their square.
Who stands where was decided before, in `network_columns`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from generator.pages.lettering import width, wrapped
from generator.pages.network_columns import Block, Column, Columns, Line

SIZE = 14
"""The type size of labels, in the drawing's units."""
LEADING = 17
_HEAD_SIZE = 13
_RADIUS = 9
"""How far a shape reaches from its centre."""
_GAP = 6
_ROW = 30
"""The least distance between two labels' lines: a finger's width, and more than WCAG's 24 pixels."""
_HEAD = 30
_APART = 26
"""What separates two groups."""
_MOST_LINES = 3
_STRETCH = 1.7
"""How much a short column's rows may be spread to reach the height of a long one's."""
_OTHERS = "Others"
_APART_FROM_ALL = "Apart from all these"

Anchor = Literal["start", "end"]


@dataclass(frozen=True)
class Row:
    """One line of a label: its text and its baseline."""

    text: str
    y: str


@dataclass(frozen=True)
class Spot:
    """Where an actor stands: the centre of its shape, and its label. `whole` is filled where the label is cut."""

    actor: str
    x: str
    y: str
    label_x: str
    anchor: Anchor
    rows: tuple[Row, ...]
    whole: str


@dataclass(frozen=True)
class Head:
    """The title of a group."""

    x: str
    y: str
    anchor: Anchor
    text: str


@dataclass(frozen=True)
class Drawing:
    """A layout: its size, the groups' titles, the actors, and a path for each line, in the order given."""

    width: int
    height: int
    heads: tuple[Head, ...]
    spots: tuple[Spot, ...]
    paths: tuple[str, ...]


class _Label(NamedTuple):
    rows: tuple[str, ...]
    width: float
    whole: str


class _Place(NamedTuple):
    """Where an actor is drawn, in which column, and where its label ends on the far side."""

    x: float
    y: float
    column: int
    far: float


Rows = list[tuple[str, str, float]]
"""A column from top to bottom: a title and its baseline, or a member and its middle."""


# ---------- three columns ----------

_WIDTH = 1120
_BUNDLE = 6
"""So many lines past the middle column make it part for them."""
_LABEL = 190
_EDGE = 4


def wide(columns: Columns, names: Mapping[str, str], lines: Sequence[Line]) -> Drawing:
    """Draw the columns side by side: lines run between them, or bow out inside one."""
    labels = {member: _label(names[member], _LABEL) for member in _members(columns)}
    broad = [_broad(column, labels) for column in columns]
    left = _EDGE + broad[0] + _RADIUS + _GAP
    right = _WIDTH - _EDGE - broad[2] - _RADIUS - _GAP
    middle = (left + right - broad[1]) / 2
    placed: dict[int, Rows] = {at: _beside(columns, at, labels) for at in (0, 2)}
    way = _way({member: y for rows in placed.values() for _, member, y in rows}, columns, lines)
    placed[1] = _parted(columns[1], labels, way) if way else _beside(columns, 1, labels)
    rows = [row for found in placed.values() for row in found]
    reaches = [_HEAD / 2 if title else _tall(labels[member], 1) / 2 for title, member, _ in rows]
    top = min((y - reach for (_, _, y), reach in zip(rows, reaches, strict=True)), default=0.0)
    bottom = max((y + reach for (_, _, y), reach in zip(rows, reaches, strict=True)), default=0.0)
    heads: list[Head] = []
    places: dict[str, _Place] = {}
    for at, x in enumerate((left, middle, right)):
        outside = -1 if at == 0 else 1
        for title, member, y in placed[at]:
            if title:
                heads.append(Head(_number(x - outside * _RADIUS), _number(y - top), "start" if at else "end", title))
            else:
                far = x + outside * (_RADIUS + _GAP + labels[member].width + 3)
                places[member] = _Place(x, y - top, at, far)
    spots = tuple(_spot(member, places[member], labels[member]) for member in _members(columns))
    return Drawing(_WIDTH, round(bottom - top), tuple(heads), spots, _curves(places, lines))


def _beside(columns: Columns, at: int, labels: Mapping[str, _Label]) -> Rows:
    """Walk down a column that is spread, as far as may be, to the height of the longest."""
    height = max(_height(column, labels, 1) for column in columns)
    stretch = min(_STRETCH, _stretch(columns[at], labels, height))
    return list(_down(columns[at], labels, stretch, (height - _height(columns[at], labels, stretch)) / 2))


def _broad(column: Column, labels: Mapping[str, _Label]) -> float:
    """Return how wide the labels and titles of a column get."""
    members = [labels[member].width for block in column for member in block.members]
    return max([*members, *(width(title, _HEAD_SIZE) for title in _titles(column))], default=0.0)


def _way(at: Mapping[str, float], columns: Columns, lines: Iterable[Line]) -> tuple[float, float] | None:
    """Return where most lines pass the middle column, and how broad they run there; None where few do."""
    left = {member for block in columns[0] for member in block.members}
    outer = [line for line in lines if line.start in at and line.end in at]
    crossings = sorted((at[one] + at[other]) / 2 for one, other, _ in outer if (one in left) != (other in left))
    if len(crossings) < _BUNDLE:
        return None
    fifth = len(crossings) // 5
    broad = crossings[-1 - fifth] - crossings[fifth]
    return crossings[len(crossings) // 2], min(max(broad, _ROW), 4 * _ROW)


def _parted(column: Column, labels: Mapping[str, _Label], way: tuple[float, float]) -> Rows:
    """Walk down a column that leaves a way free between two of its groups."""
    middle, broad = way
    above, cut = 0.0, 0
    for at in range(1, len(column) + 1):
        height = _height(column[:at], labels, 1)
        if height <= middle - broad / 2:
            above, cut = height, at
    top = max(0.0, middle - broad / 2 - above)
    rows = list(_down(column, labels, 1, top))
    kept = sum(len(block.members) for block in column[:cut]) + len(_titles(column[:cut]))
    return [*rows[:kept], *((title, member, y + broad) for title, member, y in rows[kept:])]


def _curves(places: Mapping[str, _Place], lines: Sequence[Line]) -> tuple[str, ...]:
    """Draw every line; lines between the same two actors fan out."""
    paths = []
    for line, aside in zip(lines, _fanned(lines), strict=True):
        one, other = places[line.start], places[line.end]
        paths.append(_arc(one, other, aside) if one.column == other.column else _across(one, other, aside))
    return tuple(paths)


def _fanned(lines: Sequence[Line]) -> list[float]:
    """Return for each line how far from the middle of its bundle it runs, in steps."""
    bundle = Counter(frozenset((line.start, line.end)) for line in lines)
    seen: Counter[frozenset[str]] = Counter()
    steps = []
    for line in lines:
        pair = frozenset((line.start, line.end))
        steps.append(seen[pair] - (bundle[pair] - 1) / 2)
        seen[pair] += 1
    return steps


def _across(one: _Place, other: _Place, aside: float) -> str:
    x1, x2 = _side(one, other), _side(other, one)
    bend = (x2 - x1) * 0.45
    y1, y2 = one.y + aside * 13, other.y + aside * 13
    return _path(x1, one.y, x1 + bend, y1, x2 - bend, y2, x2, other.y)


def _side(place: _Place, towards: _Place) -> float:
    """Return where a line leaves: from the shape, or from the far end of the label if that is on its way."""
    outward = towards.column > place.column
    if outward == (place.column > 0):
        return place.far
    return place.x + (_RADIUS + 2 if outward else -_RADIUS - 2)


def _arc(one: _Place, other: _Place, aside: float) -> str:
    inward = 1 if one.column == 0 else -1
    x = one.x + inward * (_RADIUS + 2)
    bow = x + inward * (min(26 + 0.3 * abs(one.y - other.y), 130) + aside * 12)
    return _path(x, one.y, bow, one.y, bow, other.y, x, other.y)


# ---------- one list with arcs ----------

_TALL = 360
_TALL_LABEL = 158


def tall(columns: Columns, names: Mapping[str, str], lines: Sequence[Line]) -> Drawing:
    """Draw one list, labels on the left, every line as an arc on the right."""
    column = sorted((block for found in columns for block in found), key=lambda block: block.rank)
    labels = {member: _label(names[member], _TALL_LABEL) for member in _members(columns)}
    x = _TALL_LABEL + _RADIUS + _GAP + _EDGE
    heads: list[Head] = []
    places: dict[str, _Place] = {}
    for title, member, y in _down(column, labels, 1, 0):
        if title:
            heads.append(Head(_number(x + _RADIUS), _number(y), "end", title))
        else:
            places[member] = _Place(x, y, 0, 0)
    height = _height(column, labels, 1)
    farthest = max((abs(places[line.start].y - places[line.end].y) for line in lines), default=0) or 1
    members = [member for block in column for member in block.members]
    spots = tuple(_spot(member, places[member], labels[member], "end") for member in members)
    paths = []
    start = x + _RADIUS + 2
    for line, aside in zip(lines, _fanned(lines), strict=True):
        one, other = places[line.start].y, places[line.end].y
        # A cubic reaches three quarters of the way to its handles.
        reach = (_TALL - start - _EDGE) / 0.75
        bow = start + min(reach, 22 + (reach - 34) * (abs(one - other) / farthest) ** 0.6 + aside * 8)
        paths.append(_path(start, one, bow, one, bow, other, start, other))
    return Drawing(_TALL, round(height) + _EDGE, tuple(heads), spots, tuple(paths))


# ---------- what both share ----------


def _members(columns: Columns) -> list[str]:
    return [member for column in columns for block in column for member in block.members]


def _label(name: str, widest: float) -> _Label:
    rows = wrapped(name, SIZE, widest, _MOST_LINES)
    cut = "" if " ".join(rows) == " ".join(name.split()) else name
    return _Label(rows, max(width(row, SIZE) for row in rows), cut)


def _titles(column: Column) -> list[str]:
    """Return the titles over a column."""
    return [title for title, _ in _parts(column) if title]


def _parts(column: Column) -> Iterator[tuple[str, Block]]:
    """Yield the groups of a column, each with the title that goes before it, if any."""
    last = 0
    for block in column:
        shared = {1: _OTHERS, 2: _APART_FROM_ALL}.get(block.rank, "")
        title = shared if shared and block.rank != last else "" if shared else block.group.title
        yield wrapped(title, _HEAD_SIZE, _TALL_LABEL, 1)[0] if title else "", block
        last = block.rank


def _down(column: Column, labels: Mapping[str, _Label], stretch: float, top: float) -> Iterator[tuple[str, str, float]]:
    """Walk down a column: a title and its baseline, or a member and its middle."""
    y = top
    for title, block in _parts(column):
        if title:
            y += (_APART if y > top else 0) + _HEAD
            yield title, "", y - _HEAD / 2
        for member in block.members:
            tall = _tall(labels[member], stretch)
            yield "", member, y + tall / 2
            y += tall


def _tall(label: _Label, stretch: float) -> float:
    return max(_ROW * stretch, LEADING * len(label.rows) + 11)


def _height(column: Column, labels: Mapping[str, _Label], stretch: float) -> float:
    titles = len(_titles(column))
    rows = sum(_tall(labels[member], stretch) for block in column for member in block.members)
    return rows + titles * _HEAD + max(0, titles - 1) * _APART


def _stretch(column: Column, labels: Mapping[str, _Label], height: float) -> float:
    rows = sum(_tall(labels[member], 1) for block in column for member in block.members)
    return max(1.0, (height - _height(column, labels, 1) + rows) / rows) if rows else 1.0


def _spot(member: str, place: _Place, label: _Label, side: Anchor | None = None) -> Spot:
    anchor = side or ("start" if place.column else "end")
    x = place.x + (_RADIUS + _GAP) * (1 if anchor == "start" else -1)
    first = place.y - (len(label.rows) - 1) * LEADING / 2 + SIZE * 0.35
    rows = tuple(Row(text, _number(first + at * LEADING)) for at, text in enumerate(label.rows))
    return Spot(member, _number(place.x), _number(place.y), _number(x), anchor, rows, label.whole)


def _path(x1: float, y1: float, x2: float, y2: float, x3: float, y3: float, x4: float, y4: float) -> str:
    numbers = [_number(value) for value in (x1, y1, x2, y2, x3, y3, x4, y4)]
    return "M{} {}C{} {} {} {} {} {}".format(*numbers)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
