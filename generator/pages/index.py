"""The pages that list the records of a kind, grouped, with what leads a reader on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from generator import links
from generator.model import Actor, ActorKind, Kind, Passage, Place, PlaceKind, Source, Status
from generator.pages.cards import (
    DisputeLine,
    EventLine,
    dispute_lines,
    event_lines,
)
from generator.pages.evidence import Entry, Sign
from generator.pages.page import SECTIONS, Page, front_matter
from generator.pages.register import Register
from generator.pages.sheet import Link, Sheet
from generator.pages.wording import counted


@dataclass(frozen=True)
class NamedLine:
    """An actor or a place in a list: its other spellings, and what there is of it."""

    link: Link
    spellings: tuple[str, ...]
    counts: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class NamedGroup:
    """Actors or places of one kind. `css` is the class of the kind's mark."""

    title: str
    css: str
    lines: tuple[NamedLine, ...]


@dataclass(frozen=True)
class EventGroup:
    """Events of one status, in time."""

    status: Status
    events: tuple[EventLine, ...]


@dataclass(frozen=True)
class SourceLine:
    """A source in a list."""

    sign: Sign
    link: Link
    title: str
    kind: str
    counts: tuple[str, ...]


@dataclass(frozen=True)
class IndexView:
    """What a list shows. `items` are what the kind's own template expects."""

    intro: str
    count: str
    items: tuple[Any, ...]
    apparatus: tuple[Entry, ...] = ()


def plan(register: Register) -> Iterator[Page]:
    """Plan the lists; that of the quotes is in quotes.py."""
    yield _page(register, "sources", "The sources and how much of each the records account for.")
    yield _page(register, "actors", "Everyone whom the sources name, and whom they leave unnamed.")
    yield _page(register, "events", "What the sources say happened, and what they say did not.")
    yield _page(register, "places", "The places that the sources name.")
    yield _page(register, "disputes", "Questions on which positions differ, without a verdict.")


def _page(register: Register, kind: Kind, description: str) -> Page:
    file = links.index_file(kind)
    sheet = Sheet(register, file)
    makers = {
        "sources": _sources,
        "actors": _actors,
        "events": _events,
        "places": _places,
        "disputes": _disputes,
    }
    items = tuple(makers[kind](sheet))
    intro = getattr(register.dossier.front.sections, kind)
    count = counted(len(register.dossier.of_kind(kind)), kind.removesuffix("s"))
    view = IndexView(intro, count, items, sheet.apparatus())
    return Page(file, kind, front_matter(SECTIONS[kind], description), view, f"data/{kind}")


def _sources(sheet: Sheet) -> Iterator[SourceLine]:
    for source in sheet.register.dossier.sources.values():
        yield SourceLine(
            sheet.sign(source.id), sheet.link(source.id), source.title, source.kind, _coverage(sheet, source)
        )


def _coverage(sheet: Sheet, source: Source[Passage]) -> tuple[str, ...]:
    states = [state.state for state in sheet.register.coverage[source.id]]
    return (
        counted(len(states), "sentence"),
        f"{states.count('cited'):,} cited",
        f"{states.count('set-aside'):,} set aside",
        counted(states.count("gap"), "gap"),
    )


def _actors(sheet: Sheet) -> Iterator[NamedGroup]:
    register = sheet.register
    for kind in ActorKind:
        found = [actor for actor in register.dossier.actors.values() if actor.kind is kind]
        lines = tuple(_named(sheet, actor, _actor_counts(register, actor.id)) for actor in _by_name(found))
        if lines:
            yield NamedGroup(_plural(kind), f"kd--{kind}", lines)


def _actor_counts(register: Register, actor: str) -> str:
    events = len({event.id for event, _ in register.events_of.get(actor, ())})
    quotes = len(register.quotes_by.get(actor, ()))
    counts = [counted(events, "event") if events else "", counted(quotes, "quote") if quotes else ""]
    return ", ".join(count for count in counts if count)


def _places(sheet: Sheet) -> Iterator[NamedGroup]:
    register = sheet.register
    for kind in PlaceKind:
        found = [place for place in register.dossier.places.values() if place.kind is kind]
        lines = tuple(_named(sheet, place, _place_counts(register, place.id)) for place in _by_name(found))
        if lines:
            yield NamedGroup(_plural(kind), "", lines)


def _place_counts(register: Register, place: str) -> str:
    events = register.events_at.get(place, ())
    return counted(len(events), "event") if events else ""


_Bearer = TypeVar("_Bearer", "Actor[Passage]", "Place[Passage]")


def _by_name(found: Iterable[_Bearer]) -> list[_Bearer]:
    return sorted(found, key=lambda record: (record.name.casefold(), record.id))


def _named(sheet: Sheet, record: Actor[Passage] | Place[Passage], counts: str) -> NamedLine:
    every = dict.fromkeys(name for source in sheet.register.order for name in record.names.get(source, ()))
    spellings = tuple(name for name in every if name[1:] != record.name[1:])
    return NamedLine(sheet.link(record.id), spellings, counts, sheet.signs(record.names))


def _plural(kind: str) -> str:
    irregular = {"person": "people", "country": "countries", "city": "cities", "unnamed": "unnamed groups"}
    return irregular.get(kind, f"{kind}s").capitalize()


def _events(sheet: Sheet) -> Iterator[EventGroup]:
    every = sheet.register.dossier.events.values()
    for status in Status:
        events = event_lines(sheet, [event for event in every if event.status is status])
        if events:
            yield EventGroup(status, events)


def _disputes(sheet: Sheet) -> Sequence[DisputeLine]:
    return dispute_lines(sheet, sheet.register.dossier.disputes)
