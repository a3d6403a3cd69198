"""What actors and places share: the names by which the sources call them, and the sentences that name them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator import links
from generator.pages.compare import spelled_apart, variant_words
from generator.pages.evidence import Sign
from generator.pages.listing import Listing
from generator.pages.register import Register
from generator.pages.sheet import Link, Said, Sheet
from generator.pages.statements import Statement
from generator.sources import words_of


class NamePart(NamedTuple):
    """A stretch of a spelling. `differs` where another source spells it otherwise."""

    text: str
    differs: bool


@dataclass(frozen=True)
class NameRow:
    """A spelling in its parts, the source that uses it, and how often."""

    parts: tuple[NamePart, ...]
    sign: Sign
    times: int


@dataclass(frozen=True)
class MentionRow:
    """A record in which another is named, and the sentences that name it."""

    kind: str
    link: Link
    said: tuple[Said, ...]


class _Spelled(NamedTuple):
    """A spelling in a source, in its parts, and how often it stands there."""

    parts: tuple[NamePart, ...]
    source: str
    times: int


def name_listing(register: Register, record: str, names: dict[str, tuple[str, ...]]) -> Listing[_Spelled]:
    """List a record's names under the sources that spell them so, with how often each stands there."""
    spelled = list(_spelled(register, record, names))
    return Listing("names", "The name in the sources", "names", spelled, register.bounds.lines, _name_rows)


def _spelled(register: Register, record: str, names: dict[str, tuple[str, ...]]) -> Iterator[_Spelled]:
    sides = [set(spelled) for spelled in names.values()]
    apart, variants = spelled_apart(sides), variant_words(sides)
    for source in sorted(names, key=register.order.__getitem__):
        counts = register.mentions.counts(source)
        times = {name: counts.get((record, name), 0) for name in names[source]}
        for name in sorted(times, key=lambda name: (-times[name], name)):
            inside = register.mentions.counts_inside(source).get((record, name), 0)
            yield _Spelled(
                _parted(name, variants) if name in apart else (NamePart(name, False),), source, times[name] or inside
            )


def _parted(name: str, variants: set[str]) -> tuple[NamePart, ...]:
    """Cut a name that is spelled apart around the words that differ; where none does, the whole of it does."""
    words = variants & set(words_of(name))
    if not words:
        return (NamePart(name, True),)
    cut = re.split(rf"(?<!\w)({'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)", name)
    return tuple(NamePart(text, bool(at % 2)) for at, text in enumerate(cut) if text)


def _name_rows(sheet: Sheet, found: Iterable[_Spelled]) -> Iterator[NameRow]:
    for one in found:
        yield NameRow(one.parts, sheet.sign(one.source), one.times)


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
