"""The dossiers that the proof runs over: the shipped one, and one about generated texts full of odd typography."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

from pydantic.fields import FieldInfo

from generator.checks import attribution, quote_marks, quote_parts, speaker
from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.dossier import Dossier
from generator.evidence import Passage, Record, Within, Words
from generator.front import Front
from generator.load import load
from generator.model import Actor, Quote, Source
from generator.resolve import Ground, boilerplate, resolve
from generator.sources import SourceText
from generator.yamlsource import Parsed
from generator.yamlsource import Path as Steps
from tests.proof.oracle import levelled

ROOT = Path(__file__).parents[2]


class Typed(NamedTuple):
    """Words in a record: where, and the source in which they are looked for."""

    record: Record
    path: Steps
    words: Words
    source: str


class Verdict(NamedTuple):
    """What the project makes of a record: the record with its passages, and what it finds wrong."""

    record: Any
    findings: list[Diagnostic]


@dataclass(frozen=True)
class Prepared:
    """A dossier whose texts are read once, so that single records can be judged over and over."""

    name: str
    curated: Dossier[Words]
    found: Dossier[Passage]
    ground: Ground
    context: Context

    def judge(self, record: Record, path: Steps = ()) -> Verdict:
        """Resolve a record, or the part of one at a path, in place of its like; run the rules for quotes on a quote."""
        part = _at(record, path)
        found, findings = resolve(part, Parsed(""), self.ground, path)
        if isinstance(part, Quote) and found is not None:
            findings = findings + self._ruled(part, found)
        return Verdict(found, findings)

    def _ruled(self, typed: Quote[Words], found: Quote[Passage]) -> list[Diagnostic]:
        """Run the rules over the quote alone and, if that finds nothing, among the other quotes of its source."""
        alone = self._context(typed, found, {})
        findings = [finding for rule in (quote_parts, quote_marks, speaker) for finding in rule.check(alone)]
        if findings:
            return findings
        near = {quote.id: quote for quote in self.found.quotes.values() if quote.source == found.source}
        among = self._context(typed, found, near)
        return [finding for rule in (attribution, speaker) for finding in rule.check(among)]

    def _context(self, typed: Quote[Words], found: Quote[Passage], near: dict[str, Quote[Passage]]) -> Context:
        files = {typed.id: Parsed(f"data/quotes/{typed.id}.yml"), **self.curated.files}
        context = Context(
            replace(self.found, files=files, quotes={**near, found.id: found}),
            replace(self.curated, files=files, quotes={**self.curated.quotes, typed.id: typed}),
        )
        # Texts and names stay as they are, and with them the indexes that were built for the whole dossier.
        vars(context).update({key: value for key, value in vars(self.context).items() if key not in vars(context)})
        return context

    def typed(self) -> Iterator[Typed]:
        """Yield all words of all records, the front page's too."""
        for record in (self.curated.front, *(record for _, record in self.curated.records())):
            yield from typed_in(record)

    def text(self, source: str) -> str:
        """Return the text of a source."""
        return self.curated.texts[source].text


def typed_in(record: Record) -> Iterator[Typed]:
    """Yield all words of a record."""
    yield from _typed(record, record, (), record.id if isinstance(record, Source) else None)


def unit(typed: Typed) -> Steps:
    """Return the path of the smallest part of a record that is resolved by itself: an account, a statement, a quote."""
    if isinstance(typed.record, Source | Quote) or len(typed.path) < 3:
        return ()
    return typed.path[:2]


def probe(typed: Typed, words: Words) -> Record | None:
    """Return the smallest part around some words as evidence: with other words, and without any beside them.

    None where the words are no evidence, or are judged together with others: those of a quote, those of a source.
    """
    step = typed.path[-2] if len(typed.path) > 3 else ""
    if isinstance(typed.record, Source | Quote) or step != "evidence":
        return None
    part: Record = _at(typed.record, typed.path[:2])
    beside = {name: field for name, field in type(part).model_fields.items() if _is_within(field)}
    if any(field.is_required() for field in beside.values()):
        return None
    return part.model_copy(update={"evidence": (words,), **{name: field.default for name, field in beside.items()}})


def _is_within(field: FieldInfo) -> bool:
    return any(isinstance(mark, Within) for mark in field.metadata)


def _at(value: Any, path: Steps) -> Any:
    for step in path:
        value = getattr(value, str(step)) if isinstance(value, Record) else value[step]
    return value


def _typed(record: Record, value: Any, path: Steps, source: str | None) -> Iterator[Typed]:
    if isinstance(value, Words):
        yield Typed(record, path, value, value.source or source or "")
    elif isinstance(value, Record):
        source = source or getattr(value, "source", None)
        for name in type(value).model_fields:
            yield from _typed(record, getattr(value, name), (*path, name), source)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _typed(record, item, (*path, index), source)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _typed(record, item, (*path, key), source)


def exchanged(value: Any, path: Steps, new: Any) -> Any:
    """Return a record with another value at a path."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, Record):
        return value.model_copy(update={str(step): exchanged(getattr(value, str(step)), rest, new)})
    if isinstance(value, tuple):
        return tuple(exchanged(item, rest, new) if index == step else item for index, item in enumerate(value))
    return {key: exchanged(item, rest, new) if key == step else item for key, item in value.items()}


@cache
def shipped() -> Prepared:
    """Return the dossier of this repository, which must be clean."""
    loaded = load(ROOT)
    if not loaded.curated or not loaded.found or loaded.findings:
        raise ValueError(f"the shipped dossier is not sound: {loaded.findings[:3]}")
    return _prepared("shipped", loaded.curated, loaded.found)


def _prepared(name: str, curated: Dossier[Words], found: Dossier[Passage]) -> Prepared:
    spans = {source: boilerplate(curated.sources[source], text) for source, text in curated.texts.items()}
    context = Context(found, curated)
    prepared = Prepared(name, curated, found, Ground(curated.texts, spans), context)
    list(speaker.check(context))  # builds the indexes of names, which variants of records share
    return prepared


_SPEAKERS = ("Aldo Brann", "Cora Dünn", "Edda O’Fell", "Gil Hârt-Ivo", "Jo Kåre", "Lew van Moor")
_NOUNS = (
    "harbour", "fleet", "office", "officers", "finances", "cliffs", "staff", "flags", "Brann’s", "Northmens", "naïveté",
    "façade", "re\u0301gime", "coast", "co\u00adop\u00ader\u00ada\u00adtion", "pier’s", "night-watch", "tariffs",
    "strike", "first", "offer", "minister’s", "village", "Ångström", "o\u0308l", "well-being", "U.S.", "council",
    "councils", "harbor", "light", "affair", "fishermen", "shallows", "ferry", "bell", "quay", "winter", "fog",
)  # fmt: skip
_VERBS = ("left", "sold", "took", "raised", "closed", "doubted", "filed", "flew", "stopped", "fixed", "found", "saw")
_EXTRAS = (
    "not", "never", "without delay", "on 3\u00a0May", "for 1,200\u00a0crowns", "at 10.30", "2\u202f000 times",
    "since 9/11", "over 10²\u00a0miles", "in the 1980s", "by 62½ yards", "[as agreed]", "(so far)", "– perhaps –",
    "in No. 7", "no longer", "in 2019", "by 40%", "for $2,500", "once more", "all the same", "at B-52",
    "unlike  before", "after three dots ... and", "it didnt yield",
)  # fmt: skip


@cache
def generated(seed: int = 1, paragraphs: int = 20) -> Prepared:
    """Make a dossier about two generated texts, with evidence and quotes taken from them, all of it true."""
    writers = [_Writer(source, random.Random(f"{seed} {source}"), paragraphs) for source in ("one", "two")]  # noqa: S311
    texts = {writer.source: SourceText(writer.source, "\n\n".join(writer.written)) for writer in writers}
    actors: dict[str, Any] = {}
    for name in _SPEAKERS:
        known = [source for source in texts if name in texts[source].text]
        about = [
            {"says": "It says so.", "evidence": [{"source": writer.source, "words": words}]}
            for writer in writers
            for words in writer.cited
            if hash_of(words) % len(_SPEAKERS) == _SPEAKERS.index(name)
        ]
        actor = {"id": _id(name), "name": name, "kind": "person", "names": dict.fromkeys(known, (name,))}
        actors[_id(name)] = Actor[Words].model_validate(_tuples({**actor, "about": about}))
    quotes = {quote["id"]: Quote[Words].model_validate(_tuples(quote)) for writer in writers for quote in writer.quotes}
    sources = {source: _source(source) for source in texts}
    sections = dict.fromkeys(("actors", "events", "quotes", "places", "disputes", "sources", "timeline"), "Here.")
    lead = [{"says": "It says so.", "evidence": [{"source": "one", "words": writers[0].cited[0]}]}]
    front = {"id": "generated", "title": "Generated", "tagline": "Made up", "description": "Made up."}
    curated = Dossier[Words](
        front=Front[Words].model_validate(_tuples({**front, "lead": lead, "sections": sections})),
        sources=sources, actors=actors, events={}, quotes=quotes, places={}, disputes={}, texts=texts,
        files={name: Parsed(f"data/{name}.yml") for name in ("generated", *sources, *actors, *quotes)},
    )  # fmt: skip
    found: Any = {"actors": {}, "quotes": {}, "sources": {}}
    ground = Ground(texts, {})
    for kind, record in curated.records():
        resolved, findings = resolve(record, curated.files[record.id], ground)
        if resolved is None:
            raise ValueError(f"a generated record is not sound: {findings}")
        found[kind][record.id] = resolved
    found["front"] = resolve(curated.front, curated.files["generated"], ground).record
    prepared = _prepared("generated", curated, cast("Dossier[Passage]", replace(curated, **found)))
    for quote in curated.quotes.values():
        if findings := prepared.judge(quote).findings:
            raise ValueError(f"a generated quote is not sound: {findings}")
    return prepared


def hash_of(words: str) -> int:
    """Return a number that depends on words alone."""
    return sum(map(ord, words))


def _id(name: str) -> str:
    return re.sub("[^a-z]+", "-", name.lower().encode("ascii", "ignore").decode())


def _tuples(value: Any) -> Any:
    """Turn lists into tuples, as the reader of YAML gives them."""
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return tuple(_tuples(item) for item in value) if isinstance(value, list | tuple) else value


def _source(source: str) -> Source[Words]:
    return Source[Words].model_validate({
        "id": source, "title": source, "short": source, "sign": source[0].upper(), "kind": "document",
        "file": f"{source}.txt", "sha256": "0" * 64, "rights": "Nobody's.",
    })  # fmt: skip


class _Writer:
    """Writes a text, and notes while writing what can be cited from it."""

    def __init__(self, source: str, chance: random.Random, paragraphs: int) -> None:
        self.source, self.chance = source, chance
        self.written: list[str] = []
        self.quotes: list[dict[str, Any]] = []
        makers = (self._plain, self._direct, self._broken, self._reported, self._exchange)
        drafts = [makers[number % len(makers)](number) for number in range(paragraphs)]
        self.written = drafts
        self.cited = [words for draft in drafts for words in self._stretches(draft) if self._once(words)]

    def _clause(self, least: int = 6) -> str:
        words = [f"the {self.chance.choice(_NOUNS)}", self.chance.choice(_VERBS)]
        while len(words) < least:
            pool = (_EXTRAS, _NOUNS, _VERBS)[self.chance.randrange(3)]
            words.append(self.chance.choice(pool))
        return " ".join(words)

    def _sentence(self) -> str:
        clause = self._clause(self.chance.randint(6, 12))
        return f"T{clause[1:]}{self.chance.choice(['.', '.', '…', '?'])}"

    def _plain(self, _: int) -> str:
        text = " ".join(self._sentence() for _ in range(3))
        if self.chance.random() < 0.5:
            text = re.sub(r"(.{50,60}?) ", "\\1\n", text)  # a text that was wrapped
        return text

    def _marks(self) -> tuple[str, str]:
        return self.chance.choice([("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«\u00a0", "\u00a0»"), ("„", "“")])

    def _direct(self, number: int) -> str:
        speaker, (opening, closing) = self.chance.choice(_SPEAKERS), self._marks()
        words = f"{self._clause(9)} but {self.chance.choice(['not', 'never'])} {self._clause(4)},"
        said = f"{speaker} said at gate {number}"
        self._quote(number, speaker, "direct", [words], said)
        return f"{self._sentence()} {opening}{words}{closing} {said}. {self._sentence()}"

    def _broken(self, number: int) -> str:
        speaker, (opening, closing) = self.chance.choice(_SPEAKERS), self._marks()
        first, second = f"{self._clause(7)},", f"{self._sentence()} {self._sentence()}"
        said = f"{speaker} wrote in letter {number}"
        self._quote(number, speaker, "direct", [first, second], said)
        return f"{opening}{first}{closing} {said}. {opening}{second}{closing} {self._sentence()}"

    def _exchange(self, number: int) -> str:
        first, second = self.chance.sample(_SPEAKERS, 2)
        opening, closing = self._marks()
        mine, theirs, more = f"{self._clause(6)},", self._sentence(), f"{self._clause(7)},"
        said, answered = f"{first} said at gate {number}", f"{second} replied in letter {number}"
        self._quote(number, first, "direct", [mine], said)
        self._quote(number, second, "direct", [theirs, more], answered, "b")
        start = f"{opening}{mine}{closing} {said}. {self._sentence()}"
        return f"{start} {opening}{theirs}{closing} {answered}: {opening}{more}{closing} and left."

    def _reported(self, number: int) -> str:
        first, second = self.chance.sample(_SPEAKERS, 2)
        mine, theirs = self._clause(7), self._clause(7)
        claimed, told = f"{first} claimed in letter {number} that", f"while {second} told {first} at gate {number} that"
        self._quote(number, first, "reported", [mine], claimed)
        self._quote(number, second, "reported", [theirs], told, "b")
        return f"{self._sentence()} {claimed} {mine} {told} {theirs}."

    def _quote(
        self, number: int, speaker: str, voice: str, parts: list[str], attribution: str, suffix: str = "a"
    ) -> None:
        self.quotes.append({
            "id": f"{self.source}-{suffix}{number}", "speaker": _id(speaker), "source": self.source, "voice": voice,
            "parts": parts, "attribution": attribution,
        })  # fmt: skip

    def _stretches(self, draft: str) -> Iterator[str]:
        spaces = [found.span() for found in re.finditer(r" +", draft)]
        for _ in range(4):
            first = self.chance.randrange(len(spaces) - 5)
            last = min(first + self.chance.randint(4, 15), len(spaces) - 1)
            yield draft[spaces[first][1] : spaces[last][0]]

    def _once(self, words: str) -> bool:
        lettered = sum(any(map(str.isalnum, word)) for word in words.split())
        return lettered > 2 and sum(levelled(draft).count(levelled(words)) for draft in self.written) == 1
