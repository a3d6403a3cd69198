"""What a page offers to take along: its citation, its data, and the ways to its file. Knows no page builder.

It is made as the site is built, and not before, since it depends on where the site and the repository stand.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator import links
from generator.citation import Cited


@dataclass(frozen=True)
class Site:
    """What whoever publishes the site says of it; all but the title may be empty."""

    title: str
    repository: str
    """Where the data is kept and can be corrected: `https://github.com/owner/name`."""
    branch: str
    revision: str
    """The commit from which the site is made."""


@dataclass(frozen=True)
class Citation:
    """A record's citation in three forms."""

    words: str
    bibtex: str
    csl: str


@dataclass(frozen=True)
class Taking:
    """What one page offers. An address is empty where there is nothing at it."""

    record: str
    """The record's id; empty on a page of no single record."""
    file: str
    """The data file that the page was made from, by its path in the project."""
    citation: Citation | None
    data: str
    """The record's data in the site, relative to the site's root."""
    shown: str
    editing: str
    reporting: str


def of_page(site: Site, front: Mapping[str, Any], address: str) -> Taking | None:
    """Return what a page offers, by its front matter and its full address; None where it was made from no one file."""
    made: Mapping[str, Any] = front.get("dossier") or {}
    if not made.get("file"):
        return None
    title, record, file = html.unescape(str(front["title"])), made.get("id", ""), made["file"]
    of_repository = ("", "", "")
    if site.repository:
        at = links.at_line(site.repository, site.revision or site.branch, file, made.get("line", 1))
        form = links.reporting(site.repository, record, title, address) if record else ""
        of_repository = at, links.editing(site.repository, site.branch, file), form
    data = links.data_file(made["kind"], record) if record else ""
    return Taking(record, file, _citation(site, made, title, address) if record else None, data, *of_repository)


def _citation(site: Site, made: Mapping[str, Any], title: str, address: str) -> Citation | None:
    if not address:
        return None
    genre = ", ".join([made["kind"].removesuffix("s"), *([made["status"]] if "status" in made else [])])
    cited = Cited(made["id"], title, genre, site.title, address, made["sha256"], site.revision)
    return Citation(cited.in_words(), cited.as_bibtex(), cited.as_csl())
