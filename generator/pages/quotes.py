"""All quotes on one page, by speaker, and what its filter looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.chronology import dated
from generator.model import Passage, Quote, Voice
from generator.pages import choices
from generator.pages.cards import QuoteCard, quote_card, quote_order
from generator.pages.choices import Choice
from generator.pages.evidence import Entry
from generator.pages.page import Page, front_matter
from generator.pages.register import Register
from generator.pages.sheet import Sheet
from generator.pages.wording import counted

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
    """What the page of all quotes shows."""

    intro: str
    count: str
    speakers: tuple[Choice, ...]
    addressees: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    voices: tuple[Choice, ...]
    years: tuple[Choice, ...]
    rows: tuple[QuoteRow, ...]
    apparatus: tuple[Entry, ...]


def plan(register: Register) -> Iterator[Page]:
    """Plan the page of all quotes."""
    file = links.index_file("quotes")
    description = "Words that the sources attribute to somebody, cut from them."
    view = _view(Sheet(register, file))
    yield Page(file, "quotes", front_matter("Words on record", description), view, "data/quotes")


def _view(sheet: Sheet) -> QuotesView:
    register = sheet.register
    quotes = list(register.dossier.quotes.values())
    years = [year for quote in quotes for year in _years(quote)]
    rows = tuple(_row(sheet, quote) for quote in sorted(quotes, key=lambda quote: _by_speaker(register, quote)))
    return QuotesView(
        intro=register.dossier.front.sections.quotes,
        count=counted(len(quotes), "quote"),
        speakers=choices.by_name(sheet, (quote.speaker for quote in quotes)),
        addressees=choices.by_name(sheet, (to for quote in quotes for to in dict.fromkeys(quote.to))),
        sources=choices.sources(sheet, (quote.source for quote in quotes)),
        voices=choices.in_order((quote.voice for quote in quotes), Voice),
        years=choices.in_order(years, sorted(set(years))),
        rows=rows,
        apparatus=sheet.apparatus(),
    )


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
