"""Large dossiers, made up: many actors with relations, many places with events, all resting on one sentence."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from generator.dossier import Dossier
from generator.evidence import Passage, Statement
from generator.load import load
from generator.model import Account, Actor, Event, Place, Relation
from generator.vocabulary import ActorKind, EventKind, PlaceKind, RelationType, Status

SOURCE = "race-report"
SYLLABLES = (
    "ba",
    "der",
    "fi",
    "gu",
    "hol",
    "jin",
    "ka",
    "lem",
    "mo",
    "nur",
    "ost",
    "pri",
    "que",
    "ros",
    "sha",
    "tur",
    "ul",
)
"""Of these, names are made."""
ODD = [
    "WWWWW MMMMM WWWWW",
    "Ḥusayn ʿAlī Ṣāliḥī",
    "محمد جواد ظریف",
    "Łódź–Żyrardów Committee",
    "i",
    "A" * 90,
    "國務院 外交部",
]
"""Names that are hard to set: wide, narrow, long without a space, in other scripts."""
_TIES = [RelationType.OFFICIAL_OF, RelationType.MEMBER_OF, RelationType.PART_OF, RelationType.COMMANDER_OF]


def base(folder: Path) -> tuple[Dossier[Passage], Passage]:
    """The small dossier of the tests, and a passage of it."""
    found = load(folder).found
    assert found
    return found, found.actors["hare"].about[0].evidence[0]


def actors(folder: Path, number: int, relations: int, seed: int = 0) -> Dossier[Passage]:
    """A dossier of so many actors and relations: a few states, offices below them, and whatever comes about."""
    dossier, passage = base(folder)
    chance = random.Random(seed)  # noqa: S311 - the same for the same seed
    ids = [f"actor-{at}" for at in range(number)]
    kinds = {one: ActorKind.STATE if at < 4 else chance.choice(list(ActorKind)) for at, one in enumerate(ids)}
    written: dict[str, dict[tuple[str, RelationType], Relation[Passage]]] = {one: {} for one in ids}
    while sum(map(len, written.values())) < relations:
        subject, object_ = chance.sample(ids, 2)
        loose = chance.random() < 0.5
        kind = chance.choice(list(RelationType)) if loose else chance.choice(_TIES)
        if not loose:
            object_ = ids[min(int(chance.expovariate(0.2)), number - 1)]
        if object_ != subject:
            status = chance.choice([Status.REPORTED] * 4 + [Status.CLAIMED, Status.PLANNED])
            relation = Relation[Passage](type=kind, object=object_, status=status, evidence=(passage,))
            written[subject][object_, kind] = relation
    made = {one: _actor(one, kinds[one], tuple(written[one].values()), passage, chance) for one in ids}
    return _of(dossier, actors=made)


def places(folder: Path, points: Mapping[str, tuple[float, float]], events: int = 0, seed: int = 0) -> Dossier[Passage]:
    """A dossier with places at these degrees east and north, and so many events shared among them."""
    dossier, passage = base(folder)
    chance = random.Random(seed)  # noqa: S311 - the same for the same seed
    made = {}
    for one, (east, north) in points.items():
        kind = PlaceKind.COUNTRY if east.is_integer() and north.is_integer() else PlaceKind.CITY
        made[one] = Place[Passage](
            id=one, name=_name(chance), kind=kind, names={SOURCE: ("the mill",)}, latitude=north, longitude=east
        )
    happened = {
        f"event-{at}": _event(f"event-{at}", chance.choice(list(points)), passage, chance) for at in range(events)
    }
    return _of(dossier, places=made, events=happened)


def with_places(dossier: Dossier[Passage], places: Mapping[str, Place[Passage]]) -> Dossier[Passage]:
    """The same dossier with other places."""
    return replace(dossier, places=places)


def _of(
    dossier: Dossier[Passage],
    actors: Mapping[str, Actor[Passage]] | None = None,
    places: Mapping[str, Place[Passage]] | None = None,
    events: Mapping[str, Event[Passage]] | None = None,
) -> Dossier[Passage]:
    front = dossier.front.model_copy(update={"key_events": ()})
    return replace(
        dossier, front=front, actors=actors or {}, places=places or {}, events=events or {}, quotes={}, disputes={}
    )


def _actor(
    one: str, kind: ActorKind, relations: tuple[Relation[Passage], ...], passage: Passage, chance: random.Random
) -> Actor[Passage]:
    about = (Statement[Passage](says="It is made up.", evidence=(passage,)),)
    name = _name(chance)
    return Actor[Passage](id=one, name=name, kind=kind, names={SOURCE: (name,)}, about=about, relations=relations)


def _event(one: str, place: str, passage: Passage, chance: random.Random) -> Event[Passage]:
    account = Account[Passage](source=SOURCE, says="It came about.", places=(place,), evidence=(passage,))
    status = chance.choice(list(Status))
    return Event[Passage](id=one, title=_name(chance), kind=EventKind.ATTACK, status=status, accounts=(account,))


def _name(chance: random.Random) -> str:
    if chance.random() < 0.06:
        return chance.choice(ODD)
    words = [
        "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(1, 4))).capitalize()
        for _ in range(chance.randint(1, 6))
    ]
    return " ".join(words)
