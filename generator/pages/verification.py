"""The verification page: what was checked, counted source by source, and what the check does not prove."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from generator import links
from generator.diagnostics import CODES, GROUPS, Code, Severity
from generator.pages.evidence import Sign
from generator.pages.figures import Figures, total
from generator.pages.page import Page, front_matter
from generator.pages.register import Register
from generator.pages.sheet import Link, Sheet
from generator.pages.wording import counted

PROVEN = (
    "The words stand in the source, at the place that is given, in the order and with the cuts that are shown; each"
    " date, number and name in a sentence of the dossier is in its evidence or is a name of a record that it links to;"
    " each sentence of each source is cited, set aside with a reason, or listed here as a gap."
)
NOT_PROVEN = (
    "It does not prove that a source is right, nor that the text kept here is what was once published: a forged text"
    " would be quoted just as exactly. It does not prove that a true quotation supports the sentence it is cited for,"
    " nor that the sources are enough, and it does not see framing: what is chosen, what is set beside what, and what"
    " is left unsaid. Whether a sentence says more than its evidence, whether a speaker is the one whom a"
    " pronoun means, and whether a status is the right one are judgements of editors; each is open to correction."
)


@dataclass(frozen=True)
class SourceFigures:
    """A source, the sum that pins its text, and its figures."""

    sign: Sign
    file: str
    sha256: str
    characters: str
    figures: Figures


@dataclass(frozen=True)
class Gap:
    """A sentence that no record accounts for."""

    sign: Sign
    number: int
    target: str


@dataclass(frozen=True)
class RuleLine:
    """A rule that ran, named by the fault that it finds; `target` leads to why it exists."""

    code: str
    target: str
    meaning: str
    warns: bool
    """Whether it only warns, and stops nothing."""


@dataclass(frozen=True)
class RuleGroup:
    """Rules that look at the same thing."""

    title: str
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True)
class VerificationView:
    """What the verification page shows."""

    figures: Figures
    records: tuple[tuple[str, str], ...]
    sources: tuple[SourceFigures, ...]
    more_sources: str
    """How many sources there are besides, of very many; the pages of all are in the `index`."""
    gaps: tuple[Gap, ...]
    more_gaps: str
    index: Link
    proven: str
    not_proven: str
    ran: str
    stopping: str
    rules: tuple[RuleGroup, ...]
    export: str
    figures_file: str
    badge: str


def plan(register: Register) -> Iterator[Page]:
    """Plan the verification page."""
    sheet = Sheet(register, links.VERIFICATION)
    by_source = register.figures
    sources = register.dossier.sources
    most = register.bounds.rows
    kinds = sorted(set(register.kinds.values()))
    view = VerificationView(
        figures=total(by_source),
        records=tuple((kind, f"{len(register.dossier.of_kind(kind)):,}") for kind in kinds),
        sources=tuple(
            SourceFigures(
                sheet.sign(name),
                sources[name].file,
                sources[name].sha256,
                f"{len(register.dossier.texts[name].text):,}",
                figures,
            )
            for name, figures in islice(by_source.items(), most)
        ),
        more_sources=_more(len(by_source), most),
        gaps=tuple(islice(_gaps(sheet), most)),
        more_gaps=_more(total(by_source).gaps, most),
        index=sheet.section("sources"),
        proven=PROVEN,
        not_proven=NOT_PROVEN,
        ran=counted(len(CODES), "rule"),
        stopping=f"{sum(code.severity is Severity.ERROR for code in CODES.values())}",
        rules=tuple(
            RuleGroup(title, tuple(_rule(sheet, name, code) for name, code in codes.items()))
            for title, codes in GROUPS.items()
        ),
        export=sheet.target(links.EXPORT),
        figures_file=sheet.target(links.FIGURES),
        badge=sheet.target(links.BADGE),
    )
    description = "What the checker proved of every passage and every sentence, and what it cannot prove."
    yield Page(links.VERIFICATION, "verification", front_matter("Verification", description), view, "data")


def _more(number: int, most: int) -> str:
    return f"{number - most:,} more" if number > most else ""


def _rule(sheet: Sheet, name: str, code: Code) -> RuleLine:
    target = sheet.target(links.RULES, links.rule_anchor(name))
    return RuleLine(name, target, code.meaning, code.severity is Severity.WARNING)


def _gaps(sheet: Sheet) -> Iterator[Gap]:
    for source, states in sheet.register.coverage.items():
        for state in states:
            if state.state == "gap":
                number = state.sentence.number
                yield Gap(
                    sheet.sign(source),
                    number,
                    sheet.target(sheet.register.sentence_file(source, number), links.sentence_anchor(number)),
                )
