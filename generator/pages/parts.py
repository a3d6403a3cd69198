"""Cuts a list that is too long for one page into parts, by what readers look up in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, NamedTuple, TypeVar

Item = TypeVar("Item")


class Step(NamedTuple):
    """What items that stay together have in common: its place among others, its word in an address, its name."""

    order: Any
    slug: str
    title: str


Level = Callable[[Item], Step]
"""Says by what an item is cut off from others."""


@dataclass(frozen=True)
class Part(Generic[Item]):
    """A part of a list: its word in an address, its name and what it holds."""

    slug: str
    title: str
    items: tuple[Item, ...]


def divided(items: Sequence[Item], most: int, levels: Sequence[Level[Item]] = ()) -> tuple[Part[Item], ...]:
    """Cut a list in its order, by the first level, what is then still too long by the next, and at last by number.

    A list that is short enough is its only part, without a name.
    """
    return tuple(_cut(items, most, levels, "", ""))


def _cut(
    items: Sequence[Item], most: int, levels: Sequence[Level[Item]], slug: str, title: str
) -> Iterator[Part[Item]]:
    if len(items) <= most:
        yield Part(slug, title, tuple(items))
    elif not levels:
        yield from _numbered(items, most, slug, title)
    else:
        steps = sorted(((levels[0](item), item) for item in items), key=lambda pair: pair[0].order)
        for _, same in groupby(steps, key=lambda pair: pair[0].order):
            alike = list(same)
            step = alike[0][0]
            yield from _cut([item for _, item in alike], most, levels[1:], step.slug, step.title)


def _numbered(items: Sequence[Item], most: int, slug: str, title: str) -> Iterator[Part[Item]]:
    for number, at in enumerate(range(0, len(items), most), 1):
        some = tuple(items[at : at + most])
        numbers = f"{at + 1:,} to {at + len(some):,}" if len(some) > 1 else f"{at + 1:,}"
        named = f"{title}, {numbers}" if title else numbers
        yield Part("/".join(filter(None, (slug, str(number)))), named, some)


def by_letter(name: Callable[[Item], str]) -> tuple[Level[Item], ...]:
    """Cut by the first letter of a name, then by the first two."""
    return tuple(lambda item, letters=letters: _letters(name(item), letters) for letters in (1, 2))


def _letters(name: str, number: int) -> Step:
    """Return the first letters of a name, accents left out; what begins with none of the alphabet's comes last."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    found = re.match(r"[^\w]*([a-z])[^\w]*([a-z]?)", plain)
    if not found:
        return Step((1, ""), "0", "Others")
    letters = "".join(found.groups())[:number]
    return Step((0, letters), letters, letters.capitalize())
