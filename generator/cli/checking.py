"""`dossier check`, `dossier fmt`, `dossier explain` and `dossier schema`: is the data right, and how is it written?"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from generator import datafile, explain, fix, fmt, report, schema
from generator.cli import options, watching
from generator.diagnostics import CODES
from generator.examination import Examined, examine
from generator.memory import Memory


@click.command()
@options.root
@options.form
@click.option("--fix", "mending", is_flag=True, help="First mend what has one right answer, and show what was mended.")
@click.option("--watch", "on_and_on", is_flag=True, help="Check again whenever a file changes, until Ctrl+C.")
def check(root: Path, form: str, mending: bool, on_and_on: bool) -> None:
    """Check the data against the sources."""
    options.needs_data(root)
    if mending and on_and_on:
        raise click.UsageError("--fix changes files and --watch waits for changes; use one of the two")
    if on_and_on:
        _watch(root, form)
    for mended in _mended(root) if mending else ():
        path, line, column = mended.location
        click.echo(f"{path}:{line}:{column}: mended: {mended.done}", err=form != "text")
    sys.exit(1 if _checked(root, form) else 0)


def _mended(root: Path) -> list[fix.Mend]:
    with options.working("mending"):
        return fix.mend(root)


def _watch(root: Path, form: str) -> None:
    memory = Memory()
    try:
        for _ in watching.changes(root / name for name in ("data", "seeds", "docs/about")):
            click.clear()
            _checked(root, form, memory)
    except KeyboardInterrupt:
        sys.exit(0)


def _checked(root: Path, form: str, memory: Memory | None = None) -> bool:
    """Check once, print what is found, and tell whether that is anything."""
    with options.working("checking"):
        examined = examine(root, memory)
    options.show(examined.findings, form)
    if form == "text":
        click.echo(_verdict(examined), err=bool(examined.findings))
    return bool(examined.findings)


@click.command("fmt")
@options.root
@click.option("--check", "verify", is_flag=True, help="Only say which files differ from the house form.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def fmt_command(root: Path, verify: bool, paths: tuple[Path, ...]) -> None:
    """Bring data files, all or those in PATHS, to the house form; no value changes, no comment is lost."""
    if not paths:
        options.needs_data(root)
    differ = failed = False
    with options.working("reading"):
        formatted = list(_formatted(paths or (root / "data",), root))
    for path, name, raw, done in formatted:
        options.show(done.findings, "text")
        failed = failed or done.text is None
        if done.text is None or done.text.encode() == raw:
            continue
        differ = True
        if not verify:
            datafile.replace(path, done.text.encode())
        click.echo(f"{name} is not in the house form; run `dossier fmt`" if verify else name)
    sys.exit(1 if failed or (verify and differ) else 0)


def _formatted(paths: Iterable[Path], root: Path) -> Iterator[tuple[Path, str, bytes, fmt.Formatted]]:
    """Yield each data file with its name, what it holds, and its house form."""
    for path in _data_files(paths):
        name, raw = options.shown_path(path, root), path.read_bytes()
        model = datafile.model_of(path)
        yield path, name, raw, fmt.formatted(raw, name, model) if model else fmt.Formatted(None, [])


def _data_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from datafile.listed(path)
        elif datafile.model_of(path) is None:
            raise click.UsageError(f"{path} is no data file: those are data/dossier.yml and data/<kind>/<id>.yml")
        else:
            yield path


@click.command("explain")
@click.argument("code", required=False)
def explain_command(code: str | None) -> None:
    """Say why CODE, as findings carry it, is reported, with a wrong and a right example; without CODE list all."""
    if code is not None and code not in CODES:
        near = difflib.get_close_matches(code, CODES, 3, 0.5)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise click.UsageError(f"{code} is no code{hint}")
    click.echo(explain.as_text(code) if code else explain.as_list(), nl=False)


@click.command("schema")
@options.root
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


def _verdict(examined: Examined) -> str:
    if examined.findings:
        return f"{report.summary(examined.findings)}; `dossier explain CODE` says why a code exists"
    records = sum(1 for _ in examined.dossier.records()) if examined.dossier else 0
    return f"{records} records, every passage found, nothing to report"


COMMANDS: tuple[click.Command, ...] = (check, fmt_command, explain_command, schema_command)
"""The commands of this module, for the group of all."""
