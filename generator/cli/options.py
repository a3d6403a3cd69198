"""What several commands share: options, the look for the project's folder, the printing of findings."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from generator import report
from generator.diagnostics import Diagnostic

root = click.option(
    "--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", help="The project's folder."
)
"""Where `data/` and `seeds/` lie."""
form = click.option(
    "--format", "form", type=click.Choice(sorted(report.FORMATS)), default="text", help="How findings are printed."
)
"""How findings are printed."""


def needs_data(root: Path) -> None:
    """End the command where the folder is none of a dossier."""
    if not (root / "data").is_dir():
        click.echo(f"{root}: there is no data/ here; is this the project's folder? Use --root.", err=True)
        sys.exit(2)


def show(findings: Iterable[Diagnostic], form: str) -> None:
    """Print findings; in colour on a terminal, unless NO_COLOR says otherwise (no-color.org)."""
    if form == "text" and sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        click.echo(report.text(findings, coloured=True), nl=False, color=True)
    else:
        click.echo(report.FORMATS[form](findings), nl=False)


@contextmanager
def working(doing: str) -> Iterator[None]:
    """Say on a terminal what is being done, for as long as the block takes; say nothing anywhere else."""
    if not sys.stderr.isatty():
        yield
        return
    click.echo(f"{doing} …\r", err=True, nl=False)
    try:
        yield
    finally:
        click.echo("\x1b[K", err=True, nl=False)


def shown_path(path: Path, root: Path) -> str:
    """Name a file as findings do: from the project's folder, if it lies there."""
    path, root = path.absolute(), root.absolute()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
