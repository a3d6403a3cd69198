"""Who stands with whom in a network: groups that follow from offices, memberships and commands, and from nothing else.

A state gathers whoever belongs to it, and who belongs to those. What no state gathers forms groups of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.vocabulary import ActorKind

SMALL = 3
"""A group with fewer members gets no heading."""
_TOO_LARGE = 0.7
"""A group with a larger share of a network explains nothing; then the kinds of actor do."""
_FEW = 9
"""So many actors are clear without that."""
_BODIES = (ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.OUTLET)
_KINDS: Mapping[ActorKind, str] = {
    ActorKind.PERSON: "People",
    ActorKind.ORGANISATION: "Organisations",
    ActorKind.STATE: "States",
    ActorKind.GROUP: "Armed groups and movements",
    ActorKind.OUTLET: "Outlets",
    ActorKind.UNNAMED: "Unnamed groups",
}


class Member(NamedTuple):
    """An actor of a network: its name, its kind, and in how many relations it stands."""

    name: str
    kind: ActorKind
    degree: int


class Group(NamedTuple):
    """Actors that stand together: the name of the foremost, or of what they share, and their ids."""

    title: str
    members: tuple[str, ...]


def groups(members: Mapping[str, Member], belongs: Iterable[tuple[str, str]]) -> list[Group]:
    """Group the members of a network, the largest group first. `belongs` pairs an actor with what it is part of."""
    if not members:
        return []
    pairs = [(inner, outer) for inner, outer in belongs if inner in members and outer in members and inner != outer]
    placed = _gathered(members, pairs)
    found: dict[str, list[str]] = defaultdict(list)
    for member in members:
        found[placed[member]].append(member)
    if len(members) > _FEW and max(map(len, found.values())) > _TOO_LARGE * len(members):
        found = defaultdict(list)
        for member, (_, kind, _) in members.items():
            found[_KINDS[kind]].append(member)
        return _ordered([Group(title, tuple(inside)) for title, inside in found.items()])
    return _ordered([Group(members[anchor].name, tuple(inside)) for anchor, inside in found.items()])


def _ordered(found: Sequence[Group]) -> list[Group]:
    return sorted(found, key=lambda group: (-len(group.members), group.title, group.members))


def _gathered(members: Mapping[str, Member], pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return for each member the one that its group is named after."""
    placed = _below_states(members, pairs)
    for part in _parts([member for member in members if member not in placed], pairs):
        inside = set(part)
        near = {placed[a] for pair in pairs for a, b in (pair, pair[::-1]) if b in inside and a in placed}
        # Whoever holds offices in a state and in another body ties the body to it, unless others tie it elsewhere.
        anchor = near.pop() if len(near) == 1 else min(part, key=lambda member: _rank(members[member], member))
        placed |= dict.fromkeys(part, anchor)
    return placed


def _below_states(members: Mapping[str, Member], pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Walk from all states at once to whoever belongs to them; a state belongs to itself alone."""
    inner: dict[str, list[str]] = defaultdict(list)
    for one, outer in pairs:
        inner[outer].append(one)
    states = [member for member, (_, kind, _) in members.items() if kind is ActorKind.STATE]
    placed = {state: state for state in sorted(states, key=lambda state: _rank(members[state], state))}
    edge = list(placed)
    while edge:
        reached = []
        for outer in edge:
            for one in inner[outer]:
                if one not in placed:
                    placed[one] = placed[outer]
                    reached.append(one)
        edge = reached
    return placed


def _parts(members: Sequence[str], pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Return which of these members hang together."""
    near: dict[str, list[str]] = {member: [] for member in members}
    for inner, outer in pairs:
        if inner in near and outer in near:
            near[inner].append(outer)
            near[outer].append(inner)
    parts, seen = [], set[str]()
    for member in members:
        if member in seen:
            continue
        part, edge = [], [member]
        seen.add(member)
        while edge:
            one = edge.pop()
            part.append(one)
            fresh = [other for other in near[one] if other not in seen]
            seen.update(fresh)
            edge += dict.fromkeys(fresh)
        parts.append(sorted(part))
    return parts


def _rank(member: Member, name: str) -> tuple[bool, int, str]:
    return member.kind not in _BODIES, -member.degree, name
