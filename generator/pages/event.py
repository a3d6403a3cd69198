"""An event's page: when, where and who, its accounts side by side and in their own words, and what it followed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import dates, links
from generator.chronology import Verdict, difference
from generator.evidence import Passage
from generator.holding import passages_in
from generator.model import Account, Event, Follows, Participant
from generator.pages.cards import DisputeLine, EventLine, QuoteCard, dispute_lines, event_lines, in_source, quote_cards
from generator.pages.compare import Collation, collate, detail, ordered
from generator.pages.evidence import Entry, Keyed, Line, Marker, Sign, Verbatim
from generator.pages.listing import Listing, Listings
from generator.pages.neighbours import Beside, beside, in_time
from generator.pages.page import Page, record_page
from generator.pages.register import Register
from generator.pages.sheet import Link, Said, Sheet
from generator.pages.statements import Statement
from generator.pages.ways import Parts
from generator.pages.wording import counted, listed
from generator.vocabulary import Status


@dataclass(frozen=True)
class WhenFact:
    """The date of the event; `difference` says in words how the accounts' dates compare, or who alone gives one.

    `month` leads to what else happened then, where a page tells.
    """

    words: str
    verdict: Verdict
    difference: str
    month: Link | None
    markers: tuple[Marker, ...]


@dataclass(frozen=True)
class WhereFact:
    """A place of the event."""

    link: Link
    markers: tuple[Marker, ...]


@dataclass(frozen=True)
class WhoFact:
    """A participant and its role."""

    link: Link
    role: str
    status: Status | None
    """Set where the part is less certain than the event."""
    holder: Link | None
    markers: tuple[Marker, ...]
    note: str


@dataclass(frozen=True)
class AspectFact:
    """A question that an account answers, and its words."""

    question: str
    words: Verbatim
    markers: tuple[Marker, ...]


@dataclass(frozen=True)
class AccountView:
    """One source's account. `aspects` are filled only where it is the only one; else the collation has them."""

    sign: Sign
    detail: str
    said: Said
    date: str
    as_stated: Verbatim | None
    lines: tuple[Line, ...]
    aspects: tuple[AspectFact, ...]


@dataclass(frozen=True)
class Step:
    """An event before or after this one, and the source's own words for the link."""

    link: Link
    status: Status
    when: str
    words: Verbatim
    markers: tuple[Marker, ...]


@dataclass(frozen=True)
class Steps:
    """The events on one side of this one, in time; `happened` is False where none of them came about."""

    steps: tuple[Step, ...]
    happened: bool


@dataclass(frozen=True)
class EventView:
    """What an event's page shows."""

    above: Link
    title: str
    kind: str
    status: Status
    happened: bool
    holder: Link | None
    counts: tuple[str, ...]
    when: WhenFact
    where: tuple[WhereFact, ...]
    where_silent: str
    who: tuple[WhoFact, ...]
    collation: Collation | None
    accounts: tuple[AccountView, ...]
    before: Steps
    after: Steps
    part_of: EventLine | None
    parts: tuple[EventLine, ...]
    quotes: tuple[QuoteCard, ...]
    disputes: tuple[DisputeLine, ...]
    beside: Beside
    note: str
    rest: Mapping[str, Parts | None]
    """The ways to the rest of each list that is too long for the page."""
    apparatus: tuple[Entry, ...]


def plan(register: Register) -> Iterator[Page]:
    """Plan a page for each event."""
    order = in_time(register)
    places = {event: at for at, event in enumerate(order)}
    for event in register.asked(register.dossier.events):
        file = links.page_file("events", event.id)
        sheet = Sheet(register, file)
        lists = Listings(register, event.id, _lists(register, event))
        view = _view(sheet, event, beside(sheet, event.id, order, places), lists)
        says = event.accounts[0].says
        description = f"{event.status.capitalize()}: {says}"
        yield record_page(register.dossier, event.id, file, "event", event.title, description, view)
        yield from lists.pages()


def _lists(register: Register, event: Event[Passage]) -> Iterator[Listing[Any]]:
    """Yield the lists of an event's page that other records make, in its order."""
    lines, says = register.bounds.lines, register.bounds.says
    after = sorted(register.followed_by.get(event.id, ()), key=lambda pair: register.in_time(pair[0]))
    parts = sorted(register.parts_of.get(event.id, ()), key=register.in_time)
    quotes = in_source(register, register.quotes_in.get(event.id, ()))
    disputes = list(dict.fromkeys(dispute.id for dispute in register.disputes_on.get(event.id, ())))
    yield Listing("after", "What followed", "steps", after, lines, _steps)
    yield Listing("parts", "Parts of this event", "events", parts, lines, event_lines)
    yield Listing("quotes", "What was said", "says", quotes, says, quote_cards)
    yield Listing("disputes", "Disputed", "disputes", disputes, lines, dispute_lines)


def _view(sheet: Sheet, event: Event[Passage], beside: Beside, lists: Listings) -> EventView:
    register = sheet.register
    accounts = ordered(sheet, event)
    collation = collate(sheet, event) if len(accounts) > 1 else None
    part_of = register.dossier.events[event.part_of] if event.part_of else None
    before = [(register.dossier.events[follows.event], follows) for follows in event.follows]
    return EventView(
        above=sheet.section("events"),
        title=event.title,
        kind=event.kind,
        status=event.status,
        happened=event.status.happened,
        holder=sheet.link(event.holder) if event.holder else None,
        counts=_counts(event),
        when=_when(sheet, event, accounts),
        where=tuple(_where(sheet, accounts)),
        where_silent=_where_silent(sheet, accounts),
        who=tuple(_who(sheet, event, participant) for participant in event.participants),
        collation=collation,
        accounts=tuple(_accounts(sheet, event, accounts, collation)),
        before=_side(_steps(sheet, sorted(before, key=lambda pair: register.in_time(pair[0])))),
        after=_side(lists.first(sheet, "after")),
        part_of=event_lines(sheet, [part_of])[0] if part_of else None,
        parts=lists.first(sheet, "parts"),
        quotes=lists.first(sheet, "quotes"),
        disputes=lists.first(sheet, "disputes"),
        beside=beside,
        note=event.note or "",
        rest=lists.rest(sheet),
        apparatus=sheet.apparatus(),
    )


def _counts(event: Event[Passage]) -> tuple[str, ...]:
    passages = {(p.source, p.start, p.end) for account in event.accounts for p in passages_in(account.evidence)}
    return counted(len(event.accounts), "source"), counted(len(passages), "passage")


def _when(sheet: Sheet, event: Event[Passage], accounts: list[Account[Passage]]) -> WhenFact:
    found = sheet.register.whens[event.id]
    cited: list[Passage] = []
    for account in accounts:
        if account.date:
            cited += [account.as_stated] if account.as_stated else account.evidence
    compared = difference(event) if found.verdict not in ("none", "one") else _only(sheet, accounts)
    return WhenFact(found.words, found.verdict, compared, sheet.month(found), sheet.markers(cited))


def _only(sheet: Sheet, accounts: list[Account[Passage]]) -> str:
    """Say who gives a date, where not every account does."""
    dating = [sheet.sign(account.source).text for account in accounts if account.date]
    return f"only {listed(dating)} gives a date" if dating and len(dating) < len(accounts) else ""


def _where(sheet: Sheet, accounts: list[Account[Passage]]) -> Iterator[WhereFact]:
    for place in dict.fromkeys(place for account in accounts for place in account.places):
        evidence = [p for account in accounts if place in account.places for p in account.evidence]
        yield WhereFact(sheet.link(place), sheet.markers(sheet.register.mentions.naming(place, evidence)))


def _where_silent(sheet: Sheet, accounts: list[Account[Passage]]) -> str:
    """Say who names a place, where not every account does."""
    naming = [sheet.sign(account.source).text for account in accounts if account.places]
    if not naming:
        return "no place given"
    if len(naming) == len(accounts):
        return ""
    return f"only {listed(naming)} {'names' if len(naming) == 1 else 'name'} a place"


def _who(sheet: Sheet, event: Event[Passage], participant: Participant[Passage]) -> WhoFact:
    evidence = participant.evidence or sheet.register.mentions.naming(
        participant.actor, (p for account in event.accounts for p in account.evidence)
    )
    return WhoFact(
        sheet.link(participant.actor),
        participant.role,
        participant.status,
        sheet.link(participant.holder) if participant.holder else None,
        sheet.markers(evidence),
        participant.note or "",
    )


def _accounts(
    sheet: Sheet, event: Event[Passage], accounts: list[Account[Passage]], collation: Collation | None
) -> Iterator[AccountView]:
    statements = sheet.register.statements.of[event.id]
    by_source = {account.source: statement for account, statement in zip(event.accounts, statements, strict=True)}
    keyed = collation.keyed if collation else ()
    for account in accounts:
        yield _account(sheet, account, by_source[account.source], keyed, alone=collation is None)


def _account(
    sheet: Sheet,
    account: Account[Passage],
    statement: Statement,
    keyed: tuple[tuple[str, Keyed], ...],
    *,
    alone: bool,
) -> AccountView:
    return AccountView(
        sheet.sign(account.source),
        detail(sheet, account.source),
        sheet.said(statement),
        dates.wording(account.date) if account.date else "",
        sheet.verbatim(account.as_stated) if account.as_stated else None,
        sheet.lines(account.evidence, keyed),
        tuple(_aspects(sheet, account)) if alone else (),
    )


def _aspects(sheet: Sheet, account: Account[Passage]) -> Iterator[AspectFact]:
    for question, words in account.aspects.items():
        yield AspectFact(question, sheet.verbatim(words), sheet.markers([words]))


def _side(steps: tuple[Step, ...]) -> Steps:
    return Steps(steps, any(step.status.happened for step in steps))


def _steps(sheet: Sheet, linked: Iterable[tuple[Event[Passage], Follows[Passage]]]) -> tuple[Step, ...]:
    return tuple(_step(sheet, event, follows) for event, follows in linked)


def _step(sheet: Sheet, event: Event[Passage], follows: Follows[Passage]) -> Step:
    when = sheet.register.whens[event.id].words
    words = sheet.verbatim(follows.link)
    return Step(sheet.link(event.id), event.status, when, words, sheet.markers(follows.evidence))
