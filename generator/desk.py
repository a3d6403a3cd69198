"""What a new record is written with: a dossier's texts, names and ids at hand, and a word on each field of the draft.

Nothing here asks, prints or writes; which fields a kind of record has in a draft, `new` decides.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from generator import fmt, locate
from generator.comments import Comments
from generator.datafile import schema_line
from generator.dossier import Dossier
from generator.evidence import Record, Words
from generator.fielddocs import meanings
from generator.load import Loaded
from generator.model import MODELS
from generator.naming import Names
from generator.scalars import RESERVED_IDS, is_id
from generator.shapes import Shape, fields, inner
from generator.sources import SourceText, Span, fold
from generator.vocabulary import ActorKind, Kind
from generator.yamlsource import Path as Way

FILL = ""
"""What stands where a person must say something: `check` reports it until then."""
SMALL = re.compile(
    r"a|an|and|are|as|at|by|for|from|has|have|he|in|is|it|of|on|or|she|that|the|they|to|was|were|will|with"
)
"""Words that an id can do without."""
_WIDTH = 110
_LIKE = 75.0
"""How like (0 to 100) a stretch of a source must be to rough words to be what they mean."""

Chooser = Callable[[Sequence[locate.Location]], locate.Location]
"""Picks one of several places in the sources."""


class RefusedError(Exception):
    """A draft cannot be made; the text says why and what to do."""


class Draft(NamedTuple):
    """A new file: its path in the project, its text, and what is to be said of it."""

    path: str
    text: str
    said: tuple[str, ...]


class Desk:
    """A dossier as a new record needs it: its texts, its names, its ids."""

    def __init__(self, root: Path, loaded: Loaded, choose: Chooser | None = None) -> None:
        """Take a project's folder and what was loaded from it; `choose` picks where words stand several times."""
        if loaded.curated is None:
            raise RefusedError("data/dossier.yml cannot be read; see `dossier check`")
        self.root, self.choose = root, choose
        self.dossier: Dossier[Words] = loaded.curated
        self.texts: Mapping[str, SourceText] = self.dossier.texts

    @cached_property
    def _taken(self) -> frozenset[str]:
        former = (old for _, record in self.dossier.records() for old in record.formerly)
        return frozenset({*self.dossier.files, *former, self.dossier.front.id, *RESERVED_IDS})

    def new_id(self, asked: str | None, *hints: str) -> str:
        """Return the id asked for, or one made from hints that no record has or had."""
        if asked is not None:
            if not is_id(asked):
                raise RefusedError(
                    f"`{asked}` is no id: ids hold a to z, 0 to 9 and single hyphens, and begin with a letter"
                )
            if asked in self._taken:
                raise RefusedError(f"`{asked}` is taken; ids are unique across all kinds, and permanent")
            return asked
        slug = _slug(" ".join(hints))
        if not slug:
            raise RefusedError("give the record an id: nothing that could make one was said")
        return next(name for n in range(1, 1000) if (name := slug if n == 1 else f"{slug}-{n}") not in self._taken)

    def known(self, record: str, kind: Kind) -> str:
        """Return the id of a record of a kind, or refuse."""
        if record not in self.dossier.of_kind(kind):
            near = ", ".join(sorted(self.dossier.of_kind(kind)))
            raise RefusedError(f"`{record}` is none of the {kind}: {near}")
        return record

    def spelled(self, kind: Kind) -> Names:
        """Return the listed names of the records of a kind, ready to be looked for."""
        records: Any = self.dossier.of_kind(kind).values()
        return Names({record.id: {record.name, *chain.from_iterable(record.names.values())} for record in records})

    @cached_property
    def persons(self) -> frozenset[str]:
        """The actors who are people."""
        return frozenset(actor.id for actor in self.dossier.actors.values() if actor.kind is ActorKind.PERSON)

    def place(self, words: str, source: str | None = None) -> locate.Location:
        """Find the one place in the sources that words mean, however roughly they are typed."""
        if source and self.known(source, "sources") not in self.texts:
            raise RefusedError(f"the text of `{source}` cannot be read; see `dossier check`")
        texts = {source: self.texts[source]} if source else self.texts
        places = locate.locate(texts, words)
        if places and places[0].how == "near":
            likeness = {place: fuzz.ratio(fold(words).lower(), fold(place.text).lower()) for place in places}
            places = [place for place in places if likeness[place] >= max(_LIKE, max(likeness.values()) - 5)]
        if not places:
            raise RefusedError(f"“{words}” stands in no source, nor anything like it; see `dossier locate`")
        if len(places) == 1:
            return places[0]
        if self.choose:
            return self.choose(places)
        listed = "\n".join(
            f"  {self.cited(place)}: {' '.join((place.before + place.text + place.after).split())}" for place in places
        )
        raise RefusedError(f"“{words}” may mean several places; type more of them, or name the source:\n{listed}")

    def cited(self, place: locate.Location) -> str:
        """Cite a place as pages do: by sign and sentence."""
        sign = self.dossier.sources[place.source].sign
        return ", ".join(f"{sign} {number}" for number in place.sentences)

    def sentence(self, place: locate.Location) -> Span:
        """Return the stretch of all sentences that a place touches."""
        touched = self.texts[place.source].touched(Span(place.start, place.end))
        return Span(touched[0].span.start, touched[-1].span.end)

    def draft(
        self,
        kind: Kind,
        record: str,
        value: Mapping[str, Any],
        said: Iterable[str],
        remarks: Mapping[Way, list[str]] | None = None,
    ) -> Draft:
        """Write a record with a word on each of its fields, and list the fields that it does not have."""
        model = MODELS[kind]
        path = self.root / "data" / kind / f"{record}.yml"
        notes = Comments(schema=schema_line(self.root, path, model))
        _explain(value, Shape(record=model), (), notes)
        for way, lines in (remarks or {}).items():
            notes.above[way] += [f"# {line}" for line in _wrapped(lines)]
        further = [name for name in fields(model) if name not in value]
        absent = f"Further fields, absent where there is nothing to say: {', '.join(further)}."
        notes.below[()] += [f"# {line}" for line in _wrapped([absent])]
        return Draft(path.relative_to(self.root).as_posix(), fmt.written(value, model, notes), tuple(said))


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", fold(words)).encode("ascii", "ignore").decode().lower().replace("'", "")
    pieces = [piece for piece in re.findall(r"[a-z0-9]+", plain) if not SMALL.fullmatch(piece)]
    while pieces and not pieces[0][0].isalpha():
        pieces = pieces[1:]
    return "-".join(pieces[:6])[:80].rstrip("-")


def _explain(value: Any, shape: Shape | None, path: Way, notes: Comments) -> None:
    """Put a word on each field at the top, and on each that is to be filled in, above it."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            _explain(item, inner(shape, index), (*path, index), notes)
    elif isinstance(value, dict):
        for key, part in value.items():
            if shape and shape.record and (not path or part == FILL):
                notes.above[*path, key] += [f"# {line}" for line in _wrapped(_meaning(shape.record, key))]
            _explain(part, inner(shape, key), (*path, key), notes)


def _meaning(record: type[Record], name: str) -> list[str]:
    terms = fields(record)[name].terms
    said = [meanings(record).get(name, "")]
    return said + ([f"One of: {', '.join(terms)}."] if terms else [])


def _wrapped(lines: Iterable[str]) -> list[str]:
    return [
        piece for line in lines for piece in textwrap.wrap(line, _WIDTH, break_on_hyphens=False, subsequent_indent="  ")
    ]
