"""Which links of a built site lead nowhere: those to a file, a fragment or an address that is not there.

Other hosts are not asked. Links on a page must be relative, so that the site stands at any address; only 404.html,
which answers at every depth, needs the path under which the site is published.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

from generator import searchindex

HOST = "https://site.invalid"
REFERENCES = {"href", "src", "xlink:href", "action", "poster", "data"}
ELSEWHERE = {"http", "https", "mailto", "tel", "data"}


def broken(site: Path, address: str) -> Iterator[str]:
    """Yield `path: link (what is wrong)` for each broken link of the site that is published at `address`."""
    pages = sorted(site.rglob("*.html"))
    if not pages:
        yield f"{site}: no pages"
    target = _Targets(site, address)
    for page in pages:
        path = page.relative_to(site).as_posix()
        for link in dict.fromkeys(_read(page).links):
            if wrong := target.wrong(link, path):
                yield f"{path}: {link} ({wrong})"
    for path, link in _listed(site):
        if wrong := target.wrong(link, "index.html"):
            yield f"{path}: {link} ({wrong})"


def pages(site: Path) -> list[str]:
    """Return the address of each page, relative to the site's root; redirects and 404.html are none."""
    files = sorted(site.rglob("index.html"))
    return [_address(file.relative_to(site).as_posix()) for file in files if not _read(file).redirect]


def longest(site: Path) -> list[str]:
    """Return the longest page of each section and depth: of actors, of lists of actors, home."""
    found: dict[str, str] = {}
    for address in pages(site):
        kind = _kind(address)
        found[kind] = max(found.get(kind, address), address, key=lambda one: _size(site, one))
    return list(found.values())


def kinds(site: Path) -> list[str]:
    """Return a few short pages of each section and depth, on which every element and class of the site stands."""
    made = {address: _read(site / address / "index.html").made | {_kind(address)} for address in pages(site)}
    lacking = frozenset[str]().union(*made.values())
    chosen = []
    while lacking:
        best = max(made, key=lambda address: len(made[address] & lacking) / _size(site, address) ** 0.5)
        chosen.append(best)
        lacking -= made[best]
    return chosen


def _kind(address: str) -> str:
    return f"{address.partition('/')[0]}/{address.count('/')}"


def _size(site: Path, address: str) -> int:
    return (site / address / "index.html").stat().st_size


class _Targets:
    """Answers whether a link leads somewhere."""

    def __init__(self, site: Path, address: str) -> None:
        self.site = site
        self.address = address
        self.root = urlsplit(address).path

    def wrong(self, link: str, path: str) -> str:
        """Return what is wrong with a link on the page at `path`; nothing if it holds."""
        lost = path == "404.html"
        if link.startswith(self.address):
            link = HOST + self.root + link.removeprefix(self.address)
        elif scheme := urlsplit(link).scheme:
            return "" if scheme in ELSEWHERE else f"scheme {scheme}"
        elif link.startswith("//"):
            return "address without a scheme"
        elif link.startswith("/") and not lost:
            return "not relative"
        here = self.root + ("at/any/depth/" if lost else _address(path))
        parts = urlsplit(urljoin(HOST + here, link))
        if not parts.path.startswith(self.root):
            return f"leaves {self.root}"
        if lost and not link.startswith(("/", HOST, "#")):
            return "relative, on a page that answers at every depth"
        if lost and link.startswith("#"):
            file = self.site / path
        else:
            file = self.site / unquote(parts.path.removeprefix(self.root))
        if parts.path.endswith("/") and file.is_dir():
            file /= "index.html"
        if not file.is_file():
            return "no such file"
        # The part after `:~:` is for the browser: words to mark.
        fragment = unquote(parts.fragment.partition(":~:")[0])
        if fragment and file.suffix in {".html", ".svg"} and fragment not in _read(file).ids:
            return "no such fragment"
        return ""


def _listed(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the links that stand in no page: those of the sitemap, the search index and the export."""
    sitemap = ElementTree.parse(site / "sitemap.xml")  # noqa: S314 - our own build wrote it
    for loc in sitemap.findall(".//{*}loc"):
        yield "sitemap.xml", loc.text or ""
    search = json.loads((site / searchindex.NAME).read_text(encoding="utf-8"))
    parts = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(site.glob("search/pages/*.json")))
    for entry in [*search["docs"], *(entry for part in parts for page in part["pages"] for entry in page)]:
        yield searchindex.NAME, entry["location"] or "."
    export = json.loads((site / "data/dossier.json").read_text(encoding="utf-8"))
    for kind, records in export.items():
        for record in records if isinstance(records, list) else []:
            if "url" in record:
                yield f"data/dossier.json: {kind}", record["url"]


def _address(path: str) -> str:
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


class _Document(HTMLParser):
    """The ids of a document, the links that it makes, and its elements, each as `name.class`."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.made: set[str] = set()
        self.redirect = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of one element."""
        self.made |= {f"{tag}.{one}" for one in (dict(attrs).get("class") or "").split()} or {tag}
        for name, value in attrs:
            if value is None:
                continue
            if name == "id" or (name == "name" and tag == "a"):
                self.ids.add(value)
            elif name in REFERENCES:
                self.links.append(value.strip())
            elif name == "srcset":
                self.links += [candidate.split()[0] for candidate in value.split(",") if candidate.strip()]
            elif name == "content" and (url := re.fullmatch(r"[0-9]+;\s*url=(.+)", value, re.IGNORECASE)):
                self.redirect = True
                self.links.append(url[1].strip("'\""))


@cache
def _read(file: Path) -> _Document:
    document = _Document()
    document.feed(file.read_text(encoding="utf-8"))
    document.close()
    return document
