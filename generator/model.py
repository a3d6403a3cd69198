"""The kinds of records: their fields and order, and nothing else.

Records are frozen and strict. Evidence enters them as `Words`, which a curator typed, and leaves `resolve` as
`Passage`, which was found in a source: `Event[Words]` is what a file says, `Event[Passage]` what pages print.
This module must not read files, search texts or know an address.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Generic

from pydantic import Field

from generator import evidence, front
from generator.evidence import Correction, Facts, Record, Reply, Statement, Typed, W, Within, Words
from generator.scalars import (
    Edtf,
    FileName,
    Id,
    Language,
    Latitude,
    Line,
    Longitude,
    Prose,
    Sha256,
    Sign,
    Title,
    Url,
)
from generator.sending import name_all
from generator.vocabulary import (
    ActorKind,
    DisputeKind,
    EventKind,
    Kind,
    Marks,
    ParticipantRole,
    PlaceKind,
    Publish,
    RelationType,
    SourceKind,
    Status,
    Voice,
)

Lax = Field(strict=False)


class SetAside(Record, Generic[W]):
    """A stretch of a source that no record needs, and why."""

    words: Annotated[Typed[W], Facts()]
    """The words, verbatim; every sentence they touch is set aside."""
    reason: Line
    """Why no record rests on them."""


class Archived(Record):
    """A copy that an archive keeps of the page on which a source was published."""

    url: Url
    """The address of the copy."""
    date: Edtf
    """When the archive took it (EDTF)."""


class Witness(Record):
    """A second copy of a source's text, independent of the seed, with which an editor compared it."""

    held_by: Line
    """Who keeps it, and in what form."""
    url: Url | None = None
    """Where it can be seen."""
    date: Edtf
    """When it was compared (EDTF)."""
    agrees: Line
    """How far the two agree: word for word, or which words differ."""


class Source(Record, Generic[W]):
    """A document with its bibliographic facts, as its own text gives them."""

    id: Id
    title: Title
    """The title as the text gives it; else a description of it."""
    short: Title
    """The short name by which pages call it."""
    sign: Sign
    """One or two letters that stand for it in citations."""
    kind: Annotated[SourceKind, Lax]
    """What sort of document it is."""
    file: FileName
    """The name of its text in `seeds/`."""
    sha256: Sha256
    """The SHA-256 of that file's bytes."""
    language: Language = "en"
    """Its language, as a BCP 47 tag."""
    author: Annotated[Typed[W] | None, Facts()] = None
    """The author, in the text's own words; absent where the text names none."""
    outlet: Annotated[Typed[W] | None, Facts()] = None
    """The outlet, in the text's own words; absent where the text names none."""
    credit: Annotated[Typed[W] | None, Facts()] = None
    """A credit line, in the text's own words."""
    url: Url | None = None
    """Where it was published, if the text says so."""
    archived: Archived | None = None
    """A copy that an archive keeps of that page."""
    witness: Witness | None = None
    """A second copy of the text, with which an editor compared it."""
    date_printed: Edtf | None = None
    """The date printed on it (EDTF)."""
    as_printed: Annotated[Typed[W] | None, Facts()] = None
    """That date in the text's own words."""
    date_written: Edtf | None = None
    """When it was written, as inferred (EDTF)."""
    date_note: Prose | None = None
    """The reasoning behind the date of writing."""
    rights: Line
    """Whose text it is."""
    publish: Annotated[Publish, Lax] = Publish.EXCERPTS
    """How much of it the site shows."""
    about: tuple[Statement[W], ...] = ()
    """What the source is, in a sentence or two with evidence."""
    boilerplate: tuple[SetAside[W], ...] = ()
    """Stretches that are no content and can be no evidence."""
    set_aside: tuple[SetAside[W], ...] = ()
    """Content that no record rests on, each with its reason."""
    words_aside: dict[Line, Line] = {}  # noqa: RUF012 - each record gets a copy
    """Capitalised words, date expressions and quoted spans that need no record, each with the reason."""
    note: Prose | None = None
    """An editor's remark, shown as such."""
    corrections: tuple[Correction, ...] = ()
    """What it said wrongly before, the newest first."""
    replies: tuple[Reply, ...] = ()
    """Answers of those it speaks of, the newest first."""
    formerly: tuple[Id, ...] = ()
    """Earlier ids, whose addresses keep working."""


class Role(Record, Generic[W]):
    """An office or function an actor has or had."""

    title: Line
    """The office, short."""
    organisation: Id | None = None
    """The actor in which it is held."""
    status: Annotated[Status, Lax] = Status.REPORTED
    """Whether it is reported, claimed, planned …"""
    holder: Id | None = None
    """Who says so, where it is claimed: an actor, or the source itself."""
    date: Edtf | None = None
    """When (EDTF); absent where the sources do not say."""
    as_stated: Annotated[Typed[W] | None, Within("evidence")] = None
    """The source's own words for the date."""
    evidence: Annotated[tuple[Typed[W], ...], Field(min_length=1)]
    """The passages it rests on."""
    note: Prose | None = None
    """An editor's remark, such as the reasoning behind the date."""


class Relation(Record, Generic[W]):
    """A typed link from this actor to another."""

    type: Annotated[RelationType, Lax]
    """How this actor stands to the other."""
    object: Id
    """The other actor."""
    status: Annotated[Status, Lax] = Status.REPORTED
    """Whether it is reported, claimed, denied …"""
    holder: Id | None = None
    """Who says so, where it is claimed: an actor, or the source itself."""
    evidence: Annotated[tuple[Typed[W], ...], Field(min_length=1)]
    """The passages it rests on."""
    note: Prose | None = None
    """An editor's remark, shown as such."""


class Actor(Record, Generic[W]):
    """A person, organisation, state, armed group, media outlet, or an unnamed group that a source speaks of."""

    id: Id
    name: Title
    """The name by which pages call it: one of the names below, its first letter in either case."""
    kind: Annotated[ActorKind, Lax]
    """What it is."""
    names: Annotated[dict[Id, Annotated[tuple[Line, ...], Field(min_length=1)]], Field(min_length=1)]
    """Every spelling, listed under the source that uses it."""
    search: tuple[Line, ...] = ()
    """Spellings that no source uses but readers may type; for search only."""
    about: Annotated[tuple[Statement[W], ...], Field(min_length=1)]
    """Who or what it is, in a sentence or two."""
    roles: tuple[Role[W], ...] = ()
    """Offices and functions."""
    relations: tuple[Relation[W], ...] = ()
    """Links to other actors; each is written down once, on its subject."""
    note: Prose | None = None
    """An editor's remark, shown as such."""
    corrections: tuple[Correction, ...] = ()
    """What it said wrongly before, the newest first."""
    replies: tuple[Reply, ...] = ()
    """Answers of those it speaks of, the newest first."""
    formerly: tuple[Id, ...] = ()
    """Earlier ids, whose addresses keep working."""


class Participant(Record, Generic[W]):
    """An actor's part in an event."""

    actor: Id
    """Who."""
    role: Annotated[ParticipantRole, Lax]
    """What they do in it."""
    status: Annotated[Status | None, Lax] = None
    """Whether they do, where that is less certain than the event itself: claimed, unconfirmed, denied."""
    holder: Id | None = None
    """Who says so, where it is claimed: an actor, or the source itself."""
    evidence: tuple[Typed[W], ...] = ()
    """The passages it rests on. Needed only where no account's evidence holds one of the actor's names."""
    note: Prose | None = None
    """An editor's remark, such as whom a pronoun means."""


class Account(Record, Generic[W]):
    """What one source says of one event."""

    source: Id
    """The source that gives the account."""
    date: Edtf | None = None
    """When it happened by this account (EDTF), never more precise than the source allows."""
    as_stated: Annotated[Typed[W] | None, Within("evidence")] = None
    """The source's own words for the date."""
    says: Line
    """The account in one neutral sentence, attributed where the source attributes."""
    places: tuple[Id, ...] = ()
    """Where, by this account."""
    evidence: Annotated[tuple[Typed[W], ...], Field(min_length=1)]
    """The passages it rests on."""
    aspects: Annotated[dict[Line, Typed[W]], Within("evidence")] = {}  # noqa: RUF012 - each record gets a copy
    """Further questions that accounts answer, in the source's own words."""
    note: Prose | None = None
    """An editor's remark, such as the reasoning behind the date."""


class Follows(Record, Generic[W]):
    """An earlier event to which a source links this one."""

    event: Id
    """The earlier event."""
    source: Id
    """The source that links them."""
    link: Annotated[Typed[W], Within("evidence")]
    """The source's own words for the link."""
    evidence: Annotated[tuple[Typed[W], ...], Field(min_length=1)]
    """The passages it rests on."""


class Event(Record, Generic[W]):
    """Something that happened, is said to have happened, or was threatened, planned, cancelled or feared."""

    id: Id
    title: Title
    """What the event is, neutral and short."""
    kind: Annotated[EventKind, Lax]
    """What sort of thing it is."""
    status: Annotated[Status, Lax]
    """Whether it is said to have happened."""
    holder: Id | None = None
    """Who says, fears, plans or threatens so, where it is not the source: an actor."""
    participants: tuple[Participant[W], ...] = ()
    """Who took part, and how."""
    accounts: Annotated[tuple[Account[W], ...], Field(min_length=1)]
    """What each source says of it, one account a source."""
    follows: tuple[Follows[W], ...] = ()
    """Earlier events to which a source links it."""
    part_of: Id | None = None
    """A longer event of which this is a part."""
    note: Prose | None = None
    """An editor's remark, shown as such."""
    corrections: tuple[Correction, ...] = ()
    """What it said wrongly before, the newest first."""
    replies: tuple[Reply, ...] = ()
    """Answers of those it speaks of, the newest first."""
    formerly: tuple[Id, ...] = ()
    """Earlier ids, whose addresses keep working."""


class Quote(Record, Generic[W]):
    """Words attributed to a speaker, in one source."""

    id: Id
    speaker: Id
    """The actor who speaks."""
    source: Id
    """The source that gives the words."""
    voice: Annotated[Voice, Lax]
    """Whether the words are the speaker's own or the source's report of them."""
    parts: Annotated[tuple[Typed[W], ...], Field(min_length=1)]
    """The words in order, verbatim, without their outer quotation marks."""
    attribution: Typed[W]
    """The words that say who spoke, verbatim."""
    marks: Annotated[Marks | None, Lax] = None
    """What became of the quotation marks in the seed, where they are not whole."""
    gap_note: Prose | None = None
    """Why a negation in the gap between two parts does not change what they say."""
    speaker_note: Prose | None = None
    """Whom a pronoun in the attribution means, and how that is known."""
    date: Edtf | None = None
    """When it was said (EDTF)."""
    as_stated: Annotated[Typed[W] | None, Within("attribution", "parts", "context")] = None
    """The source's own words for the date."""
    medium: Annotated[Typed[W] | None, Within("attribution", "parts", "context")] = None
    """How or where it was said, in the source's own words."""
    context: tuple[Typed[W], ...] = ()
    """Further passages that the speaker, date or occasion rests on."""
    to: tuple[Id, ...] = ()
    """Whom it is addressed to: actors."""
    events: tuple[Id, ...] = ()
    """The events it belongs to."""
    about: tuple[Id, ...] = ()
    """The actors it speaks of."""
    note: Prose | None = None
    """An editor's remark, such as what happened to the marks or how the date follows."""
    corrections: tuple[Correction, ...] = ()
    """What it said wrongly before, the newest first."""
    replies: tuple[Reply, ...] = ()
    """Answers of those it speaks of, the newest first."""
    formerly: tuple[Id, ...] = ()
    """Earlier ids, whose addresses keep working."""


class Place(Record, Generic[W]):
    """A place that an event or a statement names, as general as the text."""

    id: Id
    name: Title
    """The name by which pages call it: one of the names below."""
    kind: Annotated[PlaceKind, Lax]
    """What sort of place it is."""
    names: Annotated[dict[Id, Annotated[tuple[Line, ...], Field(min_length=1)]], Field(min_length=1)]
    """Every spelling, listed under the source that uses it."""
    search: tuple[Line, ...] = ()
    """Spellings that no source uses but readers may type; for search only."""
    within: Id | None = None
    """The larger place in which it lies, where a source or a map says so."""
    latitude: Latitude | None = None
    """Degrees north (WGS 84), set by an editor."""
    longitude: Longitude | None = None
    """Degrees east (WGS 84), set by an editor."""
    about: tuple[Statement[W], ...] = ()
    """What the sources say of it."""
    note: Prose | None = None
    """An editor's remark, such as where the coordinates come from."""
    corrections: tuple[Correction, ...] = ()
    """What it said wrongly before, the newest first."""
    replies: tuple[Reply, ...] = ()
    """Answers of those it speaks of, the newest first."""
    formerly: tuple[Id, ...] = ()
    """Earlier ids, whose addresses keep working."""


class Position(Record, Generic[W]):
    """What one holder says on a disputed question."""

    holder: Id
    """Who holds it: an actor, or a source speaking for itself."""
    says: Line
    """The position in one neutral sentence."""
    source: Id
    """The source in which it stands."""
    evidence: Annotated[tuple[Typed[W], ...], Field(min_length=1)]
    """The passages it rests on."""
    note: Prose | None = None
    """An editor's remark, shown as such."""


class Dispute(Record, Generic[W]):
    """A question on which positions differ."""

    id: Id
    question: Title
    """The question, neutral, ending in a question mark."""
    kind: Annotated[DisputeKind, Lax]
    """What it is about."""
    positions: Annotated[tuple[Position[W], ...], Field(min_length=2)]
    """Who says what, in the order of the sources."""
    events: tuple[Id, ...] = ()
    """The events it concerns."""
    about: tuple[Id, ...] = ()
    """The actors it concerns."""
    note: Prose | None = None
    """An editor's remark; never a verdict."""
    corrections: tuple[Correction, ...] = ()
    """What it said wrongly before, the newest first."""
    replies: tuple[Reply, ...] = ()
    """Answers of those it speaks of, the newest first."""
    formerly: tuple[Id, ...] = ()
    """Earlier ids, whose addresses keep working."""


MODELS: Mapping[Kind, type[Record]] = {
    "sources": Source[Words],
    "actors": Actor[Words],
    "events": Event[Words],
    "quotes": Quote[Words],
    "places": Place[Words],
    "disputes": Dispute[Words],
}
"""What a file of each kind says."""

name_all(Record, globals())
for one in (evidence, front):
    name_all(Record, vars(one))  # whose generic kinds say that they stand there
