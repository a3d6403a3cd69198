"""`llms.txt` at the site's root (llmstxt.org): where a language model finds what it needs, and how to read it."""

from __future__ import annotations

from collections.abc import Iterator

from generator import links
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.export import plain
from generator.vocabulary import KINDS

_CARE = (
    "Only passages are a source's own words. A sentence called `says` is the dossier's; passages beside it support it.",
    (
        "Read the status of an event first: what was threatened, planned, cancelled, feared or denied is not"
        " said to have happened, and what is claimed or unconfirmed may not have."
    ),
    "Where sources differ, say so and name both; the dossier decides for none of them.",
    "Fields called `note` hold an editor's remarks, which no source makes.",
)
_ESCAPED = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>#"})


def as_text(dossier: Dossier[Passage]) -> str:
    """Write the guide; its links are relative to the site's root."""
    return "\n".join(_lines(dossier))


def _lines(dossier: Dossier[Passage]) -> Iterator[str]:
    yield f"# {_escaped(dossier.front.title)}"
    yield ""
    yield f"> {_escaped(dossier.front.description)}"
    yield ""
    yield from (f"- {sentence}" for sentence in _CARE)
    yield from _section("Data")
    yield _link("Everything", links.EXPORT, "JSON; passages with their places in the sources")
    yield _link("Its schema", "data/dossier.schema.json", "JSON Schema")
    yield _link("What was checked", links.FIGURES, "figures, sums and rules")
    yield _link("Tables", "data/tables/datapackage.json", "CSV, described by a Frictionless data package")
    yield _link("Linked data", "data/dossier.jsonld", "schema.org")
    yield from _section("Pages")
    for kind in KINDS:
        yield _link(kind.capitalize(), links.url(links.index_file(kind)), f"{len(dossier.of_kind(kind))} in all")
    yield _link("Timeline", links.url(links.TIMELINE), "every dated event")
    yield _link("Verification", links.url(links.VERIFICATION), "what was checked, and what that does not prove")
    yield from _section("Sources")
    for source in dossier.sources.values():
        yield _link(source.title, links.record_url("sources", source.id), f"{source.kind}, cited as {source.sign}")
    if dossier.front.key_events:
        yield from _section("Key events")
        for key in dossier.front.key_events:
            event = dossier.events[key]
            title = plain.titled(event.title, event.status)
            yield _link(title, links.record_url("events", key), f"status: {event.status}")
    if dossier.disputes:
        yield from _section("Disputes")
        for dispute in dossier.disputes.values():
            address = links.record_url("disputes", dispute.id)
            yield _link(dispute.question, address, f"{len(dispute.positions)} positions")
    yield from _section("Optional")
    for event in dossier.events.values():
        title = plain.titled(event.title, event.status)
        yield _link(title, links.record_url("events", event.id), f"status: {event.status}")
    yield ""


def _section(title: str) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""


def _link(text: str, target: str, about: str) -> str:
    return f"- [{_escaped(text)}]({target}): {about}"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPED)
