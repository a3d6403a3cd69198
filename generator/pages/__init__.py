"""Which pages exist and what each shows. All order, counting, comparing and looking-up happens here."""

from __future__ import annotations

from collections.abc import Sequence

from generator.dossier import Dossier
from generator.history import Commit
from generator.model import Passage
from generator.pages import (
    actor,
    afterwards,
    changes,
    dispute,
    event,
    glossary,
    home,
    index,
    month,
    moved,
    network,
    place,
    quote,
    quotes,
    rules,
    source,
    timeline,
    verification,
)
from generator.pages import map as atlas
from generator.pages.bounds import BOUNDS, Bounds
from generator.pages.finding import findable
from generator.pages.page import Page
from generator.pages.register import register_of

__all__ = ["Page", "plan"]

NOUNS = (
    home,
    timeline,
    month,
    network,
    atlas,
    verification,
    glossary,
    rules,
    index,
    source,
    actor,
    event,
    quote,
    quotes,
    place,
    dispute,
    moved,
    changes,
)


def plan(dossier: Dossier[Passage], commits: Sequence[Commit] = (), bounds: Bounds = BOUNDS) -> list[Page]:
    """Plan every page of a dossier with its history, in the order of their files; `bounds` says when to cut lists."""
    register = register_of(dossier, tuple(commits), bounds)
    pages = [findable(register, afterwards.told(register, page)) for noun in NOUNS for page in noun.plan(register)]
    return sorted(pages, key=lambda page: page.file)
