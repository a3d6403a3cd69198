"""`data/dossier.json`: the whole dossier for other software, and the JSON Schema that describes it.

The fields here are a contract; the models below are their one home, and the schema is made from them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from generator import gaps, links
from generator.chronology import when
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.fielddocs import Described
from generator.front import Front
from generator.holding import passages_in
from generator.model import Actor, Dispute, Event, Place, Quote, Source
from generator.vocabulary import Status, Voice

SCHEMA_ID = "dossier.schema.json"


class Exported(BaseModel):
    """What all exported objects share."""

    model_config = ConfigDict(extra="forbid")


class ExportedFront(Exported):
    """The dossier itself."""

    id: str
    title: str
    tagline: str
    description: str
    lead: list[ExportedStatement]
    """The front page's sentences."""


class ExportedStatement(Exported):
    """A curated sentence and the passages it rests on."""

    says: str
    evidence: list[Passage]


class ExportedSentence(Exported):
    """A sentence of a source. Offsets count code points of the seed, end exclusive."""

    number: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    state: Literal["cited", "set-aside", "gap"]
    reason: str | None
    """Why it is set aside; null otherwise."""


class ExportedSource(Exported):
    """A source with its sentences."""

    id: str
    sign: str
    title: str
    short: str
    kind: str
    language: str
    author: str | None
    outlet: str | None
    file: str
    """The name of its text in `seeds/`."""
    sha256: str
    characters: int
    """Code points of the seed."""
    date_printed: str | None
    date_written: str | None
    rights: str
    publish: str
    published_at: str | None
    """Where the source says that it was published."""
    archived_at: str | None
    """Where an archive keeps a copy of that page."""
    url: str
    sentences: list[ExportedSentence]


class ExportedActor(Exported):
    """An actor."""

    id: str
    name: str
    kind: str
    names: list[str]
    """Every spelling that a source uses."""
    url: str
    evidence: list[Passage]


class ExportedParticipant(Exported):
    """An actor's part in an event."""

    actor: str
    role: str
    status: Status
    """Whether the actor is said to have played this part; never more certain than the event."""


class ExportedAccount(Exported):
    """What one source says of an event."""

    source: str
    date: str | None
    as_stated: str | None
    says: str
    evidence: list[Passage]


class ExportedEvent(Exported):
    """An event. `status` says whether it is said to have happened: read it before anything else."""

    id: str
    title: str
    kind: str
    status: Status
    date: str | None
    """EDTF; a set or an interval where the accounts differ."""
    earliest: dt.date | None
    latest: dt.date | None
    places: list[str]
    participants: list[ExportedParticipant]
    accounts: list[ExportedAccount]
    url: str


class ExportedQuote(Exported):
    """Words attributed to a speaker."""

    id: str
    speaker: str
    source: str
    voice: Voice
    parts: list[Passage]
    attribution: Passage
    date: str | None
    url: str


class ExportedRelation(Exported):
    """A typed link between two actors."""

    subject: str
    type: str
    object: str
    status: Status
    evidence: list[Passage]


class ExportedPlace(Exported):
    """A place; coordinates are an editor's, WGS 84."""

    id: str
    name: str
    names: list[str]
    latitude: float | None
    longitude: float | None
    url: str


class ExportedPosition(Exported):
    """What one holder says on a disputed question."""

    holder: str
    """An actor's id, or a source's where it speaks for itself."""
    says: str
    evidence: list[Passage]


class ExportedDispute(Exported):
    """A question on which positions differ."""

    id: str
    question: str
    positions: list[ExportedPosition]
    url: str


class Export(Exported):
    """A sourced dossier. For every passage, `seed[start:end] == text`, counted in Unicode code points."""

    dossier: ExportedFront
    sources: list[ExportedSource]
    actors: list[ExportedActor]
    events: list[ExportedEvent]
    quotes: list[ExportedQuote]
    relations: list[ExportedRelation]
    places: list[ExportedPlace]
    disputes: list[ExportedDispute]


def export(dossier: Dossier[Passage]) -> Export:
    """Gather a dossier into the exported form, in the stable order of its records."""
    states = gaps.coverage(dossier)
    return Export(
        dossier=_front(dossier.front),
        sources=[_source(source, dossier, states[source.id]) for source in dossier.sources.values()],
        actors=[_actor(actor) for actor in dossier.actors.values()],
        events=[_event(event) for event in dossier.events.values()],
        quotes=[_quote(quote) for quote in dossier.quotes.values()],
        relations=[
            ExportedRelation(
                subject=actor.id, type=relation.type, object=relation.object, status=relation.status,
                evidence=list(relation.evidence),
            )
            for actor in dossier.actors.values()
            for relation in actor.relations
        ],
        places=[_place(place) for place in dossier.places.values()],
        disputes=[_dispute(dispute) for dispute in dossier.disputes.values()],
    )  # fmt: skip


def as_json(dossier: Dossier[Passage]) -> str:
    """Write the export as JSON: UTF-8, stable order, one byte sequence for one dossier."""
    return export(dossier).model_dump_json(indent=1) + "\n"


def schema() -> str:
    """Write the JSON Schema (2020-12) of the export."""
    described = Export.model_json_schema(mode="serialization", schema_generator=Described)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID}
    return json.dumps({**head, **described}, ensure_ascii=False, indent=1) + "\n"


def _front(front: Front[Passage]) -> ExportedFront:
    lead = [ExportedStatement(says=said.says, evidence=list(said.evidence)) for said in front.lead]
    return ExportedFront(
        id=front.id, title=front.title, tagline=front.tagline, description=front.description, lead=lead
    )


def _source(source: Source[Passage], dossier: Dossier[Passage], states: Iterable[gaps.SentenceState]) -> ExportedSource:
    return ExportedSource(
        id=source.id,
        sign=source.sign,
        title=source.title,
        short=source.short,
        kind=source.kind,
        language=source.language,
        author=source.author.text if source.author else None,
        outlet=source.outlet.text if source.outlet else None,
        file=source.file,
        sha256=source.sha256,
        characters=len(dossier.texts[source.id].text),
        date_printed=source.date_printed,
        date_written=source.date_written,
        rights=source.rights,
        publish=source.publish,
        published_at=source.url,
        archived_at=source.archived.url if source.archived else None,
        url=links.record_url("sources", source.id),
        sentences=[
            ExportedSentence(
                number=state.sentence.number, start=state.sentence.span.start, end=state.sentence.span.end,
                state=state.state, reason=state.reason or None,
            )
            for state in states
        ],
    )  # fmt: skip


def _actor(actor: Actor[Passage]) -> ExportedActor:
    return ExportedActor(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        names=_names(actor),
        url=links.record_url("actors", actor.id),
        evidence=list(dict.fromkeys([*passages_in(actor.about), *passages_in(actor.roles)])),
    )


def _event(event: Event[Passage]) -> ExportedEvent:
    date_of = when(event)
    return ExportedEvent(
        id=event.id,
        title=event.title,
        kind=event.kind,
        status=event.status,
        date=date_of.edtf,
        earliest=date_of.earliest,
        latest=date_of.latest,
        places=list(dict.fromkeys(place for account in event.accounts for place in account.places)),
        participants=[
            ExportedParticipant(actor=part.actor, role=part.role, status=part.status or event.status)
            for part in event.participants
        ],
        accounts=[
            ExportedAccount(
                source=account.source, date=account.date,
                as_stated=account.as_stated.text if account.as_stated else None,
                says=account.says, evidence=list(account.evidence),
            )
            for account in event.accounts
        ],
        url=links.record_url("events", event.id),
    )  # fmt: skip


def _quote(quote: Quote[Passage]) -> ExportedQuote:
    return ExportedQuote(
        id=quote.id,
        speaker=quote.speaker,
        source=quote.source,
        voice=quote.voice,
        parts=list(quote.parts),
        attribution=quote.attribution,
        date=quote.date,
        url=links.record_url("quotes", quote.id),
    )


def _place(place: Place[Passage]) -> ExportedPlace:
    return ExportedPlace(
        id=place.id,
        name=place.name,
        names=_names(place),
        latitude=place.latitude,
        longitude=place.longitude,
        url=links.record_url("places", place.id),
    )


def _dispute(dispute: Dispute[Passage]) -> ExportedDispute:
    return ExportedDispute(
        id=dispute.id,
        question=dispute.question,
        positions=[
            ExportedPosition(holder=position.holder, says=position.says, evidence=list(position.evidence))
            for position in dispute.positions
        ],
        url=links.record_url("disputes", dispute.id),
    )


def _names(record: Actor[Passage] | Place[Passage]) -> list[str]:
    return sorted({name for names in record.names.values() for name in names})
