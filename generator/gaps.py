"""What the records account for, sentence by sentence, and what no record accounts for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from generator.dossier import Dossier
from generator.evidence import Passage
from generator.holding import held
from generator.model import SetAside, Source
from generator.sources import Sentence, Span
from generator.yamlsource import Path

State = Literal["cited", "set-aside", "gap"]


class Cited(NamedTuple):
    """A passage together with the record, and the place in it, that rests on it."""

    passage: Passage
    record: str
    path: Path


class SentenceState(NamedTuple):
    """Whether a sentence is cited, set aside or a gap; why it is set aside; and what rests on it."""

    sentence: Sentence
    state: State
    reason: str
    cited: tuple[Cited, ...]


@lru_cache(maxsize=2)
def cited(dossier: Dossier[Passage]) -> tuple[Cited, ...]:
    """Return every passage on which a record rests; a source's own facts and what it sets aside are none."""
    return tuple(_cited(dossier))


def _cited(dossier: Dossier[Passage]) -> Iterator[Cited]:
    yield from (Cited(passage, dossier.front.id, path) for path, passage in held(dossier.front))
    for _, record in dossier.records():
        found = held(record.about, ("about",)) if isinstance(record, Source) else held(record)
        yield from (Cited(passage, record.id, path) for path, passage in found)


@lru_cache(maxsize=2)
def coverage(dossier: Dossier[Passage]) -> Mapping[str, tuple[SentenceState, ...]]:
    """Say of each sentence of each source whether it is cited, set aside or a gap."""
    resting: dict[tuple[str, int], list[Cited]] = defaultdict(list)
    for use in cited(dossier):
        for sentence in dossier.texts[use.passage.source].touched(Span(use.passage.start, use.passage.end)):
            resting[use.passage.source, sentence.number].append(use)
    return {name: _states(source, dossier, resting) for name, source in dossier.sources.items()}


def _states(
    source: Source[Passage], dossier: Dossier[Passage], resting: Mapping[tuple[str, int], list[Cited]]
) -> tuple[SentenceState, ...]:
    aside = reasons(source, dossier)
    states = []
    for sentence in dossier.texts[source.id].sentences:
        uses = tuple(sorted(resting.get((source.id, sentence.number), ()), key=_order))
        reason = aside.get(sentence.number, "")
        state: State = "cited" if uses else "set-aside" if reason else "gap"
        states.append(SentenceState(sentence, state, "" if uses else reason, uses))
    return tuple(states)


def _order(use: Cited) -> tuple[Any, ...]:
    return use.passage.start, use.passage.end, use.record, tuple(map(str, use.path))


def reasons(source: Source[Passage], dossier: Dossier[Passage]) -> dict[int, str]:
    """Give the reason for each sentence, by number, that a source sets aside or declares to be boilerplate."""
    found: dict[int, str] = {}
    declared: tuple[SetAside[Passage], ...] = (*source.boilerplate, *source.set_aside)
    for stretch in declared:
        for sentence in dossier.texts[source.id].touched(Span(stretch.words.start, stretch.words.end)):
            found.setdefault(sentence.number, stretch.reason)
    return found
