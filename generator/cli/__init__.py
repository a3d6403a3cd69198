"""The command `dossier`: the only place that prints, the only place that knows exit codes.

0 clean, 1 findings, 2 could not run.
"""

from __future__ import annotations

import click

from generator import __version__
from generator.cli import checking, curating, looking, publishing, starting


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
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
    looking.locate_command,
    looking.gaps_command,
    looking.diff_command,
):
    main.add_command(command)
