"""The page of rules: each code of the checker, why it exists, and an example of what is wrong and what is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import explain, links
from generator.diagnostics import CODES, Severity
from generator.pages.page import Page, front_matter
from generator.pages.register import Register


@dataclass(frozen=True)
class Rule:
    """A code with its explanation. `why` is Markdown of the generator's own; all else is plain text."""

    code: str
    anchor: str
    severity: Severity
    meaning: str
    why: str
    file: str
    wrong: str
    right: str


@dataclass(frozen=True)
class RulesView:
    """What the page of rules shows."""

    rules: tuple[Rule, ...]


def plan(_: Register) -> Iterator[Page]:
    """Plan the page of rules, which is the same in every dossier."""
    description = "Every code of the checker: what it means, why it is reported, and how the mistake is mended."
    yield Page(
        links.RULES,
        "rules",
        front_matter("Rules", description),
        RulesView(tuple(_rules())),
        "generator/explanations.yml",
    )


def _rules() -> Iterator[Rule]:
    texts = explain.explanations()
    for code, kind in CODES.items():
        found = texts[code]
        yield Rule(
            code=code,
            anchor=links.rule_anchor(code),
            severity=kind.severity,
            meaning=kind.meaning,
            why=found.why,
            file=found.file,
            wrong=explain.shown(found.wrong),
            right=explain.shown(found.right),
        )
