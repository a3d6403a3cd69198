"""No place lies within itself, no event is part of itself or follows itself, no actor is related to itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostics import Diagnostic
from generator.dossier import Dossier
from generator.evidence import Words
from generator.yamlsource import Path


def check(dossier: Dossier[Words]) -> Iterator[Diagnostic]:
    """Yield a finding for each record that leads back to itself; one for each circle, at its first record."""
    outer = {place.id: place.within for place in dossier.places.values()}
    whole = {event.id: event.part_of for event in dossier.events.values()}
    for record, by in _circles(outer):
        yield _itself(dossier, record, ("within",), f"`{record}` lies within itself{by}")
    for record, by in _circles(whole):
        yield _itself(dossier, record, ("part_of",), f"`{record}` is part of itself{by}")
    for event in dossier.events.values():
        for i, earlier in enumerate(event.follows):
            if earlier.event == event.id:
                yield _itself(dossier, event.id, ("follows", i, "event"), f"`{event.id}` follows itself")
    for actor in dossier.actors.values():
        for i, relation in enumerate(actor.relations):
            if relation.object == actor.id:
                yield _itself(dossier, actor.id, ("relations", i, "object"), f"`{actor.id}` is related to itself")


def _circles(around: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """Yield the first record of each circle, and the way by which it leads back."""
    for record in around:
        way = [record]
        while (following := around.get(way[-1])) and following not in way:
            way.append(following)
        if following == record == min(way):
            yield record, f", by way of {', '.join(f'`{step}`' for step in way[1:])}" if way[1:] else ""


def _itself(dossier: Dossier[Words], record: str, path: Path, message: str) -> Diagnostic:
    return Diagnostic("reference-circular", dossier.at(record, *path), message, "Refer to another record, or to none.")
