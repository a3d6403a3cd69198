"""What actors and places share: the names by which the sources call them, and the sentences that name them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.naming import Names
from generator.pages.compare import spelled_apart
from generator.pages.evidence import Sign
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


def name_rows(sheet: Sheet, record: str, names: dict[str, tuple[str, ...]]) -> Iterator[NameRow]:
    """List a record's names under the sources that spell them so, with how often each stands there."""
    apart = spelled_apart([set(spelled) for spelled in names.values()]) if len(names) > 1 else set()
    for source in sorted(names, key=sheet.register.order.__getitem__):
        times = Counter(
            {name: number for (one, name), number in sheet.register.mentions.counts(source).items() if one == record}
        )
        for name in sorted(names[source], key=lambda name: (-times[name], name)):
            yield NameRow(name, sheet.sign(source), times[name] or _anywhere(sheet, source, name), name in apart)


def _anywhere(sheet: Sheet, source: str, name: str) -> int:
    """Count a name that only stands inside longer names."""
    return len(Names({"": [name]}).mentions(sheet.register.dossier.texts[source].folded))


def mention_rows(sheet: Sheet, record: str, shown: set[str]) -> tuple[MentionRow, ...]:
    """List the sentences of other records that name one; records that the page shows anyway are left out."""
    rows: dict[tuple[str, Link], list[Said]] = defaultdict(list)
    for statement in sheet.register.statements.naming.get(record, ()):
        if statement.record not in shown:
            rows[_where(sheet, statement)].append(sheet.said(statement))
    return tuple(MentionRow(kind, link, tuple(said)) for (kind, link), said in rows.items())


def _where(sheet: Sheet, statement: Statement) -> tuple[str, Link]:
    front = sheet.register.dossier.front
    if statement.record == links.HOME:
        return "home", Link(front.title, sheet.target(links.HOME))
    if statement.record == links.GLOSSARY:
        return "term", sheet.term(statement.part)
    return sheet.register.kinds[statement.record].removesuffix("s"), sheet.link(statement.record)
