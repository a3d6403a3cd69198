"""The command `dossier`: the only place that prints, the only place that knows exit codes.

0 clean, 1 findings, 2 could not run.
"""

from __future__ import annotations

import sys

import click

from generator import __version__
from generator.cli import checking, curating, looking, printing, publishing, starting, verifying


class _Group(click.Group):
    """A group of commands, none of which ends in a traceback where the system refuses to read or to write."""

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


for command in (
    checking.check,
    checking.fmt_command,
    checking.explain_command,
    checking.schema_command,
    starting.init_command,
    curating.new_group,
    publishing.build_command,
    publishing.serve,
    printing.book_command,
    verifying.verify_site,
    verifying.loss_command,
    looking.locate_command,
    looking.gaps_command,
    looking.diff_command,
):
    main.add_command(command)
