"""Records as other pages show them: an event in a line, a quote on a card, a dispute in a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from generator import links
from generator.chronology import Verdict, dated
from generator.evidence import Passage
from generator.model import Event, Quote
from generator.pages.evidence import Marker, Sign, Verbatim
from generator.pages.register import Register
from generator.pages.sheet import Link, Said, Sheet
from generator.pages.wording import counted, listed
from generator.sources import Span, words_of
from generator.vocabulary import Marks, Match, Status, Voice


@dataclass(frozen=True)
class EventLine:
    """An event in a list. `said` is what its accounts say; `role` what an actor does in it; both may be empty."""

    link: Link
    status: Status
    kind: str
    when: str
    verdict: Verdict
    signs: tuple[Sign, ...]
    role: str = ""
    said: tuple[Said, ...] = ()


def event_line(sheet: Sheet, event: Event[Passage], role: str = "", *, said: bool = False) -> EventLine:
    """Show an event in a line, with the sentences of its accounts if wanted."""
    found = sheet.register.whens[event.id]
    statements = sheet.register.statements.of[event.id] if said else ()
    return EventLine(
        sheet.link(event.id),
        event.status,
        event.kind,
        found.words,
        found.verdict,
        sheet.signs(account.source for account in event.accounts),
        role,
        tuple(sheet.said(statement) for statement in statements),
    )


def event_lines(sheet: Sheet, events: Iterable[Event[Passage]], *, said: bool = False) -> tuple[EventLine, ...]:
    """Show events in the order of time."""
    return tuple(event_line(sheet, event, said=said) for event in sorted(events, key=sheet.register.in_time))


@dataclass(frozen=True)
class Part:
    """A part of a quote; `cut` says what was left out before it, and is empty before the first."""

    words: Verbatim
    cut: str


@dataclass(frozen=True)
class Stand:
    """Where the words of a quote stand: the paragraphs of its source, and each part's characters, with a link there."""

    paragraphs: str
    stretches: tuple[Link, ...]


@dataclass(frozen=True)
class QuoteCard:
    """A quote on another page. Where it is reported, the words are the source's and must not look like a quotation."""

    link: Link
    sign: Sign
    direct: bool
    parts: tuple[Part, ...]
    speaker: Link
    to: tuple[Link, ...]
    when: str
    medium: Verbatim | None
    stand: Stand
    check: str
    markers: tuple[Marker, ...]


def quote_card(sheet: Sheet, quote: Quote[Passage]) -> QuoteCard:
    """Show a quote on a card."""
    return QuoteCard(
        sheet.link(quote.id),
        sheet.sign(quote.source),
        quote.voice is Voice.DIRECT,
        parts(sheet, quote),
        sheet.link(quote.speaker),
        sheet.links(quote.to),
        dated(quote.date).words if quote.date else "",
        sheet.verbatim(quote.medium) if quote.medium else None,
        stand(sheet, quote),
        check(quote),
        sheet.markers(quote.parts),
    )


def quote_cards(sheet: Sheet, quotes: Iterable[Quote[Passage]]) -> tuple[QuoteCard, ...]:
    """Show quotes in the order given."""
    return tuple(quote_card(sheet, quote) for quote in quotes)


def in_source(register: Register, quotes: Iterable[Quote[Passage]]) -> list[Quote[Passage]]:
    """Return quotes, each once, in the order in which they stand in the sources."""
    unique = {quote.id: quote for quote in quotes}.values()
    return sorted(unique, key=lambda quote: quote_order(register, quote))


def quote_order(register: Register, quote: Quote[Passage]) -> tuple[int, int, str]:
    """Return a key that orders quotes as they stand in the sources."""
    return register.order[quote.source], quote.parts[0].start, quote.id


def parts(sheet: Sheet, quote: Quote[Passage]) -> tuple[Part, ...]:
    """Show the parts of a quote and what stands between them in the source, in words."""
    cuts = ["", *(_cut(sheet, quote, first, second) for first, second in pairwise(quote.parts))]
    return tuple(Part(sheet.verbatim(part), cut) for part, cut in zip(quote.parts, cuts, strict=True))


def _cut(sheet: Sheet, quote: Quote[Passage], first: Passage, second: Passage) -> str:
    between = sheet.register.dossier.texts[quote.source].text[first.end : second.start]
    count = len(words_of(between))
    if not count:
        return "marks only, no word left out"
    words = counted(count, "word")
    said = quote.attribution
    attributed = Span(first.end, max(first.end, second.start)).meets(Span(said.start, said.end))
    return f"attribution, {words}" if attributed else f"{words} left out"


def stand(sheet: Sheet, quote: Quote[Passage]) -> Stand:
    """Say where the words of a quote stand: paragraphs of the source, and characters of its text, end exclusive."""
    text = sheet.register.dossier.texts[quote.source]
    touched = [s.paragraph for part in quote.parts for s in text.touched(Span(part.start, part.end))]
    paragraphs = [str(number) for number in dict.fromkeys(touched)]
    noun = "paragraph" if len(paragraphs) == 1 else "paragraphs"
    stretches = (
        Link(
            f"{part.start:,} to {part.end:,}",
            sheet.target(sheet.register.passage_file(part), links.span_anchor(part.start, part.end)),
        )
        for part in quote.parts
    )
    return Stand(f"{noun} {listed(paragraphs)}", tuple(stretches))


def check(quote: Quote[Passage]) -> str:
    """Say how the words of a quote were found, and what became of their quotation marks."""
    matches = {part.match for part in quote.parts}
    found = "found word for word" if matches == {Match.EXACT} else "found word for word, typography levelled"
    marks = {Marks.LOST: "marks lost in the source", Marks.UNBALANCED: "marks unbalanced in the source"}
    return f"{found}; {marks[quote.marks]}" if quote.marks else found


@dataclass(frozen=True)
class DisputeLine:
    """A dispute in a list."""

    link: Link
    kind: str
    positions: str
    signs: tuple[Sign, ...]


def dispute_lines(sheet: Sheet, disputes: Iterable[str]) -> tuple[DisputeLine, ...]:
    """Show disputes by their ids, each once, in the order given."""
    lines = []
    for record in dict.fromkeys(disputes):
        dispute = sheet.register.dossier.disputes[record]
        signs = sheet.signs(position.source for position in dispute.positions)
        lines.append(DisputeLine(sheet.link(record), dispute.kind, counted(len(dispute.positions), "position"), signs))
    return tuple(lines)
