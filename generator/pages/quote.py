"""A quote's page: the words, what was cut, who said them to whom and when, and how they stand in the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import links
from generator.chronology import dated
from generator.evidence import Passage
from generator.model import Quote
from generator.pages.cards import EventLine, Part, QuoteCard, Stand, event_lines, in_source, parts, quote_cards, stand
from generator.pages.evidence import Entry, Line, Marker, Sign, Verbatim
from generator.pages.page import Page, record_page
from generator.pages.register import Register
from generator.pages.sheet import Link, Sheet
from generator.pages.wording import counted, shortened
from generator.vocabulary import Match, Voice

_DESCRIBED = 30
"""How many words of a quote its page's description has."""


@dataclass(frozen=True)
class QuoteView:
    """What a quote's page shows. `markers` are those of the words, `attributed` of who said them."""

    above: Link
    title: str
    direct: bool
    counts: str
    sign: Sign
    parts: tuple[Part, ...]
    speaker: Link
    to: tuple[Link, ...]
    about: tuple[Link, ...]
    date: str
    month: Link | None
    as_stated: Verbatim | None
    date_markers: tuple[Marker, ...]
    medium: Verbatim | None
    medium_markers: tuple[Marker, ...]
    markers: tuple[Marker, ...]
    attribution: Verbatim
    attribution_markers: tuple[Marker, ...]
    lines: tuple[Line, ...]
    stand: Stand
    match: str
    marks: str
    notes: tuple[tuple[str, str], ...]
    events: tuple[EventLine, ...]
    more: tuple[QuoteCard, ...]
    more_words: str
    """How many quotes of the speaker are not among these, and are on the speaker's page; empty where all are."""
    apparatus: tuple[Entry, ...]


def plan(register: Register) -> Iterator[Page]:
    """Plan a page for each quote."""
    spoken = {speaker: in_source(register, quotes) for speaker, quotes in register.quotes_by.items()}
    at = {quote.id: number for quotes in spoken.values() for number, quote in enumerate(quotes)}
    for quote in register.asked(register.dossier.quotes):
        file = links.page_file("quotes", quote.id)
        title = register.title(quote.id)
        description = _description(register, quote)
        view = _view(Sheet(register, file), quote, title, spoken[quote.speaker], at[quote.id])
        yield record_page(register.dossier, quote.id, file, "quote", title, description, view)


def _description(register: Register, quote: Quote[Passage]) -> str:
    """Say whose words these are and in which source, and how they begin; only direct ones stand between marks."""
    speaker, source = register.title(quote.speaker), register.title(quote.source)
    words = shortened(" … ".join(part.text for part in quote.parts), _DESCRIBED)
    if quote.voice is Voice.DIRECT:
        return f"{speaker}, as quoted in {source}: “{words}”"
    return f"{speaker}, as reported in the words of {source}: {words}"


def _view(sheet: Sheet, quote: Quote[Passage], title: str, spoken: Sequence[Quote[Passage]], at: int) -> QuoteView:
    """Make the view of a quote, the one with that number among those that its speaker spoke."""
    register = sheet.register
    more = _near(spoken, at, register.bounds.beside)
    left = len(spoken) - 1 - len(more)
    events = [register.dossier.events[event] for event in quote.events]
    return QuoteView(
        above=sheet.section("quotes"),
        title=title,
        direct=quote.voice is Voice.DIRECT,
        counts=counted(len(quote.parts), "part"),
        sign=sheet.sign(quote.source),
        parts=parts(sheet, quote),
        speaker=sheet.link(quote.speaker),
        to=sheet.links(quote.to),
        about=sheet.links(quote.about),
        date=dated(quote.date).words,
        month=sheet.month(dated(quote.date)),
        as_stated=sheet.verbatim(quote.as_stated) if quote.as_stated else None,
        date_markers=sheet.markers([quote.as_stated] if quote.as_stated else ()),
        medium=sheet.verbatim(quote.medium) if quote.medium else None,
        medium_markers=sheet.markers([quote.medium] if quote.medium else ()),
        markers=sheet.markers(quote.parts),
        attribution=sheet.verbatim(quote.attribution),
        attribution_markers=sheet.markers([quote.attribution]),
        lines=sheet.lines([*quote.parts, quote.attribution, *quote.context]),
        stand=stand(sheet, quote),
        match=_match(quote),
        marks=f"{quote.marks.capitalize()}: {quote.marks.meaning}" if quote.marks else "",
        notes=tuple(_notes(quote)),
        events=event_lines(sheet, events),
        more=quote_cards(sheet, more),
        more_words=counted(left, "other") if left else "",
        apparatus=_apparatus(sheet, quote),
    )


def _near(spoken: Sequence[Quote[Passage]], at: int, most: int) -> list[Quote[Passage]]:
    """Return other quotes than that one, of too many those nearest to it."""
    first = max(0, min(at - most // 2, len(spoken) - most - 1))
    return [*spoken[first:at], *spoken[at + 1 : first + most + 1]]


def _apparatus(sheet: Sheet, quote: Quote[Passage]) -> tuple[Entry, ...]:
    sheet.markers(quote.context)
    return sheet.apparatus()


def _match(quote: Quote[Passage]) -> str:
    whole = "the words were" if len(quote.parts) == 1 else f"all {len(quote.parts)} parts were"
    if all(part.match is Match.EXACT for part in quote.parts):
        return f"{whole} found character for character"
    return f"{whole} found letter for letter; quotation marks, dashes and spaces are printed as the source has them"


def _notes(quote: Quote[Passage]) -> Iterator[tuple[str, str]]:
    """Yield an editor's notes, each with its label."""
    labels = ("Editor’s note: who speaks", "Editor’s note: what was left out", "Editor’s note")
    for label, text in zip(labels, (quote.speaker_note, quote.gap_note, quote.note), strict=True):
        if text:
            yield label, text
