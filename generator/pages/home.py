"""The front page: what this is, in sentences with evidence; the figures; the period; where the sources differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.evidence import Passage
from generator.pages.cards import EventLine, QuoteCard, event_lines, quote_card
from generator.pages.changes import ChangeRow, change_rows
from generator.pages.compare import Collation, collate, differing
from generator.pages.evidence import Entry, Line, Marker
from generator.pages.figures import Figures, total
from generator.pages.page import Page, front_matter
from generator.pages.register import Register
from generator.pages.sheet import Link, Said, Sheet
from generator.pages.strip import Strip, strip
from generator.pages.wording import counted
from generator.vocabulary import Voice

_NAMED = 6
"""How many records a way in names."""
_NEWEST = 4
"""How many of the newest changes are shown."""


@dataclass(frozen=True)
class KeyEvent:
    """An event whose accounts the front page compares, where they differ."""

    link: Link
    collation: Collation


@dataclass(frozen=True)
class Way:
    """A way into the dossier: what there is, how much, and a taste of it."""

    title: str
    target: str
    count: str
    words: str
    quote: QuoteCard | None = None


@dataclass(frozen=True)
class Example:
    """A sentence of a source, with the marker that cites it."""

    line: Line
    markers: tuple[Marker, ...]


@dataclass(frozen=True)
class HomeView:
    """What the front page shows."""

    title: str
    lead: tuple[Said, ...]
    figures: Figures
    records: str
    verification: str
    examples: tuple[Example, ...]
    strip: Strip | None
    events: tuple[EventLine, ...]
    timeline: str
    key_events: tuple[KeyEvent, ...]
    ways: tuple[Way, ...]
    changes: tuple[ChangeRow, ...]
    history: Link
    apparatus: tuple[Entry, ...]


def plan(register: Register) -> Iterator[Page]:
    """Plan the front page."""
    front = register.dossier.front
    view = _view(Sheet(register, links.HOME))
    typed = register.dossier.at(front.id, "lead")
    said = front_matter(front.title, front.description, file=typed.path, line=typed.line)
    yield Page(links.HOME, "home", said, view, typed.path)


def _view(sheet: Sheet) -> HomeView:
    register = sheet.register
    dossier = register.dossier
    return HomeView(
        title=dossier.front.title,
        lead=tuple(sheet.said(statement) for statement in register.statements.of[links.HOME]),
        figures=total(register.figures),
        records=counted(len(register.kinds), "record"),
        verification=sheet.target(links.VERIFICATION),
        examples=_examples(sheet),
        strip=(drawn := strip(sheet)),
        events=event_lines(sheet, drawn.events if drawn else ()),
        timeline=sheet.target(links.TIMELINE),
        key_events=tuple(
            KeyEvent(sheet.link(event), differing(collate(sheet, dossier.events[event])))
            for event in dossier.front.key_events
            if len(dossier.events[event].accounts) > 1
        ),
        ways=tuple(_ways(sheet)),
        changes=change_rows(sheet, register.commits[:_NEWEST]),
        history=Link("The whole history", sheet.target(links.HISTORY)),
        apparatus=sheet.apparatus(),
    )


def _examples(sheet: Sheet) -> tuple[Example, ...]:
    """Return the first passage of the lead from each source, to show how the marks are read."""
    first: dict[str, Passage] = {}
    for statement in sheet.register.dossier.front.lead:
        for passage in statement.evidence:
            first.setdefault(passage.source, passage)
    return tuple(
        Example(line, sheet.markers([passage]))
        for passage in list(first.values())[:2]
        for line in sheet.lines([passage])
    )


def _ways(sheet: Sheet) -> Iterator[Way]:
    register = sheet.register
    dossier = register.dossier
    actors = sorted(dossier.actors, key=lambda actor: (-len(register.events_of.get(actor, ())), actor))
    yield _way(sheet, "People and groups", links.index_file("actors"), len(actors), map(register.title, actors))
    happened = sum(event.status.happened for event in dossier.events.values())
    others = len(dossier.events) - happened
    words = f"{happened} said to have happened; {others} denied, threatened, planned, cancelled or feared"
    yield Way("Timeline", sheet.target(links.TIMELINE), f"{len(dossier.events):,}", words)
    questions = [dispute.question for dispute in dossier.disputes.values()]
    yield Way("Disputes", sheet.target(links.index_file("disputes")), f"{len(questions):,}", " ".join(questions[:3]))
    direct = [quote for quote in dossier.quotes.values() if quote.voice is Voice.DIRECT and len(quote.parts) == 1]
    shortest = min(direct, key=lambda quote: (abs(len(quote.parts[0].text) - 70), quote.id), default=None)
    card = quote_card(sheet, shortest) if shortest else None
    file = links.index_file("quotes")
    yield Way("Words on record", sheet.target(file), f"{len(dossier.quotes):,}", "", card)
    places = sorted(dossier.places, key=lambda place: (-len(register.events_at.get(place, ())), place))
    yield _way(sheet, "Places", links.index_file("places"), len(places), map(register.title, places))
    located = sum(place.latitude is not None for place in dossier.places.values())
    yield Way("Map", sheet.target(links.MAP), f"{located:,}", "Where it was, drawn as precisely as the sources say")
    relations = sum(len(actor.relations) for actor in dossier.actors.values())
    yield Way("Network", sheet.target(links.NETWORK), f"{relations:,}", "Who acts on whom, and who says so")
    read = f"Read {'them' if len(dossier.sources) > 1 else 'it'} with every cited sentence marked and every gap shown"
    yield Way("The sources", sheet.target(links.index_file("sources")), f"{len(dossier.sources):,}", read)
    terms = dossier.front.glossary
    yield Way("Glossary", sheet.target(links.GLOSSARY), f"{len(terms):,}", "Terms as the sources use them")


def _way(sheet: Sheet, title: str, file: str, count: int, names: Iterator[str]) -> Way:
    taste = [name for name, _ in zip(names, range(_NAMED), strict=False)]
    return Way(title, sheet.target(file), f"{count:,}", ", ".join(taste))
