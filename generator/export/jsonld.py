"""The dossier in the words of schema.org, for search engines and knowledge graphs: as a whole, and page by page.

Only what a source reports in its own voice is an Event. What is claimed, unconfirmed, denied, threatened, planned or
feared is a Claim about its subject; what was called off is an Event with the status EventCancelled. Who is not named is
no Person and no Organization, and so no author; the credit says who it is. Addresses are relative to the file, so that
they hold wherever the site stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator import links
from generator.chronology import when
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.export import plain
from generator.model import Account, Actor, Dispute, Event, Place, Quote, Source
from generator.vocabulary import ActorKind, Kind, SourceKind, Status, Voice

CONTEXT = {"@vocab": "https://schema.org/"}
"""All of the context: nobody needs to fetch one."""
_SOURCES = {SourceKind.NEWS: "NewsArticle", SourceKind.OPINION: "OpinionNewsArticle"}
_ACTORS = {
    ActorKind.PERSON: "Person",
    ActorKind.STATE: "GovernmentOrganization",
    ActorKind.UNNAMED: "Thing",
}
_CUT = " […] "
_DOWNLOADS = {links.EXPORT: "application/json", links.LINKED_DATA: "application/ld+json"}
_AT_LENGTH = frozenset({"citation", "encoding", "hasPart", "subjectOf"})
"""What a page's own JSON-LD leaves to the file of the whole dossier: evidence, word by word."""


def as_jsonld(dossier: Dossier[Passage]) -> str:
    """Write `data/dossier.jsonld`: JSON-LD 1.1, its own context included."""
    return plain.as_json({"@context": CONTEXT, "@graph": _graph(dossier)})


class OnPages:
    """Describes what each page is about, short enough to stand in the page's head."""

    def __init__(self, dossier: Dossier[Passage]) -> None:
        self._nodes = {node["@id"]: node for node in _graph(dossier)}

    def of(self, file: str) -> dict[str, Any] | None:
        """Return the JSON-LD of the record whose page lies at a file, of the dossier for home, and None for others.

        Addresses are relative to the page. What is referred to is named, since a reader of one page sees no other.
        """
        node = self._nodes.get(links.from_data(links.url(file)))
        return {"@context": "https://schema.org", **self._brief(node, file)} if node else None

    def _brief(self, value: Any, file: str) -> Any:
        if isinstance(value, list):
            return [self._brief(item, file) for item in value]
        if not isinstance(value, dict):
            return value
        known = self._nodes.get(value["@id"], {}) if value.keys() == {"@id"} else {}
        name = known.get("name") or known.get("headline")
        named = {"@type": known["@type"], "name": name} if known else {}
        brief = {key: self._brief(item, file) for key, item in value.items() if key not in _AT_LENGTH}
        if (address := value.get("@id", "")).startswith(links.from_data("")):
            brief["@id"] = links.between(file, address.removeprefix(links.from_data("")))
        return {key: item for key, item in {**brief, **named}.items() if item is not None}


def _graph(dossier: Dossier[Passage]) -> list[dict[str, Any]]:
    return [
        {
            "@id": links.from_data(""),
            "@type": "Dataset",
            "name": dossier.front.title,
            "description": dossier.front.description,
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "isBasedOn": [_link("sources", source) for source in dossier.sources],
            "distribution": [_download(file, media) for file, media in _DOWNLOADS.items()],
        },
        *(_source(source, dossier) for source in dossier.sources.values()),
        *(_actor(actor) for actor in dossier.actors.values()),
        *(_event(event, dossier) for event in dossier.events.values()),
        *(_quote(quote, dossier) for quote in dossier.quotes.values()),
        *(_place(place) for place in dossier.places.values()),
        *(_dispute(dispute, dossier) for dispute in dossier.disputes.values()),
    ]


def _download(file: str, media: str) -> dict[str, Any]:
    address = {"@id": links.from_data(file)}
    return {**address, "@type": "DataDownload", "encodingFormat": media, "contentUrl": address}


def _source(source: Source[Passage], dossier: Dossier[Passage]) -> dict[str, Any]:
    return {
        **_head("sources", source.id, _SOURCES.get(source.kind, "Article")),
        "headline": source.title,
        "alternateName": source.short,
        "inLanguage": source.language,
        **(_author(source.author.text, source, dossier) if source.author else {}),
        "publisher": {"@type": "Organization", "name": source.outlet.text} if source.outlet else None,
        "datePublished": plain.plain_date(source.date_printed),
        "dateCreated": plain.plain_date(source.date_written),
        "sameAs": source.url,
        "copyrightNotice": source.rights,
        "encoding": {
            "@type": "MediaObject",
            "name": source.file,
            "encodingFormat": "text/plain; charset=utf-8",
            "sha256": source.sha256,
            "description": f"{len(dossier.texts[source.id].text)} characters",
        },
    }


def _actor(actor: Actor[Passage]) -> dict[str, Any]:
    return {
        **_head("actors", actor.id, _ACTORS.get(actor.kind, "Organization")),
        "name": actor.name,
        "alternateName": _other_names(actor),
        "description": " ".join(said.says for said in actor.about),
    }


def _event(event: Event[Passage], dossier: Dossier[Passage]) -> dict[str, Any]:
    about = [_link("actors", part.actor) for part in event.participants if part.status in (None, event.status)]
    description = " ".join(plain.told(dossier, event))
    told = [_claim(account, dossier) for account in event.accounts]
    named = {"name": plain.titled(event.title, event.status), "description": description, "about": about or None}
    if event.status is Status.REPORTED or event.status is Status.CANCELLED:
        cancelled = event.status is Status.CANCELLED
        return {
            **_head("events", event.id, "Event"),
            **named,
            "eventStatus": {"@id": "https://schema.org/EventCancelled"} if cancelled else None,
            "startDate": plain.plain_date(when(event).edtf),
            "location": [_link("places", place) for place in plain.places_of(event)] or None,
            "subjectOf": told,
        }
    return {
        **_head("events", event.id, "Claim"),
        **named,
        "creativeWorkStatus": event.status,
        **(_by(event.holder, dossier) if event.holder else {}),
        "appearance": [_link("sources", account.source) for account in event.accounts],
        "hasPart": told,
    }


def _claim(account: Account[Passage], dossier: Dossier[Passage]) -> dict[str, Any]:
    return {
        "@type": "Claim",
        "text": account.says,
        "appearance": _link("sources", account.source),
        "citation": _cited(dossier, account.evidence),
    }


def _cited(dossier: Dossier[Passage], evidence: Iterable[Passage]) -> list[dict[str, Any]]:
    return [
        {
            "@type": "Quotation",
            "name": plain.citation(dossier, passage),
            "text": passage.text,
            "isPartOf": _link("sources", passage.source),
        }
        for passage in evidence
    ]


def _author(name: str, source: Source[Passage], dossier: Dossier[Passage]) -> dict[str, Any]:
    """Say who wrote a source: the actor whom it calls so, if there is one."""
    known = [actor.id for actor in dossier.actors.values() if name in actor.names.get(source.id, ())]
    return _by(known[0], dossier) if len(known) == 1 else {"creditText": name}


def _by(actor: str, dossier: Dossier[Passage], relation: str = "author") -> dict[str, Any]:
    """Say by whom something is: by an actor, or by people without a name."""
    found = dossier.actors[actor]
    return {"creditText": found.name} if found.kind is ActorKind.UNNAMED else {relation: _link("actors", actor)}


def _quote(quote: Quote[Passage], dossier: Dossier[Passage]) -> dict[str, Any]:
    is_direct = quote.voice is Voice.DIRECT
    return {
        **_head("quotes", quote.id, "Quotation" if is_direct else "Claim"),
        "text": _CUT.join(part.text for part in quote.parts),
        "description": f"{quote.voice.capitalize()}: {quote.voice.meaning}. Attribution: {quote.attribution.text}",
        **_by(quote.speaker, dossier, "spokenByCharacter" if is_direct else "author"),
        "isPartOf": _link("sources", quote.source),
        "dateCreated": plain.plain_date(quote.date),
        "about": [_link("actors", actor) for actor in quote.about] or None,
    }


def _place(place: Place[Passage]) -> dict[str, Any]:
    known = place.latitude is not None and place.longitude is not None
    geo = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return {
        **_head("places", place.id, "Place"),
        "name": place.name,
        "alternateName": _other_names(place),
        "description": " ".join(said.says for said in place.about) or None,
        "geo": geo if known else None,
        "containedInPlace": _link("places", place.within) if place.within else None,
    }


def _dispute(dispute: Dispute[Passage], dossier: Dossier[Passage]) -> dict[str, Any]:
    return {
        **_head("disputes", dispute.id, "Question"),
        "name": dispute.question,
        "suggestedAnswer": [
            {
                "@type": "Answer",
                "text": position.says,
                **(_by(position.holder, dossier) if position.holder in dossier.actors else {}),
                "isBasedOn": _link("sources", position.source),
                "citation": _cited(dossier, position.evidence),
            }
            for position in dispute.positions
        ],
    }


def _head(kind: Kind, record: str, schema: str) -> dict[str, str]:
    address = links.from_data(links.record_url(kind, record))
    return {"@id": address, "@type": schema, "identifier": record}


def _link(kind: Kind, record: str) -> dict[str, str]:
    return {"@id": links.from_data(links.record_url(kind, record))}


def _other_names(record: Actor[Passage] | Place[Passage]) -> list[str] | None:
    every = {name for names in record.names.values() for name in names}
    return sorted(every - {record.name}) or None
