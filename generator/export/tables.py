"""`data/tables/`: which tables there are, one a kind of record or link, and what stands in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator import gaps, links
from generator.chronology import when
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.export import plain
from generator.export.tabular import Column, Table, as_csv, package
from generator.model import Actor, Place
from generator.vocabulary import Status

FOLDER = "data/tables"


def files(dossier: Dossier[Passage]) -> dict[str, str]:
    """Write every table and their description, by name relative to `docs/`."""
    written = {name: (table, as_csv(table)) for name, table in tables(dossier).items()}
    front = dossier.front
    described = plain.as_json(package(front.id, front.title, front.description, written))
    texts = {f"{FOLDER}/{name}.csv": text for name, (_, text) in written.items()}
    return {**texts, f"{FOLDER}/datapackage.json": described}


_ID = Column("id", "string", "The record's id, unique across all tables of records.", required=True)
_URL = Column("url", "string", "The record's page, relative to the site's root.", required=True)
_DATE = Column("date", "string", "The date in EDTF, as precise as the sources allow.")
_NOTE = Column("note", "string", "An editor's remark; no source says it.")
_SAYS = Column("says", "string", "One sentence in the dossier's words.", required=True)


def _status(what: str) -> Column:
    meanings = "; ".join(f"{status}: {status.meaning}" for status in Status)
    return Column("status", "string", f"Whether {what} is said to have come about. {meanings}.", required=True)


def _refers(name: str, table: str, meaning: str, *, required: bool = True) -> Column:
    return Column(name, "string", meaning, required, table)


def tables(dossier: Dossier[Passage]) -> Mapping[str, Table]:
    """Lay out every table, rows in the order of the records."""
    return {
        "sources": _sources(dossier),
        "actors": _actors(dossier),
        "events": _events(dossier),
        "quotes": _quotes(dossier),
        "places": _places(dossier),
        "disputes": _disputes(dossier),
        "names": _names(dossier),
        "accounts": _accounts(dossier),
        "participants": _participants(dossier),
        "positions": _positions(dossier),
        "relations": _relations(dossier),
        "evidence": _evidence(dossier),
    }


def _sources(dossier: Dossier[Passage]) -> Table:
    columns = (
        _ID,
        Column("sign", "string", "The letter or letters by which it is cited.", required=True),
        Column("title", "string", "Its title, or a description where it has none.", required=True),
        Column("short", "string", "The name by which pages call it.", required=True),
        Column("kind", "string", "What sort of document it is.", required=True),
        Column("language", "string", "A BCP 47 tag.", required=True),
        Column("author", "string", "The author, as the text names them."),
        Column("outlet", "string", "The outlet, as the text names it."),
        Column("published_at", "string", "Where it was published, by its own text."),
        Column("date_printed", "string", "The date printed on it, in EDTF."),
        Column("date_written", "string", "When it was written, as editors infer, in EDTF."),
        Column("file", "string", "The name of its text in seeds/.", required=True),
        Column("sha256", "string", "The SHA-256 of that file.", required=True),
        Column("characters", "integer", "Unicode code points of that file.", required=True),
        _NOTE,
        _URL,
    )
    rows = tuple(
        (one.id, one.sign, one.title, one.short, one.kind, one.language, _text(one.author), _text(one.outlet), one.url,
         one.date_printed, one.date_written, one.file, one.sha256, len(dossier.texts[one.id].text), one.note,
         links.record_url("sources", one.id))
        for one in dossier.sources.values()
    )  # fmt: skip
    return Table("A document on which the dossier rests.", columns, ("id",), rows)


def _actors(dossier: Dossier[Passage]) -> Table:
    columns = (
        _ID,
        Column("name", "string", "The name by which pages call it; all spellings are in names.csv.", required=True),
        Column("kind", "string", "What it is.", required=True),
        Column("about", "string", "Who or what it is, in a sentence or two.", required=True),
        _NOTE,
        _URL,
    )
    rows = tuple(
        (one.id, one.name, one.kind, " ".join(said.says for said in one.about), one.note,
         links.record_url("actors", one.id))
        for one in dossier.actors.values()
    )  # fmt: skip
    return Table("A person, organisation, state, armed group, outlet or unnamed group.", columns, ("id",), rows)


def _events(dossier: Dossier[Passage]) -> Table:
    columns = (
        _ID,
        Column("title", "string", "What the event is.", required=True),
        Column("kind", "string", "What sort of thing it is.", required=True),
        _status("the event"),
        Column("happened", "boolean", "Whether anybody says that it happened; read it with the status.", required=True),
        _refers("holder", "actors", "Who says, fears, plans or threatens so, where it is no source.", required=False),
        Column("date", "string", "The date by all accounts together, in EDTF; a set or interval where they differ."),
        Column("earliest", "date", "The first day on which it may have been."),
        Column("latest", "date", "The last day on which it may have been."),
        Column("places", "string", "Ids of places, parted by spaces."),
        _refers("part_of", "events", "The longer event of which it is a part.", required=False),
        _NOTE,
        _URL,
    )
    rows = []
    for one in dossier.events.values():
        found = when(one)
        rows.append(
            (one.id, one.title, one.kind, one.status, one.status.happened, one.holder, found.edtf, found.earliest,
             found.latest, " ".join(plain.places_of(one)), one.part_of, one.note, links.record_url("events", one.id))
        )  # fmt: skip
    meaning = "What happened, is said to have happened, or was threatened, planned, cancelled, feared or denied."
    return Table(meaning, columns, ("id",), tuple(rows))


def _quotes(dossier: Dossier[Passage]) -> Table:
    columns = (
        _ID,
        _refers("speaker", "actors", "The actor who speaks."),
        _refers("source", "sources", "The source that gives the words."),
        Column("voice", "string", "direct: the speaker's own words; reported: the source's wording.", required=True),
        Column(
            "words", "string", "The words, cut from the source; ` […] ` stands for what was left out.", required=True
        ),
        Column("attribution", "string", "The source's words that say who spoke.", required=True),
        _DATE,
        _NOTE,
        _URL,
    )
    rows = tuple(
        (one.id, one.speaker, one.source, one.voice, " […] ".join(part.text for part in one.parts),
         one.attribution.text, one.date, one.note, links.record_url("quotes", one.id))
        for one in dossier.quotes.values()
    )  # fmt: skip
    return Table("Words attributed to a speaker, in one source.", columns, ("id",), rows)


def _places(dossier: Dossier[Passage]) -> Table:
    columns = (
        _ID,
        Column("name", "string", "The name by which pages call it; all spellings are in names.csv.", required=True),
        Column("kind", "string", "What sort of place it is.", required=True),
        _refers("within", "places", "The larger place in which it lies.", required=False),
        Column("latitude", "number", "Degrees north (WGS 84), set by an editor."),
        Column("longitude", "number", "Degrees east (WGS 84), set by an editor."),
        _NOTE,
        _URL,
    )
    rows = tuple(
        (one.id, one.name, one.kind, one.within, one.latitude, one.longitude, one.note,
         links.record_url("places", one.id))
        for one in dossier.places.values()
    )  # fmt: skip
    return Table("A place that an event or a statement names.", columns, ("id",), rows)


def _disputes(dossier: Dossier[Passage]) -> Table:
    columns = (
        _ID,
        Column("question", "string", "The question; who says what is in positions.csv.", required=True),
        Column("kind", "string", "What it is about.", required=True),
        Column("events", "string", "Ids of the events it concerns, parted by spaces."),
        Column("about", "string", "Ids of the actors it concerns, parted by spaces."),
        _NOTE,
        _URL,
    )
    rows = tuple(
        (one.id, one.question, one.kind, " ".join(one.events), " ".join(one.about), one.note,
         links.record_url("disputes", one.id))
        for one in dossier.disputes.values()
    )  # fmt: skip
    return Table("A question on which positions differ.", columns, ("id",), rows)


def _names(dossier: Dossier[Passage]) -> Table:
    columns = (
        Column("record", "string", "The id of an actor or a place.", required=True),
        _refers("source", "sources", "The source that uses the spelling."),
        Column("name", "string", "The spelling, as the source has it.", required=True),
    )
    records: Iterable[Actor[Passage] | Place[Passage]] = [*dossier.actors.values(), *dossier.places.values()]
    rows = dict.fromkeys(
        (record.id, source, name) for record in records for source, names in record.names.items() for name in names
    )
    return Table(
        "A spelling that a source uses for an actor or a place.", columns, ("record", "source", "name"), tuple(rows)
    )


def _accounts(dossier: Dossier[Passage]) -> Table:
    columns = (
        _refers("event", "events", "The event."),
        _refers("source", "sources", "The source that gives the account."),
        _DATE,
        Column("as_stated", "string", "The source's own words for the date."),
        _SAYS,
        Column("places", "string", "Ids of places, parted by spaces."),
        _NOTE,
    )
    rows = tuple(
        (event.id, one.source, one.date, _text(one.as_stated), one.says, " ".join(one.places), one.note)
        for event in dossier.events.values()
        for one in event.accounts
    )
    return Table("What one source says of one event.", columns, ("event", "source"), rows)


def _participants(dossier: Dossier[Passage]) -> Table:
    columns = (
        _refers("event", "events", "The event."),
        _refers("actor", "actors", "Who."),
        Column("role", "string", "What they do in it.", required=True),
        _status("the part"),
        Column("holder", "string", "Who says so, where it is claimed: an actor or a source."),
        _NOTE,
    )
    rows = tuple(
        (event.id, one.actor, one.role, one.status or event.status, one.holder, one.note)
        for event in dossier.events.values()
        for one in event.participants
    )
    return Table(
        "An actor's part in an event; no more certain than the event.", columns, ("event", "actor", "role"), rows
    )


def _positions(dossier: Dossier[Passage]) -> Table:
    columns = (
        _refers("dispute", "disputes", "The dispute."),
        Column("number", "integer", "The place of the position in it, from 1.", required=True),
        Column("holder", "string", "Who holds it: an actor, or a source speaking for itself.", required=True),
        _refers("source", "sources", "The source in which it stands."),
        _SAYS,
        _NOTE,
    )
    rows = tuple(
        (dispute.id, number, one.holder, one.source, one.says, one.note)
        for dispute in dossier.disputes.values()
        for number, one in enumerate(dispute.positions, 1)
    )
    return Table("What one holder says on a disputed question.", columns, ("dispute", "number"), rows)


def _relations(dossier: Dossier[Passage]) -> Table:
    columns = (
        _refers("subject", "actors", "The actor from whom the relation is read."),
        Column("number", "integer", "The place of the relation on that actor's record, from 1.", required=True),
        Column("type", "string", "How the subject stands to the object.", required=True),
        _refers("object", "actors", "The other actor."),
        _status("the relation"),
        Column("holder", "string", "Who says so, where it is claimed: an actor or a source."),
        _NOTE,
    )
    rows = tuple(
        (actor.id, number, one.type, one.object, one.status, one.holder, one.note)
        for actor in dossier.actors.values()
        for number, one in enumerate(actor.relations, 1)
    )
    return Table("A link from one actor to another.", columns, ("subject", "number"), rows)


def _evidence(dossier: Dossier[Passage]) -> Table:
    columns = (
        Column("record", "string", "The id of the record that rests on it, or the dossier's.", required=True),
        Column("field", "string", "Where in the record: fields, and numbers from 0, parted by slashes.", required=True),
        _refers("source", "sources", "The source."),
        Column("start", "integer", "Where the passage begins: code points of the text, from 0.", required=True),
        Column("end", "integer", "Where it ends, exclusive.", required=True),
        Column("match", "string", "exact or typographic.", required=True),
        Column("citation", "string", "The source's sign and the number of the sentence.", required=True),
        Column("text", "string", "The passage, cut from the source.", required=True),
    )  # fmt: skip
    rows = tuple(
        (use.record, "/".join(map(str, use.path)), use.passage.source, use.passage.start, use.passage.end,
         use.passage.match, plain.citation(dossier, use.passage), use.passage.text)
        for use in gaps.cited(dossier)
    )  # fmt: skip
    return Table("A passage together with the place in a record that rests on it.", columns, ("record", "field"), rows)


def _text(passage: Passage | None) -> str | None:
    return passage.text if passage else None
