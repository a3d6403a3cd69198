"""`dossier verify-site`: is a published site what the data gives?"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import NoReturn

import click

from generator import build, manifest, published, report, site
from generator.cli import options, publishing

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
    listed = _listed(where, web, site_url)
    made = dict(listed.made_with) | ({"site_url": site_url} if site_url else {})
    wanted = _rebuilt(root, {manifest.SETTINGS[name]: value for name, value in made.items() if value})
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


def _listed(where: str, web: bool, site_url: str | None) -> manifest.Manifest:
    """Read the copy's own list, for what it was made with and what it says it has; nothing else in it is believed."""
    raw = published.fetched(where, manifest.NAME) if web else _read(Path(where, manifest.NAME))
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


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _rebuilt(root: Path, made_with: dict[str, str]) -> dict[str, str]:
    """Build the site in a folder of its own and list its files; the project's own site is not touched."""
    with (
        tempfile.TemporaryDirectory() as folder,
        build.generating(root, publishing.waiting) as outcome,
    ):
        if not outcome.sound:
            options.show(outcome.findings, "text")
            _could_not(f"{report.summary(outcome.findings)}: this data gives no site")
        target = Path(folder, "site")
        try:
            with site.replacing(target) as fresh:
                publishing.mkdocs(root, fresh, **made_with)
        except site.NotBuiltError:
            _could_not("the site could not be built from this data")
        return published.in_folder(target)


def _could_not(why: str) -> NoReturn:
    click.echo(why, err=True)
    sys.exit(2)
