"""The rules that records must keep, one rule a file. Each yields findings and changes nothing.

`references`, `repetition` and `circularity` look at records as typed, `prose` at hand-written pages, all others at
records with their passages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any, NamedTuple

from generator import cores
from generator.checks import (
    attribution,
    chronology,
    circularity,
    claims,
    coverage,
    front_matter,
    lookalikes,
    names,
    participation,
    prose,
    quote_marks,
    quote_parts,
    references,
    relations,
    repetition,
    speaker,
    statements,
)
from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.load import Loaded

AS_TYPED = (references, repetition, circularity)
RULES = (names, lookalikes, quote_parts, quote_marks, chronology, claims)
NEED_NAMES = (participation, relations, attribution, speaker, statements)
"""Rules that would take a name for nobody's while the record that lists it cannot be read."""
LONGEST = (statements, names)
"""Rules that take longest, and so are begun first where several cores share them."""
_WORTH_SHARING = 1000
"""From so many records on, a process for each core is made up for."""


def check(loaded: Loaded, pages: Mapping[str, str] | None = None) -> list[Diagnostic]:
    """Run the rules over what was loaded, and over hand-written pages by their path.

    Returns the findings, those of the loading not among them. What depends on a record that could not be read, or on
    an id that leads nowhere, stays unsaid.
    """
    rules = list(_rules(loaded, pages or {}))
    order = sorted(range(len(rules)), key=lambda at: rules[at].module not in LONGEST)
    jobs = [rules[at].findings for at in order]
    enough = loaded.curated is not None and sum(1 for _ in loaded.curated.records()) >= _WORTH_SHARING
    found = dict(zip(order, cores.shared(jobs) if enough else [job() for job in jobs], strict=True))
    return [finding for at in range(len(rules)) for finding in found[at]]


class _Rule(NamedTuple):
    """A rule, and what it is to look at."""

    module: ModuleType
    about: tuple[Any, ...]

    def findings(self) -> list[Diagnostic]:
        """Run it."""
        return list(self.module.check(*self.about))


def _rules(loaded: Loaded, pages: Mapping[str, str]) -> Iterator[_Rule]:
    """Yield the rules that have all they need."""
    yield _Rule(front_matter, (pages,))
    if loaded.curated is None:
        return
    yield from (_Rule(rule, (loaded.curated,)) for rule in AS_TYPED)
    if loaded.found is None:
        return
    context = Context(loaded.found, loaded.curated)
    yield from (_Rule(rule, (context,)) for rule in RULES)
    if not loaded.unread & {"actors", "places"}:
        yield from (_Rule(rule, (context,)) for rule in NEED_NAMES)
    if not loaded.unread & {"sources"}:
        yield _Rule(prose, (context, pages))
    if loaded.whole:
        yield _Rule(coverage, (context,))
