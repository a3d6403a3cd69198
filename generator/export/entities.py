"""`data/entities.ftm.json`: actors, places, events, relations and sources as FollowTheMoney entities, one a line.

FollowTheMoney has no word for what did not happen, so that events and relations which nobody says came about are left
out; those that are claimed or unconfirmed say so. Every entity names its sources as `proof`, with citations in `notes`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from generator.chronology import when
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.export import plain
from generator.holding import passages_in
from generator.model import Actor, Event, Place, Relation, Source
from generator.vocabulary import ActorKind

_SCHEMATA = {
    ActorKind.PERSON: "Person",
    ActorKind.STATE: "PublicBody",
    ActorKind.UNNAMED: "LegalEntity",
}
Properties = dict[str, list[str]]


def as_lines(dossier: Dossier[Passage]) -> str:
    """Write the entities as JSON lines, sources first."""
    return "".join(json.dumps(entity, ensure_ascii=False) + "\n" for entity in _entities(dossier))


def _entities(dossier: Dossier[Passage]) -> Iterator[dict[str, Any]]:
    prefix = dossier.front.id
    for source in dossier.sources.values():
        yield _entity(f"{prefix}-{source.id}", "Article", _source(source))
    for actor in dossier.actors.values():
        yield _entity(f"{prefix}-{actor.id}", _SCHEMATA.get(actor.kind, "Organization"), _actor(dossier, actor))
    for place in dossier.places.values():
        yield _entity(f"{prefix}-{place.id}", "Address", _place(dossier, place))
    for event in dossier.events.values():
        if event.status.happened:
            yield _entity(f"{prefix}-{event.id}", "Event", _event(dossier, event))
    for actor in dossier.actors.values():
        for number, relation in enumerate(actor.relations, 1):
            if relation.status.happened:
                identifier = f"{prefix}-{actor.id}-relation-{number}"
                yield _entity(identifier, "UnknownLink", _relation(dossier, actor, relation))


def _entity(identifier: str, schema: str, properties: Properties) -> dict[str, Any]:
    kept = {name: values for name, values in properties.items() if values}
    return {"id": identifier, "schema": schema, "properties": kept}


def _source(source: Source[Passage]) -> Properties:
    return {
        "title": [source.title],
        "name": [source.short],
        "author": [source.author.text] if source.author else [],
        "publisher": [source.outlet.text] if source.outlet else [],
        "date": _one(plain.plain_date(source.date_printed)),
        "sourceUrl": _one(source.url),
        "fileName": [source.file],
        "notes": [f"SHA-256 of the text: {source.sha256}"],
    }


def _actor(dossier: Dossier[Passage], actor: Actor[Passage]) -> Properties:
    every = {name for names in actor.names.values() for name in names}
    return {
        "name": [actor.name],
        "alias": sorted(every - {actor.name}),
        "summary": [" ".join(said.says for said in actor.about)],
        **_proof(dossier, [*passages_in(actor.about), *passages_in(actor.roles)]),
    }


def _place(dossier: Dossier[Passage], place: Place[Passage]) -> Properties:
    return {
        "name": [place.name],
        "full": [place.name],
        "latitude": [] if place.latitude is None else [str(place.latitude)],
        "longitude": [] if place.longitude is None else [str(place.longitude)],
        **_proof(dossier, passages_in(place.about)),
    }


def _event(dossier: Dossier[Passage], event: Event[Passage]) -> Properties:
    certain = [part for part in event.participants if (part.status or event.status).happened]
    return {
        "name": [plain.titled(event.title, event.status)],
        "date": _one(plain.plain_date(when(event).edtf)),
        "summary": [" ".join(plain.told(dossier, event))],
        "involved": list(dict.fromkeys(f"{dossier.front.id}-{part.actor}" for part in certain)),
        "location": [dossier.places[place].name for place in plain.places_of(event)],
        "keywords": [str(event.kind), str(event.status)],
        **_proof(dossier, (passage for account in event.accounts for passage in account.evidence)),
    }


def _relation(dossier: Dossier[Passage], actor: Actor[Passage], relation: Relation[Passage]) -> Properties:
    prefix = dossier.front.id
    signs = ", ".join(plain.citations(dossier, relation.evidence))
    # A link has no `proof` in FollowTheMoney.
    return {
        "subject": [f"{prefix}-{actor.id}"],
        "object": [f"{prefix}-{relation.object}"],
        "role": [plain.titled(relation.type.meaning, relation.status)],
        "status": [str(relation.status)],
        "summary": [f"Rests on {signs}."],
        "sourceUrl": _urls(dossier, relation.evidence),
    }


def _proof(dossier: Dossier[Passage], passages: Iterable[Passage]) -> Properties:
    evidence = list(dict.fromkeys(passages))
    return {
        "proof": list(dict.fromkeys(f"{dossier.front.id}-{passage.source}" for passage in evidence)),
        "notes": [f"{plain.citation(dossier, passage)}: {passage.text}" for passage in evidence],
        "sourceUrl": _urls(dossier, evidence),
    }


def _urls(dossier: Dossier[Passage], passages: Iterable[Passage]) -> list[str]:
    found = (dossier.sources[passage.source].url for passage in passages)
    return list(dict.fromkeys(url for url in found if url))


def _one(value: str | None) -> list[str]:
    return [value] if value else []
