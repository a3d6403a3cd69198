"""What the site's search knows of a page: one entry, which says what it is, how else it is written, and its words.

The search would take every section of every page, and then the pages that mention a record drown the record itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator import dates, links
from generator.dossier import Named
from generator.evidence import Passage
from generator.model import Actor, Dispute, Event, Place, Quote, Source
from generator.pages.page import Found, Page
from generator.pages.register import Register
from generator.pages.wording import counted, listed
from generator.vocabulary import ActorKind, Status, Voice

_BOOST = {"actors": 3, "places": 3.5, "events": 3, "quotes": 3, "disputes": 2, "sources": 1}
_PERSON = 4
_KEY = 2
"""By how much the events stand out on which the dossier turns."""
_MONTH = 3
_OTHERS = 0.5
_SHORT = 45
"""How many letters of an office or function are shown beside a name."""

_DAY = re.compile(r"([0-9]+) ([A-Z][a-z]+) ([0-9]{4})")


def findable(register: Register, page: Page) -> Page:
    """Return a page with its entry in the search; where a list goes on, or a record only went, there is none."""
    of = page.front.get("dossier", {})
    if "moved" in of or page.is_part:
        return page
    if "id" in of:
        kind = register.kinds[of["id"]]
        record = register.dossier.of_kind(kind)[of["id"]]
        lines = tuple(filter(None, _record(register, record)))
        boost = _PERSON if isinstance(record, Actor) and record.kind is ActorKind.PERSON else _BOOST[kind]
        boost *= _KEY if record.id in register.dossier.front.key_events else 1
        return replace(page, found=Found(boost, _tags(record), lines))
    terms = register.dossier.front.glossary if page.file == links.GLOSSARY else ()
    boost = _MONTH if page.template == "month" else _OTHERS
    return replace(page, found=Found(boost, (), (page.front["description"], *(f"{t.term}: {t.says}" for t in terms))))


def _tags(record: Named[Passage]) -> tuple[str, ...]:
    """Say of which kind a record is, how else its name is written, and its status where it is not simply reported."""
    match record:
        case Actor():
            roles = (role.title for role in record.roles if len(role.title) < _SHORT)
            return record.kind.capitalize(), *_otherwise(record), *dict.fromkeys(roles)
        case Place():
            return "Place", *_otherwise(record)
        case Event():
            days = (account.date for account in record.accounts)
            status = () if record.status is Status.REPORTED else (str(record.status),)
            return "Event", *status, *dict.fromkeys(dates.wording(day) for day in days if day)
        case Quote():
            return ("Quote",) if record.voice is Voice.DIRECT else ("Reported speech",)
        case Source():
            return "Source", record.short
        case _:
            return (type(record).__name__.partition("[")[0],)


def _record(register: Register, record: Named[Passage]) -> Iterator[str]:
    match record:
        case Actor():
            yield _dotted(*dict.fromkeys(role.title for role in record.roles))
            yield record.about[0].says
            yield _dotted(*_given(record))
        case Place():
            yield _dotted(record.kind, f"in {register.title(record.within)}" if record.within else "")
            yield " ".join(statement.says for statement in record.about)
            yield _dotted(*_given(record))
        case Event():
            yield _dotted(record.kind, register.whens[record.id].words)
            yield _dotted(*_days(account.date for account in record.accounts))
            yield " ".join(account.says for account in record.accounts)
            yield _words(p for account in record.accounts for p in account.evidence)
            yield _dotted(*_others(register, (participant.actor for participant in record.participants)))
        case Quote():
            to = f"to {listed([register.title(one) for one in record.to])}" if record.to else ""
            yield _dotted(register.title(record.speaker), to)
            yield _words(record.parts)
        case Dispute():
            yield _dotted(counted(len(record.positions), "position"))
            yield " ".join(position.says for position in record.positions)
            yield _dotted(*_others(register, record.about))
        case Source():
            by = [one.text for one in (record.author, record.outlet, record.credit) if one]
            yield _dotted(record.kind, record.short, *by, *_days([record.date_printed, record.date_written]))
            yield " ".join(statement.says for statement in record.about)


def _dotted(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _words(passages: Iterable[Passage]) -> str:
    """Join the words of passages; none is given twice, alone or within a longer one."""
    texts = [" ".join(passage.text.split()) for passage in passages]
    return " … ".join(
        text
        for at, text in enumerate(texts)
        if text not in texts[:at] and not any(text != other and text in other for other in texts)
    )


def _given(record: Actor[Passage] | Place[Passage]) -> dict[str, None]:
    """Return the names of a record, as its sources write them and as readers may."""
    return dict.fromkeys([record.name, *(name for names in record.names.values() for name in names), *record.search])


def _others(register: Register, actors: Iterable[str]) -> Iterator[str]:
    """Yield how readers may write the names of actors, where no source does."""
    for actor in dict.fromkeys(actors):
        yield from register.dossier.actors[actor].search if actor in register.dossier.actors else ()


def _otherwise(record: Actor[Passage] | Place[Passage]) -> Iterator[str]:
    """Yield the names that bring a word which the ones before lack."""
    known: set[str] = set()
    for name in _given(record):
        words = set(_cut(name))
        if known and not words <= known:
            yield name
        known |= words


def _cut(name: str) -> list[str]:
    return re.split(r"[\s-]+", name.lower())


def _days(given: Iterable[str | None]) -> Iterator[str]:
    """Yield dates in words and in figures; a time from one day to another is none by which an event is looked up."""
    for day in dict.fromkeys(day for day in given if day and "/" not in day):
        words = dates.wording(day)
        yield words
        if found := _DAY.fullmatch(words):
            yield f"{found[2]} {found[1]}, {found[3]}"
        yield day.rstrip("~?%")
