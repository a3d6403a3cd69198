"""Which records rest on a sentence: what stands in the margin of a source's page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import links
from generator.gaps import Cited, SentenceState
from generator.model import Kind, Status
from generator.pages.relation import relation_words
from generator.pages.sheet import Link, Sheet
from generator.sources import Span

LABELS: Mapping[Kind, str] = {
    "sources": "Source",
    "actors": "Actor",
    "events": "Event",
    "quotes": "Quote",
    "places": "Place",
    "disputes": "Dispute",
}
"""What a record of each kind is called."""
_ORDER = ("Event", "Quote", "Dispute", "Actor", "Relation", "Place", "Source", "Lead", "Term")


@dataclass(frozen=True)
class Resting:
    """A record, or a part of one, that rests on a sentence; its status where it is not simply reported."""

    link: Link
    status: Status | None
    spans: tuple[Span, ...]
    """The passages in the sentence that it rests on, in their order."""

    @property
    def on(self) -> str:
        """Those passages as the theme's script reads them: `12-40 52-60`."""
        return " ".join(f"{span.start}-{span.end}" for span in self.spans)


@dataclass(frozen=True)
class RestingGroup:
    """The records of one kind that rest on a sentence."""

    label: str
    records: tuple[Resting, ...]


def resting(sheet: Sheet, state: SentenceState) -> tuple[RestingGroup, ...]:
    """List what rests on a sentence, kind by kind, each record or relation once."""
    found: dict[str, dict[_Named, set[Span]]] = {label: defaultdict(set) for label in _ORDER}
    for cited in state.cited:
        label, one = _named(sheet, cited)
        found[label][one].add(Span(cited.passage.start, cited.passage.end))
    return tuple(RestingGroup(label, tuple(_sorted(records))) for label, records in found.items() if records)


_Named = tuple[Link, Status | None]


def _sorted(records: Mapping[_Named, set[Span]]) -> Iterator[Resting]:
    for (link, status), spans in sorted(records.items(), key=lambda item: (item[0][0].text, item[0][0].target)):
        yield Resting(link, status, tuple(sorted(spans)))


def _named(sheet: Sheet, cited: Cited) -> tuple[str, _Named]:
    dossier = sheet.register.dossier
    if cited.record == dossier.front.id:
        return _on_front(sheet, cited)
    kind = sheet.register.kinds[cited.record]
    link = sheet.link(cited.record)
    if kind == "actors" and cited.path[0] == "relations":
        relation = dossier.actors[cited.record].relations[int(cited.path[1])]
        said = f"{link.text} {relation_words(relation)} {sheet.register.title(relation.object)}"
        return "Relation", (Link(said, link.target, relation.status), _telling(relation.status))
    return LABELS[kind], (link, _telling(link.status))


def _on_front(sheet: Sheet, cited: Cited) -> tuple[str, _Named]:
    front = sheet.register.dossier.front
    if cited.path[0] == "glossary":
        return "Term", (sheet.term(int(cited.path[1])), None)
    return "Lead", (Link(front.title, sheet.target(links.HOME)), None)


def _telling(status: Status | None) -> Status | None:
    return None if status is Status.REPORTED else status
