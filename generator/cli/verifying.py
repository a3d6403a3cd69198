"""`dossier verify-site` and `dossier loss`: what is published, held against the data."""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

import click

from generator import build, loss, manifest, published, report, site
from generator.cli import options, publishing
from generator.examination import examine
from generator.export import dossier_json

_SITE_URL = click.option("--site-url", help="The address with which it was built, where the copy does not say so.")


@click.command("verify-site")
@options.root
@_SITE_URL
@click.argument("where", metavar="FOLDER-OR-ADDRESS")
def verify_site(root: Path, where: str, site_url: str | None) -> None:
    """Build the site anew from the data, and say file by file how a published copy differs; exit 1 if it does."""
    options.needs_data(root)
    web = published.is_address(where)
    if not web and not Path(where).is_dir():
        _could_not(f"{where} is neither a folder nor an address that begins with http:// or https://")
    listed = _listed(where, site_url)
    made = dict(listed.made_with) | ({"site_url": site_url} if site_url else {})
    wanted = _rebuilt(root, {manifest.SETTINGS[name]: value for name, value in made.items()})  # empty ones too
    with options.working(f"reading {where}"):
        if web:
            found = published.at_address(where, {*wanted, *listed.files})
        else:
            found = published.in_folder(Path(where))
    differs = published.compared(wanted, found)
    for label, paths in zip(differs._fields, differs, strict=True):
        for path in paths:
            click.echo(f"{label}: {path}")
    if any(differs):
        told = ", ".join(
            f"{len(paths)} {label}" for label, paths in zip(differs._fields, differs, strict=True) if paths
        )
        click.echo(f"{where} is not what the data gives: {told} of {len(wanted)} files", err=True)
        sys.exit(1)
    unseen = "; a file that nothing names cannot be seen over the web" if web else ""
    click.echo(f"all {len(wanted)} files of {where} are what the data gives{unseen}")


@click.command("loss")
@options.root
@click.option("--at-most", type=click.FloatRange(0, 100), default=10, show_default=True, help="Per cent of a kind.")
@click.option("--because", default="", help="Why more than that may go, in words; it is printed.")
@click.argument("where", metavar="FOLDER-OR-ADDRESS")
def loss_command(root: Path, where: str, at_most: float, because: str) -> None:
    """Refuse to replace a published site by one with far fewer records; exit 1 where it has.

    A slip can empty a dossier whose every remaining record is right. Records are counted, kind by kind, against those
    of the published site; where there is none yet, nothing can be lost.
    """
    options.needs_data(root)
    with options.working("checking"):
        examined = examine(root)
    if examined.dossier is None or not examined.sound:
        _could_not("losses are counted over sound data only; see `dossier check`")
    raw = _published(where, site.MARK.as_posix())
    if raw is None:
        click.echo(f"{where} publishes no records yet; nothing can be lost")
        return
    try:
        found = loss.losses(raw.decode("utf-8"), dossier_json.as_json(examined.dossier))
    except ValueError as error:
        _could_not(f"{site.MARK.as_posix()} of {where} cannot be read: {error}")
    for one in found:
        gone = f": {', '.join(one.gone[:20])}{' …' if len(one.gone) > 20 else ''}" if one.gone else ""
        click.echo(f"{one.kind}: {one.before} published, {one.after} now{gone}")
    if not any(one.percent > at_most for one in found):
        click.echo(f"no kind loses more than {at_most:g} % of its records")
    elif because.strip():
        click.echo(f"accepted: {' '.join(because.split())}")
    else:
        click.echo(
            f"a kind loses more than {at_most:g} % of its records; if that is meant, say why: --because", err=True
        )
        sys.exit(1)


def _listed(where: str, site_url: str | None) -> manifest.Manifest:
    """Read the copy's own list, for what it was made with and what it says it has; nothing else in it is believed."""
    raw = _published(where, manifest.NAME)
    if raw is None:
        if site_url is None:
            _could_not(f"{where} has no {manifest.NAME}, which says what it was built with; say so: --site-url")
        return manifest.Manifest({}, {})
    try:
        return manifest.read(raw.decode("utf-8"))
    except ValueError as error:
        if site_url is None:
            _could_not(f"{where}: {error}; say with which address it was built: --site-url")
        return manifest.Manifest({}, {})


def _published(where: str, name: str) -> bytes | None:
    if published.is_address(where):
        return published.fetched(where, name)
    path = Path(where, name)
    return path.read_bytes() if path.is_file() else None


def _rebuilt(root: Path, made_with: dict[str, str]) -> dict[str, str]:
    """Build the site in a folder of its own and list its files; the project's own site is not touched."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as held:
        mkdocs = held.enter_context(publishing.builder(root, **made_with))
        with options.working("checking the data and writing the pages"):
            outcome = held.enter_context(build.generating(root, publishing.waiting))
        if not outcome.sound:
            options.show(outcome.findings, "text")
            _could_not(f"{report.summary(outcome.findings)}: this data gives no site")
        target = Path(folder, "site")
        try:
            with options.working("building the site"), site.replacing(target) as fresh:
                mkdocs(fresh, None)
        except site.NotBuiltError:
            _could_not("the site could not be built from this data")
        return published.in_folder(target)


def _could_not(why: str) -> NoReturn:
    click.echo(why, err=True)
    sys.exit(2)


COMMANDS: tuple[click.Command, ...] = (verify_site, loss_command)
"""The commands of this module, for the group of all."""
