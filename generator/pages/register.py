"""What planning looks up: each record's page, title and mark, and who refers to whom. Built once for all pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TypeVar

from generator import gaps, links
from generator.chronology import When, dated, sort_key, when
from generator.dossier import Dossier, Named
from generator.evidence import Passage
from generator.history import Commit
from generator.memory import Memory
from generator.model import Actor, Dispute, Event, Follows, Participant, Place, Quote, Relation, Role, Source
from generator.pages import figures
from generator.pages.bounds import BOUNDS, Bounds
from generator.pages.busy import Busy
from generator.pages.mentions import mentions_of
from generator.pages.parts import Part, by_letter, divided
from generator.pages.reading import Reading
from generator.pages.statements import Statements
from generator.pages.wording import shortened
from generator.vocabulary import Kind, Voice

R = TypeVar("R")

MOST_COMMITS = 200
"""How many commits the page of the history shows, the newest."""
SOURCE_MARKS = 6
"""How many marks the style sheet knows; from the next source on they repeat, and the letters decide."""


def register_of(dossier: Dossier[Passage], commits: Sequence[Commit] = (), bounds: Bounds = BOUNDS) -> Register:
    """Return the register of a dossier with its history; whoever asks next for the same one gets the same."""
    return _register(dossier, tuple(commits), bounds)


@lru_cache(maxsize=1)
def _register(dossier: Dossier[Passage], commits: tuple[Commit, ...], bounds: Bounds) -> Register:
    return Register(dossier, commits, bounds)


class Register:
    """A dossier with everything that pages look up in it. The lists keep the order of the records."""

    def __init__(
        self,
        dossier: Dossier[Passage],
        commits: Sequence[Commit] = (),
        bounds: Bounds = BOUNDS,
        memory: Memory | None = None,
    ) -> None:
        """Index a dossier and its history, the newest commit first, once.

        What a memory has from another dossier, of which most records are the same, is not worked out again.
        """
        memory = memory or Memory()
        self.dossier = dossier
        self.bounds = bounds
        self.only: Collection[str] | None = None
        """The ids of the records whose pages are to be planned; None for all."""
        self.commits = tuple(commits)
        self._titles: dict[str, str] = {}
        self.mentions = mentions_of(dossier, memory)
        self.statements = Statements(dossier, self.mentions, memory)
        self.kinds: dict[str, Kind] = {record.id: kind for kind, record in dossier.records()}
        self.order = {source: at for at, source in enumerate(dossier.sources)}
        self.terms = links.term_anchors(entry.term for entry in dossier.front.glossary)
        self.whens: dict[str, When] = {event.id: when(event) for event in dossier.events.values()}
        self.events_of: dict[str, list[tuple[Event[Passage], Participant[Passage]]]] = defaultdict(list)
        self.events_held_by: dict[str, list[Event[Passage]]] = defaultdict(list)
        self.events_at: dict[str, list[Event[Passage]]] = defaultdict(list)
        self.parts_of: dict[str, list[Event[Passage]]] = defaultdict(list)
        self.followed_by: dict[str, list[tuple[Event[Passage], Follows[Passage]]]] = defaultdict(list)
        self.quotes_by: dict[str, list[Quote[Passage]]] = defaultdict(list)
        self.quotes_about: dict[str, list[Quote[Passage]]] = defaultdict(list)
        self.quotes_to: dict[str, list[Quote[Passage]]] = defaultdict(list)
        self.quotes_in: dict[str, list[Quote[Passage]]] = defaultdict(list)
        self.relations_to: dict[str, list[tuple[Actor[Passage], Relation[Passage]]]] = defaultdict(list)
        self.relations_held_by: dict[str, list[tuple[Actor[Passage], Relation[Passage]]]] = defaultdict(list)
        self.roles_in: dict[str, list[tuple[Actor[Passage], Role[Passage]]]] = defaultdict(list)
        self.disputes_on: dict[str, list[Dispute[Passage]]] = defaultdict(list)
        self.places_in: dict[str, list[Place[Passage]]] = defaultdict(list)
        for _, record in dossier.records():
            self._index(record)

    def title(self, record: str) -> str:
        """Return what pages call a record."""
        if record not in self._titles:
            self._titles[record] = self._title(record)
        return self._titles[record]

    def _title(self, record: str) -> str:
        found = self.dossier.of_kind(self.kinds[record])[record]
        match found:
            case Actor() | Place():
                return found.name
            case Event():
                return found.title
            case Source():
                return found.short
            case Dispute():
                return found.question
            case Quote():
                reported = "" if found.voice is Voice.DIRECT else " (reported)"
                return f"{self.title(found.speaker)}{reported}: {shortened(found.parts[0].text, 9)}"

    def asked(self, records: Mapping[str, R]) -> Iterable[R]:
        """Return the records whose pages are to be planned, of those of one kind."""
        if self.only is None:
            return records.values()
        return [record for name, record in records.items() if name in self.only]

    def file(self, record: str) -> str:
        """Return the file of a record's page."""
        return links.page_file(self.kinds[record], record)

    def sentence_file(self, source: str, number: int) -> str:
        """Return the file of the page on which a sentence of a source stands."""
        return self.readings[source].file(number)

    def passage_file(self, passage: Passage) -> str:
        """Return the file of the page on which a passage begins: there its anchor is."""
        return self.sentence_file(passage.source, self.mentions.touched(passage)[0].number)

    def mark(self, source: str) -> str:
        """Return the class that gives a source its colour and line."""
        return f"src-{self.order[source] % SOURCE_MARKS + 1}"

    def in_time(self, event: Event[Passage]) -> tuple[object, ...]:
        """Return a key that orders events in time, undated ones last."""
        return *sort_key(self.whens[event.id]), event.id

    @cached_property
    def typed_in(self) -> Mapping[str, str]:
        """The id of the record, or of the dossier, that a file of data or a source's text belongs to."""
        dossier = self.dossier
        texts = {f"seeds/{source.file}": source.id for source in dossier.sources.values()}
        return texts | {parsed.path: record for record, parsed in dossier.files.items()}

    @cached_property
    def recent(self) -> frozenset[str]:
        """The ids of the commits that the page of the history shows."""
        return frozenset(commit.id for commit in self.commits[:MOST_COMMITS])

    @cached_property
    def changes(self) -> Mapping[str, list[Commit]]:
        """The commits that touched the file of a record, by its id, the newest first."""
        found: dict[str, list[Commit]] = defaultdict(list)
        for commit in self.commits:
            for record in dict.fromkeys(self.typed_in.get(file.path, "") for file in commit.files):
                found[record].append(commit)
        return found

    @cached_property
    def glossary(self) -> tuple[Part[int], ...]:
        """The terms of the glossary by their numbers, in alphabetical order; very many in parts."""
        terms = self.dossier.front.glossary
        order = sorted(range(len(terms)), key=lambda at: (terms[at].term.casefold(), self.terms[at]))
        return divided(order, self.bounds.rows, by_letter(lambda at: terms[at].term))

    @cached_property
    def term_files(self) -> Mapping[int, str]:
        """The file of the page on which each term stands, by its number."""
        is_whole = len(self.glossary) == 1
        return {
            at: links.GLOSSARY if is_whole else links.part_file(links.GLOSSARY, part.slug)
            for part in self.glossary
            for at in part.items
        }

    @cached_property
    def busy(self) -> Busy:
        """The months that have a page: those in which several events and quotes lie."""
        quotes = ((dated(quote.date), quote) for quote in self.dossier.quotes.values())
        events = ((self.whens[event.id], event) for event in self.dossier.events.values())
        return Busy([*events, *quotes], self.bounds.lines)

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """The pages on which the text of each source stands."""
        texts = self.dossier.texts
        return {source: Reading(source, texts[source].sentences, self.bounds.sentences) for source in self.order}

    @cached_property
    def coverage(self) -> Mapping[str, tuple[gaps.SentenceState, ...]]:
        """What each sentence of each source is to the records."""
        return gaps.coverage(self.dossier)

    @cached_property
    def figures(self) -> Mapping[str, figures.Figures]:
        """What was counted in each source."""
        return figures.by_source(self.dossier, self.coverage)

    def _index(self, record: Named[Passage]) -> None:
        match record:
            case Actor():
                for relation in record.relations:
                    self.relations_to[relation.object].append((record, relation))
                    if relation.holder:
                        self.relations_held_by[relation.holder].append((record, relation))
                for role in record.roles:
                    if role.organisation:
                        self.roles_in[role.organisation].append((record, role))
            case Event():
                self._index_event(record)
            case Quote():
                self._index_quote(record)
            case Place():
                if record.within:
                    self.places_in[record.within].append(record)
            case Dispute():
                holders = (position.holder for position in record.positions)
                for concerned in dict.fromkeys([*record.events, *record.about, *holders]):
                    self.disputes_on[concerned].append(record)

    def _index_event(self, event: Event[Passage]) -> None:
        for participant in event.participants:
            self.events_of[participant.actor].append((event, participant))
        if event.holder:
            self.events_held_by[event.holder].append(event)
        for place in dict.fromkeys(place for account in event.accounts for place in account.places):
            self.events_at[place].append(event)
        if event.part_of:
            self.parts_of[event.part_of].append(event)
        for follows in event.follows:
            self.followed_by[follows.event].append((event, follows))

    def _index_quote(self, quote: Quote[Passage]) -> None:
        self.quotes_by[quote.speaker].append(quote)
        for about in quote.about:
            self.quotes_about[about].append(quote)
        for to in quote.to:
            self.quotes_to[to].append(quote)
        for event in quote.events:
            self.quotes_in[event].append(quote)
