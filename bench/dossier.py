"""Makes up a dossier of any size: its words, lengths and proportions are those of the shipped one, its facts are none.

The same size and seed give the same bytes. Every passage is in its source and every name where it is listed, so that
the checker finds nothing wrong and all of its work is done.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from generator.vocabulary import ActorKind, DisputeKind, EventKind, ParticipantRole, PlaceKind, RelationType, Status

ROOT = Path(__file__).parent.parent
SHARES = {"actors": 0.31, "events": 0.39, "quotes": 0.13, "places": 0.09, "disputes": 0.07, "sources": 0.01}
"""How many of a dossier's records are of which kind, as in the shipped one."""
_SYLLABLES = "ba der fi gu hol jin ka lem mo nur ost pri que ros sha tur ul ven wy zor".split()  # noqa: SIM905 - one reads it
_STATUSES = [Status.REPORTED] * 12 + [Status.UNCONFIRMED] * 2 + [Status.THREATENED, Status.FEARED, Status.PLANNED]
_TIES = [RelationType.OFFICIAL_OF, RelationType.ALLY_OF, RelationType.RIVAL_OF, RelationType.ADVISER_OF]
_FIRST_DAY = date(2015, 1, 1)
_WRITTEN = date(2024, 6, 1)
_WELL_KNOWN = 0.4
"""How many of the parts in events fall to those whom every source names."""


class Told(NamedTuple):
    """A sentence of a source that tells of an event, and what can be said by it."""

    source: str
    text: str
    says: str
    cast: tuple[str, ...]
    place: str | None


@dataclass
class _Text:
    """A source while it is written."""

    sign: str
    paragraphs: list[list[str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    """The ids of those it names."""


def make(root: Path, records: int, seed: int = 0) -> None:
    """Write `data/`, `seeds/` and a page by hand of a dossier of about so many records into a folder."""
    for name, content in _Maker(records, seed).files().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")


def event(root: Path) -> Path:
    """Return the file of that event which is edited where it is measured what an edit takes."""
    return min((root / "data" / "events").glob("event-*.yml"))


def title(record: Path) -> str:
    """Return the title in the file of a record."""
    return record.read_text("utf-8").partition("\n")[0].removeprefix("title: ")


def entitle(record: Path, called: str) -> None:
    """Put a title in the place of that in the file of a record."""
    _, rest = record.read_text("utf-8").split("\n", 1)
    record.write_text(f"title: {called}\n{rest}", "utf-8")


class _Maker:
    """Tells every event first, then writes down the records that rest on what was told."""

    def __init__(self, records: int, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same for the same seed
        shipped = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
        self.words = sorted(
            {w for text in shipped for w in text.split() if w.isascii() and w.isalpha() and w.islower()}
        )
        self.lengths = [len(s.split()) for text in shipped for s in text.split(". ") if 8 <= len(s.split()) <= 50]
        number = {kind: max(2, round(records * share)) for kind, share in SHARES.items()}
        self.number = number
        signs = [a + b for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for b in "abcdefghijklmnopqrstuvwxyz"]
        self.texts = {f"source-{at}": _Text(signs[at]) for at in range(number["sources"])}
        self.names: dict[str, str] = {}
        self.parts: set[str] = set()
        self.actors = [self._named("actor", 2) for _ in range(number["actors"])]
        self.places = [self._named("place", 1) for _ in range(number["places"])]
        self.kinds = {actor: self.chance.choice(list(ActorKind)) for actor in self.actors}

    def files(self) -> dict[str, str]:
        """Return every file of the dossier by its path."""
        events = {f"event-{at}": self._event(at) for at in range(self.number["events"])}
        told = [one for _, tellings in events.values() for one in tellings]
        records: dict[str, Any] = {f"events/{name}": record for name, (record, _) in events.items()}
        happenings = [(name, tellings[0]) for name, (_, tellings) in events.items()]
        records |= {f"quotes/quote-{at}": self._quote(happenings) for at in range(self.number["quotes"])}
        records |= {f"disputes/dispute-{at}": self._dispute(happenings) for at in range(self.number["disputes"])}
        of_actor: dict[str, list[Told]] = {actor: [] for actor in self.actors}
        of_place: dict[str, list[Told]] = {place: [] for place in self.places}
        for one in told:
            for actor in one.cast:
                of_actor[actor].append(one)
            if one.place:
                of_place[one.place].append(one)
        records |= {f"actors/{actor}": self._actor(actor, of_actor[actor]) for actor in self.actors}
        records |= {f"places/{place}": self._place(place, of_place[place]) for place in self.places}
        for name in [*self.actors, *self.places]:
            kind = "actors" if name in of_actor else "places"
            sources = [source for source, text in self.texts.items() if name in text.names]
            records[f"{kind}/{name}"]["names"] = {source: [self.names[name]] for source in sources}
        seeds = {source: self._seed(at, source) for at, source in enumerate(self.texts)}
        records |= {
            f"sources/{source}": self._source(at, source, seeds[source]) for at, source in enumerate(self.texts)
        }
        records["dossier"] = self._front(told, [name for name, _ in happenings])
        return {
            **{f"data/{name}.yml": _yaml(record) for name, record in records.items()},
            **{f"seeds/{source}.txt": text for source, text in seeds.items()},
            "docs/about/index.md": "---\ntitle: About\n---\n\n# About\n\nEverything here is made up.\n",
        }

    def _named(self, kind: str, words: int) -> str:
        """Make up a name, and return its id.

        One of a single word is no part of an earlier one: else the larger a dossier, the more of its names would stand
        within others.
        """
        while True:
            parts = ["".join(self.chance.choices(_SYLLABLES, k=self.chance.randint(2, 4))) for _ in range(words)]
            name = " ".join(part.capitalize() for part in parts)
            one = f"{kind}-{'-'.join(parts)}"
            if one not in self.names and not (words == 1 and parts[0] in self.parts):
                self.names[one] = name
                self.parts.update(parts)
                return one

    def _some(self, count: int) -> str:
        return " ".join(self.chance.choices(self.words, k=count))

    def _length(self) -> int:
        return self.chance.choice(self.lengths)

    def _cast(self, source: str, count: int) -> list[str]:
        """Choose actors: those whom every source names, the earlier the more often, and the source's own."""
        own = int(source.rpartition("-")[2]) * len(self.actors) // len(self.texts)
        share = max(3, len(self.actors) // len(self.texts))
        chosen: dict[str, None] = {}
        while len(chosen) < count:
            if self.chance.random() < _WELL_KNOWN:
                at = int(len(self.actors) ** self.chance.random()) - 1  # Zipf's law
            else:
                at = (own + self.chance.randrange(share)) % len(self.actors)
            chosen[self.actors[at]] = None
        return list(chosen)

    def _write(self, source: str, sentence: str, names: Iterable[str]) -> str:
        text = self.texts[source]
        if not text.paragraphs or len(text.paragraphs[-1]) >= 3:
            text.paragraphs.append([])
        text.paragraphs[-1].append(sentence)
        text.names.update(names)
        return sentence

    def _tell(self, source: str, cast: list[str], place: str | None, day: str) -> Told:
        length = self._length()
        who = f"{self.names[cast[0]]} {self._some(max(2, length // 3))} {self.names[cast[1]]}"
        where = f" in {self.names[place]}" if place else ""
        others = "".join(f", {self._some(2)} {self.names[one]}" for one in cast[2:])
        when = f" on {day}" if day else ""
        sentence = f"{who}{where}{when}{others}, {self._some(max(3, length // 2))}."
        self._write(source, sentence, [*cast, *([place] if place else [])])
        return Told(source, sentence, f"{who}{where}.", tuple(cast), place)

    def _event(self, at: int) -> tuple[dict[str, Any], list[Told]]:
        sources = list(self.texts)
        source = sources[at * len(sources) // self.number["events"]]
        telling = [source, *([self.chance.choice(sources)] if self.chance.random() < 0.04 else [])]
        cast = self._cast(source, self.chance.choice([2, 2, 2, 3, 4]))
        place = self.chance.choice(self.places) if self.chance.random() < 0.3 else None
        day = _FIRST_DAY + timedelta(days=self.chance.randrange(3000)) if self.chance.random() < 0.45 else None
        words = f"{day.day} {day:%B} {day.year}" if day else ""
        accounts, tellings = [], []
        for name in dict.fromkeys(telling):
            told = self._tell(name, cast, place, words)
            evidence = [told.text]
            if self.chance.random() < 0.6:
                evidence.append(self._write(name, f"{self._some(1).capitalize()} {self._some(self._length())}.", ()))
            dated = {"date": day.isoformat(), "as_stated": words} if day else {}
            placed = {"places": [place]} if place else {}
            noted = {"note": f"{self._some(1).capitalize()} {self._some(14)}."} if self.chance.random() < 0.7 else {}
            accounts.append({"source": name, **dated, "says": told.says, **placed, "evidence": evidence, **noted})
            tellings.append(told)
        record: dict[str, Any] = {
            "title": f"{self.names[cast[0]]} {self._some(3)} {self.names[cast[1]]}",
            "kind": self.chance.choice(list(EventKind)),
            "status": self.chance.choice(_STATUSES),
            "participants": [{"actor": one, "role": self.chance.choice(list(ParticipantRole))} for one in cast],
            "accounts": accounts,
        }
        if at > 10 and self.chance.random() < 0.12:
            record["part_of"] = f"event-{self.chance.randrange(at // 10)}"
        return record, tellings

    def _quote(self, happenings: list[tuple[str, Told]]) -> dict[str, Any]:
        event, told = self.chance.choice(happenings)
        speaker, name = told.cast[0], self.names[told.cast[0]]
        words = f"{self._some(1).capitalize()} {self._some(self._length())}"
        direct = self.chance.random() < 0.45
        attribution = f"{name} said {self._some(5)}"
        sentence = f"“{words},” {attribution}." if direct else f"{attribution} that {(words := words.lower())}."
        self.texts[told.source].paragraphs.append([])
        self._write(told.source, sentence, [speaker])
        self.texts[told.source].paragraphs.append([])
        return {
            "speaker": speaker,
            "source": told.source,
            "voice": "direct" if direct else "reported",
            "parts": [words],
            "attribution": attribution,
            "events": [event],
            "about": [told.cast[1]],
        }

    def _dispute(self, happenings: list[tuple[str, Told]]) -> dict[str, Any]:
        at = self.chance.randrange(len(happenings))
        near = sorted({(at + step) % len(happenings) for step in range(self.chance.choice([2, 3, 4, 5]))})
        chosen = [happenings[one] for one in near]
        about = list(dict.fromkeys(one for _, told in chosen for one in told.cast[:1]))[:3]
        return {
            "question": f"{self._some(1).capitalize()} {self._some(6)}?",
            "kind": self.chance.choice(list(DisputeKind)),
            "positions": [
                {"holder": told.cast[1], "says": told.says, "source": told.source, "evidence": [told.text]}
                for _, told in sorted(chosen, key=lambda one: self.texts[one[1].source].sign)
            ],
            "events": [name for name, _ in chosen],
            "about": about,
        }

    def _actor(self, actor: str, tellings: list[Told]) -> dict[str, Any]:
        source = tellings[0].source if tellings else self.chance.choice(list(self.texts))
        other = next(one for one in self._cast(source, 2) if one != actor)
        office = self._some(3)
        after = self._some(self._length() // 2)
        sentence = f"{self.names[actor]}, {office} of {self.names[other]}, {after}."
        evidence = [{"source": source, "words": self._write(source, sentence, [actor, other])}]
        about = [{"says": f"{self.names[actor]} is {office} of {self.names[other]}.", "evidence": evidence}]
        about += [
            {"says": told.says, "evidence": [{"source": told.source, "words": told.text}]}
            for told in tellings[:1]
            if told.place is None
        ]
        ties = {other: evidence}
        for told in tellings[1:2]:
            ties |= {one: [{"source": told.source, "words": told.text}] for one in told.cast if one != actor}
        role = {"title": office, "organisation": other, "evidence": evidence}
        return {
            "name": self.names[actor],
            "kind": self.kinds[actor],
            "names": {},
            "about": about,
            **({"roles": [role]} if self.chance.random() < 0.44 else {}),
            "relations": [
                {"type": self.chance.choice(_TIES), "object": one, "evidence": ties[one]} for one in sorted(ties)
            ],
        }

    def _place(self, place: str, tellings: list[Told]) -> dict[str, Any]:
        source = self.chance.choice(list(self.texts))
        sentence = self._write(source, f"{self.names[place]} {self._some(self._length())}.", [place])
        says = " ".join(sentence.removesuffix(".").split()[:20])
        about = [{"says": f"{says}.", "evidence": [{"source": source, "words": sentence}]}]
        return {
            "name": self.names[place],
            "kind": self.chance.choice(list(PlaceKind)),
            "names": {},
            "latitude": f"{self.chance.randrange(-600, 700) / 10}",
            "longitude": f"{self.chance.randrange(-1700, 1700) / 10}",
            "about": about,
            "note": f"The coordinates are made up; {len(tellings)} accounts name it.",
        }

    def _seed(self, at: int, source: str) -> str:
        paragraphs = [" ".join(sentences) for sentences in self.texts[source].paragraphs if sentences]
        return "\n\n".join([f"Made-up report {at}, 1 June 2024", *paragraphs]) + "\n"

    def _source(self, at: int, source: str, text: str) -> dict[str, Any]:
        first = self.texts[source].paragraphs[0][0]
        return {
            "title": f"Made-up report {at}",
            "short": f"Report {at}",
            "sign": self.texts[source].sign,
            "kind": "news article",
            "file": f"{source}.txt",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "date_printed": _WRITTEN.isoformat(),
            "as_printed": "1 June 2024",
            "date_written": _WRITTEN.isoformat(),
            "date_note": "Nothing speaks against the printed date.",
            "rights": "The text belongs to nobody.",
            "publish": "excerpts",
            "about": [{"says": "It reports what was made up.", "evidence": [first]}],
            "set_aside": [{"words": f"Made-up report {at}, 1 June 2024", "reason": "The headline."}],
        }

    def _front(self, told: list[Told], events: list[str]) -> dict[str, Any]:
        def cited(one: Told) -> dict[str, Any]:
            return {"says": one.says, "evidence": [{"source": one.source, "words": one.text}]}

        sections = ("actors", "events", "quotes", "places", "disputes", "sources", "timeline")
        terms = [{"term": word, **cited(one)} for word, one in zip(self.words[::40][:27], told, strict=False)]
        return {
            "id": "made-up",
            "title": "A dossier that is made up",
            "tagline": "Every word is made up",
            "description": "A dossier for measuring, of which nothing is true.",
            "lead": [cited(one) for one in told[:3]],
            "key_events": events[:3],
            "sections": {section: f"All {section} are made up." for section in sections},
            "glossary": sorted(terms, key=lambda term: str(term["term"])),
        }


def _yaml(record: dict[str, Any]) -> str:
    return yaml.dump(
        record, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1_000_000, default_flow_style=False
    )


class _Dumper(yaml.CSafeDumper):
    """Writes vocabulary as the texts they are, and nothing as an alias."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - as PyYAML calls it
        """Write everything out."""
        return True


_Dumper.add_multi_representer(str, lambda dumper, text: dumper.represent_str(str(text)))
