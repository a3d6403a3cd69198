"""`data/changes.atom`: the newest changes of the data as a feed (RFC 4287).

Its links are relative to the feed's own address, since nothing here knows the site's host.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from xml.etree import ElementTree

from generator import links
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.export import plain
from generator.history import Commit, What

MOST = 50
"""How many changes the feed holds."""
_ATOM = "http://www.w3.org/2005/Atom"


def as_atom(dossier: Dossier[Passage], commits: Sequence[Commit]) -> str:
    """Write the newest of some commits, of which there must be one."""
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _add(feed, "id", _named(dossier.front.id))
    _add(feed, "title", f"{dossier.front.title}: changes")
    _add(feed, "updated", commits[0].made)
    author = _add(feed, "author")
    _add(author, "name", f"The editors of {dossier.front.title}")
    _add(feed, "link", rel="self", type="application/atom+xml", href=links.FEED.rpartition("/")[2])
    _add(feed, "link", rel="alternate", type="text/html", href=links.from_data(links.url(links.HISTORY)))
    for commit in commits[:MOST]:
        entry = _add(feed, "entry")
        _add(entry, "id", _named(commit.id))
        _add(entry, "title", commit.subject or commit.id)
        _add(entry, "updated", commit.made)
        href = f"{links.from_data(links.url(links.HISTORY))}#{links.commit_anchor(commit.id)}"
        _add(entry, "link", rel="alternate", type="text/html", href=href)
        _add(entry, "summary", "; ".join(_counted(commit)))
    ElementTree.indent(feed, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'


def _counted(commit: Commit) -> Iterator[str]:
    order: tuple[What, ...] = ("added", "changed", "removed")
    for what in order:
        files = [file.path for file in commit.files if file.what == what]
        if files:
            yield f"{what}: {', '.join(files[:MOST])}" + (f" and {len(files) - MOST} more" if len(files) > MOST else "")


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, tag, attributes)
    child.text = "".join(char for char in text if char.isprintable()) or None
    return child


def _named(name: str) -> str:
    """Return an address that stays the same wherever the site stands (RFC 6920)."""
    return plain.named(sha256(name.encode()).hexdigest())
