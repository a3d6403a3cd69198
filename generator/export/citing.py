"""For bibliographies: the sources in `data/sources.bib` and `data/sources.csl.json`.

A source's text may name a body as its author, so that no name is cut into given and family name.
"""

from __future__ import annotations

from typing import Any

from generator import dates
from generator.citation import bibtex, escaped
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.export import plain
from generator.model import Source
from generator.vocabulary import SourceKind

_TYPES = {SourceKind.NEWS: "article-newspaper", SourceKind.OPINION: "article-newspaper"}


def as_csl(dossier: Dossier[Passage]) -> str:
    """Write the sources as CSL-JSON."""
    return plain.as_json([_item(source) for source in dossier.sources.values()])


def as_bibtex(dossier: Dossier[Passage]) -> str:
    """Write the sources as BibTeX, in UTF-8."""
    return "\n".join(_entry(source) for source in dossier.sources.values())


def _item(source: Source[Passage]) -> dict[str, Any]:
    issued, written = source.date_printed, source.date_written
    return {
        "id": source.id,
        "type": _TYPES.get(source.kind, "document"),
        "title": source.title,
        "title-short": source.short,
        "genre": str(source.kind),
        "author": [{"literal": source.author.text}] if source.author else None,
        "container-title": source.outlet.text if source.outlet else None,
        "issued": _date(issued or written),
        "original-date": _date(written) if issued and written != issued else None,
        "language": source.language,
        "URL": source.url,
        "note": _note(source),
    }


def _date(edtf: str | None) -> dict[str, Any] | None:
    """Return a date as CSL has it: a plain one in parts, marked `circa` where it is uncertain; any other in words."""
    if edtf is None:
        return None
    sure = edtf.rstrip("?~%")
    if not plain.plain_date(sure):
        return {"literal": dates.wording(edtf)}
    return {"date-parts": [plain.date_parts(sure)], "circa": True if sure != edtf else None}


def _note(source: Source[Passage]) -> str:
    """Say how the dates are known, and which text it is that was read."""
    facts = [
        f"Printed date: {dates.wording(source.date_printed)}." if source.date_printed else "No printed date.",
        f"Written, as inferred: {dates.wording(source.date_written)}." if source.date_written else "",
        f"SHA-256 of the text that was read: {source.sha256}.",
    ]
    return " ".join(fact for fact in facts if fact)


def _entry(source: Source[Passage]) -> str:
    given = source.date_printed or source.date_written or ""
    known = plain.plain_date(given.rstrip("?~%"))
    parts = plain.date_parts(known)[: 3 if known == given else 1] if known else []  # BibTeX has no word for `about`
    fields = {
        "title": f"{{{escaped(source.title)}}}",
        "author": f"{{{escaped(source.author.text)}}}" if source.author else "",
        "journal": escaped(source.outlet.text) if source.outlet else "",
        "year": f"{parts[0]:04}" if parts else "",
        "month": str(parts[1]) if len(parts) > 1 else "",
        "day": str(parts[2]) if len(parts) > 2 else "",
        "langid": source.language,
        "url": source.url or "",
        "note": escaped(_note(source)),
    }
    return bibtex("article" if source.outlet else "misc", source.id, fields)
