"""`dossier build` and `dossier serve`: from data to a site."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, cast

import click

import generator
from generator import history, hosting, report, site
from generator.cli import options
from generator.collecting import uncollected
from generator.listing import standing
from generator.spare import Spare

_PACKAGE = Path(generator.__file__).parent
"""Where the generator is installed."""


@click.command("build")
@options.root
@options.form
@click.option("--site", "site_folder", type=click.Path(path_type=Path), help="Where the site goes. [default: site]")
@click.option("--site-url", help="The address at which the site will be published.")
@click.option(
    "--offline", is_flag=True, help="Put the whole site into it as a ZIP file too, for use without a network."
)
def build_command(root: Path, form: str, site_folder: Path | None, site_url: str | None, *, offline: bool) -> None:
    """Check the data, write the pages and build the site."""
    options.needs_data(root)
    address = site_url or _address(root)
    target = (site_folder or root / "site").resolve()
    settings = {"DOSSIER_SITE_URL": address or "", "DOSSIER_OFFLINE": "yes" if offline else ""}
    with uncollected(), ExitStack() as held:  # no other run may change the pages while MkDocs reads them
        mkdocs = held.enter_context(builder(root, **{name: value for name, value in settings.items() if value}))
        last = Spare(root.resolve() / history.CACHE, target) if not offline else None  # that edition reads every file
        if last:
            held.enter_context(last.prepared())
        from generator import build  # takes as long to load as MkDocs, which is under way by now

        with options.working("checking the data and writing the pages"):
            outcome = held.enter_context(build.generating(root, waiting))
        options.show(outcome.findings, form)
        if not outcome.sound:
            click.echo(f"{report.summary(outcome.findings)}; the last good pages stand", err=True)
            sys.exit(1)
        try:
            with options.working("building the site"), site.replacing(target, last) as fresh:
                mkdocs(fresh, last.listing() if last else None)
        except site.NotBuiltError as error:
            click.echo(str(error), err=True)
            sys.exit(2)
    files = (last and last.stands) or standing(target)
    pages = sum(name.endswith(".html") for name in files)
    click.echo(f"built {pages} pages in {os.path.relpath(target)}; {len(outcome.written)} generated files changed")
    size = sum(file.size for file in files.values())
    click.echo(hosting.in_words(size), err=size > hosting.LIMIT)


def _address(root: Path) -> str | None:
    """Return the address that a domain of one's own gives, unless the environment names another."""
    if os.environ.get("DOSSIER_SITE_URL"):
        return None
    try:
        return hosting.domain_address(root / "docs")
    except hosting.NoDomainError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def waiting() -> None:
    """Say why nothing happens for a while."""
    click.echo("another run is at work on these pages; waiting for it", err=True)


@click.command()
@options.root
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port of the preview.")
def serve(root: Path, address: str) -> None:
    """Preview the site, and rebuild it whenever something changes."""
    options.needs_data(root)
    click.echo(f"preview at http://{address}/ (Ctrl+C ends it)")
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    # Strict, a warning would end the preview: bad data in a clone that has no pages yet leaves links without targets.
    there = environment(DOSSIER_STRICT="false")
    try:
        sys.exit(subprocess.run(command, cwd=root, env=there, check=False).returncode and 2)
    except KeyboardInterrupt:
        sys.exit(0)


@contextmanager
def builder(root: Path, **more: str) -> Iterator[Callable[[Path, Path | None], None]]:
    """Give what builds the site of a project into an empty folder, once its pages stand; that raises NotBuiltError.

    What a listing of the spare site has as it is to be, it leaves out.
    MkDocs is loaded meanwhile, by a process of its own: that takes as long as to check a small dossier.
    """
    command = [sys.executable, "-m", "generator.mkdocs_hook", "build", "--strict", "--quiet"]
    there = environment(DOSSIER_PAGES="soon", **more)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is ours alone until it knows what to do
    try:
        started = subprocess.Popen(command, cwd=root, env=there, stdin=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, before)
    with started:

        def build_into(folder: Path, listing: Path | None = None) -> None:
            started.communicate(json.dumps([str(folder), str(listing or "")]).encode())
            if started.returncode:
                raise site.NotBuiltError("the site could not be built; the last good one stands")

        try:
            yield build_into
        finally:
            with suppress(BrokenPipeError):
                cast("IO[bytes]", started.stdin).close()  # without a word from us it ends


def environment(**more: str) -> dict[str, str]:
    """Return the environment in which MkDocs finds what this package brings, wherever it is installed."""
    brought = {
        "DOSSIER_CONFIG": _PACKAGE / "site.yml",
        "DOSSIER_THEME": _PACKAGE / "theme",
        "DOSSIER_HOOK": _PACKAGE / "mkdocs_hook.py",
    }
    return {"NO_MKDOCS_2_WARNING": "1", **os.environ, **{name: str(path) for name, path in brought.items()}, **more}


COMMANDS: tuple[click.Command, ...] = (build_command, serve)
"""The commands of this module, for the group of all."""
