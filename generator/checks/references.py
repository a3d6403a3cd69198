"""Every id that a record refers to exists and is of the right kind; ids, signs and accounts are unique."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from generator.diagnostics import Diagnostic
from generator.dossier import Dossier
from generator.evidence import Record, Words
from generator.front import Front
from generator.holding import held
from generator.model import Actor, Dispute, Event, Place, Quote, Source
from generator.vocabulary import Kind
from generator.yamlsource import Path

_SINGULAR: dict[Kind, str] = {
    "sources": "a source", "actors": "an actor", "events": "an event",
    "quotes": "a quote", "places": "a place", "disputes": "a dispute",
}  # fmt: skip


def check(dossier: Dossier[Words]) -> Iterator[Diagnostic]:
    """Yield a finding for each reference that leads nowhere or to the wrong kind, and for each id used twice."""
    kinds: dict[str, Kind] = {record.id: kind for kind, record in dossier.records()}
    for _, record in dossier.records():
        for path, target, allowed in references(record):
            yield from _judged(dossier, kinds, record.id, path, target, allowed)
        if isinstance(record, Event):
            yield from _accounts(dossier, record)
    for path, target, allowed in references(dossier.front):
        yield from _judged(dossier, kinds, dossier.front.id, path, target, allowed)
    yield from _former(dossier, kinds)
    yield from _signs(dossier)


_ACTORS: tuple[Kind, ...] = ("actors",)
_EVENTS: tuple[Kind, ...] = ("events",)
_SOURCES: tuple[Kind, ...] = ("sources",)
_HOLDERS: tuple[Kind, ...] = ("actors", "sources")

Reference = tuple[Path, str, tuple[Kind, ...]]


def references(record: Record) -> Iterator[Reference]:
    """Yield the path, the id and the kinds allowed there of each reference of a record."""
    yield from (((*path, "source"), words.source, _SOURCES) for path, words in held(record) if words.source)
    match record:
        case Front():
            yield from _listed("key_events", record.key_events, _EVENTS)
        case Actor():
            yield from _of_actor(record)
        case Place():
            yield from ((("names", source), source, _SOURCES) for source in record.names)
            if record.within:
                yield ("within",), record.within, ("places",)
        case Event():
            yield from _of_event(record)
        case Quote():
            yield ("speaker",), record.speaker, _ACTORS
            yield ("source",), record.source, _SOURCES
            yield from _listed("to", record.to, _ACTORS)
            yield from _listed("events", record.events, _EVENTS)
            yield from _listed("about", record.about, _ACTORS)
        case Dispute():
            for i, position in enumerate(record.positions):
                yield ("positions", i, "holder"), position.holder, _HOLDERS
                yield ("positions", i, "source"), position.source, _SOURCES
            yield from _listed("events", record.events, _EVENTS)
            yield from _listed("about", record.about, _ACTORS)


def _listed(field: str, ids: Iterable[str], allowed: tuple[Kind, ...]) -> Iterator[Reference]:
    for i, target in enumerate(ids):
        yield (field, i), target, allowed


def _of_actor(actor: Actor[Words]) -> Iterator[Reference]:
    yield from ((("names", source), source, _SOURCES) for source in actor.names)
    for i, role in enumerate(actor.roles):
        if role.organisation:
            yield ("roles", i, "organisation"), role.organisation, _ACTORS
        if role.holder:
            yield ("roles", i, "holder"), role.holder, _HOLDERS
    for i, relation in enumerate(actor.relations):
        yield ("relations", i, "object"), relation.object, _ACTORS
        if relation.holder:
            yield ("relations", i, "holder"), relation.holder, _HOLDERS


def _of_event(event: Event[Words]) -> Iterator[Reference]:
    if event.holder:
        yield ("holder",), event.holder, _HOLDERS
    if event.part_of:
        yield ("part_of",), event.part_of, _EVENTS
    for i, participant in enumerate(event.participants):
        yield ("participants", i, "actor"), participant.actor, _ACTORS
        if participant.holder:
            yield ("participants", i, "holder"), participant.holder, _HOLDERS
    for i, account in enumerate(event.accounts):
        yield ("accounts", i, "source"), account.source, _SOURCES
        for j, place in enumerate(account.places):
            yield ("accounts", i, "places", j), place, ("places",)
    for i, earlier in enumerate(event.follows):
        yield ("follows", i, "event"), earlier.event, _EVENTS
        yield ("follows", i, "source"), earlier.source, _SOURCES


def _judged(
    dossier: Dossier[Words], kinds: dict[str, Kind], record: str, path: Path, target: str, allowed: tuple[Kind, ...]
) -> Iterator[Diagnostic]:
    if target in kinds and kinds[target] in allowed:
        return
    # A key of `names` is a reference too: it stands where the key stands.
    where = dossier.files[record].at_key(path) if path[0] == "names" else dossier.at(record, *path)
    expected = " or ".join(_SINGULAR[kind] for kind in allowed)
    if target not in kinds:
        if target in dossier.files:
            return  # the record exists and is reported for itself
        near = difflib.get_close_matches(target, [other for other, kind in kinds.items() if kind in allowed], 1, 0.5)
        hint = f"Did you mean `{near[0]}`?" if near else f"Add data/{allowed[0]}/{target}.yml."
        yield Diagnostic("id-dangling", where, f"no record has the id `{target}`", hint)
    else:
        yield Diagnostic("id-wrong-kind", where, f"`{target}` is {_SINGULAR[kinds[target]]}", f"Expected {expected}.")


def _accounts(dossier: Dossier[Words], event: Event[Words]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for i, account in enumerate(event.accounts):
        if account.source in seen:
            message = f"`{account.source}` has given an account already"
            hint = "Put all passages of one source into one account."
            yield Diagnostic("account-duplicate", dossier.at(event.id, "accounts", i, "source"), message, hint)
        seen.add(account.source)


def _former(dossier: Dossier[Words], kinds: dict[str, Kind]) -> Iterator[Diagnostic]:
    owners: dict[str, str] = {record: record for record in kinds}
    for _, record in dossier.records():
        for i, former in enumerate(record.formerly):
            if former in owners:
                where = dossier.at(record.id, "formerly", i)
                owner = owners[former]
                held = f"the id of {dossier.files[owner].path}" if owner == former else f"a former id of `{owner}`"
                hint = "Ids are permanent: what one record had, no other may have."
                yield Diagnostic("id-duplicate", where, f"`{former}` is {held}", hint)
            owners.setdefault(former, record.id)


def _signs(dossier: Dossier[Words]) -> Iterator[Diagnostic]:
    owners: dict[str, Source[Words]] = {}
    for source in dossier.sources.values():
        first = owners.setdefault(source.sign.lower(), source)  # addresses do not know case
        if first is not source:
            where = dossier.at(source.id, "sign")
            yield Diagnostic("sign-duplicate", where, f"{source.sign} is the sign of `{first.id}`", "Choose another.")
