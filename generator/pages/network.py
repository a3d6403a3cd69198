"""The network: actors and their relations, drawn in two ways and listed with the words they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from generator import links
from generator.evidence import Passage
from generator.model import Relation
from generator.pages import choices
from generator.pages.choices import Choice
from generator.pages.evidence import Entry, Marker
from generator.pages.network_columns import Line, arranged
from generator.pages.network_groups import Group, Member, groups
from generator.pages.network_layout import Anchor, Drawing, Head, Row, tall, wide
from generator.pages.page import Page, front_matter
from generator.pages.register import Register
from generator.pages.relation import REVERSED, relation_words
from generator.pages.sheet import Link, Sheet
from generator.pages.wording import counted
from generator.vocabulary import ActorKind, RelationType, Status

MOST_NAMED = 40
"""How many actors that are not drawn are named one by one."""

LineKind = Literal["force", "word", "tie"]
KINDS: Mapping[LineKind, str] = {
    "force": "Force, threat, conflict",
    "word": "Accusation, insult, vow",
    "tie": "Office, membership, alliance",
}
"""The kinds of line, and what they stand for."""
DRAWN_AS: Mapping[RelationType, LineKind] = {
    RelationType.KILLED_BY: "force",
    RelationType.ATTACKED_BY: "force",
    RelationType.THREATENED_BY: "force",
    RelationType.SANCTIONED_BY: "force",
    RelationType.ADVERSARY_OF: "force",
    RelationType.RIVAL_OF: "force",
    RelationType.ACCUSED_BY: "word",
    RelationType.INSULTED_BY: "word",
    RelationType.AVENGER_OF: "word",
    RelationType.OFFICIAL_OF: "tie",
    RelationType.COMMANDER_OF: "tie",
    RelationType.DEPUTY_OF: "tie",
    RelationType.SUCCESSOR_OF: "tie",
    RelationType.MEMBER_OF: "tie",
    RelationType.PART_OF: "tie",
    RelationType.ADVISER_OF: "tie",
    RelationType.WORKS_AT: "tie",
    RelationType.WRITES_FOR: "tie",
    RelationType.ALLY_OF: "tie",
    RelationType.BACKED_BY: "tie",
    RelationType.ASSOCIATED_WITH: "tie",
    RelationType.FOLLOWER_OF: "tie",
}
"""How each type of relation is drawn. Lists keep this order."""
_BELONGS = frozenset(
    {
        RelationType.OFFICIAL_OF,
        RelationType.COMMANDER_OF,
        RelationType.DEPUTY_OF,
        RelationType.SUCCESSOR_OF,
        RelationType.MEMBER_OF,
        RelationType.PART_OF,
        RelationType.ADVISER_OF,
        RelationType.WORKS_AT,
        RelationType.WRITES_FOR,
    }
)
"""The relations by which an actor is part of something."""
_MUTUAL = frozenset({RelationType.ADVERSARY_OF, RelationType.RIVAL_OF, RelationType.ALLY_OF})
"""Relations that point neither way."""
_SUFFERED = frozenset(
    {
        RelationType.KILLED_BY,
        RelationType.ATTACKED_BY,
        RelationType.THREATENED_BY,
        RelationType.SANCTIONED_BY,
        RelationType.ACCUSED_BY,
        RelationType.INSULTED_BY,
        RelationType.BACKED_BY,
    }
)
"""Relations written on the one who is acted upon; they are read and drawn from the one who acts."""
_ORDER = {kind: at for at, kind in enumerate(DRAWN_AS)}
_NEVER = (Status.DENIED, Status.CANCELLED)


@dataclass(frozen=True)
class Name:
    """An actor in a drawing: its address, its shape and its label. `whole` is filled where the label is cut."""

    id: str
    url: str
    kind: ActorKind
    x: str
    y: str
    label_x: str
    anchor: Anchor
    rows: tuple[Row, ...]
    whole: str


@dataclass(frozen=True)
class Path:
    """A line in a drawing: from whom to whom, its kind, its status, whether it points, and its course.

    `key` is that of the relations in the list which it stands for.
    """

    key: str
    start: str
    end: str
    kind: LineKind
    status: Status
    points: bool
    course: str


@dataclass(frozen=True)
class Net:
    """A drawing of the network."""

    width: int
    height: int
    heads: tuple[Head, ...]
    names: tuple[Name, ...]
    paths: tuple[Path, ...]


@dataclass(frozen=True)
class Tie:
    """A relation in the list, read from whoever acts; `mutual` where it points neither way."""

    key: str
    type: RelationType
    words: str
    start: Link
    end: Link
    mutual: bool
    status: Status
    holder: Link | None
    markers: tuple[Marker, ...]
    note: str


@dataclass(frozen=True)
class Ties:
    """The relations of one kind."""

    kind: LineKind
    title: str
    ties: tuple[Tie, ...]


@dataclass(frozen=True)
class NetworkView:
    """What the network's page shows."""

    counts: tuple[str, ...]
    shapes: tuple[ActorKind, ...]
    kinds: tuple[Choice, ...]
    types: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    wide: Net
    tall: Net
    lists: tuple[Ties, ...]
    listed: int
    left_out: str
    alone: tuple[Link, ...]
    alone_words: str
    everyone: Link
    apparatus: tuple[Entry, ...]


class Drawn(NamedTuple):
    """Which actors and relations are shown, and how many of each there are."""

    actors: tuple[str, ...]
    relations: tuple[tuple[str, Relation[Passage]], ...]
    of_actors: int
    of_relations: int


def plan(register: Register) -> list[Page]:
    """Plan the page of the network."""
    drawn = chosen(register)
    actors, relations = counted(drawn.of_actors, "actor"), counted(drawn.of_relations, "relation")
    description = f"{actors} and {relations} between them, each with the words it rests on."
    view = _view(Sheet(register, links.NETWORK), drawn)
    return [Page(links.NETWORK, "network", front_matter("Network", description), view, "data/actors")]


def chosen(register: Register) -> Drawn:
    """Choose what is drawn: all that has a relation, or of too many those with most relations."""
    every = [(actor.id, relation) for actor in register.dossier.actors.values() for relation in actor.relations]
    degree = Counter(end for subject, relation in every for end in (subject, relation.object))
    ranked = sorted(degree, key=lambda actor: (-degree[actor], actor))
    rank = {actor: at for at, actor in enumerate(ranked)}
    # A relation can be drawn from the rank of its lesser actor on.
    needs = Counter(max(rank[subject], rank[relation.object]) for subject, relation in every)
    bounds = register.bounds
    number = shown = 0
    while number < min(len(ranked), bounds.actors) and (number < 2 or shown + needs[number] <= bounds.relations):
        shown += needs[number]
        number += 1
    actors = set(ranked[:number])
    relations = [(subject, relation) for subject, relation in every if {subject, relation.object} <= actors]
    left = {end for subject, relation in relations for end in (subject, relation.object)}
    return Drawn(tuple(sorted(left)), tuple(relations), len(ranked), len(every))


def _view(sheet: Sheet, drawn: Drawn) -> NetworkView:
    actors = sheet.register.dossier.actors
    lines = _lines(drawn)
    columns = arranged(_groups(sheet.register, drawn), [line for line, _ in lines])
    names = {actor: actors[actor].name for actor in drawn.actors}
    kinds = Counter(DRAWN_AS[relation.type] for _, relation in drawn.relations)
    types = Counter(relation.type for _, relation in drawn.relations)
    shapes = {actors[actor].kind for actor in drawn.actors}
    alone = [actor for actor in actors.values() if not actor.relations and actor.id not in sheet.register.relations_to]
    index = links.index_file("actors")
    return NetworkView(
        counts=(counted(drawn.of_actors, "actor"), counted(drawn.of_relations, "relation")),
        shapes=tuple(kind for kind in ActorKind if kind in shapes),
        kinds=tuple(Choice(kind, title, kinds[kind]) for kind, title in KINDS.items() if kinds[kind]),
        types=tuple(Choice(type_, _type_words(type_), types[type_]) for type_ in DRAWN_AS if types[type_]),
        statuses=choices.in_order((relation.status for _, relation in drawn.relations), Status),
        wide=_net(sheet, wide(columns, names, [line for line, _ in lines]), lines),
        tall=_net(sheet, tall(columns, names, [line for line, _ in lines]), lines),
        lists=tuple(_lists(sheet, drawn)),
        listed=len(drawn.relations),
        left_out=_left_out(drawn),
        alone=sheet.links(actor.id for actor in alone) if len(alone) <= MOST_NAMED else (),
        alone_words=counted(len(alone), "actor") if alone else "",
        everyone=Link("the list of actors", sheet.target(index)),
        apparatus=sheet.apparatus(),
    )


def _left_out(drawn: Drawn) -> str:
    if len(drawn.actors) == drawn.of_actors:
        return ""
    actors, relations = len(drawn.actors), f"{len(drawn.relations):,} of {drawn.of_relations:,}"
    best = f"Of {drawn.of_actors:,} actors the best connected {actors} are shown"
    return f"{best}, and the {relations} relations between them."


class _Drawn(NamedTuple):
    """What a line shows besides its ends."""

    kind: LineKind
    status: Status
    points: bool


def _lines(drawn: Drawn) -> list[tuple[Line, _Drawn]]:
    """Return each line once that would look the same, ties first, so that force is drawn on top."""
    found: dict[tuple[Line, _Drawn], None] = {}

    def order(pair: tuple[str, Relation[Passage]]) -> tuple[int, str, str, Status]:
        return -_ORDER[pair[1].type], pair[0], pair[1].object, pair[1].status

    for subject, relation in sorted(drawn.relations, key=order):
        start, end = _ends(subject, relation)
        kind = DRAWN_AS[relation.type]
        if start != end:
            look = _look(relation)
            found[Line(start, end, kind != "tie" and look.points), look] = None
    return list(found)


def _look(relation: Relation[Passage]) -> _Drawn:
    return _Drawn(DRAWN_AS[relation.type], relation.status, relation.type not in _MUTUAL)


def _key(start: str, end: str, look: _Drawn) -> str:
    """Return what relations that share a line have in common; one with an actor itself has no line."""
    return f"{start}.{end}.{look.kind}.{look.status}.{'to' if look.points else 'and'}"


def _type_words(type_: RelationType) -> str:
    return REVERSED[type_] if type_ in _SUFFERED else type_.meaning


def _ends(subject: str, relation: Relation[Passage]) -> tuple[str, str]:
    ends = subject, relation.object
    return ends[::-1] if relation.type in _SUFFERED else ends


def _groups(register: Register, drawn: Drawn) -> list[Group]:
    actors = register.dossier.actors
    degree = Counter(end for subject, relation in drawn.relations for end in (subject, relation.object))
    members = {actor: Member(actors[actor].name, actors[actor].kind, degree[actor]) for actor in drawn.actors}
    offices = [
        (actor, role.organisation)
        for actor in drawn.actors
        for role in actors[actor].roles
        if role.organisation and role.status not in _NEVER
    ]
    belongs = [
        (subject, relation.object)
        for subject, relation in drawn.relations
        if relation.type in _BELONGS and relation.status not in _NEVER
    ]
    return groups(members, [*belongs, *offices])


def _net(sheet: Sheet, drawing: Drawing, lines: Sequence[tuple[Line, _Drawn]]) -> Net:
    register = sheet.register
    names = tuple(
        Name(
            spot.actor,
            links.relative_url(sheet.file, register.file(spot.actor)),
            register.dossier.actors[spot.actor].kind,
            spot.x,
            spot.y,
            spot.label_x,
            spot.anchor,
            spot.rows,
            spot.whole,
        )
        for spot in drawing.spots
    )
    paths = tuple(
        Path(_key(line.start, line.end, drawn), line.start, line.end, drawn.kind, drawn.status, drawn.points, course)
        for (line, drawn), course in zip(lines, drawing.paths, strict=True)
    )
    return Net(drawing.width, drawing.height, drawing.heads, names, paths)


def _lists(sheet: Sheet, drawn: Drawn) -> Iterator[Ties]:
    title = sheet.register.title

    def order(pair: tuple[str, Relation[Passage]]) -> tuple[int, str, str, Status]:
        start, end = _ends(*pair)
        return _ORDER[pair[1].type], title(start), title(end), pair[1].status

    ordered = sorted(drawn.relations, key=order)
    for kind, name in KINDS.items():
        ties = tuple(_tie(sheet, *pair) for pair in ordered if DRAWN_AS[pair[1].type] == kind)
        if ties:
            yield Ties(kind, name, ties)


def _tie(sheet: Sheet, subject: str, relation: Relation[Passage]) -> Tie:
    start, end = _ends(subject, relation)
    return Tie(
        _key(start, end, _look(relation)),
        relation.type,
        relation_words(relation, reverse=relation.type in _SUFFERED),
        sheet.link(start),
        sheet.link(end),
        relation.type in _MUTUAL,
        relation.status,
        sheet.link(relation.holder) if relation.holder else None,
        sheet.markers(relation.evidence),
        relation.note or "",
    )
