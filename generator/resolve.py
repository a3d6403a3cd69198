"""Turns typed words into passages, record by record: `Event[Words]` becomes `Event[Passage]`.

Knows which field takes its words from where; the finding itself is done in `passages`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from generator.diagnostics import Diagnostic
from generator.evidence import Facts, Passage, Record, Within, Words
from generator.holding import fields
from generator.model import Account, Follows, Position, Quote, Source
from generator.passages import Miss, Rules, find, occurrences
from generator.sources import SourceText, Span
from generator.yamlsource import Parsed, Path

LEAST_WORDS = 3
"""How many words evidence must hold at least."""


class Resolved(NamedTuple):
    """A record with its passages, or None where one was not found, and the findings."""

    record: Any | None
    findings: list[Diagnostic]


class Demand(NamedTuple):
    """What a field asks of its words."""

    least: int = LEAST_WORDS
    scope: tuple[Span, ...] | None = None
    boilerplate: bool = False
    """Whether they may lie in boilerplate."""
    lost: bool = False
    """Whether the scope is not known, because a passage that opens it was not found."""


class Ground(NamedTuple):
    """What words are looked for in: texts by source, and each source's boilerplate."""

    texts: Mapping[str, SourceText]
    boilerplate: Mapping[str, tuple[Span, ...]]


def boilerplate(source: Source[Words], text: SourceText) -> tuple[Span, ...]:
    """Find the stretches that a source declares to be no content; `resolve` reports those that are not there."""
    spans: list[Span] = []
    for declared in source.boilerplate:
        found = find(text, declared.words)
        if isinstance(found, Passage):
            spans.append(Span(found.start, found.end))
    return tuple(spans)


def resolve(record: Record, file: Parsed, ground: Ground, path: Path = ()) -> Resolved:
    """Find every passage of a record. All that are missing are reported, each at the words that were typed."""
    source = record.id if isinstance(record, Source) else None
    walk = _Walk(file, ground)
    found = walk.record(record, path, source)
    return Resolved(found if walk.whole else None, walk.findings)


class _Walk:
    """Rebuilds a record with passages in place of words, depth first."""

    def __init__(self, file: Parsed, ground: Ground) -> None:
        self.file, self.ground = file, ground
        self.findings: list[Diagnostic] = []
        self.whole = True

    def record(self, record: Record, path: Path, source: str | None) -> Record:
        if isinstance(record, Account | Follows | Position | Quote):
            source = record.source
        update: dict[str, Any] = {}
        later: list[tuple[str, Within]] = []
        for name, within, facts in _marked(type(record)):
            value = getattr(record, name)
            if within:
                later.append((name, within))
            elif isinstance(value, Record | tuple | dict):
                update[name] = self.value(value, (*path, name), source, _demand(record, name, facts))
        for name, within in later:
            value = getattr(record, name)
            beside = [update.get(field) for field in within.fields]
            lost = any(item is None for field in beside if isinstance(field, tuple) for item in field)
            scope = None if lost else tuple(self._opened(update, within, source)) if value else ()
            update[name] = self.value(value, (*path, name), source, Demand(least=1, scope=scope, lost=lost))
        return record.model_copy(update=update) if update else record

    def value(self, value: Any, path: Path, source: str | None, demand: Demand) -> Any:
        if isinstance(value, Words):
            return self.words(value, path, source, demand)
        if isinstance(value, Record):
            return self.record(value, path, source)
        if isinstance(value, tuple):
            return tuple(self.value(item, (*path, index), source, demand) for index, item in enumerate(value))
        if isinstance(value, dict):
            return {key: self.value(item, (*path, key), source, demand) for key, item in value.items()}
        return value

    def words(self, typed: Words, path: Path, around: str | None, demand: Demand) -> Passage | None:
        source = typed.source or around
        if source is None:
            self._add("passage-without-source", path, "nothing says in which source these words stand",
                      "Write `source:` and `words:` instead of the words alone.")  # fmt: skip
            return None
        if around is not None and source != around:
            message = f"the words name `{source}`, the record around them `{around}`"
            hint = "All passages of an account, a position, a link or a quote come from the source that it names."
            self._add("passage-source-mismatch", path, message, hint)
            return None
        text = self.ground.texts.get(source)
        if text is None:
            self.whole = False  # the source, or the id that leads to none, is reported for itself
            return None
        outlawed = () if demand.boilerplate else self.ground.boilerplate.get(source, ())
        found = find(text, typed, Rules(demand.scope, outlawed, demand.least))
        if isinstance(found, Miss):
            if demand.lost and found.code == "passage-ambiguous":
                self.whole = False  # the words beside them are reported
                return None
            hint = found.hint + (self._elsewhere(typed, source) if found.code == "passage-not-found" else "")
            self._add(found.code, path, found.message, hint)
            return None
        return found

    def _elsewhere(self, typed: Words, source: str) -> str:
        others = [
            other for other, text in self.ground.texts.items() if other != source and occurrences(text, typed.words)
        ]
        return f" The words do stand in `{others[0]}`." if others else ""

    def _opened(self, update: Mapping[str, Any], within: Within, source: str | None) -> Iterator[Span]:
        """Yield the sentences that the passages of the neighbouring fields touch."""
        for name in within.fields:
            value = update.get(name)
            passages = value if isinstance(value, tuple) else (value,)
            for passage in passages:
                if isinstance(passage, Passage) and (source is None or passage.source == source):
                    touched = self.ground.texts[passage.source].touched(Span(passage.start, passage.end))
                    if touched:
                        yield Span(touched[0].span.start, touched[-1].span.end)

    def _add(self, code: str, path: Path, message: str, hint: str) -> None:
        self.whole = False
        self.findings.append(Diagnostic(code, self.file.at(path), message, hint))


@cache
def _marked(kind: type[Record]) -> tuple[tuple[str, Within | None, bool], ...]:
    """Return the fields of a kind of record that may hold words: what each lies within, and if it holds plain facts."""
    return tuple(
        (
            name,
            next((mark for mark in field.metadata if isinstance(mark, Within)), None),
            any(isinstance(mark, Facts) for mark in field.metadata),
        )
        for name, field in kind.model_fields.items()
        if name in fields(kind)
    )


def _demand(record: Record, name: str, facts: bool) -> Demand:
    if facts:
        return Demand(least=1, boilerplate=True)
    if isinstance(record, Quote) and name in ("parts", "attribution"):
        return Demand(least=2 if name == "parts" else 1)
    return Demand()
