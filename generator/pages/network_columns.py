"""Shares the groups of a network among three columns, so that the lines between them stay short. Knows no drawing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from generator.pages.network_groups import SMALL, Group

_ROUNDS = 12
_MIDDLE = 1.3
"""How much longer than a third of all the middle column may get before others take its groups."""


class Line(NamedTuple):
    """A line between two actors. `acts` where one does something to the other, so that it runs across the drawing."""

    start: str
    end: str
    acts: bool


class Block(NamedTuple):
    """A group in a column: below its own title, among the small ones, or among those without a line to the rest."""

    rank: Literal[0, 1, 2]
    group: Group

    @property
    def members(self) -> tuple[str, ...]:
        """The actors of the group."""
        return self.group.members


Column = list[Block]
Columns = tuple[Column, Column, Column]


def arranged(groups: Sequence[Group], lines: Sequence[Line]) -> Columns:
    """Share groups among three columns, and order them and their members so that lines stay short."""
    columns = _shared(groups, lines)
    near: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        near[line.start].append(line.end)
        near[line.end].append(line.start)
    best, least = columns, _length(columns, lines)
    for _ in range(_ROUNDS):
        columns = _settled(columns, near)
        length = _length(columns, lines)
        if length < least:
            best, least = columns, length
    return best


def _shared(groups: Sequence[Group], lines: Sequence[Line]) -> Columns:
    """Put the two groups that have most to do with each other outside, whoever acts more on the left.

    What else is tied to these goes between them as long as there is room, what stands apart where there is most room.
    """
    blocks = _ranked(groups, lines)
    group_of = {member: at for at, block in enumerate(blocks) for member in block.members}
    between: Counter[tuple[int, int]] = Counter()
    acts: Counter[tuple[int, int]] = Counter()
    for line in lines:
        pair = group_of[line.start], group_of[line.end]
        between[pair] += 1
        acts[pair] += line.acts
    columns: Columns = ([], [], [])
    loads = [0.0, 0.0, 0.0]
    room = sum(map(_load, blocks)) / 3

    def put(at: int, column: int) -> None:
        columns[column].append(blocks[at])
        loads[column] += _load(blocks[at])

    rest = list(range(len(blocks)))
    if len(blocks) > 1:
        ties = {at: between[0, at] + between[at, 0] for at in rest[1:]}
        partner = max(ties, key=lambda at: (len(blocks[at].members) >= SMALL, ties[at], -at))
        left, right = (0, partner) if acts[0, partner] >= acts[partner, 0] else (partner, 0)
        put(left, 0)
        put(right, 2)
        rest = [at for at in rest if at not in (0, partner)]
    for at in sorted(rest, key=lambda at: (blocks[at].rank, at)):
        between_them = blocks[at].rank < 2 and loads[1] + _load(blocks[at]) <= _MIDDLE * room
        put(at, 1 if between_them else min(range(3), key=lambda column: (loads[column], column)))
    return columns


def _ranked(groups: Sequence[Group], lines: Sequence[Line]) -> list[Block]:
    """Rank the groups: those whose lines lead, by whatever way, to most of the others come first."""
    near: dict[str, list[str]] = defaultdict(list)
    for group in groups:
        for member in group.members:
            near[member].append(group.members[0])
            near[group.members[0]].append(member)
    for line in lines:
        near[line.start].append(line.end)
        near[line.end].append(line.start)
    most: set[str] = set()
    seen: set[str] = set()
    for group in groups:
        part, edge = set[str](), [group.members[0]]
        while edge:
            member = edge.pop()
            if member not in seen:
                seen.add(member)
                part.add(member)
                edge += near[member]
        most = max(most, part, key=len)
    tied = [group for group in groups if group.members[0] in most]
    apart = [Block(2, group) for group in groups if group.members[0] not in most]
    large = [Block(0, group) for group in tied if len(group.members) >= SMALL]
    if not large:  # then a title for the others says nothing
        return [*(Block(0, group._replace(title="")) for group in tied), *apart]
    return [*large, *(Block(1, group) for group in tied if len(group.members) < SMALL), *apart]


def _load(block: Block) -> float:
    return len(block.members) + (1.5 if block.rank == 0 else 0)


def _settled(columns: Columns, near: Mapping[str, Sequence[str]]) -> Columns:
    """Move each actor towards the middle of those it has lines to, inside its group, and each group likewise."""
    at = _ranks(columns)

    def pull(member: str) -> float:
        return sum(at[other] for other in near[member]) / len(near[member]) if near.get(member) else at[member]

    def settle(block: Block) -> Block:
        members = tuple(sorted(block.members, key=lambda member: (pull(member), at[member])))
        return Block(block.rank, block.group._replace(members=members))

    def middle(block: Block) -> tuple[int, float, str]:
        return block.rank, sum(map(pull, block.members)) / len(block.members), block.group.title

    left, centre, right = ([settle(block) for block in sorted(column, key=middle)] for column in columns)
    return left, centre, right


def _ranks(columns: Columns) -> dict[str, float]:
    """Return how far down its column each actor stands, from 0 to 1."""
    ranks: dict[str, float] = {}
    for column in columns:
        members = [member for block in column for member in block.members]
        ranks |= {member: (at + 0.5) / len(members) for at, member in enumerate(members)}
    return ranks


def _length(columns: Columns, lines: Iterable[Line]) -> float:
    at = _ranks(columns)
    return sum(abs(at[line.start] - at[line.end]) for line in lines)
