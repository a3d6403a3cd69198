"""Which records rest on a sentence: what stands in the margin of a source's page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from generator import links
from generator.gaps import Cited, SentenceState
from generator.pages.register import Register
from generator.pages.relation import relation_words
from generator.pages.sheet import Link, Sheet
from generator.sources import Span
from generator.vocabulary import Kind, Status

LABELS: Mapping[Kind, str] = {
    "sources": "Source",
    "actors": "Actor",
    "events": "Event",
    "quotes": "Quote",
    "places": "Place",
    "disputes": "Dispute",
}
"""What a record of each kind is called."""
TELLING = frozenset({"Event", "Quote", "Dispute"})
"""The kinds that say what a sentence tells; the others unfold beside it."""
_FEW = 3
"""Up to how many of the others are not worth unfolding."""
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


class Entry(NamedTuple):
    """A record, or a part of one, that rests on a sentence: its group, how it is called, where it is, its passages."""

    label: str
    text: str
    record: str
    anchor: str
    status: Status | None
    telling: bool
    """Whether its status is said."""
    spans: tuple[Span, ...]


def resting(register: Register, state: SentenceState) -> list[Entry]:
    """Return what rests on a sentence, kind by kind, each record or relation once."""
    found: dict[Entry, set[Span]] = defaultdict(set)
    for cited in state.cited:
        found[_entry(register, cited)].add(Span(cited.passage.start, cited.passage.end))
    entries = [entry._replace(spans=tuple(sorted(spans))) for entry, spans in found.items()]
    return sorted(entries, key=lambda entry: (_ORDER.index(entry.label), entry.text, entry.record, entry.anchor))


def resting_groups(sheet: Sheet, entries: Iterable[Entry]) -> Iterator[RestingGroup]:
    """Show what rests on a sentence, given kind by kind."""
    for label, same in groupby(entries, lambda entry: entry.label):
        yield RestingGroup(label, tuple(_shown(sheet, entry) for entry in same))


def unfolds(groups: Sequence[RestingGroup], ways: int) -> bool:
    """Whether what does not say what a sentence tells unfolds beside it, with `ways` to the original: if it is much."""
    others = [group for group in groups if group.label not in TELLING]
    return len(others) < len(groups) and sum(len(group.records) for group in others) + ways > _FEW


def _shown(sheet: Sheet, entry: Entry) -> Resting:
    named = entry.record in sheet.register.kinds
    file = sheet.register.file(entry.record) if named else entry.record
    link = Link(entry.text, sheet.target(file, entry.anchor), entry.status)
    return Resting(link, entry.status if entry.telling else None, entry.spans)


def _entry(register: Register, cited: Cited) -> Entry:
    dossier, record = register.dossier, cited.record
    if record == dossier.front.id:
        return _on_front(register, cited)
    kind = register.kinds[record]
    title = register.title(record)
    if kind == "actors" and cited.path[0] == "relations":
        relation = dossier.actors[record].relations[int(cited.path[1])]
        said = f"{title} {relation_words(relation)} {register.title(relation.object)}"
        return Entry("Relation", said, record, "", relation.status, relation.status is not Status.REPORTED, ())
    event = dossier.events.get(record)
    status = event.status if event else None
    return Entry(LABELS[kind], title, record, "", status, status is not Status.REPORTED, ())


def _on_front(register: Register, cited: Cited) -> Entry:
    front = register.dossier.front
    if cited.path[0] == "glossary":
        at = int(cited.path[1])
        return Entry("Term", front.glossary[at].term, register.term_files[at], register.terms[at], None, False, ())
    return Entry("Lead", front.title, links.HOME, "", None, False, ())
