"""The whole dossier as one text for paper: every record in a few lines, and at the end, numbered, the sentences cited.

It is no page of the site's navigation but a document of its own; links between records stay inside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator import dates, links
from generator.evidence import Passage
from generator.model import Actor, Dispute, Event, Place, Quote, Source
from generator.pages.evidence import Entry, Marker
from generator.pages.register import Register
from generator.pages.sheet import Run, Sheet
from generator.pages.wording import counted, listed
from generator.vocabulary import KINDS, Status, Voice

_CUT = " […] "


class Citation(NamedTuple):
    """A number that leads to a note: a sentence in the list at the end."""

    number: int
    anchor: str


@dataclass(frozen=True)
class Piece:
    """A line of an article: what it is about, then a text of ours with links, or a source's own words."""

    label: str
    runs: tuple[Run, ...]
    is_verbatim: bool
    citations: tuple[Citation, ...]
    note: str = ""


@dataclass(frozen=True)
class Article:
    """What the book says of one record. `about` is its kind, its status and its date."""

    anchor: str
    title: str
    about: str
    pieces: tuple[Piece, ...]
    note: str
    listed: str
    """How the contents call it: where several have one title, with words that tell them apart."""


@dataclass(frozen=True)
class Chapter:
    """Articles of one kind, under an introduction."""

    anchor: str
    title: str
    intro: str
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class BookView:
    """What the book holds. Without chapters, the dossier is too large for one document; `records` says how large."""

    title: str
    tagline: str
    lead: tuple[Piece, ...]
    records: str
    chapters: tuple[Chapter, ...]
    notes: tuple[Entry, ...]
    home: str


def view(register: Register) -> BookView:
    """Gather the book of a dossier."""
    sheet = _BookSheet(register, links.BOOK)
    front = register.dossier.front
    lead = tuple(_told(sheet, links.HOME))
    chapters = tuple(chapter for chapter in _chapters(sheet) if chapter.articles)
    return BookView(
        front.title, front.tagline, lead, _records(register.dossier.records()), chapters, sheet.notes(), sheet.home
    )


def placeholder(title: str, tagline: str, records: int) -> BookView:
    """Return a book without chapters, for a dossier too large for one document."""
    return BookView(title, tagline, (), counted(records, "record"), (), (), _on_site(links.HOME))


def _on_site(file: str) -> str:
    """Return the address of a page of the site, seen from the book, which lies in a folder beside the pages."""
    folder = links.BOOK.rpartition("/")[0]
    return links.between(f"{folder}/index.md", links.url(file))


class _BookSheet(Sheet):
    """A page on which all records stand: a link to one leads to its article."""

    def __init__(self, register: Register, file: str) -> None:
        super().__init__(register, file)
        self._articles = {register.file(record): f"r-{record}" for record in register.kinds}
        self._glossary = set(register.term_files.values())
        self._numbers: dict[str, int] = {}
        self.home = self.on_site(links.HOME)

    def target(self, file: str, anchor: str = "") -> str:
        """Return where a link to a page of the site leads: to an article, to a term, or to the site."""
        if file in self._articles and not anchor:
            return f"#{self._articles[file]}"
        if file in self._glossary and anchor:
            return f"#{anchor}"
        return self.on_site(file) + (f"#{anchor}" if anchor else "")

    def notes(self) -> tuple[Entry, ...]:
        """Return the sentences that are cited, in the order in which they are cited first."""
        return tuple(sorted(self.apparatus(), key=lambda entry: self._numbers[entry.anchor]))

    def cited(self, markers: Iterable[Marker]) -> tuple[Citation, ...]:
        """Return the numbers of sentences' notes, which are given on their first citation."""
        numbers = self._numbers
        return tuple(Citation(numbers.setdefault(m.entry, len(numbers) + 1), m.entry) for m in markers)

    def on_site(self, file: str) -> str:
        """Return the address of a page of the site, seen from the book."""
        return _on_site(file)

    def linked(self, records: Iterable[tuple[str, str]]) -> tuple[Run, ...]:
        """Name records, each with a word on it in brackets, as one line of text."""
        runs: list[Run] = []
        for record, word in records:
            found = self.link(record)
            gap = ", " if runs else ""
            runs += [Run(gap), Run(found.text, found.target), Run(f" ({word})" if word else "")]
        return tuple(run for run in runs if run.text)


def _records(records: Iterable[tuple[str, object]]) -> str:
    kinds = [kind for kind, _ in records]
    return listed([counted(kinds.count(kind), kind.removesuffix("s")) for kind in KINDS if kind in kinds])


def _chapters(sheet: _BookSheet) -> Iterator[Chapter]:
    register, dossier = sheet.register, sheet.register.dossier
    intro = dossier.front.sections
    in_time = sorted(dossier.events.values(), key=register.in_time)
    yield Chapter("events", "Events", intro.events, tuple(_event(sheet, event) for event in in_time))
    yield Chapter("actors", "People and bodies", intro.actors, tuple(_actor(sheet, a) for a in dossier.actors.values()))
    yield Chapter("quotes", "Quotes", intro.quotes, tuple(_quote(sheet, quote) for quote in dossier.quotes.values()))
    yield Chapter("places", "Places", intro.places, tuple(_place(sheet, place) for place in dossier.places.values()))
    yield Chapter("disputes", "Disputes", intro.disputes, tuple(_dispute(sheet, d) for d in dossier.disputes.values()))
    yield Chapter("glossary", "Glossary", "", tuple(_terms(sheet)))
    yield Chapter("sources", "Sources", intro.sources, tuple(_source(sheet, s) for s in dossier.sources.values()))


def _article(record: str, title: str, about: str, pieces: Iterable[Piece], note: str, listed: str = "") -> Article:
    return Article(f"r-{record}", title, about, tuple(pieces), note, listed or title)


def _told(sheet: _BookSheet, record: str) -> Iterator[Piece]:
    """Print the curated sentences of a record."""
    for statement in sheet.register.statements.of[record]:
        said = sheet.said(statement)
        yield Piece("", said.runs, False, sheet.cited(said.markers), said.note)


def _event(sheet: _BookSheet, event: Event[Passage]) -> Article:
    def pieces() -> Iterator[Piece]:
        statements = sheet.register.statements.of[event.id]
        for account, statement in zip(event.accounts, statements, strict=True):
            said = sheet.said(statement)
            date = f", {dates.wording(account.date)}" if account.date else ""
            label = f"{sheet.sign(account.source).short}{date}"
            yield Piece(label, said.runs, False, sheet.cited(said.markers), said.note)
        if event.participants:
            parts = [(part.actor, _qualified(part.role, part.status)) for part in event.participants]
            passages = [passage for part in event.participants for passage in part.evidence]
            yield Piece("Who", sheet.linked(parts), False, sheet.cited(sheet.markers(passages)))
        if places := dict.fromkeys(place for account in event.accounts for place in account.places):
            yield Piece("Where", sheet.linked((place, "") for place in places), False, ())
        for follows in event.follows:
            yield Piece(
                "Follows", sheet.linked([(follows.event, "")]), False, sheet.cited(sheet.markers(follows.evidence))
            )

    holder = f" by {sheet.register.title(event.holder)}" if event.holder else ""
    about = f"{event.kind}, {event.status}{holder}; {sheet.register.whens[event.id].words}"
    title = event.title if event.status is Status.REPORTED else f"{event.status.capitalize()}: {event.title}"
    return _article(event.id, title, about, pieces(), event.note or "")


def _actor(sheet: _BookSheet, actor: Actor[Passage]) -> Article:
    def pieces() -> Iterator[Piece]:
        yield from _told(sheet, actor.id)
        yield _names(actor)
        for role in actor.roles:
            where = f", {sheet.register.title(role.organisation)}" if role.organisation else ""
            date = f" ({dates.wording(role.date)})" if role.date else ""
            text = f"{_qualified(role.title, role.status)}{where}{date}"
            yield Piece("Role", (Run(text),), False, sheet.cited(sheet.markers(role.evidence)), role.note or "")
        for relation in actor.relations:
            status = str(relation.status) if relation.status is not Status.REPORTED else ""
            runs = sheet.linked([(relation.object, status)])
            label = relation.type.meaning
            yield Piece(label, runs, False, sheet.cited(sheet.markers(relation.evidence)), relation.note or "")

    return _article(actor.id, actor.name, str(actor.kind), pieces(), actor.note or "")


def _quote(sheet: _BookSheet, quote: Quote[Passage]) -> Article:
    words = Piece(
        "", (Run(_CUT.join(part.text for part in quote.parts)),), True, sheet.cited(sheet.markers(quote.parts))
    )
    by = Piece("Attribution", (Run(quote.attribution.text),), True, sheet.cited(sheet.markers([quote.attribution])))
    voice = "direct" if quote.voice is Voice.DIRECT else "reported speech, in the source’s wording"
    date = f"; {dates.wording(quote.date)}" if quote.date else ""
    notes = [quote.gap_note, quote.speaker_note, quote.note]
    return _article(quote.id, sheet.register.title(quote.speaker), f"{voice}{date}", [words, by],
        " ".join(note for note in notes if note), sheet.register.title(quote.id),
    )  # fmt: skip


def _place(sheet: _BookSheet, place: Place[Passage]) -> Article:
    pieces = [*_told(sheet, place.id), _names(place)]
    if place.within:
        pieces.append(Piece("Within", sheet.linked([(place.within, "")]), False, ()))
    return _article(place.id, place.name, str(place.kind), pieces, place.note or "")


def _dispute(sheet: _BookSheet, dispute: Dispute[Passage]) -> Article:
    def pieces() -> Iterator[Piece]:
        statements = sheet.register.statements.of[dispute.id]
        for position, statement in zip(dispute.positions, statements, strict=True):
            said = sheet.said(statement)
            yield Piece(sheet.register.title(position.holder), said.runs, False, sheet.cited(said.markers), said.note)

    return _article(dispute.id, dispute.question, str(dispute.kind), pieces(), dispute.note or "")


def _terms(sheet: _BookSheet) -> Iterator[Article]:
    front = sheet.register.dossier.front
    statements = sheet.register.statements.of[links.GLOSSARY]
    for anchor, entry, statement in zip(sheet.register.terms, front.glossary, statements, strict=True):
        said = sheet.said(statement)
        pieces = (Piece("", said.runs, False, sheet.cited(said.markers), said.note),)
        yield Article(anchor, entry.term, "", pieces, "", entry.term)


def _source(sheet: _BookSheet, source: Source[Passage]) -> Article:
    printed = f"printed {dates.wording(source.date_printed)}" if source.date_printed else "no printed date"
    written = f"; written, as inferred, {dates.wording(source.date_written)}" if source.date_written else ""
    facts = [("Cited as", source.sign), ("Rights", source.rights), ("SHA-256", source.sha256)]
    if source.url:
        facts.insert(1, ("Published at", source.url))
    pieces = [*_told(sheet, source.id), *(Piece(label, (Run(text),), False, ()) for label, text in facts)]
    return _article(source.id, source.title, f"{source.kind}; {printed}{written}", pieces, source.note or "")


def _names(record: Actor[Passage] | Place[Passage]) -> Piece:
    names = sorted({name for names in record.names.values() for name in names})
    return Piece("Named", (Run("; ".join(names)),), True, ())


def _qualified(word: str, status: Status | None) -> str:
    return word if status in (None, Status.REPORTED) else f"{word}, {status}"
