"""Keeps built pages between two builds, each under a digest of everything that entered it. Knows no page builder.

It is a cache and no more: it may be deleted at any time, and whatever cannot be read from it is simply built again.
"""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

_SITES = 2
"""How many ways of building are remembered: the site as it is published, and the preview."""
_FORM = 3
"""Changes whenever what is kept has another form."""
_TABLES = """
    create table if not exists site (environment text primary key, used integer not null) without rowid;
    create table if not exists page (
        environment text not null, name text not null, key text not null, looked text not null, meta text not null,
        entries text not null, anchors text not null, links text not null, sum text not null, html blob not null,
        primary key (environment, name)
    );
"""


class Built(NamedTuple):
    """A page as it was built.

    `looked` says of other files whether they were there, as the page's links ask. `meta` is its front matter. `anchors`
    are the ids in the page, `links` the anchors in other pages to which it leads, with the link as it was written.
    `entries` are its entries in the search.
    """

    html: bytes
    looked: dict[str, bool]
    meta: dict[str, Any]
    anchors: list[str]
    links: dict[str, dict[str, str]]
    entries: list[dict[str, Any]]


class Known(NamedTuple):
    """What must be known of every page on every build."""

    key: str
    sum: str
    """The SHA-256 of its HTML."""
    looked: dict[str, bool]
    meta: dict[str, Any]
    entries: list[dict[str, Any]]


class PageCache:
    """The pages of one site, built in one environment: a digest of all that enters every page.

    Everything raises sqlite3.Error or OSError where the disk does not allow it.
    """

    def __init__(self, path: Path, environment: str) -> None:
        self.environment = environment
        try:
            self._database = _opened(path)
        except sqlite3.OperationalError:
            raise  # somebody else is at work with it, or the disk is full
        except sqlite3.DatabaseError:
            for one in _files(path):
                one.unlink(missing_ok=True)
            self._database = _opened(path)

    def known(self) -> dict[str, Known]:
        """Return what is known of each page, by its name."""
        rows = self._database.execute(
            "select name, key, sum, looked, meta, entries from page where environment = ?", [self.environment]
        )
        return {name: Known(key, digest, *map(json.loads, texts)) for name, key, digest, *texts in rows}

    def html(self, name: str) -> bytes:
        """Return a page."""
        return bytes(self._one("select html from page where environment = ? and name = ?", name))

    def anchors(self, name: str) -> frozenset[str]:
        """Return the ids in a page; none of a page that is not kept."""
        found = self._one("select anchors from page where environment = ? and name = ?", name)
        return frozenset(json.loads(found or "[]"))

    def linking(self) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
        """Yield the links of each page to anchors in other pages."""
        rows = self._database.execute("select name, links from page where environment = ?", [self.environment])
        for name, links in rows:
            yield name, json.loads(links)

    def keep(self, name: str, key: str, built: Built) -> None:
        """Keep a page under a key, in place of what it was before."""
        texts = [json.dumps(one) for one in (built.looked, built.meta, built.entries, built.anchors, built.links)]
        values = (self.environment, name, key, *texts, sha256(built.html).hexdigest(), built.html)
        self._database.execute("insert or replace into page values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def forget(self, names: Iterable[str]) -> None:
        """Drop pages."""
        rows = [(self.environment, name) for name in names]
        self._database.executemany("delete from page where environment = ? and name = ?", rows)

    def close(self) -> None:
        """Put everything on disk, and drop the sites that were built longest ago."""
        self._database.execute(
            "insert or replace into site values (?, (select coalesce(max(used), 0) + 1 from site))", [self.environment]
        )
        old = [(one,) for (one,) in self._database.execute("select environment from site order by used desc")][_SITES:]
        self._database.executemany("delete from page where environment = ?", old)
        self._database.executemany("delete from site where environment = ?", old)
        self._database.commit()
        self._database.close()

    def _one(self, query: str, name: str) -> Any:
        row = self._database.execute(query, [self.environment, name]).fetchone()
        return row[0] if row else None


def _files(path: Path) -> Iterator[Path]:
    """Yield the files of a database: itself, and those that the library keeps beside it."""
    yield from (path.with_name(f"{path.name}{ending}") for ending in ("", "-wal", "-shm", "-journal"))


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    if linked := [one for one in (path.parent, *_files(path)) if one.is_symlink()]:
        raise OSError(errno.ELOOP, "it is a link, and what lies behind one is never written", str(linked[0]))
    database = sqlite3.connect(path, timeout=60)
    try:
        (form,) = database.execute("pragma user_version").fetchone()
        if form not in {0, _FORM}:
            raise sqlite3.DatabaseError("kept in another form")
        database.execute("pragma journal_mode = wal")
        database.execute("pragma synchronous = normal")
        database.executescript(_TABLES)
        database.execute(f"pragma user_version = {_FORM}")
    except BaseException:
        with suppress(sqlite3.Error):
            database.close()
        raise
    return database
