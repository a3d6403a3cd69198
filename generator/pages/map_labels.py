"""Names on a map: where each goes so that none covers another, with a line to its mark where it has to stand off."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from copy import copy
from itertools import tee
from typing import Literal, NamedTuple

from generator.pages.lettering import width

SIZE = 14
LEADING = 17
PITCH = 24
"""The height of a name of one line: that of a target one can hit (WCAG 2.2)."""
_NEAR = 4
_STAND_OFF = (12, 20, 30, 42, 56, 72, 92, 116, 146)
_WAYS = 16
_BORDER = 4
_NO_ROOM = 10_000
_REPAIRS = 12
_PAD = 3

Anchor = Literal["start", "middle", "end"]


class Rect(NamedTuple):
    """A rectangle: its left, top, right and bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rect) -> bool:
        """Tell whether two rectangles have an inside in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Mark(NamedTuple):
    """A circle on a map with its names, each in lines."""

    x: float
    y: float
    radius: float
    names: tuple[tuple[str, ...], ...]


class Label(NamedTuple):
    """Where the names of a mark stand: the baselines of their lines, and a line to the mark where they stand off."""

    x: float
    anchor: Anchor
    baselines: tuple[tuple[float, ...], ...]
    leader: tuple[float, float, float, float] | None
    box: Rect


class _Candidate(NamedTuple):
    cost: float
    box: Rect
    anchor: Anchor
    leader: tuple[float, float, float, float] | None


def placed(marks: Sequence[Mark], size: tuple[int, int], blocked: Sequence[Rect] = ()) -> list[Label | None]:
    """Place the names of marks on a map of a size, clear of each other, of all marks and of what is blocked.

    Who chooses first matters, so that several orders are tried. A mark for which no room is left gets None.
    """
    every = range(len(marks))
    orders = (
        sorted(every, key=lambda at: (-_crowd(marks, at), at)),
        sorted(every, key=lambda at: (_crowd(marks, at), at)),
        sorted(every, key=lambda at: (-_extent(marks[at])[0] * _extent(marks[at])[1], at)),
        sorted(every, key=lambda at: (marks[at].x, at)),
        sorted(every, key=lambda at: (-marks[at].x, at)),
    )
    offers = [tee(_candidates(mark), 1)[0] for mark in marks]  # worked out as far as somebody has looked, and once
    least, best = min((_placed(marks, order, size, blocked, offers) for order in orders), key=lambda found: found[0])
    for turn in range(_REPAIRS):
        if None not in best:
            break
        # Whoever found no room chooses first the next time; the others change places until all find some.
        order = orders[turn % len(orders)]
        shift = turn * 7 % len(order)
        turned = [*order[shift:], *order[:shift]]
        again = sorted(turned, key=lambda at: best[at] is not None)
        cost, found = _placed(marks, again, size, blocked, offers)
        if cost < least:
            least, best = cost, found
    return best


def _placed(
    marks: Sequence[Mark],
    order: Sequence[int],
    size: tuple[int, int],
    blocked: Sequence[Rect],
    offers: Sequence[Iterator[_Candidate]],
) -> tuple[float, list[Label | None]]:
    """Let marks choose one after the other; return what it costs, and where their names stand."""
    circles = [Rect(m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks]
    boxes: list[Rect] = list(blocked)
    leaders: list[tuple[float, float, float, float]] = []
    labels: list[Label | None] = [None] * len(marks)
    cost = 0.0
    for at in order:
        own = circles[at]
        others = circles[:at] + circles[at + 1 :]
        # A line may cross marks that its own mark overlaps: it could not leave otherwise.
        hurdles = boxes + [circle for circle in others if not circle.meets(own)]
        found = (each for each in copy(offers[at]) if _fits(each, size, boxes + others, hurdles, leaders))
        best = next(found, None)
        if best is None:
            cost += _NO_ROOM
            continue
        cost += best.cost
        boxes.append(best.box)
        leaders += [best.leader] if best.leader else []
        labels[at] = _label(marks[at], best)
    return cost, labels


def _crowd(marks: Sequence[Mark], at: int) -> int:
    mark = marks[at]
    return sum(abs(mark.x - other.x) < 110 and abs(mark.y - other.y) < 60 for other in marks)


def _extent(mark: Mark) -> tuple[float, float]:
    wide = max(width(line, SIZE) for name in mark.names for line in name)
    return wide, sum(PITCH + LEADING * (len(name) - 1) for name in mark.names)


def _candidates(mark: Mark) -> Iterator[_Candidate]:
    """Yield where the names could stand, best first: around the mark, then further and further off."""
    wide, high = _extent(mark)
    x, y, radius, _ = mark
    out, slant = radius + _NEAR, radius * 0.7 + 1
    near: tuple[tuple[float, float, Anchor], ...] = (
        (x + out, y - high / 2, "start"),
        (x - out - wide, y - high / 2, "end"),
        (x - wide / 2, y - out - high + 5, "middle"),
        (x - wide / 2, y + out - 5, "middle"),
        (x + slant, y - slant - high + 8, "start"),
        (x + slant, y + slant - 8, "start"),
        (x - slant - wide, y - slant - high + 8, "end"),
        (x - slant - wide, y + slant - 8, "end"),
    )
    for rank, (left, top, anchor) in enumerate(near):
        yield _Candidate(rank, Rect(left, top, left + wide, top + high), anchor, None)
    for off in _STAND_OFF:
        for way in range(_WAYS):
            angle = 2 * math.pi * way / _WAYS
            across, up = math.cos(angle), -math.sin(angle)
            end_x, end_y = x + across * (radius + off), y + up * (radius + off)
            anchor = "start" if across > 0.35 else "end" if across < -0.35 else "middle"
            left = end_x if anchor == "start" else end_x - wide if anchor == "end" else end_x - wide / 2
            top = end_y - high / 2 if anchor != "middle" else end_y - high if up < 0 else end_y
            gap = 3 if anchor == "start" else -3 if anchor == "end" else 0
            leader = x + across * radius, y + up * radius, end_x - gap, end_y
            yield _Candidate(20 + off + way / 100, Rect(left, top, left + wide, top + high), anchor, leader)


def _fits(
    found: _Candidate,
    size: tuple[int, int],
    others: Sequence[Rect],
    hurdles: Sequence[Rect],
    leaders: Sequence[tuple[float, float, float, float]],
) -> bool:
    box = found.box
    if box.left < _BORDER or box.top < _BORDER or box.right > size[0] - _BORDER or box.bottom > size[1] - _BORDER:
        return False
    start, top, end, bottom = box.left - _PAD, box.top, box.right + _PAD, box.bottom
    for left, upper, right, lower in others:  # what `Rect.meets` tells, asked very often
        if start < right and left < end and top < lower and upper < bottom:
            return False
    if any(_cuts(leader, box) for leader in leaders):
        return False
    line = found.leader
    return line is None or not (
        any(_cuts(line, other) for other in hurdles) or any(_cross(line, one) for one in leaders)
    )


def _cuts(line: tuple[float, float, float, float], box: Rect) -> bool:
    """Tell whether a line runs through a rectangle."""
    x1, y1, x2, y2 = line
    left, top, right, bottom = box
    if (
        (x1 < left and x2 < left)
        or (x1 > right and x2 > right)
        or (y1 < top and y2 < top)
        or (y1 > bottom and y2 > bottom)
    ):
        return False
    if left < x2 < right and top < y2 < bottom:
        return True
    sides = (
        (left, top, right, top),
        (right, top, right, bottom),
        (right, bottom, left, bottom),
        (left, bottom, left, top),
    )
    return any(_cross(line, side) for side in sides) or (left < x1 < right and top < y1 < bottom)


def _cross(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return _parted(one, other) and _parted(other, one)


def _parted(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Tell whether the ends of one line lie on either side of another, however far that is drawn out."""
    (x1, y1, x2, y2), (left, top, right, bottom) = one, other
    across, down = right - left, bottom - top
    return (across * (y1 - top) - down * (x1 - left)) * (across * (y2 - top) - down * (x2 - left)) < 0


def _label(mark: Mark, found: _Candidate) -> Label:
    box = found.box
    x = {"start": box.left, "middle": (box.left + box.right) / 2, "end": box.right}[found.anchor]
    baselines = []
    top = box.top
    for name in mark.names:
        first = top + (PITCH - LEADING) / 2 + SIZE * 0.9
        baselines.append(tuple(first + LEADING * at for at in range(len(name))))
        top += PITCH + LEADING * (len(name) - 1)
    return Label(x, found.anchor, tuple(baselines), found.leader, box)
