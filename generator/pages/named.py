"""What actors and places share: the names by which the sources call them, and the sentences that name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator import links
from generator.pages.compare import spelled_apart
from generator.pages.evidence import Sign
from generator.pages.listing import Listing
from generator.pages.register import Register
from generator.pages.sheet import Link, Said, Sheet
from generator.pages.statements import Statement


@dataclass(frozen=True)
class NameRow:
    """A spelling, the source that uses it, and how often. `differs` where another source spells it otherwise."""

    name: str
    sign: Sign
    times: int
    differs: bool


@dataclass(frozen=True)
class MentionRow:
    """A record in which another is named, and the sentences that name it."""

    kind: str
    link: Link
    said: tuple[Said, ...]


class _Spelled(NamedTuple):
    """A spelling in a source, how often it stands there, and whether another source spells the name otherwise."""

    name: str
    source: str
    times: int
    differs: bool


def name_listing(register: Register, record: str, names: dict[str, tuple[str, ...]]) -> Listing[_Spelled]:
    """List a record's names under the sources that spell them so, with how often each stands there."""
    spelled = list(_spelled(register, record, names))
    return Listing("names", "The name in the sources", "names", spelled, register.bounds.lines, _name_rows)


def _spelled(register: Register, record: str, names: dict[str, tuple[str, ...]]) -> Iterator[_Spelled]:
    apart = spelled_apart([set(spelled) for spelled in names.values()]) if len(names) > 1 else set()
    for source in sorted(names, key=register.order.__getitem__):
        counts = register.mentions.counts(source)
        times = {name: counts.get((record, name), 0) for name in names[source]}
        for name in sorted(times, key=lambda name: (-times[name], name)):
            inside = register.mentions.counts_inside(source).get((record, name), 0)
            yield _Spelled(name, source, times[name] or inside, name in apart)


def _name_rows(sheet: Sheet, found: Iterable[_Spelled]) -> Iterator[NameRow]:
    for one in found:
        yield NameRow(one.name, sheet.sign(one.source), one.times, one.differs)


_Mention = tuple[Statement, ...]
"""The sentences of one record, or one term, that name another."""


def mention_listing(register: Register, record: str, shown: set[str]) -> Listing[_Mention]:
    """List the sentences of other records that name one; records that the page shows anyway are left out."""
    found: dict[tuple[str, int], list[Statement]] = defaultdict(list)
    for statement in register.statements.naming.get(record, ()):
        if statement.record not in shown:
            part = statement.part if statement.record == links.GLOSSARY else 0
            found[statement.record, part].append(statement)
    mentions = [tuple(statements) for statements in found.values()]
    return Listing("mentions", "Named elsewhere", "mentions", mentions, register.bounds.lines, _mention_rows)


def _mention_rows(sheet: Sheet, found: Iterable[_Mention]) -> Iterator[MentionRow]:
    for statements in found:
        kind, link = _where(sheet, statements[0])
        yield MentionRow(kind, link, tuple(sheet.said(statement) for statement in statements))


def _where(sheet: Sheet, statement: Statement) -> tuple[str, Link]:
    front = sheet.register.dossier.front
    if statement.record == links.HOME:
        return "home", Link(front.title, sheet.target(links.HOME))
    if statement.record == links.GLOSSARY:
        return "term", sheet.term(statement.part)
    return sheet.register.kinds[statement.record].removesuffix("s"), sheet.link(statement.record)
