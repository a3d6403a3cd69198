"""`dossier init`: a project of one's own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import datafile, starter

_NAMED = 3
"""How many files that are in the way are named."""


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init_command(folder: Path) -> None:
    """Lay a small dossier into DIR, a new or empty folder: it checks, builds and publishes as it is."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = starter.in_the_way(path.name for path in folder.iterdir())
        if there:
            named = ", ".join(there[:_NAMED]) + (f" and {len(there) - _NAMED} more" if len(there) > _NAMED else "")
            click.echo(f"{folder} is not empty: it holds {named}. Name a new or empty folder.", err=True)
            sys.exit(2)
        for name, content in starter.files().items():
            datafile.create(folder / name, content)
    except OSError as error:
        click.echo(f"no project can be written to {folder}: {error.strerror}", err=True)
        sys.exit(2)
    step = "" if folder.resolve() == Path.cwd() else f"cd {folder} && "
    click.echo(f"A dossier on two short texts is laid. Preview it: {step}make serve")


COMMANDS: tuple[click.Command, ...] = (init_command,)
"""The commands of this module, for the group of all."""
