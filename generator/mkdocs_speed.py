"""Builds pages beside MkDocs, to the byte as it would, in a fraction of the time. All that touches its private parts.

A page that is known by everything that enters it is taken from a cache. The others are built on all cores: by one
Markdown object instead of one a page, without reading their HTML a second time for anchors and a third time for the
search. MkDocs itself then finds them done, and does the rest. A page about which there is anything to say (a warning,
an error) is left to MkDocs, so that it says so itself. With a version, a plugin or a hook that it does not know, this
module steps aside and says why.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import posixpath
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from copy import copy
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from multiprocessing import get_context as processes
from pathlib import Path
from typing import Any, cast

import jinja2
import markdown
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.meta import get_data

from generator import mkdocs_everywhere, quickmarkdown, searched
from generator.collecting import uncollected
from generator.cores import available
from generator.mkdocs_run import Run, put, revision_apart, take
from generator.outlet import Outlet
from generator.pagecache import Built, PageCache

KNOWN = {"mkdocs": "1.6.1", "mkdocs-material": "9.8.1", "markdown": quickmarkdown.VERSION}
"""The versions whose private parts are known here."""
PLUGINS = frozenset({"material/search"})
_WORTH_FORKING = 8
"""From so many pages on, a process of its own for each core is made up for."""
_COLLECTED = 100
"""Before one page in so many, what the pages before have left is taken away."""
_ANCHOR = re.compile(r"""<[a-zA-Z][^<>]*?\sid="([^"<>]+)"|<a\s[^<>]*?\bname="([^"<>]+)\"""")
_populate, _build = build._populate_page, build._build_page


@dataclass(kw_only=True)
class _Run(Run):
    """A build, with what building a page takes."""

    nav: Navigation
    env: jinja2.Environment
    converter: _Converter


_run: _Run | None = None


def prepare(
    nav: Navigation, config: MkDocsConfig, files: Files, cache: Path, outlet: Outlet, more: str = ""
) -> str | None:
    """Build every page that can be built beside MkDocs, and put it out; `more` is what else enters every page.

    To be called once the navigation is known and before MkDocs reads the first page. Where nothing was built, return
    why.
    """
    global _run  # noqa: PLW0603 - what MkDocs calls next are functions of a module, which know no object of ours
    _run = None
    if reason := _reason_against(config):
        return reason
    run = _gathered(nav, config, files, outlet)
    if isinstance(run, str):
        return run
    try:
        with (
            uncollected(),
            revision_apart(run),
            closing(PageCache(cache, mkdocs_everywhere.digest(config, nav, KNOWN, more))) as kept,
        ):
            take(run, kept, partial(_rendered, run))
    except (OSError, sqlite3.Error, BrokenProcessPool) as error:
        return f"something went wrong beside it: {error}"
    _run = run
    build._populate_page, build._build_page = _populated, _built
    return None


def look_again() -> None:
    """Take note of the pages that are there now, for `built`."""
    global _run  # noqa: PLW0603 - see above
    if _run is None:
        return
    config = _run.config
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    run = _gathered(get_navigation(files, config), config, files, _run.outlet)
    _run = None if isinstance(run, str) else run


def built(name: str, text: str) -> tuple[str, bytes] | None:
    """Build a page of another text, among the pages that were there last; return its file in the site, and its HTML.

    None where there is no such page, or something to say about it.
    """
    file = _run.files.get_file_from_path(name) if _run else None
    if _run is None or file is None or file.page is None:
        return None
    page = copy(file.page)

    def read_source(config: MkDocsConfig) -> None:  # noqa: ARG001 - as MkDocs calls it
        page.markdown, page.meta = get_data(text)

    cast("Any", page).read_source = read_source
    found = _heard(_run, page)
    page.active = False
    return (file.dest_uri, found.html) if found else None


def _gathered(nav: Navigation, config: MkDocsConfig, files: Files, outlet: Outlet) -> _Run | str:
    """Return a run that knows every page and has built none, or the reason why there can be none."""
    pages = [file for file in files.documentation_pages() if cast("Any", file.inclusion).is_included()]
    for file in pages:
        if file.page is None:
            Page(None, file, config)
    for page in nav.pages:
        if page.title is None:  # every page shows the titles of those in the navigation
            page.read_source(config)
            if "title" not in page.meta:
                return f"{page.file.src_uri} does not begin with its title"
    env = config.plugins.on_env(config.theme.get_env(), config=config, files=files)
    return _Run(config, files, pages, outlet, nav=nav, env=env, converter=_Converter(config))


def _reason_against(config: MkDocsConfig) -> str | None:
    """Say why this build is better left to MkDocs; None where nothing speaks against building beside it."""
    if os.environ.get("DOSSIER_SPEED") == "off":
        return "DOSSIER_SPEED is off"
    for name, known in KNOWN.items():
        if version(name) != known:
            return f"{name} {version(name)} is not the version {known} that generator/mkdocs_speed.py knows"
    hooks = {Path(path).name for path in config.hooks}
    if others := [name for name in config.plugins if name not in PLUGINS and Path(name).name not in hooks]:
        return f"the plugin {others[0]} is not known to generator/mkdocs_speed.py"
    if hooks != {"mkdocs_hook.py"}:
        return "there are hooks besides generator/mkdocs_hook.py"
    if logging.getLogger("mkdocs").isEnabledFor(logging.DEBUG):
        return "every step is to be told"
    return None


def _populated(page: Page, config: MkDocsConfig, files: Files, dirty: bool = False) -> None:
    """Stand in for the function of MkDocs that reads a page."""
    if _run is None or _run.config is not config or page.file.src_uri not in _run.done:
        _populate(page, config, files, dirty)
        return
    page.markdown, page.meta = "", _run.done[page.file.src_uri].meta
    page.present_anchor_ids = set(_run.anchors.get(page.file.src_uri, ()))


def _built(page: Page, config: MkDocsConfig, *rest: Any, **more: Any) -> None:
    """Stand in for the function of MkDocs that puts a page into the theme and writes it."""
    if _run is None or _run.config is not config or page.file.src_uri not in _run.done:
        _build(page, config, *rest, **more)
        return
    _index(config).entries.extend(_run.done[page.file.src_uri].entries)


def _rendered(run: _Run, files: Sequence[File]) -> Iterator[tuple[str, Built]]:
    """Build pages, on all cores where there are many; those that MkDocs must build itself are left out."""
    global _run  # noqa: PLW0603 - a process that is forked takes it along
    _run = run
    where = {file.src_uri: at for at, file in enumerate(run.pages)}
    numbers = [where[file.src_uri] for file in files]
    cores = available()
    if len(numbers) < _WORTH_FORKING or cores == 1:
        yield from filter(None, map(_one, numbers))
        return
    # The smallest is built first, for all: it loads what building needs.
    yield from filter(None, [_one(numbers.pop())])
    gc.freeze()  # what there is by now is looked through by none of the processes
    try:
        with ProcessPoolExecutor(cores, processes("fork")) as pool:
            yield from filter(None, pool.map(_one_of_many, numbers, chunksize=4))
    finally:
        gc.unfreeze()


def _one(number: int) -> tuple[str, Built] | None:
    """Build one of the pages; None where there is something to say about it, be it an error."""
    run = cast("_Run", _run)
    page = cast("Page", run.pages[number].page)
    try:
        built = _heard(run, page)
    finally:
        page.markdown = page.content = ""  # thousands of pages are not kept in memory
        page.toc, page.active = cast("Any", []), False
    if built is None:
        return None
    put(run, run.pages[number], built.html)
    return page.file.src_uri, built


def _one_of_many(number: int) -> tuple[str, Built] | None:
    """Build one of the pages in a process that builds thousands, and take away now and then what they have left."""
    if number % _COLLECTED == 0:
        gc.collect()
    return _one(number)


def _heard(run: _Run, page: Page) -> Built | None:
    """Build a page and listen; None where there is something to say about it."""
    logger = logging.getLogger("mkdocs")
    heard = _Heard()
    propagate, logger.propagate = logger.propagate, False
    others, logger.handlers = logger.handlers, [heard]
    try:
        built = _page(run, page)
    except Exception:  # noqa: BLE001 - whatever it is, MkDocs meets it again, and tells
        return None
    finally:
        logger.handlers, logger.propagate = others, propagate
    return None if heard.anything else built


class _Heard(logging.Handler):
    """Listens for anything that MkDocs would tell."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.anything = False

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - as it is called
        """Remember that there was something."""
        self.anything = True


def _page(run: _Run, page: Page) -> Built:
    """Do what MkDocs does with a page from its file to its HTML."""
    config, files = run.config, run.files
    config._current_page = page
    page = config.plugins.on_pre_page(page, config=config, files=files)
    page.read_source(config)
    page.markdown = config.plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
    looked, links = run.converter.render(page, files)
    page.content = config.plugins.on_page_content(page.content or "", page=page, config=config, files=files)
    anchors = sorted({one or other for one, other in _ANCHOR.findall(page.content or "")})

    page.active = True
    index = _index(config)
    before, index.entries = index.entries, []
    index.add_entry_from_context = _quick_entries(type(index), index)
    try:
        context = build.get_context(run.nav, run.pages, config, page)
        template = run.env.get_template(page.meta.get("template", "main.html"))
        context = config.plugins.on_page_context(context, page=page, config=config, nav=run.nav)
        output = config.plugins.on_post_page(template.render(context), page=page, config=config)
        entries = index.entries
    finally:
        index.entries = before
        del index.add_entry_from_context
        config._current_page = None
    front = dict(page.meta)
    if json.loads(json.dumps(front)) != front:
        raise ValueError("what cannot be kept as it is")
    return Built(output.encode("utf-8", errors="xmlcharrefreplace"), looked, front, anchors, links, entries)


def _index(config: MkDocsConfig) -> Any:
    return cast("Any", config.plugins["material/search"]).search_index


def _quick_entries(kind: type, index: Any) -> Callable[[Page], None]:
    """Return what gives the search its entries of a page, reading no further than the page has something for it."""

    def add(page: Page) -> None:
        whole = page.content or ""
        page.content = searched.beginning(whole)
        try:
            kind.add_entry_from_context(index, page)  # type: ignore[attr-defined] # Material's, which has no types
        finally:
            page.content = whole

    return add


class _Converter:
    """One Markdown object for all pages, with the processors that MkDocs makes anew for each."""

    def __init__(self, config: MkDocsConfig) -> None:
        self.config = config
        self.markdown = quickmarkdown.quickened(
            markdown.Markdown(extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"] or {})
        )
        self.paths = _Paths(config)
        self.paths._register(self.markdown)
        self.titles = mkdocs_pages._ExtractTitleTreeprocessor()
        self.titles._register(self.markdown)

    def render(self, page: Page, files: Files) -> tuple[dict[str, bool], dict[str, dict[str, str]]]:
        """Convert a page; return for which files it looked, and whether they were there, and its links to anchors."""
        self.paths.begin(page.file, files)
        self.titles.title = None
        self.markdown.reset()
        page.content = self.markdown.convert(page.markdown or "")
        page.toc = get_toc(getattr(self.markdown, "toc_tokens", []))
        page._title_from_render = self.titles.title
        return self.paths.looked.asked, {file.src_uri: anchors for file, anchors in self.paths.links_to_anchors.items()}


class _Paths(mkdocs_pages._RelativePathTreeprocessor):
    """Finds the target of a link once for all pages of a folder."""

    def __init__(self, config: MkDocsConfig) -> None:
        nowhere = cast("Any", None)
        super().__init__(nowhere, nowhere, config)
        self.looked = _Looked(nowhere)
        self.folders: dict[tuple[str, str], dict[str, tuple[str, str, File, str]]] = defaultdict(dict)
        self.known: dict[str, tuple[str, str, File, str]] = {}

    def begin(self, file: File, files: Files) -> None:
        """Turn to the links of another page."""
        self.looked = _Looked(files)
        self.file, self.files, self.links_to_anchors = file, cast("Files", self.looked), {}
        self.known = self.folders[posixpath.dirname(file.src_uri), posixpath.dirname(file.url.rstrip("/"))]

    def path_to_url(self, url: str) -> str:
        """Return a link as it is in the site."""
        if found := self.known.get(url):
            path, relative, target, anchor = found
            if not target.url.startswith(self.file.url):  # the way there depends on more than the folder
                self.looked.asked[path] = True
                if anchor:
                    self.links_to_anchors.setdefault(target, {}).setdefault(anchor, url)
                return relative
        asked, self.looked.asked = self.looked.asked, {}
        relative = super().path_to_url(url)
        if len(self.looked.asked) == 1 and all(self.looked.asked.values()):  # nothing was told of it
            (path,) = self.looked.asked
            target = cast("File", self.looked.get_file_from_path(path))
            if cast("Any", target).inclusion.is_included() and not target.url.startswith(self.file.url):
                self.known[url] = path, relative, target, url.partition("#")[2]
        self.looked.asked = asked | self.looked.asked
        return relative


class _Looked:
    """The files of a site, and what was asked for."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.asked: dict[str, bool] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """Return a file, as MkDocs does."""
        file = self.files.get_file_from_path(path)
        self.asked[path] = file is not None
        return file
