"""Pages at the addresses of earlier ids, which say where the record is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.pages.page import Page, front_matter
from generator.pages.register import Register
from generator.pages.sheet import Link, Sheet


@dataclass(frozen=True)
class MovedView:
    """Where a record is now."""

    now: Link


def plan(register: Register) -> Iterator[Page]:
    """Plan a page for each earlier id of each record."""
    for kind, record in register.dossier.records():
        for earlier in record.formerly:
            file = links.page_file(kind, earlier)
            now = Sheet(register, file).link(record.id)
            front = front_matter(now.text, "This record has moved.", moved=links.record_url(kind, record.id))
            yield Page(file, "moved", front, MovedView(now), register.dossier.at(record.id).path)
