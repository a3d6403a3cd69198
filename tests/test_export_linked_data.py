"""JSON-LD and Web Annotations, read by rdflib, which fetches nothing."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode
from typing import Any

import pytest
from rdflib import RDF, SDO, Graph, Literal, Namespace, URIRef

from generator import gaps, links
from generator.export import jsonld
from generator.sources import Span
from generator.vocabulary import ActorKind, Status, Voice
from tests.exports import ROOT, dossier, everywhere, files

SITE = "https://example.org/sub/site/"
SCHEMA = Namespace("https://schema.org/")
OA = Namespace("http://www.w3.org/ns/oa#")
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # in rdflib itself
GRAPHS: dict[tuple[str, str], Graph] = {}


def graph(name: str, file: str) -> Graph:
    """A file as rdflib reads it from a site, read once."""
    if (name, file) not in GRAPHS:
        found = Graph()
        GRAPHS[name, file] = found.parse(
            data=files(name)[f"data/{file}"], format="json-ld", publicID=f"{SITE}data/{file}"
        )
    return GRAPHS[name, file]


def annotated(name: str) -> list[dict[str, Any]]:
    """The annotations, as JSON."""
    found: list[dict[str, Any]] = json.loads(files(name)["data/annotations.jsonld"])["first"]["items"]
    return found


@everywhere
@pytest.mark.parametrize("file", ["dossier.jsonld", "annotations.jsonld"])
def test_no_context_has_to_be_fetched(name: str, file: str) -> None:
    """The context stands in the file, and names no other."""
    found = json.loads(files(name)[f"data/{file}"])
    assert isinstance(found["@context"], dict)
    assert "@import" not in found["@context"]
    assert files(name)[f"data/{file}"].count('"@context"') == 1


@everywhere
def test_every_record_is_a_thing_at_its_address(name: str) -> None:
    """Addresses become those of the pages, wherever the site stands; each has a type."""
    found = graph(name, "dossier.jsonld")
    for kind, record in dossier(name).records():
        assert found.value(URIRef(f"{SITE}{kind}/{record.id}/"), RDF.type), record.id


@everywhere
def test_every_address_that_is_named_is_described(name: str) -> None:
    """No link between records leads nowhere."""
    found = graph(name, "dossier.jsonld")
    aimed = {thing for thing in found.objects() if isinstance(thing, URIRef) and thing.startswith(SITE)}
    assert aimed <= set(found.subjects())


@everywhere
def test_a_page_says_of_its_record_what_the_whole_says(name: str) -> None:
    """Read at the page's address: the same thing, of the same types, in the same words; what it names is named so."""
    whole, described = graph(name, "dossier.jsonld"), jsonld.OnPages(dossier(name))
    for file in ["index.md", *(f"{kind}/{record.id}.md" for kind, record in dossier(name).records())]:
        thing = URIRef(SITE + links.url(file))
        said = described.of(file)
        assert said
        assert said.pop("@context") == "https://schema.org"  # rdflib would fetch it; this says the same
        page = Graph().parse(data=json.dumps({"@context": jsonld.CONTEXT, **said}), format="json-ld", publicID=thing)
        assert (thing, RDF.type, None) in page
        named = {fact for fact in page if isinstance(fact[0], URIRef) and fact[1] in (RDF.type, SCHEMA.description)}
        assert named <= set(whole)
    assert described.of("timeline/index.md") is None


@everywhere
def test_only_what_is_reported_is_an_event(name: str) -> None:
    """All else is a Claim, or an Event that says that it was cancelled."""
    found = graph(name, "dossier.jsonld")
    for event in dossier(name).events.values():
        thing = URIRef(f"{SITE}events/{event.id}/")
        is_event = (thing, RDF.type, SCHEMA.Event) in found
        state = found.value(thing, SCHEMA.eventStatus)
        assert is_event is (event.status in (Status.REPORTED, Status.CANCELLED))
        assert (state == SCHEMA.EventCancelled) is (event.status is Status.CANCELLED)
        assert f"Status: {event.status}" in str(found.value(thing, SCHEMA.description))
        if event.status is not Status.REPORTED:
            assert str(found.value(thing, SCHEMA.name)).startswith(f"{event.status.capitalize()}: ")


def test_a_date_is_given_only_where_it_is_plain() -> None:
    """A vague date, a range and differing dates give no start date."""
    found = graph("hard", "dossier.jsonld")
    starts = {
        event: str(found.value(URIRef(f"{SITE}events/{event}/"), SCHEMA.startDate))
        for event in dossier("hard").events
        if event.startswith("vague") or event == "race"
    }
    assert starts == {**{f"vague-{number}": "None" for number in range(6)}, "vague-1": "1921", "race": "None"}


@everywhere
def test_only_direct_words_are_a_quotation_of_a_speaker(name: str) -> None:
    """Reported speech is a Claim, for its wording is the source's."""
    found = graph(name, "dossier.jsonld")
    for quote in dossier(name).quotes.values():
        thing = URIRef(f"{SITE}quotes/{quote.id}/")
        is_direct = quote.voice is Voice.DIRECT
        assert ((thing, RDF.type, SCHEMA.Quotation) in found) is is_direct
        named = dossier(name).actors[quote.speaker].kind is not ActorKind.UNNAMED
        assert ((thing, SCHEMA.spokenByCharacter, None) in found) is (is_direct and named)
        assert ((thing, SCHEMA.author, None) in found) is (named and not is_direct)
        assert ((thing, SCHEMA.creditText, None) in found) is not named


SUPERTYPES = {
    "Dataset": "CreativeWork", "Article": "CreativeWork", "NewsArticle": "Article", "OpinionNewsArticle": "NewsArticle",
    "MediaObject": "CreativeWork", "DataDownload": "MediaObject", "Claim": "CreativeWork", "Quotation": "CreativeWork",
    "Comment": "CreativeWork", "Question": "Comment", "Answer": "Comment", "CreativeWork": "Thing", "Person": "Thing",
    "Organization": "Thing", "GovernmentOrganization": "Organization", "Event": "Thing", "Place": "Thing",
    "GeoCoordinates": "StructuredValue", "StructuredValue": "Intangible", "Intangible": "Thing",
}  # fmt: skip
PROPERTIES = {
    "name": ("Thing", "Text"), "description": ("Thing", "Text"), "alternateName": ("Thing", "Text"),
    "identifier": ("Thing", "Text"), "sameAs": ("Thing", "Text"), "subjectOf": ("Thing", "CreativeWork Event"),
    "license": ("CreativeWork", "Text"), "isBasedOn": ("CreativeWork", "CreativeWork"),
    "headline": ("CreativeWork", "Text"), "inLanguage": ("CreativeWork", "Text"),
    "author": ("CreativeWork", "Person Organization"), "creditText": ("CreativeWork", "Text"),
    "publisher": ("CreativeWork", "Person Organization"), "datePublished": ("CreativeWork", "Text"),
    "dateCreated": ("CreativeWork", "Text"), "copyrightNotice": ("CreativeWork", "Text"),
    "creativeWorkStatus": ("CreativeWork", "Text"), "citation": ("CreativeWork", "CreativeWork Text"),
    "encoding": ("CreativeWork", "MediaObject"), "hasPart": ("CreativeWork", "CreativeWork"),
    "isPartOf": ("CreativeWork", "CreativeWork"), "text": ("CreativeWork", "Text"),
    "distribution": ("Dataset", "DataDownload"), "encodingFormat": ("CreativeWork", "Text"),
    "contentUrl": ("MediaObject", "Text URL"), "sha256": ("MediaObject", "Text"),
    "appearance": ("Claim", "CreativeWork"), "spokenByCharacter": ("Quotation", "Person Organization"),
    "suggestedAnswer": ("Question", "Answer"), "eventStatus": ("Event", "URL"), "startDate": ("Event", "Text"),
    "location": ("Event", "Place"), "geo": ("Place", "GeoCoordinates"), "containedInPlace": ("Place", "Place"),
    "latitude": ("GeoCoordinates", "Text"), "longitude": ("GeoCoordinates", "Text"),
}  # fmt: skip
"""What schema.org 29 says of the properties used here: of what they are said, and what they may be."""


def is_a(one: str, wanted: str) -> bool:
    """Whether a type is another one, or below it."""
    return one == wanted or (one in SUPERTYPES and is_a(SUPERTYPES[one], wanted))


@everywhere
def test_types_and_properties_are_used_as_schema_org_says(name: str) -> None:
    """Each is there, is said of what it may be said of, and has a value of a type that it may have."""
    found = graph(name, "dossier.jsonld")
    types = {thing: str(found.value(thing, RDF.type)).removeprefix(SCHEMA) for thing in found.subjects()}
    assert {*types.values()} <= SUPERTYPES.keys() | {"Thing"}
    assert {*types.values(), *PROPERTIES} <= SDO.__annotations__.keys()
    for thing, relation, value in found:
        if relation == RDF.type:
            continue
        said = str(relation).removeprefix(SCHEMA)
        if said == "about":  # anything
            assert is_a(types[thing], "CreativeWork") or types[thing] == "Event"
            continue
        domain, ranges = PROPERTIES[said]
        assert is_a(types[thing], domain), (thing, said)
        is_own = value == thing  # a file names its own address
        kind = "Text" if isinstance(value, Literal) else "URL" if is_own else types.get(value, "URL")
        assert any(is_a(kind, wanted) for wanted in ranges.split()), (thing, said, kind)


def test_an_author_is_the_actor_whom_the_source_calls_so() -> None:
    """And a name that no record bears is a credit."""
    found = graph("shipped", "dossier.jsonld")
    (author,) = found.objects(URIRef(f"{SITE}sources/hashemi/"), SCHEMA.author)
    assert author == URIRef(f"{SITE}actors/alireza-hashemi/")


@everywhere
def test_there_is_an_annotation_for_each_use_of_a_passage(name: str) -> None:
    """Rdflib finds as many annotations as passages are used, each with one target and both selectors."""
    found = graph(name, "annotations.jsonld")
    uses = list(gaps.cited(dossier(name)))
    every = set(found.subjects(RDF.type, OA.Annotation))
    assert len(every) == len(annotated(name)) == len(uses)
    for one in every:
        (target,) = found.objects(one, OA.hasTarget)
        kinds = {found.value(selector, RDF.type) for selector in found.objects(target, OA.hasSelector)}
        assert kinds == {OA.TextQuoteSelector, OA.TextPositionSelector}
        assert found.value(one, OA.motivatedBy) == OA.linking


@everywhere
def test_selectors_select_the_passage(name: str) -> None:
    """The offsets cut the exact words out of the seed; prefix and suffix stand directly around them."""
    by_name = {named: source for source, named in _named(name).items()}
    for one, use in zip(annotated(name), gaps.cited(dossier(name)), strict=True):
        quoted, position = one["target"]["selector"]
        assert by_name[one["target"]["source"]["id"]] == use.passage.source
        text = dossier(name).texts[use.passage.source].text
        start, end = position["start"], position["end"]
        assert (start, end, quoted["exact"]) == (use.passage.start, use.passage.end, text[start:end])
        assert text[:start].endswith(quoted["prefix"])
        assert text[end:].startswith(quoted["suffix"])
        assert max(len(quoted["prefix"]), len(quoted["suffix"])) <= 32


@everywhere
def test_context_shows_no_more_of_a_source_than_its_page(name: str) -> None:
    """Of a source in excerpts, the words around a passage come from cited sentences only."""
    states = gaps.coverage(dossier(name))
    for one, use in zip(annotated(name), gaps.cited(dossier(name)), strict=True):
        source = dossier(name).sources[use.passage.source]
        if source.publish == "excerpts":
            quoted, position = one["target"]["selector"]
            shown = Span(position["start"] - len(quoted["prefix"]), position["end"] + len(quoted["suffix"]))
            silent = [state.sentence.span for state in states[source.id] if state.state != "cited"]
            assert not any(span.meets(shown) for span in silent)


def test_a_target_names_the_text_by_its_sum() -> None:
    """The `ni:` address holds the SHA-256 of the file in seeds/ (RFC 6920)."""
    for source, named in _named("shipped").items():
        digest = urlsafe_b64decode(named.removeprefix("ni:///sha-256;") + "=")
        file = dossier("shipped").sources[source].file
        assert digest == hashlib.sha256((ROOT / "seeds" / file).read_bytes()).digest()


def _named(name: str) -> dict[str, str]:
    return {
        use.passage.source: one["target"]["source"]["id"]
        for one, use in zip(annotated(name), gaps.cited(dossier(name)), strict=True)
    }
