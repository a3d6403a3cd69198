"""How a record is cited by whoever has its page before them: in words, as BibTeX and as CSL-JSON. Knows no record."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic_core import to_json

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
            "title": f"{{{escaped(self.title)}}}",
            "howpublished": f"{{In: {escaped(self.dossier)}}}",
            "url": self.address,
            "note": escaped(self._note()),
        }
        return bibtex("misc", self.id, fields)

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
        return to_json([item], indent=1).decode() + "\n"

    def _note(self) -> str:
        revision = f" Revision: {self.revision}." if self.revision else ""
        return f"{self.genre.capitalize()}. SHA-256 of the record's data: {self.state}.{revision}"


def bibtex(kind: str, key: str, fields: dict[str, str]) -> str:
    """Return a BibTeX entry; fields that are empty are left out."""
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def escaped(text: str) -> str:
    """Return a text as it stands in BibTeX."""
    return text.translate(_SPECIAL)
