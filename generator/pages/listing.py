"""The lists of a record's page: each begins there, and what is too long for it goes on, on pages of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator import links
from generator.pages.evidence import Entry
from generator.pages.page import Page, front_matter
from generator.pages.parts import divided
from generator.pages.register import Register
from generator.pages.sheet import Link, Sheet
from generator.pages.ways import Parts, Stop, ways

Item = TypeVar("Item")


@dataclass(frozen=True)
class Listing(Generic[Item]):
    """A list of a record, in its order: its word in addresses, its heading, and what shows some of it on a page."""

    slug: str
    title: str
    shape: str
    """Which of the lists of `part.md.jinja` it is."""
    items: Sequence[Item]
    most: int
    show: Callable[[Sheet, Sequence[Item]], Iterable[Any]]
    begins: str = ""
    """The file of the page on which it begins, where that is not the record's own."""


@dataclass(frozen=True)
class PartView:
    """What a page on which a record's list goes on shows."""

    above: Link
    owner: Link
    title: str
    shown: str
    shape: str
    items: tuple[Any, ...]
    parts: Parts
    apparatus: tuple[Entry, ...]


class Listings:
    """The lists of one record."""

    def __init__(self, register: Register, record: str, found: Iterable[Listing[Any]]) -> None:
        """Cut those that are too long for the record's page."""
        self._register = register
        self._record = record
        self._found = {one.slug: one for one in found}
        self._parts = {slug: divided(one.items, one.most) for slug, one in self._found.items()}

    def first(self, sheet: Sheet, slug: str) -> tuple[Any, ...]:
        """Return what the record's own page shows of a list."""
        return tuple(self._found[slug].show(sheet, self._parts[slug][0].items))

    def rest(self, sheet: Sheet) -> dict[str, Parts | None]:
        """Return the ways from the record's own page to the rest of each list, by the list's word."""
        return {slug: self._ways(sheet, slug, 0) if len(parts) > 1 else None for slug, parts in self._parts.items()}

    def pages(self) -> Iterator[Page]:
        """Plan the pages on which lists go on."""
        for slug, parts in self._parts.items():
            for at in range(1, len(parts)):
                yield self._page(slug, at)

    def _page(self, slug: str, at: int) -> Page:
        register, one, part = self._register, self._found[slug], self._parts[slug][at]
        sheet = Sheet(register, self._file(slug, at))
        owner = sheet.link(self._record)
        view = PartView(
            above=sheet.section(register.kinds[self._record]),
            owner=owner,
            title=one.title,
            shown=f"{part.title} of {len(one.items):,}",
            shape=one.shape,
            items=tuple(one.show(sheet, part.items)),
            parts=self._ways(sheet, slug, at),
            apparatus=sheet.apparatus(),
        )
        title = f"{owner.text}: {one.title}, {part.title}"
        front = front_matter(title, f"{owner.text}. {one.title}: {view.shown}.", **view.parts.turns)
        return Page(sheet.file, "part", front, view, register.dossier.at(self._record).path, is_part=True)

    def _ways(self, sheet: Sheet, slug: str, own: int) -> Parts:
        stops = [Stop(part.title, self._file(slug, at)) for at, part in enumerate(self._parts[slug])]
        return ways(sheet, stops, own)

    def _file(self, slug: str, at: int) -> str:
        if at:
            return links.list_file(self._register.kinds[self._record], self._record, slug, at + 1)
        return self._found[slug].begins or self._register.file(self._record)
