"""For bibliographies: the sources in `data/sources.bib` and `data/sources.csl.json`, and each record on its own page.

A source's text may name a body as its author, so that no name is cut into given and family name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator import dates
from generator.dossier import Dossier
from generator.export import plain
from generator.model import Passage, Source
from generator.vocabulary import SourceKind

_TYPES = {SourceKind.NEWS: "article-newspaper", SourceKind.OPINION: "article-newspaper"}
_SPECIAL = str.maketrans(
    {
        **{char: f"\\{char}" for char in "#$%&_"},
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def as_csl(dossier: Dossier[Passage]) -> str:
    """Write the sources as CSL-JSON."""
    return plain.as_json([_item(source) for source in dossier.sources.values()])


def as_bibtex(dossier: Dossier[Passage]) -> str:
    """Write the sources as BibTeX, in UTF-8."""
    return "\n".join(_entry(source) for source in dossier.sources.values())


@dataclass(frozen=True)
class Cited:
    """A record, as somebody cites it who has its page before them."""

    id: str
    title: str
    genre: str
    """What it is, and for an event whether it is said to have happened: `event, threatened`."""
    dossier: str
    """The title of the dossier."""
    address: str
    """Where its page stands, for as long as the site does."""
    state: str
    """The SHA-256 of its data file: two citations with the same sum cite the same words."""
    revision: str = ""
    """The commit from which the site was made, if whoever published it named one."""

    def in_words(self) -> str:
        """Return one line of text. The sum is cut to twelve digits, which is enough to tell two states apart."""
        at = f"state {self.state[:12]}" + (f", revision {self.revision[:12]}" if self.revision else "")
        return f"“{self.title}” ({self.genre}). In: {self.dossier}. {self.address} ({at})."

    def as_bibtex(self) -> str:
        """Return a BibTeX entry, in UTF-8."""
        fields = {
            "title": f"{{{_escaped(self.title)}}}",
            "howpublished": f"{{In: {_escaped(self.dossier)}}}",
            "url": self.address,
            "note": _escaped(self._note()),
        }
        return _bibtex("misc", self.id, fields)

    def as_csl(self) -> str:
        """Return a list of one item in CSL-JSON."""
        item = {
            "id": self.id,
            "type": "webpage",
            "title": self.title,
            "container-title": self.dossier,
            "genre": self.genre,
            "URL": self.address,
            "version": self.state[:12],
            "note": self._note(),
        }
        return plain.as_json([item])

    def _note(self) -> str:
        revision = f" Revision: {self.revision}." if self.revision else ""
        return f"{self.genre.capitalize()}. SHA-256 of the record's data: {self.state}.{revision}"


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
        "title": f"{{{_escaped(source.title)}}}",
        "author": f"{{{_escaped(source.author.text)}}}" if source.author else "",
        "journal": _escaped(source.outlet.text) if source.outlet else "",
        "year": f"{parts[0]:04}" if parts else "",
        "month": str(parts[1]) if len(parts) > 1 else "",
        "day": str(parts[2]) if len(parts) > 2 else "",
        "langid": source.language,
        "url": source.url or "",
        "note": _escaped(_note(source)),
    }
    return _bibtex("article" if source.outlet else "misc", source.id, fields)


def _bibtex(kind: str, key: str, fields: dict[str, str]) -> str:
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _escaped(text: str) -> str:
    return text.translate(_SPECIAL)
