"""Which records rest on a sentence: what stands in the margin of a source's page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator import links
from generator.gaps import Cited, SentenceState
from generator.model import Kind, Status
from generator.pages.relation import relation_words
from generator.pages.sheet import Link, Sheet

_LABELS: Mapping[Kind, str] = {
    "sources": "Source",
    "actors": "Actor",
    "events": "Event",
    "quotes": "Quote",
    "places": "Place",
    "disputes": "Dispute",
}
_ORDER = ("Event", "Quote", "Dispute", "Actor", "Relation", "Place", "Source", "Lead", "Term")


@dataclass(frozen=True)
class Resting:
    """A record, or a part of one, that rests on a sentence; its status where it is not simply reported."""

    link: Link
    status: Status | None


@dataclass(frozen=True)
class RestingGroup:
    """The records of one kind that rest on a sentence."""

    label: str
    records: tuple[Resting, ...]


def resting(sheet: Sheet, state: SentenceState) -> tuple[RestingGroup, ...]:
    """List what rests on a sentence, kind by kind, each record or relation once."""
    found: dict[str, dict[Resting, None]] = {label: {} for label in _ORDER}
    for cited in state.cited:
        label, one = _resting(sheet, cited)
        found[label][one] = None
    return tuple(
        RestingGroup(label, tuple(sorted(records, key=lambda one: (one.link.text, one.link.target))))
        for label, records in found.items()
        if records
    )


def _resting(sheet: Sheet, cited: Cited) -> tuple[str, Resting]:
    dossier = sheet.register.dossier
    if cited.record == dossier.front.id:
        return _on_front(sheet, cited)
    kind = sheet.register.kinds[cited.record]
    link = sheet.link(cited.record)
    if kind == "actors" and cited.path[0] == "relations":
        relation = dossier.actors[cited.record].relations[int(cited.path[1])]
        said = f"{link.text} {relation_words(relation)} {sheet.register.title(relation.object)}"
        return "Relation", Resting(Link(said, link.target, relation.status), _telling(relation.status))
    return _LABELS[kind], Resting(link, _telling(link.status))


def _on_front(sheet: Sheet, cited: Cited) -> tuple[str, Resting]:
    front = sheet.register.dossier.front
    if cited.path[0] == "glossary":
        return "Term", Resting(sheet.term(int(cited.path[1])), None)
    return "Lead", Resting(Link(front.title, sheet.target(links.HOME)), None)


def _telling(status: Status | None) -> Status | None:
    return None if status is Status.REPORTED else status
