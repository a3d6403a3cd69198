"""The command `dossier`: the only place that prints, the only place that knows exit codes.

0 clean, 1 findings, 2 could not run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from generator import __version__, build, diff, history, locate, omissions, report, schema
from generator.diagnostics import Diagnostic
from generator.load import load

_root = click.option(
    "--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", help="The project's folder."
)
_format = click.option(
    "--format", "form", type=click.Choice(sorted(report.FORMATS)), default="text", help="How findings are printed."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dossier")
def main() -> None:
    """Check, build and preview a sourced dossier."""


@main.command()
@_root
@_format
def check(root: Path, form: str) -> None:
    """Check the data against the sources."""
    _needs_data(root)
    examined = build.examine(root)
    _print(examined.findings, form)
    if form == "text":
        click.echo(_verdict(examined), err=bool(examined.findings))
    sys.exit(1 if examined.findings else 0)


@main.command("build")
@_root
@_format
@click.option("--site", type=click.Path(path_type=Path), help="Where the site goes. [default: site]")
@click.option("--site-url", help="The address at which the site will be published.")
def build_command(root: Path, form: str, site: Path | None, site_url: str | None) -> None:
    """Check the data, write the pages and build the site."""
    _needs_data(root)
    outcome = build.generate(root)
    _print(outcome.findings, form)
    if not outcome.sound:
        click.echo(f"{report.summary(outcome.findings)}; the last good pages stand", err=True)
        sys.exit(1)
    target = (site or root / "site").resolve()
    _mkdocs_build(root, target, site_url)
    pages = sum(1 for _ in target.rglob("*.html"))
    click.echo(f"built {pages} pages in {os.path.relpath(target)}; {len(outcome.written)} generated files changed")


@main.command()
@_root
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port of the preview.")
def serve(root: Path, address: str) -> None:
    """Preview the site, and rebuild it whenever something changes."""
    _needs_data(root)
    click.echo(f"preview at http://{address}/ (Ctrl+C ends it)")
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    try:
        sys.exit(subprocess.run(command, cwd=root, check=False).returncode and 2)
    except KeyboardInterrupt:
        sys.exit(0)


@main.command("locate")
@_root
@click.argument("words")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How places are printed.")
def locate_command(root: Path, words: str, form: str) -> None:
    """Find WORDS in all sources and print the YAML that cites them; exit 1 where they stand nowhere as typed."""
    _needs_data(root)
    curated = load(root).curated
    if curated is None or not curated.texts:
        click.echo("no source can be read; see `dossier check`", err=True)
        sys.exit(2)
    places = locate.locate(curated.texts, words)
    if form == "json":
        click.echo(json.dumps([place._asdict() for place in places], ensure_ascii=False, indent=2))
    else:
        signs = {source.id: source.sign for source in curated.sources.values()}
        click.echo(locate.as_text(places, signs), nl=False)
    if not places:
        click.echo("nothing in the sources comes near these words", err=True)
    sys.exit(0 if any(place.how != "near" for place in places) else 1)


@main.command("gaps")
@_root
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How gaps are printed.")
def gaps_command(root: Path, form: str) -> None:
    """List sentences, quoted spans, names and dates of the sources that no record accounts for; exit 1 if any."""
    _needs_data(root)
    examined = build.examine(root)
    if examined.dossier is None or not build.Outcome(examined.findings, []).sound:
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


@main.command("diff")
@_root
@click.argument("base")
def diff_command(root: Path, base: str) -> None:
    """Say in words what changed since BASE, a git revision or a folder; exit 1 if anything did."""
    _needs_data(root)
    with tempfile.TemporaryDirectory() as folder:
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
    found = diff.difference(before, after)
    click.echo(diff.as_markdown(found, {source.id: source.sign for source in after.sources.values()}), nl=False)
    sys.exit(1 if found.changes else 0)


@main.command("schema")
@_root
@click.option("--check", "verify", is_flag=True, help="Only say whether the files are up to date.")
def schema_command(root: Path, verify: bool) -> None:
    """Write the JSON Schemas of the data files to `schemas/`, for editors."""
    folder = root / "schemas"
    stale = [
        name
        for name, text in schema.schemas().items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text
    ]
    if not verify:
        folder.mkdir(exist_ok=True)
        for name in stale:
            (folder / name).write_text(schema.schemas()[name], "utf-8")
    for name in stale:
        click.echo(f"schemas/{name} {'is out of date; run `dossier schema`' if verify else 'written'}")
    sys.exit(1 if verify and stale else 0)


def _needs_data(root: Path) -> None:
    if not (root / "data").is_dir():
        click.echo(f"{root}: there is no data/ here; is this the project's folder? Use --root.", err=True)
        sys.exit(2)


def _print(findings: Iterable[Diagnostic], form: str) -> None:
    click.echo(report.FORMATS[form](findings), nl=False)


def _verdict(examined: build.Examined) -> str:
    if examined.findings:
        return report.summary(examined.findings)
    records = sum(1 for _ in examined.dossier.records()) if examined.dossier else 0
    return f"{records} records, every passage found, nothing to report"


def _mkdocs_build(root: Path, target: Path, site_url: str | None) -> None:
    """Build into a fresh folder beside the target, then swap: a failed build leaves the last good site alone."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=target.parent))
    environment: dict[str, Any] = {**os.environ, "DOSSIER_PAGES": "ready"}
    if site_url:
        environment["DOSSIER_SITE_URL"] = site_url
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(fresh)]
    try:
        done = subprocess.run(command, cwd=root, env=environment, check=False)
        if done.returncode:
            click.echo("the site could not be built; the last good one stands", err=True)
            sys.exit(2)
        fresh.chmod(0o755)
        _swap(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, target: Path) -> None:
    old = target.with_name(f"{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)
