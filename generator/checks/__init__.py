"""The rules that records must keep, one rule a file. Each yields findings and changes nothing.

`references`, `repetition` and `circularity` look at records as typed, `prose` at hand-written pages, all others at
records with their passages.
"""

from __future__ import annotations

from collections.abc import Mapping

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


def check(loaded: Loaded, pages: Mapping[str, str] | None = None) -> list[Diagnostic]:
    """Run the rules over what was loaded, and over hand-written pages by their path.

    Returns the findings, those of the loading not among them. What depends on a record that could not be read, or on
    an id that leads nowhere, stays unsaid.
    """
    findings: list[Diagnostic] = list(front_matter.check(pages or {}))
    if loaded.curated is None:
        return findings
    for rule in AS_TYPED:
        findings += rule.check(loaded.curated)
    if loaded.found is None:
        return findings
    context = Context(loaded.found, loaded.curated)
    for rule in RULES:
        findings += rule.check(context)
    if not loaded.unread & {"actors", "places"}:
        for rule in NEED_NAMES:
            findings += rule.check(context)
    if not loaded.unread & {"sources"}:
        findings += prose.check(context, pages or {})
    if loaded.whole:
        findings += coverage.check(context)
    return findings
