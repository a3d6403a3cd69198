"""A whole dossier in memory: its records, its texts, and where each value was typed.

`Dossier[Words]` is what the files say; `Dossier[Passage]` is the same with every passage found. Nothing here reads
or writes a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic

from generator.diagnostics import Location
from generator.evidence import W
from generator.front import Front
from generator.model import Actor, Dispute, Event, Place, Quote, Source
from generator.scalars import Id
from generator.sources import SourceText
from generator.vocabulary import KINDS, Kind
from generator.yamlsource import Parsed, Path

Named = Source[W] | Actor[W] | Event[W] | Quote[W] | Place[W] | Dispute[W]
"""A record that has an id and a page."""


@dataclass(frozen=True, eq=False)
class Dossier(Generic[W]):
    """All records by id, in the order of their ids; sources in the order of their signs' first use, that is by sign.

    A dossier equals itself alone, so that what is worked out from it once can be kept.
    """

    front: Front[W]
    sources: Mapping[Id, Source[W]]
    actors: Mapping[Id, Actor[W]]
    events: Mapping[Id, Event[W]]
    quotes: Mapping[Id, Quote[W]]
    places: Mapping[Id, Place[W]]
    disputes: Mapping[Id, Dispute[W]]
    texts: Mapping[Id, SourceText]
    """The text of each source whose seed could be read."""
    files: Mapping[Id, Parsed]
    """The file of each record, by the record's id."""

    def of_kind(self, kind: Kind) -> Mapping[Id, Named[W]]:
        """Return the records of one kind."""
        records: Mapping[Id, Named[W]] = getattr(self, kind)
        return records

    def records(self) -> Iterator[tuple[Kind, Named[W]]]:
        """Yield every record that has a page, kind by kind, in the order of ids."""
        for kind in KINDS:
            for record in self.of_kind(kind).values():
                yield kind, record

    def at(self, record: Id, *path: str | int) -> Location:
        """Say where a value of a record was typed."""
        return self.files[record].at(path)

    def kind_of(self, record: Id) -> Kind | None:
        """Return the kind of the record with that id, or None."""
        return next((kind for kind in KINDS if record in self.of_kind(kind)), None)


__all__ = ["Dossier", "Named", "Path"]
