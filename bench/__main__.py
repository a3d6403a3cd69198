"""`make bench`: prints, as Markdown, what dossiers of several sizes cost, stage by stage and builder beside builder."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from bench import builders, dossier
from bench.measure import Cost, FailedError

PLAIN = "MkDocs alone"


@click.command()
@click.option("--sizes", default="100,1000,3000,10000", show_default=True, help="How many records, one after another.")
@click.option("--plain-up-to", default=10_000, show_default=True, help="Let MkDocs alone build none larger than this.")
@click.option("--others-up-to", default=3_000, show_default=True, help="Let Zensical and Hugo build none larger.")
def main(sizes: str, plain_up_to: int, others_up_to: int) -> None:
    """Make up a dossier of each size, and print a table of what it takes."""
    click.echo(f"{os.cpu_count()} cores, {_memory()} GiB of memory, Python {platform.python_version()}\n")
    for number in map(int, sizes.split(",")):
        with tempfile.TemporaryDirectory(prefix="dossier-bench-") as folder:
            root = Path(folder)
            dossier.make(root, number)
            click.echo(_table(number, dict(measured(root, plain=number <= plain_up_to, others=number <= others_up_to))))


def measured(root: Path, *, plain: bool, others: bool) -> Iterator[tuple[str, Cost]]:
    """Yield the cost of every stage and every builder, by its name."""
    builders.prepare(root)
    yield "data to pages, as a build does it", builders.generated(root)
    yield "load, check, plan and render, on all cores", Cost(*_told("bench.making", root))
    for name, cost in _told("bench.stages", root).items():
        yield name, Cost(*cost)
    yield "site build, cold", builders.ours(root)
    yield "site build into an empty folder, nothing changed", builders.ours(root)
    for folder in ("docs", "site", ".cache"):
        shutil.rmtree(root / folder)
    yield "`dossier build`, cold", builders.whole(root)
    record = dossier.event(root)
    dossier.entitle(record, f"{dossier.title(record)} again")
    yield "`dossier build`, one record edited", builders.whole(root)
    _edit(root)
    yield "site build of `dossier build`, one page edited", builders.siting(root)
    if plain:
        yield PLAIN, builders.plain(root)
        shutil.rmtree(root / "site.plain")
    if others:
        shutil.rmtree(root / "site")
        for name, builder in (("Zensical", builders.zensical), ("Hugo, a bare theme", builders.hugo)):
            try:
                if cost := builder(root):
                    yield name, cost
            except FailedError as error:
                click.echo(f"{name}: {error}", err=True)


def _told(module: str, root: Path) -> Any:
    """Run a module of this program on a folder, in a process of its own, and return what it prints as JSON."""
    words = [sys.executable, "-m", module, str(root)]
    done = subprocess.run(words, cwd=dossier.ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise FailedError(done.stderr)
    return json.loads(done.stdout)


def _edit(root: Path) -> None:
    page = min((root / "docs" / "events").glob("event-*.md"))
    page.write_text(page.read_text("utf-8").replace("made from", "made  from"), "utf-8")


def _table(number: int, costs: dict[str, Cost]) -> str:
    lines = [
        f"### {number:,} records\n",
        f"| stage | seconds | of {PLAIN} | processor seconds | of {PLAIN} | memory, MiB | output, MiB |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    whole = costs.get(PLAIN)
    for name, cost in costs.items():
        clock = f"{cost.clock / whole.clock:.1%}" if whole else ""
        processor = f"{cost.processor / whole.processor:.1%}" if whole else ""
        output = f"{cost.output:.1f}" if cost.output else ""
        times = f"{cost.clock:.2f} | {clock} | {cost.processor:.2f} | {processor}"
        lines.append(f"| {name} | {times} | {cost.memory:.0f} | {output} |")
    return "\n".join([*lines, ""])


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


if __name__ == "__main__":
    main()
