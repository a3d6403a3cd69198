"""The ways between the pages of a list in parts: from each to all others, or to as many as a page may link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator import links
from generator.pages.parts import Part
from generator.pages.sheet import Link, Sheet


class Stop(NamedTuple):
    """A page on the way through a list: its name, its file, and how much of the list is there, if that is said."""

    title: str
    file: str
    holds: int = 0
    reach: str = ""
    """Of a text, its sentences and characters: `1-150 0-20345`, first and last."""


@dataclass(frozen=True)
class PartLink:
    """The way to a part, and how much it holds; it has no target on the part's own page."""

    title: str
    target: str
    count: str
    reach: str


@dataclass(frozen=True)
class Parts:
    """The way from one part of a list, named by its title, to the others. Of very many some are left out of `links`."""

    title: str
    links: tuple[PartLink, ...]
    before: Link | None
    after: Link | None
    turns: Mapping[str, str]
    """The addresses of the pages before and after, relative to the site's root, for the head of the page."""


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
            PartLink(
                stop.title,
                "" if at == own else sheet.target(stop.file),
                f"{stop.holds:,}" if stop.holds else "",
                stop.reach,
            )
            for at, stop in _spread(stops, own, sheet.register.bounds.parts)
        ),
        before=before,
        after=after,
        turns={name: links.url(stop.file) for name, stop in beside.items()},
    )


def _link(sheet: Sheet, stop: Stop) -> Link:
    return Link(stop.title, sheet.target(stop.file))


def _spread(stops: Sequence[Stop], own: int, most: int) -> Iterator[tuple[int, Stop]]:
    """Yield all, or of too many as many as may be, evenly, and those beside one's own: two steps lead to any other."""
    every = -(-len(stops) // most)
    for at, stop in enumerate(stops):
        if at % every == 0 or at // every == own // every or at == len(stops) - 1:
            yield at, stop
