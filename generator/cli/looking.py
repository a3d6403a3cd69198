"""`dossier locate`, `dossier gaps` and `dossier diff`: questions to the sources and the data."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import click

from generator import build, diff, history, locate, omissions, summary
from generator.cli import options
from generator.examination import examine
from generator.load import load


@click.command("locate")
@options.root
@click.argument("words")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How places are printed.")
def locate_command(root: Path, words: str, form: str) -> None:
    """Find WORDS in all sources and print the YAML that cites them; exit 1 where they stand nowhere as typed."""
    options.needs_data(root)
    with options.working("reading"):
        curated = load(root).curated
    if curated is None or not curated.texts:
        click.echo("no source can be read; see `dossier check`", err=True)
        sys.exit(2)
    with options.working("looking"):
        places = locate.locate(curated.texts, words)
    if form == "json":
        click.echo(json.dumps([place._asdict() for place in places], ensure_ascii=False, indent=2))
    else:
        signs = {source.id: source.sign for source in curated.sources.values()}
        click.echo(locate.as_text(places, signs), nl=False)
    if not places:
        click.echo("nothing in the sources comes near these words", err=True)
    sys.exit(0 if any(place.how != "near" for place in places) else 1)


@click.command("gaps")
@options.root
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How gaps are printed.")
def gaps_command(root: Path, form: str) -> None:
    """List sentences, quoted spans, names and dates of the sources that no record accounts for; exit 1 if any."""
    options.needs_data(root)
    with options.working("checking"):
        examined = examine(root)
    if examined.dossier is None or not examined.sound:
        click.echo("gaps are counted over sound data only; see `dossier check`", err=True)
        sys.exit(2)
    found = omissions.omissions(examined.dossier)
    if form == "json":
        tallies = {
            source: {kind: tally._asdict() for kind, tally in kinds.items()} for source, kinds in found.tallies.items()
        }
        listed = [omission._asdict() for omission in found.omissions]
        click.echo(json.dumps({"gaps": listed, "tallies": tallies}, ensure_ascii=False, indent=2))
    else:
        signs = {source.id: source.sign for source in examined.dossier.sources.values()}
        click.echo(omissions.as_text(found, signs), nl=False)
    sys.exit(1 if found.omissions else 0)


@click.command("diff")
@options.root
@click.argument("base")
def diff_command(root: Path, base: str) -> None:
    """Say in words what changed since BASE, a git revision or a folder; exit 1 if anything did."""
    options.needs_data(root)
    with tempfile.TemporaryDirectory() as folder, options.working("comparing"):
        earlier = Path(base)
        if not (earlier / "data").is_dir():
            earlier = Path(folder)
            if not history.extract(root, base, ("data", "seeds"), earlier):
                click.echo(
                    f"{base} is neither a project's folder nor a git revision that has data/ and seeds/", err=True
                )
                sys.exit(2)
        before, after = load(earlier).found, load(root).found
    if before is None or after is None:
        click.echo("one of the two states cannot be read; see `dossier check`", err=True)
        sys.exit(2)
    with options.working("comparing the pages"):
        found = summary.Summary(
            diff.difference(before, after),
            {source.id: source.sign for source in after.sources.values()},
            summary.pages_touched(build.files(before), build.files(after)),
            summary.beyond_data(history.touched_since(root, base)),
        )
    click.echo(summary.as_markdown(found), nl=False)
    sys.exit(1 if found.difference.changes else 0)


COMMANDS: tuple[click.Command, ...] = (locate_command, gaps_command, diff_command)
"""The commands of this module, for the group of all."""
