"""Cuts a list that is too long for one page into parts, by what readers look up in it, and links them to each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, NamedTuple, TypeVar

from generator import links
from generator.pages.sheet import Link, Sheet

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


class Stop(NamedTuple):
    """A page on the way through a list: its name, its file, and how much of the list is there, if that is said."""

    title: str
    file: str
    holds: int = 0


@dataclass(frozen=True)
class PartLink:
    """The way to a part, and how much it holds; it has no target on the part's own page."""

    title: str
    target: str
    count: str


@dataclass(frozen=True)
class Parts:
    """The way from one part of a list, named by its title, to the others. Of very many some are left out of `links`."""

    title: str
    links: tuple[PartLink, ...]
    before: Link | None
    after: Link | None
    turns: Mapping[str, str]
    """The addresses of the pages before and after, relative to the site's root, for the head of the page."""


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
        named = f"{title}, {at + 1:,} to {at + len(some):,}" if title else f"{at + 1:,} to {at + len(some):,}"
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


def stops(index: str, by: str, parts: Sequence[Part[Any]]) -> list[Stop]:
    """Return the pages of an index: the one that leads to the parts, then the parts."""
    return [
        Stop("Overview", index),
        *(Stop(part.title, links.part_file(index, part.slug, by), len(part.items)) for part in parts),
    ]


def ways(sheet: Sheet, stops: Sequence[Stop], own: int) -> Parts:
    """Link one page of a list, by its number among them, to all of them, or to as many as a page may link."""
    around = {"prev": own - 1, "next": own + 1}
    beside = {name: stops[at] for name, at in around.items() if 0 <= at < len(stops)}
    before, after = (_link(sheet, beside[name]) if name in beside else None for name in around)
    return Parts(
        title=stops[own].title,
        links=tuple(
            PartLink(stop.title, "" if at == own else sheet.target(stop.file), f"{stop.holds:,}" if stop.holds else "")
            for at, stop in _spread(stops, own, sheet.register.bounds.parts)
        ),
        before=before,
        after=after,
        turns={name: links.url(stop.file) for name, stop in beside.items()},
    )


def _link(sheet: Sheet, stop: Stop) -> Link:
    return Link(stop.title, sheet.target(stop.file))


def _spread(stops: Sequence[Stop], own: int, most: int) -> Iterator[tuple[int, Stop]]:
    """Yield the first, the last, one's own and between them as many as may be, evenly; others lie between these."""
    every = -(-len(stops) // most)
    for at, stop in enumerate(stops):
        if at % every == 0 or at in (own, len(stops) - 1):
            yield at, stop
