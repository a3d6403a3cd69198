"""An actor's page: who it is, its names as the sources spell them, its roles, relations, events, words and disputes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator import links
from generator.chronology import dated
from generator.evidence import Passage
from generator.holding import passages_in
from generator.model import Actor, Event, Relation, Role
from generator.pages.cards import (
    DisputeLine,
    EventLine,
    QuoteCard,
    dispute_lines,
    event_line,
    event_lines,
    in_source,
    quote_cards,
)
from generator.pages.evidence import Entry, Marker, Sign, Verbatim
from generator.pages.listing import Listing, Listings
from generator.pages.named import MentionRow, NameRow, mention_listing, name_listing
from generator.pages.page import Page, record_page
from generator.pages.register import Register
from generator.pages.relation import RelationLine, relation_lines, relation_words, relations_of
from generator.pages.sheet import Link, Said, Sheet
from generator.pages.track import Scale, Tick, Track
from generator.pages.ways import Parts
from generator.pages.wording import counted, listed
from generator.vocabulary import Status


@dataclass(frozen=True)
class RoleRow:
    """An office or function. The words are the source's own."""

    title: str
    organisation: Link | None
    status: Status
    claimant: Link | None
    """Who says so, where it is only claimed."""
    holder: Link | None
    """Who holds the office, on the page of the organisation."""
    when: str
    sign: Sign
    track: Track | None
    words: Verbatim
    markers: tuple[Marker, ...]
    note: str


@dataclass(frozen=True)
class ActorView:
    """What an actor's page shows."""

    above: Link
    name: str
    kind: str
    counts: tuple[str, ...]
    about: tuple[Said, ...]
    names: tuple[NameRow, ...]
    search: tuple[str, ...]
    ticks: tuple[Tick, ...]
    roles: tuple[RoleRow, ...]
    officers: tuple[RoleRow, ...]
    relations: tuple[RelationLine, ...]
    stated: tuple[RelationLine, ...]
    events: tuple[EventLine, ...]
    held: tuple[EventLine, ...]
    by: tuple[QuoteCard, ...]
    about_it: tuple[QuoteCard, ...]
    to_it: tuple[QuoteCard, ...]
    disputes: tuple[DisputeLine, ...]
    mentions: tuple[MentionRow, ...]
    note: str
    rest: Mapping[str, Parts | None]
    """The ways to the rest of each list that is too long for the page."""
    apparatus: tuple[Entry, ...]


def plan(register: Register) -> Iterator[Page]:
    """Plan a page for each actor."""
    for actor in register.asked(register.dossier.actors):
        file = links.page_file("actors", actor.id)
        lists = Listings(register, actor.id, _lists(register, actor))
        view = _view(Sheet(register, file), actor, lists)
        yield record_page(register.dossier, actor.id, file, "actor", actor.name, actor.about[0].says, view)
        yield from lists.pages()


def _view(sheet: Sheet, actor: Actor[Passage], lists: Listings) -> ActorView:
    scale = _scale(actor.roles)
    return ActorView(
        above=sheet.section("actors"),
        name=actor.name,
        kind=actor.kind,
        counts=_counts(actor),
        about=tuple(sheet.said(statement) for statement in sheet.register.statements.of[actor.id]),
        names=lists.first(sheet, "names"),
        search=actor.search,
        ticks=scale.ticks() if scale else (),
        roles=lists.first(sheet, "roles"),
        officers=lists.first(sheet, "officers"),
        relations=lists.first(sheet, "relations"),
        stated=lists.first(sheet, "stated"),
        events=lists.first(sheet, "events"),
        held=lists.first(sheet, "held"),
        by=lists.first(sheet, "by"),
        about_it=lists.first(sheet, "about"),
        to_it=lists.first(sheet, "to"),
        disputes=lists.first(sheet, "disputes"),
        mentions=lists.first(sheet, "mentions"),
        note=actor.note or "",
        rest=lists.rest(sheet),
        apparatus=sheet.apparatus(),
    )


def _lists(register: Register, actor: Actor[Passage]) -> Iterator[Listing[Any]]:
    """Yield the lists of an actor's page, in its order."""
    lines, says = register.bounds.lines, register.bounds.says
    one = actor.id
    by, about, to = (words.get(one, []) for words in (register.quotes_by, register.quotes_about, register.quotes_to))
    shown = {quote.id for quote in by}
    about = [quote for quote in about if quote.id not in shown]
    shown |= {quote.id for quote in about}
    to = [quote for quote in to if quote.id not in shown]
    events = _events(register, one)
    held = sorted(register.events_held_by.get(one, ()), key=register.in_time)
    disputes = list(dict.fromkeys(dispute.id for dispute in register.disputes_on.get(one, ())))
    scale = _scale(actor.roles)
    yield name_listing(register, one, actor.names)
    yield Listing("roles", "Roles", "roles", actor.roles, lines, partial(_roles, scale=scale))
    yield Listing(
        "officers", "Who holds or held office here", "roles", register.roles_in.get(one, ()), lines, _officers
    )
    yield Listing("relations", "Relations", "relations", relations_of(register, actor), lines, relation_lines)
    said = f"As {actor.name} says of others"
    yield Listing("stated", said, "relations", _stated(register, one), lines, _stated_lines)
    yield Listing("events", "In time", "events", events, lines, _event_lines)
    claims = "What this actor claims, fears, plans or threatens"
    yield Listing("held", claims, "events", held, lines, partial(event_lines, said=True))
    for slug, title, quotes in (
        ("by", "Words by this actor", by), ("about", "Words about this actor", about), ("to", "Words to this actor", to)
    ):  # fmt: skip
        yield Listing(slug, title, "says", in_source(register, quotes), says, quote_cards)
    yield Listing("disputes", "Disputes", "disputes", disputes, lines, dispute_lines)
    yield mention_listing(register, one, {event.id for event, _ in events})


def _counts(actor: Actor[Passage]) -> tuple[str, ...]:
    passages = {(p.source, p.start, p.end) for p in passages_in(actor)}
    return counted(len(actor.names), "source"), counted(len(passages), "passage")


def _scale(roles: Sequence[Role[Passage]]) -> Scale | None:
    days = [day for role in roles if role.date for day in dated(role.date)[1:3] if day]
    return Scale(min(days), max(days)) if days else None


def _roles(sheet: Sheet, roles: Iterable[Role[Passage]], scale: Scale | None) -> Iterator[RoleRow]:
    for role in roles:
        yield _role(sheet, role, scale, None)


def _officers(sheet: Sheet, found: Iterable[tuple[Actor[Passage], Role[Passage]]]) -> Iterator[RoleRow]:
    for one, role in found:
        yield _role(sheet, role, None, one.id)


def _role(sheet: Sheet, role: Role[Passage], scale: Scale | None, holder: str | None) -> RoleRow:
    found = dated(role.date)
    return RoleRow(
        role.title,
        sheet.link(role.organisation) if role.organisation and not holder else None,
        role.status,
        sheet.link(role.holder) if role.holder else None,
        sheet.link(holder) if holder else None,
        found.words if role.date else "",
        sheet.sign(role.evidence[0].source),
        scale.track(found.earliest, found.latest) if scale and role.date else None,
        sheet.verbatim(role.as_stated or role.evidence[0]),
        sheet.markers(role.evidence),
        role.note or "",
    )


_Held = tuple[Actor[Passage], Relation[Passage]]


def _stated(register: Register, actor: str) -> list[_Held]:
    """Return the relations between others of which the actor is the one who says so."""
    held = register.relations_held_by.get(actor, ())
    return [(subject, relation) for subject, relation in held if actor not in (subject.id, relation.object)]


def _stated_lines(sheet: Sheet, found: Iterable[_Held]) -> Iterator[RelationLine]:
    for subject, relation in found:
        words = f"{subject.name} {relation_words(relation)}"
        markers = sheet.markers(relation.evidence)
        yield RelationLine(words, sheet.link(relation.object), relation.status, None, markers, relation.note or "")


def _events(register: Register, actor: str) -> list[tuple[Event[Passage], str]]:
    """Return an actor's events in time, each once with all the roles it has there."""
    roles: dict[str, list[str]] = {}
    for event, participant in register.events_of.get(actor, ()):
        certainty = f" ({participant.status})" if participant.status else ""
        roles.setdefault(event.id, []).append(f"{participant.role}{certainty}")
    in_time = sorted((register.dossier.events[event] for event in roles), key=register.in_time)
    return [(event, listed(list(dict.fromkeys(roles[event.id])))) for event in in_time]


def _event_lines(sheet: Sheet, found: Iterable[tuple[Event[Passage], str]]) -> Iterator[EventLine]:
    for event, role in found:
        yield event_line(sheet, event, role, said=True)
