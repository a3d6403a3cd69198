"""Lets `mkdocs build` and `mkdocs serve` make the pages by themselves. No other module may import mkdocs
but those that build pages beside it and serve a preview.

A build fails where the data has an error. A preview goes on: it shows the last good pages under the list of errors.
Whoever builds, every page passes two walls here: its content is what `sanitiser` lets through, and a policy in its head
lets a browser run the site's own scripts and no others.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, cast

import click
import jinja2
from mkdocs.__main__ import cli
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator import (
    cores,
    frontmatter,
    history,
    leaving,
    links,
    manifest,
    mkdocs_preview,
    mkdocs_speed,
    offline,
    policy,
    published,
    recorddata,
    report,
    sanitiser,
    searchindex,
    stylesheet,
    taking,
)
from generator.collecting import uncollected
from generator.diagnostics import Severity
from generator.outlet import Outlet
from generator.write import owned

_STANDING = "DOSSIER_STANDING"
"""The variable that tells where it is listed what of the site stands already, and need not be written."""
_ABOUT_THE_REPOSITORY = ("repository", "branch", "revision")
"""The keys of `extra` that say where the data is kept."""
_SHEET = "assets/site.css"
"""The style sheet of all pages, which stands where those are of which it is made."""
_THEME_SHEETS = "assets/stylesheets"


@dataclass
class _Preview:
    """What outlasts a rebuild: MkDocs loads this module once for as long as it serves."""

    on: bool = False
    findings: str = ""
    server: mkdocs_preview.Preview | None = None


_preview = _Preview()
_outlet = Outlet()
"""Through which the files of the site are written, but for those that MkDocs writes itself."""


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG001 - MkDocs's names
    """Note whether this is a preview, in which a mistake must not end anything; and be told of warnings, however quiet
    it is to be: MkDocs counts none that it does not tell, and a strict build would end well.
    """
    mkdocs_log = logging.getLogger("mkdocs")
    mkdocs_log.setLevel(min(mkdocs_log.level, logging.WARNING))
    if command == "serve" or mkdocs_preview.ADDRESS in os.environ:
        _preview.on = True
        # A warning aborts a strict build, and then the preview answers no request at all until it is gone.
        os.environ.setdefault("DOSSIER_STRICT", "false")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Have no clock in the site, which would differ from day to day though the data does not; and one style sheet."""
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    listing = os.environ.get(_STANDING)
    _outlet.begin(Path(listing) if listing else None)
    if address := os.environ.get(mkdocs_preview.ADDRESS):
        config.site_url = address
    if version("mkdocs-material") == stylesheet.KNOWN:
        config.extra["sheet"], config.extra["sheets"] = _SHEET, list(config.extra_css)
        config.extra_css = []
    return config


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Make the pages, unless whoever runs MkDocs has made them already."""
    if os.environ.get("DOSSIER_PAGES") == "ready":
        return
    from generator import build  # takes as long to load as a site of pages that are known takes to build

    try:
        outcome = build.generate(Path(config.config_file_path).parent)
    except Exception as error:
        if not _preview.on:
            raise
        # A template may be broken while somebody is at work on it.
        click.echo(traceback.format_exc(), err=True)
        _preview.findings = "".join(traceback.format_exception_only(error))
        return
    click.echo(report.text(outcome.findings), err=True, nl=False)
    errors = [finding for finding in outcome.findings if finding.severity is Severity.ERROR]
    if errors and not _preview.on:
        raise PluginError(f"{report.summary(errors)} in the data; no page was written")
    _preview.findings = report.text(errors)


def on_nav(nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
    """Build the pages beside MkDocs, where that gives the same: it would take several times as long."""
    root = Path(config.config_file_path).parent
    if history.shared_cache(root):  # the check says so; a preview goes on
        reason: str | None = f"{history.CACHE} is part of the repository"
    else:
        cache = root / history.CACHE / "pages.sqlite"
        reason = mkdocs_speed.prepare(nav, config, files, cache, _outlet, more=f"preview: {_preview.on}")
    if reason:
        click.echo(f"note: MkDocs builds every page itself, since {reason}", err=True)
    return nav


def on_env(env: jinja2.Environment, /, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:  # noqa: ARG001
    """Keep the theme's templates as they are compiled: that takes longer than to fill them for a few pages.

    They are code, so they lie in a folder of this user's, and not in the project, which is made of what others sent.
    """
    with suppress(OSError, RuntimeError):
        env.bytecode_cache = jinja2.FileSystemBytecodeCache(pattern="__dossier_theme_%s.cache")
    return env


def on_page_content(content: str, /, *, page: Page, **_: object) -> str:
    """Hold a page's HTML, and what its front matter asks for, against what pages may be made of."""
    wrong = [*sanitiser.intruders(content), *frontmatter.intruders(page.meta, str(page.title))]
    if wrong:
        raise PluginError(f"{page.file.src_uri} holds what no page may hold: {'; '.join(wrong)}")
    return content


def on_post_page(output: str, /, *, page: Page, **_: object) -> str:
    """Put the policy into a page's head."""
    return _under_policy(output, page.file.src_uri)


def on_post_template(output: str, /, *, template_name: str, **_: object) -> str:
    """Put the policy into the head of the 404 page; other templates, such as the site map, are no pages."""
    return _under_policy(output, template_name) if template_name.endswith(".html") else output


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, **_: object) -> dict[str, Any]:
    """Give every page what can be taken along from it."""
    site = taking.Site(config.site_name, *(str(config.extra.get(key) or "") for key in _ABOUT_THE_REPOSITORY))
    context["taking"] = taking.of_page(site, page.meta, page.canonical_url or "")
    return context


@event_priority(-100)
@uncollected()
def on_post_build(*, config: MkDocsConfig) -> None:
    """Write each record’s data beside its page; then, once all others have written, divide what is too large to be
    searched as a whole, and list every file of the site.

    In a preview, show the errors instead.
    """
    site = Path(config.site_dir)
    records = partial(_write_records, Path(config.docs_dir), site)
    for kept in cores.shared([records] if _preview.on else [partial(_divide_search, site), records]):
        _outlet.kept.update(kept)
    if "sheet" in config.extra:
        _write_sheet(site, config.extra["sheets"])
    if _preview.on:
        _announce(site)
        return
    is_offline = bool(config.extra.get("offline"))
    if is_offline:
        _write_offline(site)
    there = {**_outlet.kept, **published.in_folder(site)}
    files = {path: digest for path, digest in there.items() if path != manifest.NAME}
    made_with = {
        "site_url": config.site_url or "",
        **{name: str(config.extra.get(name) or "") for name in _ABOUT_THE_REPOSITORY},
        "branch": str(config.extra.get("branch") or "main"),
        "offline": "yes" if is_offline else "",
    }
    (site / manifest.NAME).write_bytes(manifest.as_text(manifest.Manifest(made_with, files)).encode())


def _write_records(docs: Path, site: Path) -> dict[str, str]:
    """Cut each record's data out of the data of all, so that the two never differ; without pages there are none."""
    whole = docs / links.EXPORT
    parts = recorddata.parts(whole.read_text("utf-8")) if whole.is_file() else ()
    return _put(site, ((file, text.encode()) for file, text in parts))


def _divide_search(site: Path) -> dict[str, str]:
    """Put parts in the place of the search's index, where that is large."""
    index = site / searchindex.NAME
    return _put(site, searchindex.divided(index.read_bytes(), searchindex.LARGE).items() if index.is_file() else ())


def _put(site: Path, files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Have files in the site; return those that were kept as they stood, with their SHA-256."""
    names = []
    for name, content in files:
        _outlet.put(site, name, content)
        names.append(name)
    return {name: _outlet.kept[name] for name in names if name in _outlet.kept}


def _write_sheet(site: Path, own: Sequence[str]) -> None:
    """Join the style sheets of the theme and the site into one, and leave out those of the theme."""
    theirs = site / _THEME_SHEETS
    (main,) = theirs.glob("main.*.css")
    joined = stylesheet.joined(main.read_text("utf-8"), ((site / sheet).read_text("utf-8") for sheet in own))
    (site / _SHEET).write_text(joined, "utf-8")
    for path in theirs.iterdir():
        path.unlink()
    theirs.rmdir()


def _write_offline(site: Path) -> None:
    """Put the site, as it works without a server, into a file of its own."""
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    title = json.loads((site / links.EXPORT).read_bytes())["dossier"]["id"]
    try:
        with (site / links.OFFLINE).open("wb") as stream:
            offline.pack(stream, title, offline.edition(names, lambda name: (site / name).read_bytes()))
    except offline.NoSearchError as error:
        raise PluginError(f"no offline edition can be made: {error}") from None


def _announce(site: Path) -> None:
    """Put the list of errors on top of every page. It is no part of a page, so that all pages stay as they are kept."""
    if not _preview.findings:
        return
    for path in site.rglob("*.html"):
        path.write_text(mkdocs_preview.with_findings(path.read_text("utf-8"), _preview.findings), "utf-8")


def _under_policy(page: str, name: str) -> str:
    try:
        # A preview's pages reload by a script that MkDocs writes anew for every request, after this.
        return policy.applied(page, inline_allowed=_preview.on)
    except policy.UnknownScriptError as error:
        raise PluginError(f"{name}: {error}") from None


def on_serve(server: LiveReloadServer, /, *, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Watch the hand-written part of `docs/` instead of all: generated pages change as part of a build.

    The system tells of changes at once; `DOSSIER_WATCH=polling` is for folders of which it does not, on other machines.
    """
    _preview.on = True  # `mkdocs serve --clean` calls itself a build at startup
    file = config.config_file_path
    shown = mkdocs_preview.take_over(server, Path(file).parent, file, str(config.site_url))
    _preview.server = shown
    if os.environ.get("DOSSIER_WATCH") != "polling":
        shown.watch_natively()
    docs = Path(config.docs_dir)
    server.unwatch(str(docs))
    for path in hand_written(docs, owned(docs)):
        server.watch(str(path))
    return server


def on_shutdown() -> None:
    """Leave nothing of a preview behind."""
    if _preview.server:
        _preview.server.close()


def hand_written(docs: Path, generated: frozenset[str]) -> Iterator[Path]:
    """Yield the fewest folders and files of `docs` that hold all but the generated files, given relative to it."""
    folders = {parent.as_posix() for path in generated for parent in Path(path).parents}
    for path in sorted(docs.iterdir()):
        name = path.relative_to(docs).as_posix()
        if name in folders:
            inner = frozenset(p.removeprefix(f"{name}/") for p in generated if p.startswith(f"{name}/"))
            yield from hand_written(path, inner)
        elif name not in generated:
            yield path


def _walked(walk: Callable[..., Any], top: Any, *rest: Any, **more: Any) -> Iterator[Any]:
    """Walk a folder. MkDocs and Jinja leave out without a word what they cannot list, and half a site would be a good
    one: what the system refuses is raised. Material’s icons, thousands, are left out here, and not by MkDocs later.
    """

    def refused(error: OSError) -> None:
        raise error

    for folder, folders, files in walk(top, *rest, **{"onerror": refused, **more}):
        if folder == top and Path(top).parts[-2:] == ("material", "templates"):
            folders[:] = [name for name in folders if name != ".icons"]
        yield folder, folders, files


def main() -> None:
    """Be MkDocs, as `dossier build` needs it: what the system refuses ends the build, in a line and no traceback."""
    if os.environ.get("DOSSIER_PAGES") == "soon":
        # Loaded ahead: the folder to build into is told once the pages stand, or never.
        told = sys.stdin.read()
        if not told:
            return
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.environ["DOSSIER_PAGES"] = "ready"
        folder, listing = json.loads(told)
        os.environ[_STANDING] = listing
        sys.argv += ["--site-dir", folder]
    os.walk = cast("Any", partial(_walked, os.walk))
    try:
        cli()
    except OSError as error:
        click.echo(f"{error.filename2 or error.filename or 'MkDocs'}: {error.strerror or error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    leaving.at_once(main)
