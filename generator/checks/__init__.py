"""The rules that records must keep, one rule a file. Each yields findings and changes nothing.

`references` looks at records as typed, `prose` at hand-written pages, all others at records with their passages.
"""

from __future__ import annotations

from generator.checks import (
    attribution,
    chronology,
    claims,
    coverage,
    names,
    participation,
    prose,
    quote_marks,
    quote_parts,
    references,
    statements,
)
from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.load import Loaded

RULES = (names, participation, quote_parts, quote_marks, attribution, statements, chronology, claims, coverage)


def check(loaded: Loaded) -> list[Diagnostic]:
    """Run every rule over what was loaded and return the findings, those of the loading not among them."""
    findings: list[Diagnostic] = []
    if loaded.curated:
        findings += references.check(loaded.curated)
    if loaded.found and not findings:
        context = Context(loaded.found)
        for rule in RULES:
            findings += rule.check(context)
        findings += prose.check(context, loaded.pages)
    return findings
