"""Addresses: the only place that makes one. Files are relative to `docs/`, addresses to the site's root.

Pages link to each other by Markdown targets (`../sources/hashemi.md#s-6`), which MkDocs and Zensical both resolve and
check.
"""

from __future__ import annotations

import posixpath
from functools import cache

from generator.model import Kind, Passage

HOME = "index.md"
TIMELINE = "timeline/index.md"
NETWORK = "network/index.md"
MAP = "map/index.md"
VERIFICATION = "verification/index.md"
GLOSSARY = "glossary/index.md"
EXPORT = "data/dossier.json"


def record_url(kind: Kind, record: str) -> str:
    """Return the address of a record: `events/soleimani-killed/`."""
    return f"{kind}/{record}/"


def page_file(kind: Kind, record: str) -> str:
    """Return the file of a record's page: `events/soleimani-killed.md`."""
    return f"{kind}/{record}.md"


def index_file(kind: Kind) -> str:
    """Return the file of the page that lists a kind: `events/index.md`."""
    return f"{kind}/index.md"


def url(file: str) -> str:
    """Return the address at which a page's file is published: `timeline/` for `timeline/index.md`, empty for home."""
    stem = file.removesuffix(".md")
    return f"{stem}/" if posixpath.basename(stem) != "index" else stem.removesuffix("index")


def passage_anchor(passage: Passage) -> str:
    """Return the anchor of a passage on its source's page: `p-123-456`."""
    return f"p-{passage.start}-{passage.end}"


def sentence_anchor(number: int) -> str:
    """Return the anchor of a sentence on its source's page: `s-6`."""
    return f"s-{number}"


def entry_anchor(sign: str, number: int) -> str:
    """Return the anchor of a sentence among the words that a page rests on: `e-h-6`."""
    return f"e-{sign.lower()}-{number}"


def relative(from_file: str, to_file: str, anchor: str = "") -> str:
    """Return the Markdown target by which one page links to another, or to a place on itself."""
    if from_file == to_file:
        return f"#{anchor}" if anchor else posixpath.basename(to_file)
    path = _path(posixpath.dirname(from_file), to_file)
    return f"{path}#{anchor}" if anchor else path


def relative_url(from_file: str, to_file: str, anchor: str = "") -> str:
    """Return the address by which a drawing links to another page; Markdown targets do not work inside an SVG."""
    path = posixpath.relpath("/" + url(to_file), "/" + url(from_file))
    return f"{path}/#{anchor}" if anchor else f"{path}/"


@cache
def _path(folder: str, file: str) -> str:
    return posixpath.relpath(file, folder or ".")
