"""The glossary: terms as the sources use them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.pages.evidence import Entry
from generator.pages.page import Page, front_matter
from generator.pages.register import Register
from generator.pages.sheet import Said, Sheet


@dataclass(frozen=True)
class Term:
    """A term, its anchor, and what the sources use it for."""

    anchor: str
    term: str
    said: Said


@dataclass(frozen=True)
class GlossaryView:
    """What the glossary shows."""

    terms: tuple[Term, ...]
    apparatus: tuple[Entry, ...]


def plan(register: Register) -> Iterator[Page]:
    """Plan the glossary."""
    sheet = Sheet(register, links.GLOSSARY)
    front = register.dossier.front
    statements = register.statements.of[links.GLOSSARY]
    terms = [
        Term(anchor, entry.term, sheet.said(statement))
        for anchor, entry, statement in zip(register.terms, front.glossary, statements, strict=True)
    ]
    view = GlossaryView(tuple(sorted(terms, key=lambda term: (term.term.casefold(), term.anchor))), sheet.apparatus())
    description = "Terms and abbreviations as the sources use them, each with the words that show it."
    path = register.dossier.at(front.id).path
    yield Page(links.GLOSSARY, "glossary", front_matter("Glossary", description, file=path, line=1), view, path)
