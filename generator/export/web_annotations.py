"""`data/annotations.jsonld`: a W3C Web Annotation for every passage on which a record rests.

The target of each is the source's text as its SHA-256 pins it, named by a `ni:` address (RFC 6920). The context stands
in the file, so that nobody needs to fetch one; its terms are those of http://www.w3.org/ns/anno.jsonld.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import Any
from urllib.parse import quote

from pydantic_core import to_json

from generator import gaps, links
from generator.dossier import Dossier
from generator.evidence import Passage, Record, Statement
from generator.export import plain
from generator.front import Entry, Front
from generator.model import Account, Actor, Dispute, Event, Place, Position, Source
from generator.sources import Span
from generator.vocabulary import Publish

CONTEXT = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@vocab"},
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextualBody": "oa:TextualBody",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "Text": "dctypes:Text",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "describing": "oa:describing",
    "linking": "oa:linking",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "via": {"@id": "oa:via", "@type": "@id"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
    "label": "rdfs:label",
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "first": {"@id": "as:first", "@type": "@id"},
    "partOf": {"@id": "as:partOf", "@type": "@id"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
}
_SAYING = (Statement, Account, Position, Entry)
REACH = 32
"""How many characters around a passage are given at most."""


def as_jsonld(dossier: Dossier[Passage]) -> bytes:
    """Write all annotations as one collection of one page, in the order of the records, each on a line of its own.

    It is by far the longest of the exports: as text it would take twice the memory.
    """
    writer = _Writer(dossier)
    items = [to_json(writer.annotation(use)) for use in gaps.cited(dossier)]
    collection = {
        "@context": CONTEXT,
        "id": "",
        "type": "AnnotationCollection",
        "label": f"Passages on which records of the dossier rest: {dossier.front.title}",
        "total": len(items),
        "first": {"id": "#page", "type": "AnnotationPage", "partOf": "", "startIndex": 0, "items": []},
    }
    before, _, after = plain.written(collection).encode().rpartition(b"[]")
    return b"".join([before, b"[\n", b",\n".join(items), b"\n]", after])


class _Writer:
    """Knows which characters of each source the site shows."""

    def __init__(self, dossier: Dossier[Passage]) -> None:
        self.dossier = dossier
        self.shown = {source: _shown(dossier, source) for source in dossier.sources}
        self.texts = {source.id: _text(source) for source in dossier.sources.values()}

    def annotation(self, use: gaps.Cited) -> dict[str, Any]:
        place = "/".join(quote(str(step), safe="") for step in use.path)
        kind = self.dossier.kind_of(use.record)
        address = links.record_url(kind, use.record) if kind else ""
        return {
            "id": f"#{use.record}/{place}",
            "type": "Annotation",
            "motivation": "linking",
            "body": [
                {"type": "SpecificResource", "source": links.from_data(address), "purpose": "linking"},
                {
                    "type": "TextualBody",
                    "value": self.said(use),
                    "format": "text/plain",
                    "purpose": "describing",
                },
            ],
            "target": self.target(use.passage),
        }

    def said(self, use: gaps.Cited) -> str:
        """Name the record, and the sentence of ours that rests on the passage, if it is one."""
        kind = self.dossier.kind_of(use.record)
        record: Any = self.dossier.of_kind(kind)[use.record] if kind else self.dossier.front
        name = _named(record)
        says, at = "", record
        for step in use.path:
            at = getattr(at, step) if isinstance(step, str) and isinstance(at, Record) else at[step]
            says = at.says if isinstance(at, _SAYING) else says
        return ": ".join(part for part in (name or use.record, says) if part)

    def target(self, passage: Passage) -> dict[str, Any]:
        text = self.dossier.texts[passage.source].text
        shown = self.shown[passage.source]
        around = shown[bisect_right(shown, passage.start, key=attrgetter("start")) - 1]
        start = max(around.start, passage.start - REACH)
        end = min(around.end, passage.end + REACH)
        return {
            "type": "SpecificResource",
            "source": self.texts[passage.source],
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": passage.text,
                    "prefix": text[start : passage.start],
                    "suffix": text[passage.end : end],
                },
                {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
            ],
        }


def _text(source: Source[Passage]) -> dict[str, str]:
    """Describe the text of a source."""
    return {
        "id": plain.named(source.sha256),
        "type": "Text",
        "format": "text/plain",
        "language": source.language,
        "label": source.title,
        **({"via": source.url} if source.url else {}),
    }


def _named(record: Any) -> str:
    """Return what a record is called, if it has a name."""
    match record:
        case Event():
            return plain.titled(record.title, record.status)
        case Front() | Source():
            return record.title
        case Actor() | Place():
            return record.name
        case Dispute():
            return record.question
    return ""


def _shown(dossier: Dossier[Passage], source: str) -> list[Span]:
    """Return the stretches of a source that the site shows, with the white space around them, in order and apart."""
    length = len(dossier.texts[source].text)
    if dossier.sources[source].publish is Publish.FULL:
        return [Span(0, length)]
    states = gaps.coverage(dossier)[source]
    ends = [0, *(state.sentence.span.end for state in states)]
    starts = [*(state.sentence.span.start for state in states), length]
    shown: list[Span] = []
    for at, state in enumerate(states):
        if state.state != "cited":
            continue
        follows = at and states[at - 1].state == "cited"
        start = shown.pop().start if follows else ends[at]
        shown.append(Span(start, starts[at + 1]))
    return shown
