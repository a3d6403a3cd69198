"""One build of a site: which of its pages are known and taken from the cache, and which are left to MkDocs.

Knows no more of MkDocs than is public, and not how a page is built.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generator.outlet import Outlet
from generator.pagecache import Built, PageCache

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class Done(NamedTuple):
    """What the rest of the site shows of a page: its front matter, and its entries in the search."""

    meta: dict[str, Any]
    entries: list[dict[str, Any]]


@dataclass
class Run:
    """One build of a site."""

    config: MkDocsConfig
    files: Files
    pages: list[File]
    """The pages that MkDocs would build, in its order."""
    outlet: Outlet
    written: list[tuple[bytes, bytes]] = field(default_factory=list)
    """What stands in pages as they are kept, and what is written in its place."""
    done: dict[str, Done] = field(default_factory=dict)
    """The pages that MkDocs need not build."""
    anchors: dict[str, Collection[str]] = field(default_factory=dict)
    links: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)


def take(run: Run, cache: PageCache, rendered: Callable[[Sequence[File]], Iterable[tuple[str, Built]]]) -> None:
    """Put every page into the site that is known, or that `rendered` builds and puts there."""
    known = cache.known()
    keys = {file.src_uri: _key(file) for file in run.pages}
    there = run.files.src_uris
    for name in keys.keys() & known.keys():
        found = known[name]
        if found.key == keys[name] and all((other in there) is was for other, was in found.looked.items()):
            run.done[name] = Done(found.meta, found.entries)
    missing = sorted((file for file in run.pages if file.src_uri not in run.done), key=_size, reverse=True)
    lost: dict[str, frozenset[str]] = {}
    by_name = {file.src_uri: file for file in run.pages}
    for name, built in rendered(missing):
        if name in known and (gone := cache.anchors(name) - set(built.anchors)):
            lost[name] = gone
        run.done[name] = Done(built.meta, built.entries)
        run.anchors[name], run.links[name] = built.anchors, built.links
        run.outlet.stands(by_name[name].dest_uri, sha256(_as_written(run, built.html)).hexdigest())
        cache.keep(name, keys[name], built)
    for name in run.done.keys() - run.links.keys():
        if run.written or not run.outlet.stands(by_name[name].dest_uri, known[name].sum):
            put(run, by_name[name], cache.html(name))
    cache.forget([*known.keys() - keys.keys(), *keys.keys() - run.done.keys()])
    _follow(run, cache, lost)


def _follow(run: Run, cache: PageCache, lost: dict[str, frozenset[str]]) -> None:
    """Leave to MkDocs what is to be said of links to anchors that are not there, now and on every later build."""
    if lost:
        for name, links in cache.linking():
            if any(lost.get(target, frozenset()) & set(anchors) for target, anchors in links.items()):
                run.links[name] = links
    broken = set()
    for name, links in run.links.items():
        for target, anchors in links.items():
            if target in run.done and not _anchors(run, cache, target).issuperset(anchors):
                broken |= {name, target}
    for name in broken & run.done.keys():
        del run.done[name]
    for name in run.done.keys() - run.anchors.keys() if len(run.done) < len(run.pages) else ():
        run.anchors[name] = cache.anchors(name)  # what MkDocs builds may lead there
    cache.forget(broken)


def _anchors(run: Run, cache: PageCache, name: str) -> set[str]:
    if name not in run.anchors:
        run.anchors[name] = cache.anchors(name)
    return set(run.anchors[name])


def put(run: Run, file: File, html: bytes) -> None:
    """Have a page in the site, unless it stands there already."""
    run.outlet.put(Path(run.config.site_dir), file.dest_uri, _as_written(run, html))


def _as_written(run: Run, html: bytes) -> bytes:
    for meant, written in run.written:
        html = html.replace(meant, written)
    return html


@contextmanager
def revision_apart(run: Run) -> Iterator[None]:
    """Build with a stand-in for the commit that citations name, so that the next one does not make all pages anew."""
    revision = str(run.config.extra.get("revision") or "")
    if not _COMMIT.fullmatch(revision):
        yield
        return
    run.config.extra["revision"] = meant = sha256(b"the commit from which a site is made").hexdigest()[: len(revision)]
    # Citations name it whole, and shorter.
    run.written = [(one.encode(), other.encode()) for one, other in ((meant, revision), (meant[:12], revision[:12]))]
    try:
        yield
    finally:
        run.config.extra["revision"] = revision


def _size(file: File) -> int:
    return Path(file.abs_src_path).stat().st_size if file.abs_src_path else 0


def _key(file: File) -> str:
    return sha256(file.content_bytes).hexdigest()
