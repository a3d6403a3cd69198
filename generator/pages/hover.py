"""Hover cards: what a link to a record, or to a term of the glossary, shows before it is followed.

A card says no more than the page does: kind, title, status and date, and a sentence with the signs of the
sources that it rests on. An event has the sentences of two accounts and a dispute those of two positions, so that the
first is not taken for the whole. A term has its note as well, for there an editor may explain it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator import dates, links
from generator.chronology import dated
from generator.dossier import Named
from generator.evidence import Passage
from generator.model import Actor, Dispute, Event, Place, Quote, Source
from generator.pages.evidence import Sign, Verbatim, verbatim
from generator.pages.register import Register
from generator.pages.resting import LABELS
from generator.pages.sheet import Sheet
from generator.pages.wording import counted
from generator.sources import Span
from generator.vocabulary import Kind, Status, Voice

_SENTENCES = 2
"""How many accounts or positions a card shows."""
_FIRST_WORDS = re.compile(r"\s*(?:\S+\s+){0,39}\S+")
"""As much of a quote as a card prints."""


@dataclass(frozen=True)
class CardSentence:
    """A sentence of ours, or words of a source; `holder` is whose position it is."""

    text: str
    signs: tuple[Sign, ...]
    holder: str = ""
    words: Verbatim | None = None
    """Where the words stand, if they are a source's own; `text` then ends in an ellipsis where they go on."""


@dataclass(frozen=True)
class HoverCard:
    """What a link to a record or a term shows. What a kind of record does not have is empty."""

    record: str
    """The record's id; of a term its anchor, after a `#`, which no id holds."""
    label: str
    kind: str
    title: str
    status: Status | None
    by: str
    """Who claims, plans or fears what the status says."""
    when: str
    differs: bool
    """Whether the sources differ on the date."""
    said: tuple[CardSentence, ...]
    more: str
    """How much there is of what the card shows the first of."""
    note: str = ""
    """What an editor adds."""


def hover_cards(register: Register) -> Iterator[HoverCard]:
    """Make the card of every record, in the order of the records, and of every term."""
    for kind, record in register.dossier.records():
        yield _card(Sheet(register, register.file(record.id)), kind, record)
    statements = register.statements.of[links.GLOSSARY]
    for anchor, entry, statement in zip(register.terms, register.dossier.front.glossary, statements, strict=True):
        signs = Sheet(register, links.GLOSSARY).signs(passage.source for passage in statement.evidence)
        said = (CardSentence(statement.says, signs),)
        yield HoverCard(f"#{anchor}", "Glossary", "", entry.term, None, "", "", False, said, "", statement.note or "")


def _card(sheet: Sheet, kind: Kind, record: Named[Passage]) -> HoverCard:
    sort, by, when, differs, more = "", "", "", False, ""
    status: Status | None = None
    match record:
        case Event():
            found = sheet.register.whens[record.id]
            sort, status, when, differs = record.kind, record.status, found.words, found.verdict == "differ"
            by = sheet.register.title(record.holder) if record.holder else ""
            more = _more(len(record.accounts), "account")
        case Quote():
            sort = "direct" if record.voice is Voice.DIRECT else "reported speech"
            when = dated(record.date).words if record.date else ""
            more = counted(len(record.parts), "part") if len(record.parts) > 1 else ""
        case Source():
            printed = record.date_printed or record.date_written
            sort, when = record.kind, dates.wording(printed) if printed else ""
        case Dispute():
            sort, more = record.kind, _more(len(record.positions), "position")
        case Actor() | Place():
            sort = record.kind
    title = sheet.register.title(record.speaker if isinstance(record, Quote) else record.id)
    said = tuple(_said(sheet, record))
    return HoverCard(record.id, LABELS[kind], sort, title, status, by, when, differs, said, more)


def _more(number: int, noun: str) -> str:
    return "" if number <= _SENTENCES else counted(number, noun)


def _said(sheet: Sheet, record: Named[Passage]) -> Iterator[CardSentence]:
    if isinstance(record, Quote):
        yield _words(sheet, record)
        return
    shown = _SENTENCES if isinstance(record, Event | Dispute) else 1
    for statement in sheet.register.statements.of[record.id][:shown]:
        signs = sheet.signs(passage.source for passage in statement.evidence)
        holder = sheet.register.title(record.positions[statement.part].holder) if isinstance(record, Dispute) else ""
        yield CardSentence(statement.says, signs, holder)


def _words(sheet: Sheet, quote: Quote[Passage]) -> CardSentence:
    """Print how a quote begins, as its source has it."""
    first = quote.parts[0]
    found = _FIRST_WORDS.match(first.text)
    end = first.start + (found.end() if found else len(first.text))
    text = sheet.register.dossier.texts[quote.source]
    words = verbatim(text, Span(first.start, end))
    goes_on = end < first.end or len(quote.parts) > 1
    return CardSentence(words.text + (" …" if goes_on else ""), sheet.signs([quote.source]), words=words)
