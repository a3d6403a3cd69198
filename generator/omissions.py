"""What stands in the sources and no record accounts for: sentences, quoted spans, names and date expressions.

Names and dates are recognised by their form, in English; what needs no record is listed, with the reason, in the
source's `words_aside`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import regex

from generator import gaps
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.model import Actor, Place, Source
from generator.naming import Names
from generator.sources import SourceText, Span, fold, quoted_spans

Kind = Literal["sentence", "quotation", "name", "date"]
KINDS: tuple[Kind, ...] = ("sentence", "quotation", "name", "date")


class Omission(NamedTuple):
    """A stretch of a source that no record accounts for. Offsets are code points of the seed, end exclusive."""

    kind: Kind
    source: str
    sentence: int
    start: int
    end: int
    text: str


class Tally(NamedTuple):
    """How many things of one kind a source holds and how many of them are accounted for."""

    total: int
    accounted: int


class Report(NamedTuple):
    """All omissions in the order of the texts, and the tallies by source and kind."""

    omissions: tuple[Omission, ...]
    tallies: dict[str, dict[Kind, Tally]]


def omissions(dossier: Dossier[Passage]) -> Report:
    """Go through every source and list what no record accounts for."""
    listed = {actor.id: _names_of(actor) for actor in dossier.actors.values()}
    listed |= {place.id: _names_of(place) for place in dossier.places.values()}
    listed[""] = [entry.term for entry in dossier.front.glossary]
    names = Names(listed)
    uses = gaps.cited(dossier)
    states = gaps.coverage(dossier)
    found: list[Omission] = []
    tallies: dict[str, dict[Kind, Tally]] = {}
    for source in dossier.sources.values():
        text = dossier.texts[source.id]
        reader = _Reader(
            source, text, [use for use in uses if use.passage.source == source.id], names, states[source.id]
        )
        missing = list(reader.all())
        found += (omission for omission, accounted in missing if not accounted)
        totals = Counter(omission.kind for omission, _ in missing)
        accounted = Counter(omission.kind for omission, accounted in missing if accounted)
        tallies[source.id] = {kind: Tally(totals[kind], accounted[kind]) for kind in KINDS}
    return Report(tuple(sorted(found, key=lambda o: (o.source, o.start, o.kind))), tallies)


def _names_of(record: Actor[Passage] | Place[Passage]) -> list[str]:
    return [record.name, *(name for names in record.names.values() for name in names)]


_CAPITALISED = regex.compile(r"\p{Lu}[\p{L}\p{N}]*(?:[.\u2019'](?=\p{L})[\p{L}]+)*(?:-[\p{L}\p{N}]+)*")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_UNIT = "day|night|week|month|year|decade"
_COUNT = "[0-9]+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|several|recent|closing|last|next|same|each|this"
_DATE = re.compile(
    rf"\b(?:[0-9]{{1,2}} )?(?:{_MONTH})(?: [0-9]{{1,2}}\b)?(?:,? [0-9]{{4}})?"
    rf"|\b(?:[0-9]{{1,2}} (?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?(?: [0-9]{{4}})?)"
    rf"|\b(?:late |early |mid-)?(?:1[0-9]{{3}}|20[0-9]{{2}})s?\b"
    rf"|\b(?:{_DAY})\b"
    rf"|\b(?:Christmas|New Year['\u2019]s) (?:Eve|Day)\b"
    rf"|\b(?:the )?(?:{_COUNT})[ -](?:{_UNIT})s?(?:[ -](?:ago|later|before|after|earlier|anniversary))?\b"
    rf"|\b(?:{_UNIT})s (?:ago|later|before|after|earlier)\b"
    rf"|\b(?:{_UNIT})s-long\b",
)
_TITLES = frozenset({"Mr", "Mrs", "Ms", "Dr", "Sir", "I"})
_DATING = frozenset({"as_stated", "link", "aspects", "medium"})


class _Reader:
    """Goes through one source and says of each thing in it whether it is accounted for."""

    def __init__(
        self,
        source: Source[Passage],
        text: SourceText,
        uses: list[gaps.Cited],
        names: Names,
        states: tuple[gaps.SentenceState, ...],
    ) -> None:
        self.source, self.text, self.states = source, text, states
        self.cited = [Span(use.passage.start, use.passage.end) for use in uses]
        self.dating = [Span(use.passage.start, use.passage.end) for use in uses if _DATING & set(map(str, use.path))]
        self.mentions = [mention.span for mention in names.mentions(text.folded)]
        self.stems = {fold(text.text[span.start : span.end]) for span in self.mentions}
        declared = [stretch.words for stretch in (*source.boilerplate, *source.set_aside)]
        self.aside = [Span(passage.start, passage.end) for passage in declared]
        self.aside += (
            Span(*found.span())
            for words in source.words_aside
            for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text.text)
        )

    def all(self) -> Iterator[tuple[Omission, bool]]:
        """Yield everything that needs accounting for, and whether it is accounted for."""
        for state in self.states:
            yield self._omission("sentence", state.sentence.span), state.state != "gap"
        for span in quoted_spans(self.text):
            yield self._omission("quotation", span), _met(span, self.cited) or _met(span, self.aside)
        for span in self._dates():
            yield self._omission("date", span), _met(span, self.dating) or _met(span, self.aside)
        for span in self._names():
            yield (
                self._omission("name", span),
                _met(span, self.mentions) or _met(span, self.aside) or self._adjective(span),
            )

    def _omission(self, kind: Kind, span: Span) -> Omission:
        touched = self.text.touched(span)
        number = touched[0].number if touched else 0
        return Omission(kind, self.source.id, number, *span, self.text.text[span.start : span.end])

    def _dates(self) -> Iterator[Span]:
        for found in _DATE.finditer(self.text.text):
            if found[0] != "May":
                yield Span(*found.span())

    def _names(self) -> Iterator[Span]:
        """Yield capitalised words that do not owe the capital to the beginning of a sentence, dates left out."""
        dates = list(self._dates())
        starts = {self._first_letter(state.sentence.span) for state in self.states}
        for found in _CAPITALISED.finditer(self.text.text):
            span = Span(*found.span())
            plain = found[0].rstrip(".") in _TITLES or (span.start in starts and not _met(span, self.mentions))
            if not plain and not _met(span, dates):
                yield span

    def _first_letter(self, span: Span) -> int:
        found = re.compile(r"[^\W_]").search(self.text.text, span.start, span.end)
        return found.start() if found else span.start

    def _adjective(self, span: Span) -> bool:
        """Tell whether a word is an adjective of a listed name, or one that lost its apostrophe: Peruvian, Perus."""
        word = fold(self.text.text[span.start : span.end]).split("'")[0].split("-")[0]
        return any(
            len(stem) >= 4 and (word.startswith(stem) or stem.startswith(word)) and abs(len(word) - len(stem)) <= 3
            for stem in self.stems
            if len(word) >= 4
        )


def _met(span: Span, others: Iterable[Span]) -> bool:
    return any(span.meets(other) for other in others)


def as_text(report: Report, signs: dict[str, str]) -> str:
    """Write a report for a terminal: what is missing, line by line, then the tallies by source and in total."""
    lines = [
        f"{signs[omission.source]} {omission.sentence}: {omission.kind}: {' '.join(omission.text.split())}"
        for omission in report.omissions
    ]
    for source, tallies in report.tallies.items():
        lines.append(f"{source}: {_tallied(tallies)}")
    total = {
        kind: Tally(
            sum(tallies[kind].total for tallies in report.tallies.values()),
            sum(tallies[kind].accounted for tallies in report.tallies.values()),
        )
        for kind in KINDS
    }
    lines.append(f"in total: {_tallied(total)}")
    return "".join(line + "\n" for line in lines)


def _tallied(tallies: dict[Kind, Tally]) -> str:
    return ", ".join(f"{tallies[kind].accounted} of {tallies[kind].total} {kind}s" for kind in KINDS)
