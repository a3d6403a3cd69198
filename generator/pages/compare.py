"""The accounts of one event side by side: one question a row, one source a column, and a verdict that is computed.

Nothing is interpreted: dates are compared by their bounds, places by their records, words by their letters, case
ignored. What a source does not say is shown as not given.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import permutations
from string import ascii_lowercase
from typing import Literal

from generator import dates
from generator.chronology import difference
from generator.evidence import Passage
from generator.model import Account, Event
from generator.pages.evidence import Keyed, Marker, Sign, Verbatim, verbatim
from generator.pages.sheet import Link, Sheet
from generator.sources import Span, fold, words_of

Verdict = Literal["differ", "overlap", "agree", "one"]
_ALIKE = 0.75
"""How alike two words of a name must be, from 0 to 1, to count as spellings of one another."""


@dataclass(frozen=True)
class Column:
    """A source of a collation, and who wrote it when, as far as it says so."""

    sign: Sign
    detail: str


@dataclass(frozen=True)
class Cell:
    """What one source says on one question: its words, links and an editor's reading of them; empty if nothing."""

    sign: Sign
    words: tuple[Verbatim, ...] = ()
    reading: str = ""
    links: tuple[Link, ...] = ()
    markers: tuple[Marker, ...] = ()

    @property
    def given(self) -> bool:
        """Tell whether the source says anything."""
        return bool(self.words or self.reading or self.links)


@dataclass(frozen=True)
class Row:
    """A question, how the sources' answers compare, and the answers."""

    question: str
    verdict: Verdict
    words: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Collation:
    """Accounts side by side. `keyed` are the stretches that differ, each with its source and its row's letter."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    keyed: tuple[tuple[str, Keyed], ...]


def collate(sheet: Sheet, event: Event[Passage]) -> Collation:
    """Lay the accounts of an event side by side."""
    accounts = ordered(sheet, event)
    rows = [row for row in _rows(sheet, event, accounts) if any(cell.given for cell in row.cells)]
    lettered = tuple(_lettered(rows))
    columns = tuple(Column(sheet.sign(account.source), detail(sheet, account.source)) for account in accounts)
    return Collation(columns, lettered, tuple(_keyed(lettered)))


def differing(collation: Collation) -> Collation:
    """Return the rows of a collation in which the sources differ."""
    return replace(collation, rows=tuple(row for row in collation.rows if row.verdict == "differ"))


def ordered(sheet: Sheet, event: Event[Passage]) -> list[Account[Passage]]:
    """Return the accounts of an event in the order of the sources."""
    return sorted(event.accounts, key=lambda account: sheet.register.order[account.source])


def detail(sheet: Sheet, source: str) -> str:
    """Say who published a source and when it was written: `Harbour Gazette, written about February 2020`."""
    record = sheet.register.dossier.sources[source]
    who = record.outlet or record.author
    written = f"written {dates.wording(record.date_written)}" if record.date_written else "date of writing unknown"
    return f"{who.text if who else 'unsigned'}, {written}"


def _rows(sheet: Sheet, event: Event[Passage], accounts: Sequence[Account[Passage]]) -> Iterator[Row]:
    yield _dates(sheet, event, accounts)
    yield _places(sheet, accounts)
    for question in dict.fromkeys(question for account in accounts for question in account.aspects):
        yield _aspect(sheet, question, accounts)
    for actor in dict.fromkeys(participant.actor for participant in event.participants):
        yield from _spellings(sheet, actor, accounts)


def _dates(sheet: Sheet, event: Event[Passage], accounts: Sequence[Account[Passage]]) -> Row:
    cells = []
    for account in accounts:
        cell = Cell(sheet.sign(account.source))
        if account.date:
            words = (sheet.verbatim(account.as_stated),) if account.as_stated else ()
            markers = sheet.markers([account.as_stated] if account.as_stated else account.evidence)
            reading = dates.wording(account.date)
            said = any(word.text == reading for word in words)
            cell = replace(cell, words=words, reading="" if said else reading, markers=markers)
        cells.append(cell)
    verdict = sheet.register.whens[event.id].verdict
    if verdict in ("none", "one"):
        return _judged("date", cells, True, "", "")
    return Row("date", verdict, difference(event), tuple(cells))  # type: ignore[arg-type]


def _places(sheet: Sheet, accounts: Sequence[Account[Passage]]) -> Row:
    cells = []
    for account in accounts:
        named = [p for place in account.places for p in sheet.register.mentions.naming(place, account.evidence)]
        markers = sheet.markers(named)
        cells.append(Cell(sheet.sign(account.source), links=sheet.links(account.places), markers=markers))
    given = [set(account.places) for account in accounts if account.places]
    if all(places == given[0] for places in given):
        return _judged("place", cells, True, "same place", "")
    if all(_nested(sheet, ours, theirs) or _nested(sheet, theirs, ours) for ours, theirs in permutations(given, 2)):
        return Row("place", "overlap", "not equally precise", tuple(cells))
    return _judged("place", cells, False, "", "different places")


def _nested(sheet: Sheet, inner: set[str], outer: set[str]) -> bool:
    """Tell whether each of the inner places is one of the outer ones or lies in one of them."""
    return all(any(one in outer for one in _upward(sheet, place)) for place in inner)


def _upward(sheet: Sheet, place: str | None) -> Iterator[str]:
    seen: set[str] = set()
    while place and place not in seen:
        seen.add(place)
        yield place
        place = sheet.register.dossier.places[place].within


def _aspect(sheet: Sheet, question: str, accounts: Sequence[Account[Passage]]) -> Row:
    cells = []
    for account in accounts:
        said = account.aspects.get(question)
        words = (sheet.verbatim(said),) if said else ()
        cells.append(Cell(sheet.sign(account.source), words=words, markers=sheet.markers([said] if said else ())))
    same = same_words([word.text for cell in cells for word in cell.words])
    return _judged(question, cells, same, "same words", "different words")


def same_words(texts: Iterable[str]) -> bool:
    """Tell whether some words are the same but for case and typography."""
    return len({fold(text).casefold() for text in texts}) == 1


def _spellings(sheet: Sheet, actor: str, accounts: Sequence[Account[Passage]]) -> Iterator[Row]:
    """Compare the names by which the accounts' evidence calls an actor, where they are not the same."""
    found = [_names(sheet, actor, account) for account in accounts]
    sides = [set(names) for names in found]
    apart = spelled_apart(sides)
    if not apart:
        return
    cells = []
    for account, names in zip(accounts, found, strict=True):
        text = sheet.register.dossier.texts[account.source]
        words = tuple(verbatim(text, span, "?" if name in apart else "") for name, (span, _) in names.items())
        markers = sheet.markers(passage for _, passage in names.values())
        cells.append(Cell(sheet.sign(account.source), words=words, markers=markers))
    distinct = not set.intersection(*(_parts(side) for side in sides if side))
    verdict = "different names" if distinct and not _alike(sides) else "spelling"
    yield Row(f"name of {sheet.register.title(actor)}", "differ", verdict, tuple(cells))


def _names(sheet: Sheet, actor: str, account: Account[Passage]) -> dict[str, tuple[Span, Passage]]:
    """Return each name of an actor that an account's evidence holds, with the first place where it stands."""
    found: dict[str, tuple[Span, Passage]] = {}
    for passage in account.evidence:
        for mention in sheet.register.mentions.within(account.source, Span(passage.start, passage.end)):
            if mention.record == actor:
                found.setdefault(mention.name, (mention.span, passage))
    return found


def spelled_apart(sides: Sequence[set[str]]) -> set[str]:
    """Return the names that two sides spell differently; a longer form of the same name is no other spelling.

    A name that both sides have is none of them, unless a side has nothing else to set against the other.
    """
    apart: set[str] = set()
    for ours, theirs in permutations([side for side in sides if side], 2):
        if not _parts(ours) & _parts(theirs):
            apart |= ours | theirs
        for word, other in _variants(ours, theirs):
            for side, part in ((ours, word), (theirs, other)):
                having = {name for name in side if part in _words_of(name)}
                apart |= having - (ours & theirs) or having
    return apart


def variant_words(sides: Sequence[set[str]]) -> set[str]:
    """Return the words by which names of two sides are spelled differently: Brook and Brooke, not Ada."""
    return {word for ours, theirs in permutations(sides, 2) for pair in _variants(ours, theirs) for word in pair}


def _alike(sides: Sequence[set[str]]) -> bool:
    return bool(variant_words(sides))


def _variants(ours: set[str], theirs: set[str]) -> Iterator[tuple[str, str]]:
    """Yield each word of our names that is missing from theirs, with a word of theirs that is much like it."""
    for word in sorted(_parts(ours) - _parts(theirs)):
        for other in sorted(_parts(theirs)):
            if difflib.SequenceMatcher(None, word.lower(), other.lower()).ratio() >= _ALIKE:
                yield word, other


def _parts(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in _words_of(name)}


@lru_cache(maxsize=100_000)  # names are set beside each other again and again
def _words_of(name: str) -> tuple[str, ...]:
    return tuple(words_of(name))


def _judged(question: str, cells: Sequence[Cell], same: bool, agree: str, differ: str) -> Row:
    given = [cell for cell in cells if cell.given]
    if len(given) == 1:
        return Row(question, "one", f"only {given[0].sign.text}", tuple(cells))
    return Row(question, "agree" if same else "differ", agree if same else differ, tuple(cells))


def _lettered(rows: Iterable[Row]) -> Iterator[Row]:
    """Give each row whose words differ a letter, and the differing words with it."""
    letters = (a + b for a in ("", *ascii_lowercase) for b in ascii_lowercase)
    for row in rows:
        if row.verdict != "differ" or not any(cell.words for cell in row.cells):
            yield row
            continue
        key, some = next(letters), any(word.key for cell in row.cells for word in cell.words)
        cells = (replace(cell, words=tuple(_key(word, key, some) for word in cell.words)) for cell in row.cells)
        yield replace(row, cells=tuple(cells))


def _key(word: Verbatim, key: str, some: bool) -> Verbatim:
    """Key a word of a differing row: all of them, or only those that were picked."""
    return word._replace(key=key if word.key or not some else "")


def _keyed(rows: Iterable[Row]) -> Iterator[tuple[str, Keyed]]:
    for row in rows:
        for cell in row.cells:
            for word in cell.words:
                if word.key:
                    yield word.source, Keyed(word.span, word.key)
