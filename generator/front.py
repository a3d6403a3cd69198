"""The dossier itself, which is no record of a kind: its front page, what introduces its sections, and its glossary.

This module must not read files, search texts or know an address.
"""

from __future__ import annotations

from typing import Annotated, Generic

from pydantic import Field

from generator.evidence import Record, Statement, Typed, W
from generator.scalars import Id, Line, Prose, Title, Url


class Entry(Record, Generic[W]):
    """A term of the glossary."""

    term: Line
    """The term as the sources use it."""
    says: Line
    """What the sources use it for."""
    evidence: Annotated[tuple[Typed[W], ...], Field(min_length=1)]
    """The passages it rests on."""
    note: Prose | None = None
    """An editor's explanation beyond the sources, shown as such."""


class Sections(Record):
    """A short introduction for each section of the site; prose that states no fact of the subject."""

    actors: Prose
    """Introduces the actors."""
    events: Prose
    """Introduces the events."""
    quotes: Prose
    """Introduces the quotes."""
    places: Prose
    """Introduces the places."""
    disputes: Prose
    """Introduces the disputes."""
    sources: Prose
    """Introduces the sources."""
    timeline: Prose
    """Introduces the timeline."""


class Front(Record, Generic[W]):
    """The dossier itself: what it is about, and its front page."""

    id: Id
    """The dossier's name in the export."""
    title: Title
    """The dossier's title."""
    tagline: Title
    """A few words under the site's name."""
    description: Line
    """One sentence for search engines and link previews; states no fact of the subject."""
    repository: Url | None = None
    """Where the data is kept, for edit and report links."""
    lead: Annotated[tuple[Statement[W], ...], Field(min_length=1)]
    """A few sentences that a newcomer understands."""
    key_events: tuple[Id, ...] = ()
    """The events that the front page compares in full."""
    sections: Sections
    """An introduction for each section."""
    glossary: tuple[Entry[W], ...] = ()
    """Terms and abbreviations as the sources use them."""
