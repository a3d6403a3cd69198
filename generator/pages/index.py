"""The pages that list the records of a kind, grouped, with what leads a reader on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator import links
from generator.dossier import Named
from generator.evidence import Passage
from generator.model import Actor, Dispute, Event, Place, Source
from generator.pages.cards import (
    DisputeLine,
    EventLine,
    dispute_lines,
    event_lines,
)
from generator.pages.density import time_levels
from generator.pages.evidence import Entry, Sign
from generator.pages.foremost import foremost
from generator.pages.page import SECTIONS, Page, front_matter
from generator.pages.parts import Level, by_letter, divided
from generator.pages.register import Register
from generator.pages.sheet import Link, Sheet
from generator.pages.ways import Parts, Stop, stops, ways
from generator.pages.wording import counted
from generator.vocabulary import ActorKind, Kind, PlaceKind, Status

_Record = TypeVar("_Record", bound="Named[Passage]")


@dataclass(frozen=True)
class NamedLine:
    """An actor or a place in a list: its other spellings, what there is of it, and which sources name it."""

    link: Link
    spellings: tuple[str, ...]
    counts: str
    signs: tuple[Sign, ...]
    more: str
    """How many sources there are besides, of very many."""


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
    """What a list shows. `items` are what the kind's own template expects.

    A list in parts has `parts`; on the page that leads to them `chosen` says which records it shows, and a part has
    that page `above` it.
    """

    intro: str
    count: str
    items: tuple[Any, ...]
    above: Link | None
    parts: Parts | None
    chosen: str
    apparatus: tuple[Entry, ...]


@dataclass(frozen=True)
class _Index(Generic[_Record]):
    """How a kind is listed: in which order, on what its pages show of some records, and by what it is cut."""

    kind: Kind
    description: str
    order: Callable[[Register], Sequence[_Record]]
    show: Callable[[Sheet, Sequence[_Record]], Iterable[Any]]
    by: str
    levels: Callable[[Register], Sequence[Level]]


def plan(register: Register) -> Iterator[Page]:
    """Plan the lists; that of the quotes is in quotes.py."""
    for index in _INDEXES:
        yield from _pages(register, index)


def _pages(register: Register, index: _Index[Any]) -> Iterator[Page]:
    records = index.order(register)
    file = links.index_file(index.kind)
    parts = divided(records, register.bounds.rows, index.levels(register))
    if len(parts) == 1:
        yield _page(register, index, file, records, None)
        return
    on_the_way = stops(file, index.by, parts)
    yield _page(register, index, file, foremost(register, records, register.bounds.lines), (on_the_way, 0))
    for at, part in enumerate(parts, 1):
        yield _page(register, index, on_the_way[at].file, part.items, (on_the_way, at))


def _page(
    register: Register, index: _Index[Any], file: str, records: Sequence[Any], way: tuple[Sequence[Stop], int] | None
) -> Page:
    """Plan a page that shows some records; `way` are the pages of a list in parts, and which of them it is."""
    kind = index.kind
    sheet = Sheet(register, file)
    number = len(register.dossier.of_kind(kind))
    noun = kind.removesuffix("s")
    count = counted(number, noun)
    parts = ways(sheet, *way) if way else None
    is_part = bool(way and way[1])
    view = IndexView(
        intro=getattr(register.dossier.front.sections, kind),
        count=f"{len(records):,} of {count}" if is_part else count,
        items=tuple(index.show(sheet, records)),
        above=sheet.section(kind) if is_part else None,
        parts=parts,
        chosen=f"Below are the {counted(len(records), noun)} to which most else refers; the parts hold all."
        if parts and not is_part
        else "",
        apparatus=sheet.apparatus(),
    )
    title = f"{SECTIONS[kind]}: {parts.title}" if parts and is_part else SECTIONS[kind]
    front = front_matter(title, index.description, **(parts.turns if parts and is_part else {}))
    return Page(file, kind, front, view, f"data/{kind}", is_part=is_part)


def _sources(sheet: Sheet, sources: Iterable[Source[Passage]]) -> Iterator[SourceLine]:
    for source in sources:
        yield SourceLine(
            sheet.sign(source.id), sheet.link(source.id), source.title, source.kind, _coverage(sheet, source)
        )


def _coverage(sheet: Sheet, source: Source[Passage]) -> tuple[str, ...]:
    found = sheet.register.figures[source.id]
    return (
        counted(found.sentences, "sentence"),
        f"{found.cited:,} cited",
        f"{found.aside:,} set aside",
        counted(found.gaps, "gap"),
    )


def _actors(sheet: Sheet, actors: Sequence[Actor[Passage]]) -> Iterator[NamedGroup]:
    for kind in ActorKind:
        lines = tuple(_named(sheet, one, _actor_counts(sheet.register, one.id)) for one in actors if one.kind is kind)
        if lines:
            yield NamedGroup(_plural(kind), f"kd--{kind}", lines)


def _actor_counts(register: Register, actor: str) -> str:
    events = len({event.id for event, _ in register.events_of.get(actor, ())})
    quotes = len(register.quotes_by.get(actor, ()))
    counts = [counted(events, "event") if events else "", counted(quotes, "quote") if quotes else ""]
    return ", ".join(count for count in counts if count)


def _places(sheet: Sheet, places: Sequence[Place[Passage]]) -> Iterator[NamedGroup]:
    for kind in PlaceKind:
        lines = tuple(_named(sheet, one, _place_counts(sheet.register, one.id)) for one in places if one.kind is kind)
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
    most = sheet.register.bounds.signs
    signs = sheet.signs(record.names)
    more = f"and {len(signs) - most:,} more" if len(signs) > most else ""
    return NamedLine(sheet.link(record.id), spellings[:most], counts, signs[:most], more)


def _plural(kind: str) -> str:
    irregular = {"person": "people", "country": "countries", "city": "cities", "unnamed": "unnamed groups"}
    return irregular.get(kind, f"{kind}s").capitalize()


def _events(sheet: Sheet, events: Sequence[Event[Passage]]) -> Iterator[EventGroup]:
    for status in Status:
        alike = event_lines(sheet, [event for event in events if event.status is status])
        if alike:
            yield EventGroup(status, alike)


def _disputes(sheet: Sheet, disputes: Iterable[Dispute[Passage]]) -> tuple[DisputeLine, ...]:
    return dispute_lines(sheet, (dispute.id for dispute in disputes))


_INDEXES: tuple[_Index[Any], ...] = (
    _Index(
        "sources",
        "The sources and how much of each the records account for.",
        lambda register: tuple(register.dossier.sources.values()),
        _sources,
        "signs",
        lambda _: by_letter(lambda source: source.sign),
    ),
    _Index(
        "actors",
        "Everyone whom the sources name, and whom they leave unnamed.",
        lambda register: _by_name(register.dossier.actors.values()),
        _actors,
        "letters",
        lambda _: by_letter(lambda actor: actor.name),
    ),
    _Index(
        "events",
        "What the sources say happened, and what they say did not.",
        lambda register: sorted(register.dossier.events.values(), key=register.in_time),
        _events,
        "times",
        time_levels,
    ),
    _Index(
        "places",
        "The places that the sources name.",
        lambda register: _by_name(register.dossier.places.values()),
        _places,
        "letters",
        lambda _: by_letter(lambda place: place.name),
    ),
    _Index(
        "disputes",
        "Questions on which positions differ, without a verdict.",
        lambda register: tuple(register.dossier.disputes.values()),
        _disputes,
        "letters",
        lambda _: by_letter(lambda dispute: dispute.question),
    ),
)
