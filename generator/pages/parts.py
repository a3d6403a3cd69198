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


class Level(NamedTuple):
    """By what items are cut off from others; neighbours that fit one part share it, if they are `packed`."""

    step: Callable[[Any], Step]
    packed: bool = False


@dataclass(frozen=True)
class Part(Generic[Item]):
    """A part of a list: its word in an address, its name and what it holds."""

    slug: str
    title: str
    items: tuple[Item, ...]


def divided(items: Sequence[Item], most: int, levels: Sequence[Level] = ()) -> tuple[Part[Item], ...]:
    """Cut a list in its order, by the first level, what is then still too long by the next, and at last by number.

    A list that is short enough is its only part, without a name.
    """
    return tuple(_cut(Part("", "", tuple(items)), most, levels))


def _cut(whole: Part[Item], most: int, levels: Sequence[Level]) -> Iterator[Part[Item]]:
    if len(whole.items) <= most:
        yield whole
    elif not levels:
        yield from _numbered(whole, most)
    else:
        alike = list(_stepped(whole.items, levels[0].step))
        for part in _packed(alike, most) if levels[0].packed else alike:
            yield from _cut(part, most, levels[1:])


def _stepped(items: Sequence[Item], step: Callable[[Item], Step]) -> Iterator[Part[Item]]:
    steps = sorted(((step(item), item) for item in items), key=lambda pair: pair[0].order)
    for _, same in groupby(steps, key=lambda pair: pair[0].order):
        alike = list(same)
        yield Part(alike[0][0].slug, alike[0][0].title, tuple(item for _, item in alike))


def _packed(parts: Sequence[Part[Item]], most: int) -> Iterator[Part[Item]]:
    """Join neighbours as long as they fit one part. No id has two hyphens in a row."""
    pack: list[Part[Item]] = []
    for part in parts:
        if pack and sum(len(one.items) for one in pack) + len(part.items) > most:
            yield _joined(pack)
            pack = []
        pack.append(part)
    yield _joined(pack)


def _joined(pack: Sequence[Part[Item]]) -> Part[Item]:
    first, last = pack[0], pack[-1]
    if first is last:
        return first
    items = tuple(item for part in pack for item in part.items)
    return Part(f"{first.slug}--{last.slug}", f"{first.title} to {last.title}", items)


def _numbered(whole: Part[Item], most: int) -> Iterator[Part[Item]]:
    slug, title, items = whole.slug, whole.title, whole.items
    for number, at in enumerate(range(0, len(items), most), 1):
        some = items[at : at + most]
        numbers = f"{at + 1:,} to {at + len(some):,}" if len(some) > 1 else f"{at + 1:,}"
        named = f"{title}, {numbers}" if title else numbers
        yield Part("/".join(filter(None, (slug, str(number)))), named, some)


def by_letter(name: Callable[[Any], str]) -> tuple[Level, ...]:
    """Cut by the first letter of a name, then by the first two."""
    return Level(lambda item: _letters(name(item), 1)), Level(lambda item: _letters(name(item), 2), packed=True)


def _letters(name: str, number: int) -> Step:
    """Return the first letters of a name, accents left out; what begins with none of the alphabet's comes last."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    found = re.match(r"[^\w]*([a-z])[^\w]*([a-z]?)", plain)
    if not found:
        return Step((1, ""), "0", "Others")
    letters = "".join(found.groups())[:number]
    return Step((0, letters), letters, letters.capitalize())
