"""What formats with little room are told: plain dates only, titles with their status, accounts with their source.

An interval says in this data between which days something lies as well as how long it lasted. Formats that know only
the second get no interval.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from pydantic_core import to_json

from generator.chronology import When, when
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.model import Event
from generator.sources import Span
from generator.vocabulary import Status

_PLAIN = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")


def plain_date(edtf: str | None) -> str | None:
    """Return a date that is a year, a month or a day and neither vague nor a range; None for any other."""
    return edtf if edtf and _PLAIN.fullmatch(edtf) else None


def date_parts(edtf: str) -> list[int]:
    """Return the year, and the month and day as far as they are given, of a plain date."""
    return [int(part) for part in edtf.split("-")]


def one_day(found: When) -> date | None:
    """Return the day on which something happened, where all that is said of it comes to one exact day."""
    return found.earliest if plain_date(found.edtf) and found.earliest == found.latest else None


def titled(title: str, status: Status) -> str:
    """Return a title that cannot be read as more certain than it is: `Threatened: Attack on the embassy`."""
    return title if status is Status.REPORTED else f"{status.capitalize()}: {title}"


def citation(dossier: Dossier[Passage], passage: Passage) -> str:
    """Return the citation of a passage: the source's sign and the sentence in which it begins, `H 6`."""
    touched = dossier.texts[passage.source].touched(Span(passage.start, passage.end))
    sign = dossier.sources[passage.source].sign
    return f"{sign} {touched[0].number}" if touched else sign


def citations(dossier: Dossier[Passage], passages: Iterable[Passage]) -> list[str]:
    """Return the citations of several passages, each once, in the order given."""
    return list(dict.fromkeys(citation(dossier, passage) for passage in passages))


def told(dossier: Dossier[Passage], event: Event[Passage]) -> Iterator[str]:
    """Yield what is said of an event: its status, its date, then each account with its citations."""
    yield f"Status: {event.status}, that is, {event.status.meaning}."
    yield f"Date: {when(event).words}."
    for account in event.accounts:
        yield f"{account.says} ({', '.join(citations(dossier, account.evidence))})"


def places_of(event: Event[Passage]) -> list[str]:
    """Return the ids of the places that the accounts name, each once."""
    return list(dict.fromkeys(place for account in event.accounts for place in account.places))


def named(sha256: str) -> str:
    """Return the address that names something by its SHA-256 (RFC 6920)."""
    return "ni:///sha-256;" + urlsafe_b64encode(bytes.fromhex(sha256)).decode("ascii").rstrip("=")


def as_json(value: Any) -> str:
    """Write a value as JSON: UTF-8, in the order in which it was made, without what is None."""
    return written(_present(value))


def written(value: Any) -> str:
    """Write a value that holds no None as JSON, in the same way."""
    return to_json(value, indent=1).decode() + "\n"


def _present(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _present(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_present(item) for item in value]
    return value
