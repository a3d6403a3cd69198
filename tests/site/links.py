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


def kinds(site: Path) -> list[str]:
    """Return the longest page for each pair of section and depth: an actor, the list of actors, home."""
    longest: dict[tuple[str, int], str] = {}
    for address in pages(site):
        kind = address.split("/")[0], address.count("/")
        longest[kind] = max(longest.get(kind, address), address, key=lambda a: (site / a / "index.html").stat().st_size)
    return list(longest.values())


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
    search = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    for entry in search["docs"]:
        yield "search/search_index.json", entry["location"] or "."
    export = json.loads((site / "data/dossier.json").read_text(encoding="utf-8"))
    for kind, records in export.items():
        for record in records if isinstance(records, list) else []:
            if "url" in record:
                yield f"data/dossier.json: {kind}", record["url"]


def _address(path: str) -> str:
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


class _Document(HTMLParser):
    """The ids of a document, and the links that it makes."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.redirect = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of one element."""
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
