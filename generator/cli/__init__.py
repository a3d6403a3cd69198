"""The command `dossier`: the only place that prints, the only place that knows exit codes.

0 clean, 1 findings, 2 could not run.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from generator import __version__

_COMMANDS = {
    "check": "checking:check",
    "fmt": "checking:fmt_command",
    "explain": "checking:explain_command",
    "schema": "checking:schema_command",
    "init": "starting:init_command",
    "new": "curating:new_group",
    "build": "publishing:build_command",
    "serve": "publishing:serve",
    "book": "printing:book_command",
    "verify-site": "verifying:verify_site",
    "loss": "verifying:loss_command",
    "locate": "looking:locate_command",
    "gaps": "looking:gaps_command",
    "diff": "looking:diff_command",
}
"""Where each command stands. It is loaded when it is asked for: some need all pages."""


class _Group(click.Group):
    """A group of commands, none of which ends in a traceback where the system refuses to read or to write."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        """Return the names of all commands."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"generator.cli.{module}"), name)
        return command

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
