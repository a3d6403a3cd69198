"""What a record lists, it lists once: the ids it names, an actor's part in an event, a relation."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.dossier import Dossier
from generator.evidence import Words
from generator.model import Actor, Dispute, Event, Quote
from generator.yamlsource import Path

Listed = Iterator[tuple[str, Path, list[tuple[object, ...]]]]


def check(dossier: Dossier[Words]) -> Iterator[Diagnostic]:
    """Yield a finding for each item of a list that stands in it already."""
    for record, path, items in _lists(dossier):
        for i, item in enumerate(items):
            if item in items[:i]:
                said = " ".join(f"`{word}`" for word in item if word)
                where = dossier.at(record, *path, i)
                yield Diagnostic("reference-repeated", where, f"{said} stands in this list already", "Once is enough.")


def _lists(dossier: Dossier[Words]) -> Listed:
    yield _ids(dossier.front.id, "key_events", dossier.front.key_events)
    for _, record in dossier.records():
        yield _ids(record.id, "formerly", record.formerly)
        match record:
            case Actor():
                claims = [(link.type, link.object, link.status, link.holder) for link in record.relations]
                yield record.id, ("relations",), list(claims)
            case Event():
                parts = [(part.actor, part.role, part.status, part.holder) for part in record.participants]
                yield record.id, ("participants",), list(parts)
                for i, account in enumerate(record.accounts):
                    yield record.id, ("accounts", i, "places"), [(place,) for place in account.places]
            case Quote():
                yield _ids(record.id, "to", record.to)
                yield _ids(record.id, "events", record.events)
                yield _ids(record.id, "about", record.about)
            case Dispute():
                yield _ids(record.id, "events", record.events)
                yield _ids(record.id, "about", record.about)


def _ids(record: str, field: str, ids: tuple[str, ...]) -> tuple[str, Path, list[tuple[object, ...]]]:
    return record, (field,), [(target,) for target in ids]
