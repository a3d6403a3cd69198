"""Dossiers for the tests of exports: the small one, the shipped one, and one that is hard to write down."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from generator import export
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.load import load
from generator.model import Account, Actor, Event, Participant, Place, Relation
from generator.vocabulary import Status

ROOT = Path(__file__).parent.parent
HARD = "=HYPERLINK(\"x\"), 50% & <b>{odd}</b>; \\back\\ 'it' #1_~^$ – ‘é’ محمد 國"
"""A text with what each format must escape."""
NAMES = ["base", "shipped", "hard"]
everywhere = pytest.mark.parametrize("name", NAMES)


@cache
def dossier(name: str) -> Dossier[Passage]:
    """One of the three dossiers, made once."""
    if name == "hard":
        return _hard(dossier("base"))
    found = load(ROOT / "tests" / "cases" / "base" if name == "base" else ROOT).found
    assert found
    return found


@cache
def files(name: str) -> dict[str, str]:
    """Every export of one of them, made once."""
    return {file: content.decode() for file, content in export.files(dossier(name)).items()}


def _hard(base: Dossier[Passage]) -> Dossier[Passage]:
    """The small dossier with an event and a relation of each status, and texts that are hard to escape."""
    race, hare, mill = base.events["race"], base.actors["hare"], base.places["millbrook"]
    says = "+1\tand more\nsecond line\r\nthird, “quoted”, " + HARD
    account = race.accounts[0].model_copy(update={"says": says, "note": "'tis quoted", "date": "1921-05-03"})
    events: dict[str, Event[Passage]] = {}
    for status in Status:
        one = race.model_copy(
            update={
                "id": f"it-was-{status}",
                "title": HARD if status is Status.REPORTED else f"@{status}: {HARD}",
                "status": status,
                "accounts": (account,),
                "participants": (*race.participants, _part(Status.DENIED)),
                "part_of": None,
                "note": f"-{status}",
            }
        )
        events[one.id] = one
    vague = ["1921-05-03~", "1921", "1921-05/1921-06", "../1921-05-03", "192X", None]
    for number, date in enumerate(vague):
        told: Account[Passage] = account.model_copy(update={"date": date})
        events[f"vague-{number}"] = race.model_copy(
            update={"id": f"vague-{number}", "accounts": (told,), "part_of": None}
        )
    relation = hare.relations[0] if hare.relations else _relation(base)
    links = tuple(relation.model_copy(update={"status": status, "object": "tortoise"}) for status in Status)
    actor: Actor[Passage] = hare.model_copy(
        update={"name": HARD, "relations": links, "names": {"race-report": (HARD,)}}
    )
    place: Place[Passage] = mill.model_copy(update={"latitude": -0.5, "longitude": -71.25, "name": HARD})
    return replace(
        base,
        events=dict(sorted({**base.events, **events}.items())),
        actors={**base.actors, "hare": actor},
        places={**base.places, "millbrook": place},
    )


def _part(status: Status) -> Participant[Passage]:
    return Participant[Passage].model_validate({"actor": "fox", "role": "agent", "status": status}, strict=False)


def _relation(base: Dossier[Passage]) -> Relation[Passage]:
    return next(relation for actor in base.actors.values() for relation in actor.relations)
