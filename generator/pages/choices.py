"""The choices that a list's filter offers, each with the number of rows that it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.pages.evidence import Sign
from generator.pages.sheet import Sheet


@dataclass(frozen=True)
class Choice:
    """A value that rows may have, what readers call it, and how many rows have it. A source has its sign."""

    value: str
    name: str
    count: int
    sign: Sign | None = None


def in_order(found: Iterable[str], order: Iterable[str]) -> tuple[Choice, ...]:
    """Offer those words of a vocabulary that rows have, in its order; `found` names each once a row."""
    counts = Counter(found)
    return tuple(Choice(value, value, counts[value]) for value in order if counts[value])


def by_name(sheet: Sheet, found: Iterable[str]) -> tuple[Choice, ...]:
    """Offer records by their titles, in alphabetical order; `found` names each once a row."""
    choices = (Choice(record, sheet.register.title(record), count) for record, count in Counter(found).items())
    return tuple(sorted(choices, key=lambda choice: (choice.name.casefold(), choice.value)))


def sources(sheet: Sheet, found: Iterable[str]) -> tuple[Choice, ...]:
    """Offer sources by their signs, in the order of the dossier; `found` names each once a row."""
    return tuple(_sources(sheet, Counter(found)))


def _sources(sheet: Sheet, counts: Counter[str]) -> Iterator[Choice]:
    for source in sheet.register.order:
        if counts[source]:
            sign = sheet.sign(source)
            yield Choice(source, sign.short, counts[source], sign)
