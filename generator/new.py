"""Drafts of new records: what can be found is filled in, what only a person can say is left empty, and both are said.

A draft holds words of a source only as the source has them, however roughly they were asked for. Nothing here asks,
prints or overwrites; `cli` does the one, `datafile.create` refuses the other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from generator import locate
from generator.desk import FILL, SMALL, Desk, Draft, RefusedError
from generator.furniture import Furniture, furniture
from generator.naming import Names
from generator.passages import nearest, occurrences
from generator.resolve import boilerplate
from generator.scalars import is_file_name
from generator.sources import SourceText, Span, fold
from generator.speech import Speech, speech
from generator.vocabulary import ActorKind, Kind, Marks
from generator.yamlsource import Path as Way
from generator.yamlsource import parse

_SHORT = 40
"""How many code points a title has at most that is its own short name."""


def quote(
    desk: Desk, rough: str, record: str | None = None, *, source: str | None = None, speaker: str | None = None
) -> Draft:
    """Draft a quote from rough words: passage, parts, marks, attribution and speaker are found in the paragraph."""
    place = desk.place(rough, source)
    text = desk.texts[place.source]
    actors = desk.spelled("actors")
    found = speech(text, Span(place.start, place.end), actors, desk.persons)
    speaker = desk.known(speaker, "actors") if speaker else found.speaker
    parts = tuple(_words(text, span) for span in found.parts)
    value: dict[str, Any] = {
        "speaker": speaker or FILL,
        "source": place.source,
        "voice": found.voice.value,
        "parts": parts,
    }
    value["attribution"] = _words(text, found.attribution) if found.attribution else FILL
    if found.marks:
        value |= {"marks": found.marks.value, "note": FILL}
    if found.nameless:
        value["speaker_note"] = FILL
    called = desk.dossier.actors[speaker].name if speaker else "quote"
    name = desk.new_id(record, called.rsplit(maxsplit=1)[-1], _first_words(text, found.parts[0]))
    return desk.draft("quotes", name, value, _said_of(desk, place, found, speaker), _remarks_on(desk, text, found))


def _said_of(desk: Desk, place: locate.Location, found: Speech, speaker: str | None) -> list[str]:
    said = [f"{desk.cited(place)}, paragraph {place.paragraph} of {place.source}: “{' '.join(place.text.split())}”"]
    if place.how == "near":
        said.append(f"the source does not have the words as typed: {place.differs}")
    who = f"{speaker}, by the attribution" if speaker and not found.nameless else speaker
    if found.nameless:
        who = f"{who or 'nobody'}, named last before “{found.nameless}”: is it they?"
    said.append(f"{found.voice.value}; speaker: {who or 'nobody is named'}")
    if found.marks is Marks.UNBALANCED:
        said.append("the quotation marks around the words are not whole")
    return said


def _remarks_on(desk: Desk, text: SourceText, found: Speech) -> dict[Way, list[str]]:
    def shown(span: Span) -> str:
        return " ".join(text.text[span.start : span.end].split())

    remarks: dict[Way, list[str]] = {}
    if found.named:
        named = (f"{one} ({desk.dossier.actors[one].name})" for one in found.named)
        remarks["speaker",] = [f"The paragraph names {', '.join(named)}."]
    if found.others:
        remarks["parts",] = ["In the same paragraph stand between marks; are they of the same utterance?"]
        remarks["parts",] += [f"- {shown(span)}" for span in found.others]
    if found.nameless:
        remarks["speaker_note",] = [f"Here: whom “{found.nameless}” means."]
    if found.spoken_of:
        remarks["source",] = [f"The words name {', '.join(found.spoken_of)}: perhaps a list for `about`, below."]
    return remarks


def actor(desk: Desk, name: str, record: str | None = None, *, kind: str = FILL, says: str = FILL,
          spellings: Sequence[str] = ()) -> Draft:  # fmt: skip
    """Draft an actor: each source's spelling is looked up, and the first sentence with one becomes evidence."""
    names = _spellings(desk, name, spellings)
    source = next(iter(names))
    evidence = _first_sentence(desk, source, names[source])
    value = {"name": name, "kind": kind, "names": names, "about": ({"says": says, "evidence": (evidence,)},)}
    said = [f"{source}: {', '.join(spelled)}" for source, spelled in names.items()]
    remarks = _also(desk, name, names) if kind == ActorKind.PERSON else {}
    return desk.draft("actors", desk.new_id(record, name), value, said, remarks)


def place(
    desk: Desk, name: str, record: str | None = None, *, kind: str = FILL, spellings: Sequence[str] = ()
) -> Draft:
    """Draft a place: each source's spelling is looked up."""
    names = _spellings(desk, name, spellings)
    said = [f"{source}: {', '.join(spelled)}" for source, spelled in names.items()]
    value = {"name": name, "kind": kind, "names": names}
    remarks: dict[Way, list[str]] = {
        ("names",): [
            "Coordinates are an editor’s: `latitude`, `longitude` and a `note` that says where they come from."
        ]
    }
    return desk.draft("places", desk.new_id(record, name), value, said, remarks)


def _spellings(desk: Desk, name: str, spellings: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """List under each source which of some spellings it has; a name may begin with either case."""
    wanted = {*spellings} or {name, name[:1].upper() + name[1:], name[:1].lower() + name[1:]}
    listed = Names({"": wanted})
    found = {
        source: tuple(sorted({mention.name for mention in listed.mentions(text.folded, nested=True)}))
        for source, text in desk.texts.items()
    }
    names = {source: spelled for source, spelled in found.items() if spelled}
    if not names:
        near = [text.text[span.start : span.end] for text in desk.texts.values() if (span := nearest(text, name))]
        hint = f" Near it: {', '.join(f'“{one}”' for one in near)}." if near else ""
        raise RefusedError(f"no source has “{name}”.{hint} Say with --spelling how the sources call it")
    return names


def _also(desk: Desk, name: str, names: Mapping[str, Sequence[str]]) -> dict[Way, list[str]]:
    """Say where the last word of a person's name stands by itself: it may be another spelling."""
    last = name.rsplit(maxsplit=1)[-1]
    alone = [
        source
        for source, text in desk.texts.items()
        if last not in names.get(source, ())
        and len(Names({"": [last]}).mentions(text.folded))
        > len(Names({"": names.get(source, ())}).mentions(text.folded))
    ]
    remark = f"“{last}” stands alone in {', '.join(alone)}; list it there if it means the same."
    return {("names",): [remark]} if alone else {}


def _first_sentence(desk: Desk, source: str, names: Sequence[str]) -> dict[str, Any]:
    text = desk.texts[source]
    furnished = boilerplate(desk.dossier.sources[source], text)
    mentions = Names({"": names}).mentions(text.folded, nested=True)
    sentences = [text.touched(mention.span)[0].span for mention in mentions]
    content = [span for span in sentences if not any(stretch.meets(span) for stretch in furnished)]
    return _evidence(text, (content or sentences)[0])


def event(desk: Desk, title: str, roughs: Sequence[str], record: str | None = None, *, kind: str = FILL,
          status: str = FILL, says: str = FILL, source: str | None = None) -> Draft:  # fmt: skip
    """Draft an event: one account for each source in which some rough words stand."""
    places = [desk.place(rough, source) for rough in roughs]
    accounts = []
    remarks: dict[Way, list[str]] = {}
    for index, name in enumerate(dict.fromkeys(place.source for place in places)):
        spans = [desk.sentence(place) for place in places if place.source == name]
        accounts.append(
            {
                "source": name,
                "says": says,
                "evidence": tuple(_words(desk.texts[name], span) for span in dict.fromkeys(spans)),
            }
        )
        dated = ["`date` (EDTF) and `as_stated`, the source’s words for it, go here where the evidence gives them."]
        remarks["accounts", index, "source"] = dated + _named_in(
            desk, "places", [(desk.texts[name], span) for span in spans]
        )
    everything = [(desk.texts[place.source], desk.sentence(place)) for place in places]
    remarks["accounts",] = _named_in(desk, "actors", everything)
    value = {"title": title, "kind": kind, "status": status, "accounts": tuple(accounts)}
    return desk.draft(
        "events",
        desk.new_id(record, title),
        value,
        [f"{desk.cited(place)}: “{place.text}”" for place in places],
        remarks,
    )


def _named_in(desk: Desk, kind: Kind, stretches: Iterable[tuple[SourceText, Span]]) -> list[str]:
    """Say which actors or places some stretches name, as the lines that a curator may want."""
    names = desk.spelled(kind)
    found = dict.fromkeys(
        mention.record for text, span in stretches for mention in names.mentions(text.text[span.start : span.end])
    )
    if not found:
        return []
    if kind == "places":
        return [f"The evidence names: `places: [{', '.join(sorted(found))}]`, if it happened there."]
    listed = ", ".join(f"{one} ({desk.dossier.actors[one].name})" for one in found)
    return [
        f"The evidence names {listed}. Those who take part go above, into `participants`: an `actor` and a `role` each."
    ]


def dispute(
    desk: Desk, question: str, positions: Sequence[tuple[str, str]], record: str | None = None, *, kind: str = FILL
) -> Draft:
    """Draft a dispute from its question and, for each position, the holder and rough words of the evidence."""
    held = []
    said = []
    for holder, rough in positions:
        if holder not in desk.dossier.sources:
            desk.known(holder, "actors")
        found = desk.place(rough, holder if holder in desk.dossier.sources else None)
        span = desk.sentence(found)
        held.append(
            {
                "holder": holder,
                "says": FILL,
                "source": found.source,
                "evidence": (_words(desk.texts[found.source], span),),
            }
        )
        said.append(f"{holder}: {desk.cited(found)}")
    value = {"question": question, "kind": kind, "positions": tuple(held)}
    return desk.draft("disputes", desk.new_id(record, question), value, said)


class Seed(NamedTuple):
    """A text to be stored in `seeds/`."""

    path: str
    content: bytes
    stands: bool
    """It stands there already, byte for byte."""


def source(desk: Desk, content: bytes, file: str | None, record: str | None = None, *, title: str | None = None,
           kind: str = FILL, rights: str = FILL) -> tuple[Seed, Draft]:  # fmt: skip
    """Draft a source from the bytes of its text: sum, title, date, address and page furniture are found or guessed."""
    try:
        text = SourceText("", content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RefusedError(f"byte {error.start} is not UTF-8; save the text as UTF-8 first") from None
    if not text.sentences:
        raise RefusedError("the text is empty")
    guess = furniture(text)
    heading = _shown(text, guess.title) if guess.title else ""
    name = desk.new_id(record, title or heading or Path(file or "").stem)
    seed = _seed(desk, content, file or f"{name}.txt", name)
    called = title or re.sub("[<>]", "", heading)
    value = {
        "title": called,
        "short": called if 0 < len(called) <= _SHORT else name.replace("-", " ").capitalize(),
        "sign": _sign(desk, name),
        "kind": kind,
        "file": Path(seed.path).name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "rights": rights,
        **_guessed(text, guess),
    }
    said = [f"taken for page furniture, by its form: “{_shown(text, found.span)}”" for found in guess.boilerplate]
    doubtful = [f"Heading or caption, to be set aside or declared: “{_shown(text, line)}”" for line in guess.doubtful]
    remarks: dict[Way, list[str]] = {("rights",): doubtful} if doubtful else {}
    if guess.boilerplate:
        sure = "Guessed from the form of the lines; nothing else may rest on them. Remove what is content."
        remarks["boilerplate",] = [sure]
    said += [*doubtful, f"{len(text.sentences)} sentences"]
    return seed, desk.draft("sources", name, value, said, remarks)


def _guessed(text: SourceText, guess: Furniture) -> dict[str, Any]:
    """Return the fields of a source that the first and last lines of its text fill in."""
    value: dict[str, Any] = {"url": guess.url} if guess.url else {}
    if guess.date:
        value |= {"date_printed": guess.date[0], "as_printed": _words(text, guess.date[1])}
    if guess.boilerplate:
        declared = ({"words": _words(text, found.span), "reason": found.reason} for found in guess.boilerplate)
        value["boilerplate"] = tuple(declared)
    if guess.title:
        value["set_aside"] = ({"words": _words(text, guess.title), "reason": "The title of the text."},)
    return value


def _seed(desk: Desk, content: bytes, file: str, name: str) -> Seed:
    """Choose where a text is stored. A file of the same name is used only if it is this very text."""
    wanted = file if is_file_name(file) else f"{name}.txt"
    path = desk.root / "seeds" / wanted
    claimed = next((one.id for one in desk.dossier.sources.values() if one.file == wanted), None)
    if claimed:
        raise RefusedError(f"seeds/{wanted} is the text of `{claimed}`")
    if path.exists() and path.read_bytes() != content:
        raise RefusedError(f"seeds/{wanted} exists and is another text; rename the file")
    return Seed(f"seeds/{wanted}", content, path.exists())


def _sign(desk: Desk, name: str) -> str:
    letters = [char for char in name if char.isalpha()]
    taken = {one.sign for one in desk.dossier.sources.values()}
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    first = [char.upper() for char in (*letters, *alphabet)]
    pairs = [letters[0].upper() + char for char in (*letters[1:], *alphabet)]
    return next((sign for sign in (*first, *pairs) if sign not in taken), FILL)


def _words(text: SourceText, span: Span) -> str | dict[str, str]:
    """Return a stretch of a source as a file cites it: its words, and which occurrence where there are several.

    Characters that no data file may hold, such as soft hyphens, are levelled; words are found without them.
    """
    words = text.text[span.start : span.end]
    _, findings = parse(f"words: x # {_shown(text, span)}".encode(), "")
    if any(finding.code == "character-refused" for finding in findings) or "\t" in words:
        words = fold(words)
    spans = occurrences(text, words)
    if len(spans) < 2:
        return words
    return {"words": words, "occurrence": str(next(n for n, one in enumerate(spans, 1) if one.meets(span)))}


def _evidence(text: SourceText, span: Span) -> dict[str, Any]:
    words = _words(text, span)
    return {"source": text.source, **(words if isinstance(words, dict) else {"words": words})}


def _shown(text: SourceText, span: Span) -> str:
    return " ".join(text.text[span.start : span.end].split())


def _first_words(text: SourceText, span: Span) -> str:
    words = [
        word
        for word in _shown(text, span).split()
        if fold(word).lower().strip("'\",.") and not SMALL.fullmatch(fold(word).lower())
    ]
    return " ".join(words[:3])
