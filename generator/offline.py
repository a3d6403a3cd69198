"""The offline edition: the built site, changed so that it works from a folder, without a server. Reads nothing itself.

A browser that opens a file asks no server for `index.html`, fetches no data beside the page, and starts no worker from
a file. So addresses name their files, the search's index comes in scripts, and its worker as a text.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from generator import searchindex

_FOR_SERVERS = frozenset({"404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz"})
_MAPS = ".map"
_START = "assets/offline.js"
_WORKER = ("assets/offline-worker.js", "assets/search-near.js", "assets/search-parts.js", "assets/search.js")
"""What makes up the worker's text, in front of the theme's."""
_PART = re.compile(r"search/((?:pages|terms)/[0-9]+|names)\.json")
_CARDS = re.compile(r"cards/([0-9]+)\.json")
_THEME_WORKER = re.compile(r"assets/javascripts/workers/search\.[0-9a-z.]+\.js")
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ATTRIBUTE = re.compile(r'([^\s"=]+)="([^"]*)"')
_LINKS = frozenset({"href", "xlink:href"})
_MOVED = re.compile(r"([0-9]+; url=)(.*)")
_ELSEWHERE = re.compile(r'<link rel="preload"[^>]*>\s*|<span data-online>.*?</span>')
"""What has no place offline: the preloading of fonts, which a file may not ask for, and links to this edition."""
_BUNDLE = re.compile(r'<script src="([./]*)assets/javascripts/bundle\.')
_POLICY = ("worker-src 'self'", "worker-src blob:")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP file can name: the same site makes the same bytes whenever it is packed."""


class NoSearchError(Exception):
    """The site does not have the search that this module knows how to take along."""


def edition(names: Iterable[str], read: Callable[[str], bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the edition, made of those of a site, whose names are given and whose bytes `read` returns.

    Raises NoSearchError.
    """
    every = sorted(set(names) - _FOR_SERVERS)
    theirs = next(filter(_THEME_WORKER.fullmatch, every), None)
    if theirs is None or not {searchindex.NAME, _START, *_WORKER} <= set(every):
        raise NoSearchError("the site has no search that could be taken along")
    for name in every:
        if name == searchindex.NAME:
            yield "search/search_index.js", b"var __index = " + _literal(_explicit_all(json.loads(read(name)))) + b"\n"
        elif part := _PART.fullmatch(name):
            found = _literal(_explicit_all(json.loads(read(name))))
            yield f"search/{part[1]}.js", b"offlinePart(" + _literal(part[1]) + b", " + found + b");\n"
        elif cards := _CARDS.fullmatch(name):
            found = _literal(json.loads(read(name)))
            yield f"cards/{cards[1]}.js", b"offlineCards(" + cards[1].encode() + b", " + found + b");\n"
        elif name == _START:
            worker = "\n".join(read(text).decode() for text in (*_WORKER, theirs))
            yield name, b"var offlineWorker = " + _literal(worker) + b";\n" + read(name)
        elif name.endswith(".html"):
            yield name, page(read(name).decode()).encode()
        elif not name.endswith(_MAPS):
            yield name, read(name)


def page(text: str) -> str:
    """Return a page of the site as it is offline."""
    text = _TAG.sub(lambda tag: _ATTRIBUTE.sub(_attribute, tag[0]), text)
    text = _ELSEWHERE.sub("", text).replace(*_POLICY, 1)
    return _BUNDLE.sub(lambda found: f'<script src="{found[1]}{_START}"></script>\n{found[0]}', text, count=1)


def pack(stream: IO[bytes], folder: str, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files into a ZIP file, all below one folder."""
    with zipfile.ZipFile(stream, "w") as packed:
        for name, content in files:
            entry = zipfile.ZipInfo(f"{folder}/{name}", _EPOCH)
            entry.create_system = 3  # Unix, on whatever system this runs
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)


def _attribute(found: re.Match[str]) -> str:
    name, value = found.groups()
    if name in _LINKS:
        return f'{name}="{_explicit(value)}"'
    if name == "content" and (moved := _MOVED.fullmatch(value)):
        return f'{name}="{moved[1]}{_explicit(moved[2])}"'
    return found[0]


def _explicit(link: str) -> str:
    """Return a link with the file that a server would answer with, if it is a relative one to a page."""
    path, mark, rest = link.partition("#")
    if ":" in path or path.startswith("/") or (mark and not path):
        return link
    if not path or path.endswith("/"):
        return f"{path}index.html{mark}{rest}"
    return f"{path}/index.html{mark}{rest}" if path.rpartition("/")[2] in {".", ".."} else link


def _explicit_all(index: dict[str, Any]) -> dict[str, Any]:
    """Let every entry of an index, or of a part of one, name its file."""
    for entry in [*index.get("docs", ()), *(entry for page in index.get("pages", ()) for entry in page)]:
        entry["location"] = _explicit(entry["location"])
    return index


def _literal(value: object) -> bytes:
    """Return a value as a script writes it; JSON in ASCII is one."""
    return json.dumps(value, separators=(",", ":")).encode("ascii")
