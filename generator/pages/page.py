"""A page as it is planned: its file, its template, its front matter and its view. Nothing is rendered here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.dossier import Dossier
from generator.evidence import Passage
from generator.vocabulary import Kind

SECTIONS: Mapping[Kind, str] = {
    "sources": "Sources",
    "actors": "People and groups",
    "events": "Events",
    "quotes": "Quotes",
    "places": "Places",
    "disputes": "Disputes",
}
"""What the list of a kind is called in the way that leads there from its records."""


@dataclass(frozen=True)
class Found:
    """The entry of a page in the search. Of pages that match alike, the one with the greater boost comes first."""

    boost: float
    tags: tuple[str, ...]
    """What each result is labelled with."""
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Corrected:
    """A correction: its day in words, and what was wrong."""

    day: str
    says: str


@dataclass(frozen=True)
class Replied:
    """An answer of somebody whom the record speaks of, paragraph by paragraph."""

    by: str
    day: str
    paragraphs: tuple[str, ...]
    url: str


@dataclass(frozen=True)
class ChangeLine:
    """A change of the record: its day, also in words, its first line, and where the page of the history tells of it."""

    day: str
    when: str
    subject: str
    commit: str
    target: str


@dataclass(frozen=True)
class Afterwards:
    """What became of a record after it was written: corrections, answers, and its changes, the newest first."""

    corrections: tuple[Corrected, ...]
    replies: tuple[Replied, ...]
    changes: tuple[ChangeLine, ...]
    more: str


@dataclass(frozen=True)
class Page:
    """A page of the site."""

    file: str
    """Its Markdown file, relative to `docs/`."""
    template: str
    """The name of its template: `event` for `event.md.jinja`."""
    front: Mapping[str, Any]
    """Its front matter. Texts are plain, not escaped.

    It holds `title`, `description`, `hide` and `dossier`, nothing else; `search` and `tags` follow from `found`.
    """
    view: Any
    """The frozen dataclass that the template formats."""
    made_from: str
    """The data file, or folder, that it was made from."""
    found: Found | None = None
    """Its entry in the search. A page without one is not found."""
    afterwards: Afterwards | None = None
    """What became of its record."""
    is_part: bool = False
    """Whether a list goes on here that begins on another page; the search knows of that one only."""


def front_matter(title: str, description: str, **dossier: Any) -> dict[str, Any]:
    """Return a page's front matter; what belongs to the dossier itself goes into a mapping of that name."""
    front: dict[str, Any] = {"title": title, "description": description, "hide": ["navigation", "toc"]}
    return {**front, "dossier": dossier} if dossier else front


def record_page(
    dossier: Dossier[Passage], record: str, file: str, template: str, title: str, description: str, view: Any
) -> Page:
    """Return the page of one record, which says where the record was typed and in which state it is."""
    kind = dossier.kind_of(record)
    typed = dossier.at(record)
    event = dossier.events.get(record)
    status = {"status": event.status} if event else {}
    sha256 = dossier.files[record].sha256
    front = front_matter(
        title, description, kind=kind, id=record, **status, file=typed.path, line=typed.line, sha256=sha256
    )
    return Page(file, template, front, view, typed.path)
