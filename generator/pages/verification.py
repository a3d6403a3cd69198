"""The verification page: what was checked, counted source by source, and what the check does not prove."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.pages.evidence import Sign
from generator.pages.figures import Figures, total
from generator.pages.page import Page, front_matter
from generator.pages.register import Register
from generator.pages.sheet import Sheet


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
class VerificationView:
    """What the verification page shows."""

    figures: Figures
    records: tuple[tuple[str, str], ...]
    sources: tuple[SourceFigures, ...]
    gaps: tuple[Gap, ...]
    export: str


def plan(register: Register) -> Iterator[Page]:
    """Plan the verification page."""
    sheet = Sheet(register, links.VERIFICATION)
    by_source = register.figures
    sources = register.dossier.sources
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
            for name, figures in by_source.items()
        ),
        gaps=tuple(_gaps(sheet)),
        export=sheet.target(links.EXPORT),
    )
    description = "What the checker proved of every passage and every sentence, and what it cannot prove."
    yield Page(links.VERIFICATION, "verification", front_matter("Verification", description), view, "data")


def _gaps(sheet: Sheet) -> Iterator[Gap]:
    for source, states in sheet.register.coverage.items():
        file = sheet.register.file(source)
        for state in states:
            if state.state == "gap":
                number = state.sentence.number
                yield Gap(sheet.sign(source), number, sheet.target(file, links.sentence_anchor(number)))
