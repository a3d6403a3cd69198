"""One page while it is planned: where it lies, whom it links to, and what it cites.

Every link and every marker of a page is made here, so that the apparatus at its foot holds all that it rests on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator import links
from generator.chronology import When
from generator.evidence import Passage
from generator.pages.evidence import Entry, Keyed, Line, Marker, Sign, Verbatim, line, verbatim
from generator.pages.page import SECTIONS
from generator.pages.register import Register
from generator.pages.statements import Statement
from generator.sources import Sentence, Span
from generator.vocabulary import Kind, Status


class Link(NamedTuple):
    """A link to a page: its text, its Markdown target, and the status of what did not happen."""

    text: str
    target: str
    status: Status | None = None


class Run(NamedTuple):
    """A stretch of a sentence of ours; a link where it has a target, to the glossary where `is_term`."""

    text: str
    target: str = ""
    is_term: bool = False


class Said(NamedTuple):
    """A curated sentence with its links, its markers and its note."""

    runs: tuple[Run, ...]
    markers: tuple[Marker, ...]
    note: str = ""


class Sheet:
    """A page in the making."""

    def __init__(self, register: Register, file: str) -> None:
        """Start an empty page that will lie at that file."""
        self.register = register
        self.file = file
        self._signs: dict[str, Sign] = {}
        self._used: dict[tuple[int, int], set[Span]] = defaultdict(set)
        self._terms: set[int] = set()

    def target(self, file: str, anchor: str = "") -> str:
        """Return the Markdown target of a file, seen from this page."""
        return links.relative(self.file, file, anchor)

    def link(self, record: str) -> Link:
        """Link to a record's page."""
        event = self.register.dossier.events.get(record)
        target = self.target(self.register.file(record))
        return Link(self.register.title(record), target, event.status if event else None)

    def links(self, records: Iterable[str]) -> tuple[Link, ...]:
        """Link to several records' pages, each once, in the order given."""
        return tuple(self.link(record) for record in dict.fromkeys(records))

    def section(self, kind: Kind) -> Link:
        """Link to the list of a kind."""
        return Link(SECTIONS[kind], self.target(links.index_file(kind)))

    def month(self, when: When) -> Link | None:
        """Link to the page of the month in which a date lies, at its day, if that month has one."""
        found = self.register.busy.target(when)
        if found is None:
            return None
        file, anchor = found
        return Link("all of this day" if anchor else "all of this month", self.target(file, anchor))

    def term(self, at: int) -> Link:
        """Link to a term of the glossary, by its place there."""
        entry = self.register.dossier.front.glossary[at]
        return Link(entry.term, self.target(self.register.term_files[at], self.register.terms[at]))

    def sign(self, source: str) -> Sign:
        """Show a source by its mark."""
        if source not in self._signs:
            record = self.register.dossier.sources[source]
            target = self.target(self.register.file(source))
            self._signs[source] = Sign(record.sign, self.register.mark(source), record.short, target)
        return self._signs[source]

    def signs(self, sources: Iterable[str]) -> tuple[Sign, ...]:
        """Show several sources by their marks, each once, in the order of the dossier."""
        return tuple(self.sign(source) for source in sorted(set(sources), key=self.register.order.__getitem__))

    def markers(self, passages: Iterable[Passage]) -> tuple[Marker, ...]:
        """Cite passages: one marker a sentence, which leads to the first of them that begins there."""
        first: dict[tuple[int, int], Marker] = {}
        for passage in sorted(passages, key=lambda p: (self.register.order[p.source], p.start, p.end)):
            for sentence in self.register.mentions.touched(passage):
                place = self.register.order[passage.source], sentence.number
                self._used[place].add(Span(passage.start, passage.end))
                if place not in first:
                    first[place] = self._marker(passage, sentence)
        return tuple(first.values())

    def said(self, statement: Statement) -> Said:
        """Print a curated sentence: its names lead to their records, its evidence follows it.

        A term leads to the glossary where the page uses it first, so sentences are to be printed in the page's order.
        """
        runs: list[Run] = []
        at = 0
        for start, end, target, is_term in sorted([*self._names(statement), *self._uses(statement)]):
            runs.append(Run(statement.says[at:start]))
            runs.append(Run(statement.says[start:end], target, is_term))
            at = end
        runs.append(Run(statement.says[at:]))
        return Said(tuple(run for run in runs if run.text), self.markers(statement.evidence), statement.note or "")

    def _names(self, statement: Statement) -> Iterator[tuple[int, int, str, bool]]:
        for reference in statement.references:
            file = self.register.file(reference.record)
            if file != self.file:
                yield reference.start, reference.end, self.target(file), False

    def _uses(self, statement: Statement) -> Iterator[tuple[int, int, str, bool]]:
        for use in statement.terms:
            if use.term not in self._terms:
                self._terms.add(use.term)
                yield use.start, use.end, self.term(use.term).target, True

    def verbatim(self, passage: Passage, key: str = "") -> Verbatim:
        """Print a passage as it stands in its source."""
        return verbatim(self.register.dossier.texts[passage.source], Span(passage.start, passage.end), key)

    def lines(self, passages: Iterable[Passage], keyed: Sequence[tuple[str, Keyed]] = ()) -> tuple[Line, ...]:
        """Print passages inside their whole sentences, in the order of the sources. `keyed` names sources."""
        spans: dict[tuple[int, int], tuple[str, Sentence, list[Span]]] = {}
        for passage in passages:
            for sentence in self.register.mentions.touched(passage):
                place = self.register.order[passage.source], sentence.number
                found = spans.setdefault(place, (passage.source, sentence, []))
                found[2].append(Span(passage.start, passage.end))
        return tuple(
            self._line(source, sentence, marked, [one for name, one in keyed if name == source])
            for _, (source, sentence, marked) in sorted(spans.items(), key=lambda item: item[0])
        )

    def apparatus(self) -> tuple[Entry, ...]:
        """Return the words that the page rests on so far: whole sentences, in the order of the sources.

        Those of a source that stand on this very page are left out.
        """
        sources = list(self.register.dossier.sources)
        entries = []
        for (order, number), spans in sorted(self._used.items()):
            source = sources[order]
            if self.register.sentence_file(source, number) == self.file:
                continue
            sentence = self.register.dossier.texts[source].sentences[number - 1]
            shown = self._line(source, sentence, spans)
            anchor = links.entry_anchor(shown.sign.text, number)
            entries.append(Entry(anchor, Marker(shown.sign, number, shown.target, anchor), shown))
        return tuple(entries)

    def _marker(self, passage: Passage, sentence: Sentence) -> Marker:
        begins = sentence.span.start <= passage.start
        anchor = links.span_anchor(passage.start, passage.end) if begins else links.sentence_anchor(sentence.number)
        sign = self.sign(passage.source)
        file = self.register.sentence_file(passage.source, sentence.number)
        target = self.target(file, anchor)
        shown = links.sentence_anchor(sentence.number)
        entry = shown if file == self.file else links.entry_anchor(sign.text, sentence.number)
        return Marker(sign, sentence.number, target, entry)

    def _line(self, source: str, sentence: Sentence, spans: Iterable[Span], keyed: Sequence[Keyed] = ()) -> Line:
        file = self.register.sentence_file(source, sentence.number)
        target = self.target(file, links.sentence_anchor(sentence.number))
        return line(self.register.dossier.texts[source], sentence, self.sign(source), target, spans, keyed)
