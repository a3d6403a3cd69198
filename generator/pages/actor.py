"""An actor's page: who it is, its names as the sources spell them, its roles, relations, events, words and disputes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import links
from generator.chronology import dated
from generator.model import Actor, Passage, Role, Status
from generator.pages.cards import (
    DisputeLine,
    EventLine,
    QuoteCard,
    dispute_lines,
    event_line,
    event_lines,
    quote_cards,
)
from generator.pages.evidence import Entry, Marker, Sign, Verbatim
from generator.pages.named import MentionRow, NameRow, mention_rows, name_rows
from generator.pages.page import Page, record_page
from generator.pages.register import Register
from generator.pages.relation import RelationLine, relation_lines, relation_words
from generator.pages.sheet import Link, Said, Sheet
from generator.pages.track import Scale, Tick, Track
from generator.pages.wording import counted, listed
from generator.resolve import passages_in


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
    apparatus: tuple[Entry, ...]


def plan(register: Register) -> Iterator[Page]:
    """Plan a page for each actor."""
    for actor in register.dossier.actors.values():
        file = links.page_file("actors", actor.id)
        view = _view(Sheet(register, file), actor)
        yield record_page(register.dossier, actor.id, file, "actor", actor.name, actor.about[0].says, view)


def _view(sheet: Sheet, actor: Actor[Passage]) -> ActorView:
    register = sheet.register
    scale = _scale(actor.roles)
    by = register.quotes_by.get(actor.id, [])
    about = [quote for quote in register.quotes_about.get(actor.id, ()) if quote not in by]
    return ActorView(
        above=sheet.section("actors"),
        name=actor.name,
        kind=actor.kind,
        counts=_counts(actor),
        about=tuple(sheet.said(statement) for statement in register.statements.of[actor.id]),
        names=tuple(name_rows(sheet, actor.id, actor.names)),
        search=actor.search,
        ticks=scale.ticks() if scale else (),
        roles=tuple(_role(sheet, role, scale, None) for role in actor.roles),
        officers=tuple(_role(sheet, role, None, one.id) for one, role in register.roles_in.get(actor.id, ())),
        relations=relation_lines(sheet, actor),
        stated=tuple(_stated(sheet, actor)),
        events=_events(sheet, actor),
        held=event_lines(sheet, register.events_held_by.get(actor.id, ()), said=True),
        by=quote_cards(sheet, by),
        about_it=quote_cards(sheet, about),
        to_it=quote_cards(sheet, [q for q in register.quotes_to.get(actor.id, ()) if q not in by and q not in about]),
        disputes=dispute_lines(sheet, (dispute.id for dispute in register.disputes_on.get(actor.id, ()))),
        mentions=mention_rows(sheet, actor.id, {event.id for event, _ in register.events_of.get(actor.id, ())}),
        note=actor.note or "",
        apparatus=sheet.apparatus(),
    )


def _counts(actor: Actor[Passage]) -> tuple[str, ...]:
    passages = {(p.source, p.start, p.end) for p in passages_in(actor)}
    return counted(len(actor.names), "source"), counted(len(passages), "passage")


def _scale(roles: Sequence[Role[Passage]]) -> Scale | None:
    days = [day for role in roles if role.date for day in dated(role.date)[1:3] if day]
    return Scale(min(days), max(days)) if days else None


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


def _stated(sheet: Sheet, actor: Actor[Passage]) -> Iterator[RelationLine]:
    """List the relations between others of which the actor is the one who says so."""
    for subject, relation in sheet.register.relations_held_by.get(actor.id, ()):
        if actor.id not in (subject.id, relation.object):
            words = f"{subject.name} {relation_words(relation)}"
            markers = sheet.markers(relation.evidence)
            yield RelationLine(words, sheet.link(relation.object), relation.status, None, markers, relation.note or "")


def _events(sheet: Sheet, actor: Actor[Passage]) -> tuple[EventLine, ...]:
    """List an actor's events in time, each once with all the roles it has there, and what the accounts say."""
    roles: dict[str, list[str]] = {}
    for event, participant in sheet.register.events_of.get(actor.id, ()):
        certainty = f" ({participant.status})" if participant.status else ""
        roles.setdefault(event.id, []).append(f"{participant.role}{certainty}")
    events = [sheet.register.dossier.events[event] for event in roles]
    in_time = sorted(events, key=sheet.register.in_time)
    return tuple(event_line(sheet, event, listed(list(dict.fromkeys(roles[event.id]))), said=True) for event in in_time)
