"""The glossary: terms as the sources use them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import links
from generator.pages.evidence import Entry
from generator.pages.page import Page, front_matter
from generator.pages.register import Register
from generator.pages.sheet import Link, Said, Sheet
from generator.pages.ways import Parts, Stop, stops, ways
from generator.pages.wording import counted


@dataclass(frozen=True)
class Term:
    """A term, its anchor, and what the sources use it for."""

    anchor: str
    term: str
    said: Said


@dataclass(frozen=True)
class GlossaryView:
    """What the glossary shows."""

    count: str
    above: Link | None
    parts: Parts | None
    terms: tuple[Term, ...]
    apparatus: tuple[Entry, ...]


def plan(register: Register) -> Iterator[Page]:
    """Plan the glossary; a very long one by letters, with a page before them that leads there."""
    parts = register.glossary
    if len(parts) == 1:
        yield _page(register, links.GLOSSARY, parts[0].items, None)
        return
    way = stops(links.GLOSSARY, "", parts)
    yield _page(register, links.GLOSSARY, (), (way, 0))
    for at, part in enumerate(parts, 1):
        yield _page(register, way[at].file, part.items, (way, at))


def _page(register: Register, file: str, numbers: Sequence[int], way: tuple[Sequence[Stop], int] | None) -> Page:
    """Plan a page of some terms; `way` are the pages of a glossary in parts, and which of them it is."""
    sheet = Sheet(register, file)
    front = register.dossier.front
    statements = register.statements.of[links.GLOSSARY]
    parts = ways(sheet, *way) if way else None
    is_part = bool(way and way[1])
    count = counted(len(front.glossary), "term")
    view = GlossaryView(
        count=f"{len(numbers):,} of {count}" if is_part else count,
        above=Link("Glossary", sheet.target(links.GLOSSARY)) if is_part else None,
        parts=parts,
        terms=tuple(Term(register.terms[at], front.glossary[at].term, sheet.said(statements[at])) for at in numbers),
        apparatus=sheet.apparatus(),
    )
    title = f"Glossary: {parts.title}" if parts and is_part else "Glossary"
    description = "Terms and abbreviations as the sources use them, each with the words that show it."
    typed = register.dossier.at(front.id, "glossary", *([min(numbers)] if is_part else []))
    turns = parts.turns if parts and is_part else {}
    said = front_matter(title, description, file=typed.path, line=typed.line, **turns)
    return Page(file, "glossary", said, view, typed.path, is_part=is_part)
