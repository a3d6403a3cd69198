"""All quotes, by speaker, and what a filter looks at; very many in parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import links
from generator.chronology import dated
from generator.evidence import Passage
from generator.model import Quote
from generator.pages import choices
from generator.pages.cards import QuoteCard, quote_card, quote_order
from generator.pages.choices import Choice
from generator.pages.evidence import Entry
from generator.pages.foremost import foremost
from generator.pages.page import Page, front_matter
from generator.pages.parts import Level, Step, by_letter, divided
from generator.pages.register import Register
from generator.pages.sheet import Link, Sheet
from generator.pages.ways import Parts, Stop, stops, ways
from generator.pages.wording import counted
from generator.vocabulary import Voice

UNDATED = "undated"
"""What stands for the year of a quote that no source dates."""
_MOST_YEARS = 20
"""Of a longer time only the first and the last year are offered."""


@dataclass(frozen=True)
class QuoteRow:
    """A quote, and what the filter looks at: ids and years with spaces between."""

    card: QuoteCard
    id: str
    speaker: str
    to: str
    source: str
    voice: Voice
    years: str


@dataclass(frozen=True)
class QuotesView:
    """What a page of quotes shows."""

    intro: str
    count: str
    above: Link | None
    parts: Parts | None
    chosen: str
    """Which quotes are shown on the page that leads to the parts of a long list."""
    speakers: tuple[Choice, ...]
    addressees: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    voices: tuple[Choice, ...]
    years: tuple[Choice, ...]
    rows: tuple[QuoteRow, ...]
    apparatus: tuple[Entry, ...]


def plan(register: Register) -> Iterator[Page]:
    """Plan the page of all quotes; of very many by parts, with a page before them that leads there."""
    quotes = sorted(register.dossier.quotes.values(), key=lambda quote: _by_speaker(register, quote))
    file = links.index_file("quotes")
    parts = divided(quotes, register.bounds.cards, _levels(register))
    if len(parts) == 1:
        yield _page(register, file, quotes, None)
        return
    way = stops(file, "speakers", parts)
    yield _page(register, file, foremost(register, quotes, register.bounds.says), (way, 0))
    for at, part in enumerate(parts, 1):
        yield _page(register, way[at].file, part.items, (way, at))


def _levels(register: Register) -> Sequence[Level]:
    """Cut quotes by the letters of their speakers, then by the speakers."""

    def name(quote: Quote[Passage]) -> str:
        return register.title(quote.speaker)

    def speaker(quote: Quote[Passage]) -> Step:
        return Step((name(quote).casefold(), quote.speaker), quote.speaker, name(quote))

    return (*by_letter(name), Level(speaker, packed=True))


def _page(
    register: Register, file: str, quotes: Sequence[Quote[Passage]], way: tuple[Sequence[Stop], int] | None
) -> Page:
    """Plan a page that shows some quotes; `way` are the pages of a list in parts, and which of them it is."""
    sheet = Sheet(register, file)
    parts = ways(sheet, *way) if way else None
    is_part = bool(way and way[1])
    years = [year for quote in quotes for year in _years(quote)]
    count = counted(len(register.dossier.quotes), "quote")
    view = QuotesView(
        intro=register.dossier.front.sections.quotes,
        count=f"{len(quotes):,} of {count}" if is_part else count,
        above=sheet.section("quotes") if is_part else None,
        parts=parts,
        chosen=f"Below are {counted(len(quotes), 'quote')} of what the dossier turns on; the parts hold all."
        if parts and not is_part
        else "",
        speakers=choices.by_name(sheet, (quote.speaker for quote in quotes)),
        addressees=choices.by_name(sheet, (to for quote in quotes for to in dict.fromkeys(quote.to))),
        sources=choices.sources(sheet, (quote.source for quote in quotes)),
        voices=choices.in_order((quote.voice for quote in quotes), Voice),
        years=choices.in_order(years, sorted(set(years))),
        rows=tuple(_row(sheet, quote) for quote in quotes),
        apparatus=sheet.apparatus(),
    )
    title = f"Words on record: {parts.title}" if parts and is_part else "Words on record"
    description = "Words that the sources attribute to somebody, cut from them."
    front = front_matter(title, description, **(parts.turns if parts and is_part else {}))
    return Page(file, "quotes", front, view, "data/quotes", is_part=is_part)


def _by_speaker(register: Register, quote: Quote[Passage]) -> tuple[object, ...]:
    return register.title(quote.speaker).casefold(), quote.speaker, *quote_order(register, quote)


def _row(sheet: Sheet, quote: Quote[Passage]) -> QuoteRow:
    return QuoteRow(
        quote_card(sheet, quote),
        quote.id,
        quote.speaker,
        " ".join(quote.to),
        quote.source,
        quote.voice,
        " ".join(_years(quote)),
    )


def _years(quote: Quote[Passage]) -> list[str]:
    """Return every year in which the words may have been said; of an open time only the end that is known."""
    found = dated(quote.date)
    ends = [day.year for day in (found.earliest, found.latest) if day]
    if not ends:
        return [UNDATED]
    first, last = min(ends), max(ends)
    years = range(first, last + 1) if last - first < _MOST_YEARS else (first, last)
    return [f"{year:04}" for year in years]
