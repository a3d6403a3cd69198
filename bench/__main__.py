"""`make bench`: prints, as Markdown, what dossiers of several sizes cost, stage by stage and builder beside builder."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from bench import builders, dossier
from bench.measure import Cost, FailedError

PLAIN = "MkDocs alone"
_ALL = "load, check, plan and render, on all cores"
_TURNS = 3
"""How often each stage is measured, and an edit."""


@click.command()
@click.option("--sizes", default="100,1000,3000,10000", show_default=True, help="How many records, one after another.")
@click.option("--plain-up-to", default=10_000, show_default=True, help="Let MkDocs alone build none larger than this.")
@click.option("--others-up-to", default=3_000, show_default=True, help="Let Zensical and Hugo build none larger.")
def main(sizes: str, plain_up_to: int, others_up_to: int) -> None:
    """Make up a dossier of each size, and print a table of what it takes."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # who builds a second time has the modules compiled
    click.echo(f"{os.cpu_count()} cores, {_memory()} GiB of memory, Python {platform.python_version()}\n")
    with ExitStack() as held:
        roots: dict[int, Path] = {}
        for number in map(int, sizes.split(",")):
            roots[number] = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="dossier-bench-")))
            dossier.make(roots[number], number)
            builders.prepare(roots[number])
        all_stages = staged(roots)
        for number, root in roots.items():
            more = {"plain": number <= plain_up_to, "others": number <= others_up_to}
            click.echo(_table(number, dict(measured(root, all_stages[number], **more))))
    click.echo(_growth(all_stages))


def staged(roots: Mapping[int, Path]) -> dict[int, dict[str, Cost]]:
    """Measure every stage from data to pages several times, and return the least of each, by the size of the dossier.

    The sizes take turns: a machine may be half as quick as it was a few minutes ago.
    """
    least: dict[int, dict[str, Cost]] = {number: {} for number in roots}
    for _ in range(_TURNS):
        for number, root in roots.items():
            with builders.without_pages(root):
                told = {_ALL: _told("bench.making", root), **_told("bench.stages", root)}
            for name, cost in told.items():
                before = least[number].get(name, Cost(*cost))
                least[number][name] = min(before, Cost(*cost), key=_processor)
    return least


def measured(root: Path, stages: Mapping[str, Cost], *, plain: bool, others: bool) -> Iterator[tuple[str, Cost]]:
    """Yield the cost of every stage and every builder, by its name."""
    with builders.without_pages(root):
        yield "data to pages, as a build does it", builders.generated(root)
    yield from stages.items()
    builders.generated(root)
    yield "site build, cold", builders.ours(root)
    yield "site build into an empty folder, nothing changed", builders.ours(root)
    builders.put_aside(root, "docs", "site", ".cache")
    yield "`dossier build`, cold", builders.whole(root)
    yield "`dossier build`, one record edited", _middle(_edited(root) for _ in range(_TURNS))
    yield "site build of `dossier build`, one page edited", _middle(_sited(root) for _ in range(_TURNS))
    if plain:
        yield PLAIN, builders.plain(root)
    if others:
        builders.put_aside(root, "site")
        for name, builder in (("Zensical", builders.zensical), ("Hugo, a bare theme", builders.hugo)):
            try:
                if cost := builder(root):
                    yield name, cost
            except FailedError as error:
                click.echo(f"{name}: {error}", err=True)


def _edited(root: Path) -> Cost:
    record = dossier.event(root)
    dossier.entitle(record, f"{dossier.title(record)} again")
    return builders.whole(root)


def _sited(root: Path) -> Cost:
    page = min((root / "docs" / "events").glob("event-*.md"))
    page.write_text(page.read_text("utf-8").replace("made from", "made  from", 1), "utf-8")
    return builders.siting(root)


def _middle(costs: Iterable[Cost]) -> Cost:
    several = sorted(costs)
    return several[len(several) // 2]


def _processor(cost: Cost) -> float:
    return cost.processor


def _told(module: str, root: Path) -> Any:
    """Run a module of this program on a folder, in a process of its own, and return what it prints as JSON."""
    words = [sys.executable, "-m", module, str(root)]
    done = subprocess.run(words, cwd=dossier.ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise FailedError(done.stderr)
    return json.loads(done.stdout)


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


def _growth(stages: Mapping[int, Mapping[str, Cost]]) -> str:
    """Return a table of what a record costs in each stage, held against what it costs in the smallest dossier."""
    sizes = sorted(stages)
    lines = ["### The processor's time for a record\n", _row("stage", *(f"{number:,} records" for number in sizes))]
    lines.append(_row(*["---"] * (len(sizes) + 1)))
    for name, first in stages[sizes[0]].items():
        each = (stages[number][name].processor * sizes[0] / (first.processor * number) for number in sizes)
        lines.append(_row(name, *(f"{one:.2f}" for one in each)))
    return "\n".join([*lines, ""])


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


if __name__ == "__main__":
    main()
