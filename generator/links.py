"""Addresses: the only place that makes one. Files are relative to `docs/`, addresses to the site's root.

Pages link to each other by Markdown targets (`../sources/gazette.md#s-6`), which MkDocs and Zensical both resolve and
check.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from urllib.parse import quote, urlencode

from generator.vocabulary import Kind

HOME = "index.md"
TIMELINE = "timeline/index.md"
NETWORK = "network/index.md"
MAP = "map/index.md"
VERIFICATION = "verification/index.md"
GLOSSARY = "glossary/index.md"
RULES = "rules/index.md"
HISTORY = "history/index.md"
FEED = "data/changes.atom"
EXPORT = "data/dossier.json"
LINKED_DATA = "data/dossier.jsonld"
BOOK = "data/book.html"
OFFLINE = "data/offline.zip"
FIGURES = "data/verification.json"
BADGE = "data/badge.svg"
UNDATED = "undated"
"""The anchor of the undated events on the timeline."""


def record_url(kind: Kind, record: str) -> str:
    """Return the address of a record: `events/lamp-goes-out/`."""
    return f"{kind}/{record}/"


def from_data(url: str) -> str:
    """Return an address as a file in `data/` gives it, by one that is relative to the site's root."""
    return f"../{url}"


def data_file(kind: Kind, record: str) -> str:
    """Return the file of a record's data in the site, beside its page: `events/lamp-goes-out.json`."""
    return f"{kind}/{record}.json"


def page_file(kind: Kind, record: str) -> str:
    """Return the file of a record's page: `events/lamp-goes-out.md`."""
    return f"{kind}/{record}.md"


def list_file(kind: Kind, record: str, slug: str, number: int) -> str:
    """Return the file on which a list of a record goes on: `actors/ada-brook/events/2.md`.

    No page of a record lies there, since an id has no slash.
    """
    return f"{kind}/{record}/{slug}/{number}.md"


def part_file(index: str, slug: str, by: str = "") -> str:
    """Return the file of a part of what a page indexes: `timeline/2019.md`, `actors/letters/k.md` with `by` letters.

    `by` keeps parts apart from records, whose ids may be the same words.
    """
    folder = index.rpartition("/")[0]
    return f"{folder}/{by}/{slug}.md" if by else f"{folder}/{slug}.md"


def index_file(kind: Kind) -> str:
    """Return the file of the page that lists a kind: `events/index.md`."""
    return f"{kind}/index.md"


def month_file(month: str) -> str:
    """Return the file of the page on a month: `months/2020-01.md` for `2020-01`."""
    return f"months/{month}.md"


def day_anchor(day: date) -> str:
    """Return the anchor of a day on its month's page: `d-2020-01-03`."""
    return f"d-{day.isoformat()}"


def url(file: str) -> str:
    """Return the address at which a page's file is published: `timeline/` for `timeline/index.md`, empty for home."""
    stem = file.removesuffix(".md")
    return f"{stem}/" if posixpath.basename(stem) != "index" else stem.removesuffix("index")


CARD_FILES = 61
"""Over how many files the cards of all records are spread; a prime, so that ids spread evenly."""


def card_file(record: str) -> str:
    """Return the file that holds the card of a record or of a term (`#t-gull-point`): `cards/17.json`.

    The theme's cards.js reckons likewise.
    """
    number = 0
    for byte in record.encode("ascii"):
        number = (number * 37 + byte) % CARD_FILES
    return f"cards/{number}.json"


def span_anchor(start: int, end: int) -> str:
    """Return the anchor of a passage, or any stretch of a source, on its page: `p-123-456`."""
    return f"p-{start}-{end}"


def sentence_anchor(number: int) -> str:
    """Return the anchor of a sentence on its source's page: `s-6`."""
    return f"s-{number}"


def entry_anchor(sign: str, number: int) -> str:
    """Return the anchor of a sentence among the words that a page rests on: `e-h-6`."""
    return f"e-{sign.lower()}-{number}"


def time_anchor(stretch: str) -> str:
    """Return the anchor of a month, a year or a longer time on the timeline: `t-2020-01`."""
    return f"t-{stretch}"


def term_anchors(terms: Iterable[str]) -> tuple[str, ...]:
    """Return the anchors of the glossary's terms, each different: `t-gull-point`."""
    anchors: list[str] = []
    for term in terms:
        stem = "t-" + re.sub(r"[^a-z0-9]+", "-", term.lower()).strip("-")
        anchors.append(stem if stem not in anchors else f"{stem}-{len(anchors)}")
    return tuple(anchors)


def rule_anchor(code: str) -> str:
    """Return the anchor of a code on the page of rules: the code itself."""
    return code


def commit_anchor(commit: str) -> str:
    """Return the anchor of a commit on the page of the history."""
    return f"c-{commit[:12]}"


_FRAGMENT_WORDS = 5
"""How many words of a longer passage stand at either end of a text fragment."""


def text_fragment(address: str, passage: str) -> str:
    """Return an address at which a browser scrolls to a passage of the page there (URL Fragment Text Directives)."""
    words = passage.split()
    ends = [words] if len(words) <= 2 * _FRAGMENT_WORDS else [words[:_FRAGMENT_WORDS], words[-_FRAGMENT_WORDS:]]
    directive = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{address.partition('#')[0]}#:~:text={directive}"


def relative(from_file: str, to_file: str, anchor: str = "") -> str:
    """Return the Markdown target by which one page links to another, or to a place on itself."""
    if from_file == to_file and anchor:
        return f"#{anchor}"
    path = _path(from_file.rpartition("/")[0], to_file)
    return f"{path}#{anchor}" if anchor else path


def relative_url(from_file: str, to_file: str, anchor: str = "") -> str:
    """Return the address by which a drawing links to another page; Markdown targets do not work inside an SVG."""
    path = between(from_file, url(to_file))
    return f"{path}#{anchor}" if anchor else path


@lru_cache(maxsize=10_000)  # asked for again by every page, and slow
def between(from_file: str, address: str) -> str:
    """Return the address, relative to a page as it is published, of one that is relative to the site's root."""
    here, there = ([part for part in one.split("/") if part] for one in (url(from_file), address))
    shared = next((at for at, (one, other) in enumerate(zip(here, there, strict=False)) if one != other), None)
    shared = min(len(here), len(there)) if shared is None else shared
    path = "/".join([*[".."] * (len(here) - shared), *there[shared:]]) or "."
    return f"{path}/" if address.endswith("/") or not address else path


def at_line(repository: str, revision: str, file: str, line: int) -> str:
    """Return the address at which a repository shows a line of a file, at a branch or a commit."""
    return f"{repository}/blob/{quote(revision)}/{quote(file)}#L{line}"


def editing(repository: str, branch: str, file: str) -> str:
    """Return the address at which a repository lets people edit a file, and propose what they changed."""
    return f"{repository}/edit/{quote(branch)}/{quote(file)}"


def reporting(repository: str, record: str, title: str, page: str) -> str:
    """Return the address of the form for corrections, filled in with a record and the address of its page."""
    filled = {"template": "correction.yml", "title": f"Correction: {title}", "id": record, "page": page}
    return (
        f"{repository}/issues/new?{urlencode({key: value for key, value in filled.items() if value}, quote_via=quote)}"
    )


@lru_cache(maxsize=100_000)  # the pages of a folder link to the same ones
def _path(folder: str, to_file: str) -> str:
    """Return the way from a folder to a file; `posixpath.relpath` does the same in twenty times the time."""
    if folder and to_file.startswith(f"{folder}/"):
        return to_file[len(folder) + 1 :]
    return "../" * (folder.count("/") + 1) + to_file if folder else to_file
