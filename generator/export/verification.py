"""`data/verification.json` and `data/badge.svg`: what the verification page says, for machines and for other sites.

The figures are counted by the functions that count them for the page.
"""

from __future__ import annotations

import json
from html import escape
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from generator import gaps, links
from generator.diagnostics import GROUPS, Severity
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.fielddocs import Described
from generator.pages import figures
from generator.pages.verification import NOT_PROVEN, PROVEN

SCHEMA_ID = "verification.schema.json"


class Verified(BaseModel):
    """What all objects of the file share."""

    model_config = ConfigDict(extra="forbid")


class VerifiedPassages(Verified):
    """Passages, each stretch of a source counted once, however many records rest on it."""

    found: int = Field(ge=0)
    exact: int = Field(ge=0)
    """Found character for character."""
    typographic: int = Field(ge=0)
    """Found once typography was levelled on both sides."""
    skipped: Literal[0] = 0
    """Always 0: what cannot be looked up is an error, and with an error nothing is published."""


class VerifiedSentences(Verified):
    """What became of the sentences of a source."""

    total: int = Field(ge=0)
    cited: int = Field(ge=0)
    set_aside: int = Field(ge=0)
    gaps: int = Field(ge=0)


class VerifiedSource(Verified):
    """A source, the sum that pins its text, and its figures."""

    id: str
    sign: str
    title: str
    file: str
    """The name of its text in `seeds/`."""
    sha256: str
    characters: int = Field(ge=0)
    """Code points of the text."""
    passages: VerifiedPassages
    sentences: VerifiedSentences
    url: str
    """The source's page, relative to the site's root."""


class VerifiedRule(Verified):
    """Something that was looked for. No error was found, or the file would not exist."""

    code: str
    group: str
    """What it looks at."""
    severity: Severity
    """An error stops the build; a warning does not."""
    meaning: str
    """What a finding with that code says."""


class Verification(Verified):
    """What was checked before the site was published, and how far that goes."""

    dossier: str
    """The dossier's id."""
    passages: VerifiedPassages
    sentences: VerifiedSentences
    sources: list[VerifiedSource]
    rules: list[VerifiedRule]
    proves: str
    does_not_prove: str


def verification(dossier: Dossier[Passage]) -> Verification:
    """Gather what was checked, source by source and in total."""
    counted = figures.by_source(dossier, gaps.coverage(dossier))
    total = figures.total(counted)
    return Verification(
        dossier=dossier.front.id,
        passages=_passages(total),
        sentences=_sentences(total),
        sources=[
            VerifiedSource(
                id=source.id,
                sign=source.sign,
                title=source.title,
                file=source.file,
                sha256=source.sha256,
                characters=len(dossier.texts[source.id].text),
                passages=_passages(counted[source.id]),
                sentences=_sentences(counted[source.id]),
                url=links.record_url("sources", source.id),
            )
            for source in dossier.sources.values()
        ],
        rules=[
            VerifiedRule(code=name, group=group, severity=code.severity, meaning=code.meaning)
            for group, codes in GROUPS.items()
            for name, code in codes.items()
        ],
        proves=PROVEN,
        does_not_prove=NOT_PROVEN,
    )


def as_json(dossier: Dossier[Passage]) -> str:
    """Write what was checked as JSON: UTF-8, stable order."""
    return verification(dossier).model_dump_json(indent=1) + "\n"


def schema() -> str:
    """Write the JSON Schema (2020-12) of that file."""
    described = Verification.model_json_schema(mode="serialization", schema_generator=Described)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID}
    return json.dumps({**head, **described}, ensure_ascii=False, indent=1) + "\n"


def _passages(counted: figures.Figures) -> VerifiedPassages:
    return VerifiedPassages(found=counted.passages, exact=counted.exact, typographic=counted.typographic)


def _sentences(counted: figures.Figures) -> VerifiedSentences:
    return VerifiedSentences(total=counted.sentences, cited=counted.cited, set_aside=counted.aside, gaps=counted.gaps)


_INK, _ACCENT, _PAPER = "#16201d", "#7b2355", "#ffffff"
"""White on these two has a contrast of 16 and of 9 to 1; the white edge parts the badge from a dark page."""
_DIGIT, _LETTER = 7.0, 6.6
"""About how wide characters are at 11 pixels; `textLength` makes it exact, whatever the font."""


def badge(dossier: Dossier[Passage]) -> str:
    """Draw the badge: `passages`, and how many of how many were found. It needs no font and no style sheet."""
    total = figures.total(figures.by_source(dossier, gaps.coverage(dossier)))
    label, value = "passages", f"{total.passages:,} of {total.passages:,} found"
    left, right = _width(label), _width(value)
    title = f"{label} {value}"
    how = f"{total.exact:,} character for character, {total.typographic:,} with typography levelled, 0 skipped"
    about = f"{dossier.front.title}: {how}."
    width = left + right
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="22" viewBox="0 0 {width} 22" role="img"'
        ' aria-labelledby="badge-title badge-desc">\n'
        f'<title id="badge-title">{escape(title)}</title>\n'
        f'<desc id="badge-desc">{escape(about)}</desc>\n'
        f'<rect width="{width}" height="22" rx="4" fill="{_PAPER}"/>\n'
        f'<path d="M4 1h{left - 4}v20h-{left - 4}a3 3 0 0 1-3-3v-14a3 3 0 0 1 3-3z" fill="{_INK}"/>\n'
        f'<path d="M{left} 1h{right - 4}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{right - 4}z" fill="{_ACCENT}"/>\n'
        f'<g fill="{_PAPER}" font-family="system-ui,Verdana,sans-serif" font-size="11">\n'
        f'<text x="8" y="15" textLength="{left - 16}" lengthAdjust="spacingAndGlyphs">{label}</text>\n'
        f'<text x="{left + 8}" y="15" textLength="{right - 16}" lengthAdjust="spacingAndGlyphs">{value}</text>\n'
        "</g>\n</svg>\n"
    )


def _width(text: str) -> int:
    return 16 + round(sum(_DIGIT if char.isdigit() else _LETTER if char.isalpha() else 3.6 for char in text))
