"""A dispute's page: the question, and the positions side by side in the order of the sources. No verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.evidence import Passage
from generator.model import Dispute, Position
from generator.pages.cards import DisputeLine, EventLine, dispute_lines, event_lines
from generator.pages.evidence import Entry, Line, Sign
from generator.pages.page import Page, record_page
from generator.pages.register import Register
from generator.pages.sheet import Link, Said, Sheet
from generator.pages.statements import Statement
from generator.pages.wording import counted, listed


@dataclass(frozen=True)
class PositionView:
    """A position: who holds it, what it says, the words, and through which source they come."""

    holder: Link
    detail: str
    said: Said
    sign: Sign
    lines: tuple[Line, ...]
    via: str


@dataclass(frozen=True)
class DisputeView:
    """What a dispute's page shows."""

    above: Link
    question: str
    kind: str
    meaning: str
    counts: tuple[str, ...]
    summary: str
    positions: tuple[PositionView, ...]
    about: tuple[Link, ...]
    events: tuple[EventLine, ...]
    also: tuple[DisputeLine, ...]
    also_more: str
    """How many more there are, all of which are on the pages of the actors and events; empty where there are none."""
    note: str
    apparatus: tuple[Entry, ...]


def plan(register: Register) -> Iterator[Page]:
    """Plan a page for each dispute."""
    for dispute in register.asked(register.dossier.disputes):
        file = links.page_file("disputes", dispute.id)
        view = _view(Sheet(register, file), dispute)
        holders = listed([position.holder.text for position in view.positions])
        description = f"{dispute.question} The positions of {holders}, side by side and without a verdict."
        yield record_page(register.dossier, dispute.id, file, "dispute", dispute.question, description, view)


def _view(sheet: Sheet, dispute: Dispute[Passage]) -> DisputeView:
    register = sheet.register
    statements = register.statements.of[dispute.id]
    paired = sorted(zip(dispute.positions, statements, strict=True), key=lambda pair: register.order[pair[0].source])
    sources = {position.source for position in dispute.positions}
    also = _also(register, dispute)
    most = register.bounds.beside
    return DisputeView(
        above=sheet.section("disputes"),
        question=dispute.question,
        kind=dispute.kind,
        meaning=dispute.kind.meaning,
        counts=(counted(len(dispute.positions), "position"), counted(len(sources), "source")),
        summary=_summary(register, dispute),
        positions=tuple(_position(sheet, position, statement) for position, statement in paired),
        about=sheet.links(dispute.about),
        events=event_lines(sheet, [register.dossier.events[event] for event in dispute.events]),
        also=dispute_lines(sheet, also[:most]),
        also_more=f"{len(also) - most:,} more" if len(also) > most else "",
        note=dispute.note or "",
        apparatus=sheet.apparatus(),
    )


def _summary(register: Register, dispute: Dispute[Passage]) -> str:
    """Say how many positions each source gives, and which source does not take the question up."""
    given = [position.source for position in dispute.positions]
    said = [
        f"{register.title(source)} gives {counted(given.count(source), 'position')}"
        for source in register.order
        if source in given
    ]
    silent = [register.title(source) for source in register.order if source not in given]
    if silent and len(silent) <= 3:
        said.append(f"{listed(silent)} {'does' if len(silent) == 1 else 'do'} not take the question up")
    return f"{listed(said)}."


def _position(sheet: Sheet, position: Position[Passage], statement: Statement) -> PositionView:
    holder = position.holder
    sign = sheet.sign(position.source)
    own = holder == position.source
    via = "In the source’s own voice." if own else f"As given by {sign.short}."
    detail = "the source itself" if own else ""
    actor = sheet.register.dossier.actors.get(holder)
    if actor:
        detail = actor.kind if actor.kind != "unnamed" else "unnamed in the source"
    return PositionView(sheet.link(holder), detail, sheet.said(statement), sign, sheet.lines(position.evidence), via)


def _also(register: Register, dispute: Dispute[Passage]) -> list[str]:
    """Return other disputes on the same events or actors."""
    near = [other.id for one in (*dispute.events, *dispute.about) for other in register.disputes_on.get(one, ())]
    return sorted(set(near) - {dispute.id})
