"""What records are made of: words that were typed, passages that were found for them, and what rests on either.

Knows no kind of record. Like the records, it must not read files, search texts or know an address.
"""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from generator.scalars import Count, Day, Flag, Id, Line, Prose, Url
from generator.sending import Sendable
from generator.vocabulary import Match


class Record(Sendable, BaseModel):
    """What all records share: frozen, strict, no unknown fields."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class Words(Record):
    """Words that a curator typed and that must occur in a source, character for character or typographically."""

    source: Id | None = None
    """The source they stand in, where the record around them does not say."""
    words: Prose
    """The words, verbatim."""
    before: Line | None = None
    """Words that stand directly before them, to pick one of several occurrences."""
    after: Line | None = None
    """Words that stand directly after them, to pick one of several occurrences."""
    occurrence: Count | None = None
    """Which of several occurrences is meant, from 1."""
    paragraphs: Flag | None = None
    """`yes` where the words are meant to run across paragraphs."""


class Passage(Record):
    """A verbatim stretch of one source. Offsets count code points of the seed, end exclusive."""

    source: Id
    start: int
    end: int
    text: str
    match: Match


W = TypeVar("W", Words, Passage)


def _as_words(value: object) -> object:
    return {"words": value} if isinstance(value, str) else value


Typed = Annotated[
    W,
    BeforeValidator(_as_words),
]
"""Words in a file are a plain string, or a mapping where more must be said about them."""


class Within:
    """Marks a field whose words are looked for only inside the named neighbour's sentences, not the whole source."""

    def __init__(self, *fields: str) -> None:
        """Name the fields beside it whose passages open the scope."""
        self.fields = fields


class Facts:
    """Marks a field of a source record that may also rest on boilerplate, such as a printed date."""


class Statement(Record, Generic[W]):
    """One curated sentence and the words it rests on."""

    says: Line
    """One neutral sentence in the dossier's own words."""
    evidence: Annotated[tuple[Typed[W], ...], Field(min_length=1)]
    """The passages it rests on."""
    note: Prose | None = None
    """An editor's remark, shown as such."""


class Correction(Record):
    """What a record said wrongly before, for those who read or cited it then."""

    date: Day
    """When it was corrected."""
    says: Line
    """What it said, and what it says now, in one sentence."""


class Reply(Record):
    """An answer of a person or body that a record speaks of: their words, and no evidence of anything."""

    by: Line
    """Who answers, as they sign."""
    date: Day
    """When the answer came."""
    words: Prose
    """The answer, unedited; where it is cut, an ellipsis says so."""
    url: Url | None = None
    """Where they published it, if they did."""
