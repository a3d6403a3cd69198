"""The command `dossier`: the only place that prints, the only place that knows exit codes.

0 clean, 1 findings, 2 could not run.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import NoReturn

import click

from generator import __version__, leaving

_COMMANDS = (
    "book", "build", "check", "diff", "explain", "fmt", "gaps", "init", "locate", "loss", "new", "schema", "serve",
    "verify-site",
)  # fmt: skip


class _Group(click.Group):
    """A group of commands, none of which ends in a traceback where the system refuses to read or to write."""

    def __call__(self, *args: object, **more: object) -> NoReturn:
        """Be the whole program."""
        leaving.at_once(partial(super().__call__, *args, **more))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        """Return the names of all commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command, as it is asked for: some need all pages, which take longer to load than a check takes."""
        match cmd_name:
            case "check" | "fmt" | "explain" | "schema":
                from generator.cli import checking

                commands = checking.COMMANDS
            case "init":
                from generator.cli import starting

                commands = starting.COMMANDS
            case "new":
                from generator.cli import curating

                commands = curating.COMMANDS
            case "build" | "serve":
                from generator.cli import publishing

                commands = publishing.COMMANDS
            case "book":
                from generator.cli import printing

                commands = printing.COMMANDS
            case "verify-site" | "loss":
                from generator.cli import verifying

                commands = verifying.COMMANDS
            case "locate" | "gaps" | "diff":
                from generator.cli import looking

                commands = looking.COMMANDS
            case _:
                return None
        return next(command for command in commands if command.name == cmd_name)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # whoever read the output has read enough
            raise
        except OSError as error:
            what = f"{error.filename}: " if error.filename else ""
            click.echo(f"could not run to the end: {what}{error.strerror or error}", err=True)
            sys.exit(2)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dossier")
def main() -> None:
    """Check, build and preview a sourced dossier."""
