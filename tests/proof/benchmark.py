"""How long it takes to find 10,000 passages in 50 MiB of sources, beside a MkDocs build of as many pages.

`python -m tests.proof.benchmark` prints both times and their ratio, and exits 1 where it is above the bar.
"""

import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import click

from generator.evidence import Passage, Words
from generator.passages import find
from generator.sources import SourceText, fold
from generator.vocabulary import Match
from tests.proof.dossiers import ROOT

BAR = 0.02
"""How much of the build's time the finding may take."""
SOURCES = 500
TYPOGRAPHIC = 0.2
"""How many passages are typed with other typography, so that a source must be folded; 0.03 in the shipped data."""
_CONFIG = """\
site_name: benchmark
theme: {name: material, font: false}
plugins: [search]
markdown_extensions: [attr_list, md_in_html, tables, {toc: {permalink: false}}]
nav: [index.md, records/index.md]
validation: {nav: {omitted_files: ignore}}
"""
"""As this project's own site, but without its theme, which would make the build longer."""


class Seconds(NamedTuple):
    """How long something took on the clock and of a processor; other work on the machine disturbs the first."""

    clock: float
    processor: float

    def __str__(self) -> str:
        """Write both."""
        return f"{self.clock:.2f} s ({self.processor:.2f} s of a processor)"


class Task(NamedTuple):
    """Words to be found in a source, and where they were taken from."""

    source: str
    typed: str
    start: int
    end: int


def sources(characters: int, count: int, chance: random.Random) -> dict[str, str]:
    """Write texts whose words, sentences and paragraphs are distributed like those of the shipped seeds."""
    seeds = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    words = [word for seed in seeds for word in seed.split()]
    lengths = [len(paragraph.split()) for seed in seeds for paragraph in seed.split("\n\n") if paragraph.strip()]
    texts = {}
    for number in range(count):
        paragraphs: list[str] = []
        size = 0
        while size < characters // count:
            paragraphs.append(" ".join(chance.choices(words, k=chance.choice(lengths))))
            size += len(paragraphs[-1]) + 2
        texts[f"source-{number}"] = "\n\n".join(paragraphs)
    return texts


def tasks(texts: Mapping[str, str], count: int, chance: random.Random) -> list[Task]:
    """Take passages of 6 to 40 words from random places, some of them typed with other typography."""
    names = list(texts)
    taken: list[Task] = []
    while len(taken) < count:
        source = chance.choice(names)
        text = texts[source]
        start = text.find(" ", chance.randrange(len(text) // 10 * 9)) + 1
        end = start
        for _ in range(chance.randint(6, 40)):
            end = text.find(" ", end + 1)
        words = text[start:end]
        if end < start or "\n\n" in words or not words[0].isalnum() or not words[-1].isalnum():
            continue
        if chance.random() < TYPOGRAPHIC:
            words = fold(words).replace(" ", "\n    ", 2)
        taken.append(Task(source, words, start, end))
    return taken


def finding(texts: Mapping[str, str], wanted: list[Task]) -> tuple[Seconds, int]:
    """Find all passages; return the time and how many matched typographically. Raise where one is not found."""
    began, spent = time.perf_counter(), time.process_time()
    prepared = {name: SourceText(name, text) for name, text in texts.items()}
    found = [find(prepared[task.source], Words(words=task.typed)) for task in wanted]
    seconds = Seconds(time.perf_counter() - began, time.process_time() - spent)
    for task, passage in zip(wanted, found, strict=True):
        if not isinstance(passage, Passage) or (passage.start, passage.end) != (task.start, task.end):
            raise ValueError(f"{task} was found as {passage}")
    return seconds, sum(isinstance(passage, Passage) and passage.match is Match.TYPOGRAPHIC for passage in found)


def page(number: int, pages: int, words: list[str], chance: random.Random) -> str:
    """Write a record's page: front matter, a table, passages, links to other records; about 3 kB of plain Markdown."""

    def some(count: int) -> str:
        at = chance.randrange(len(words) - count)
        return " ".join(words[at : at + count])

    def link() -> str:
        return f"[{some(3)}](record-{chance.randrange(pages)}.md)"

    sections = [f'---\ntitle: "Record {number}"\n---\n\n# Record {number}\n\n{some(30)}\n']
    for heading in ("What the sources say", "How they differ"):
        sections.append(
            f"## {heading}\n\n| question | one | two |\n| --- | --- | --- |\n| when | {some(3)} | {some(4)} |\n"
        )
        sections += (f"> {some(45)}\n\n{link()}, {some(4)}\n" for _ in range(3))
        sections.append(f"- {link()}\n- {link()}\n- {some(9)}\n")
    return "\n".join(sections)


def building(pages: int, chance: random.Random) -> Seconds:
    """Build a site of record pages with MkDocs and Material, sections alone in its navigation; return its time."""
    text = next(iter(sources(200_000, 1, chance).values()))
    words = re.sub(r"[^\w\s.,’“”]", "", text).split()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        records = folder / "docs" / "records"
        records.mkdir(parents=True)
        (folder / "mkdocs.yml").write_text(_CONFIG, "utf-8")
        (folder / "docs" / "index.md").write_text("# Home\n", "utf-8")
        (records / "index.md").write_text("# Records\n", "utf-8")
        for number in range(pages):
            (records / f"record-{number}.md").write_text(page(number, pages, words, chance), "utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        began, spent = time.perf_counter(), _children()
        subprocess.run(command, cwd=folder, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
        return Seconds(time.perf_counter() - began, _children() - spent)


@click.command()
@click.option("--pages", default=10_000, show_default=True, help="How many record pages to build.")
@click.option("--passages", default=10_000, show_default=True, help="How many passages to find.")
@click.option("--mib", default=50, show_default=True, help="How much text to find them in.")
def main(pages: int, passages: int, mib: int) -> None:
    """Print the time of finding, the time of building, and the ratio."""
    chance = random.Random(1)  # noqa: S311 (repeatable, no secret)
    texts = sources(mib * 2**20, SOURCES, chance)
    wanted = tasks(texts, passages, chance)
    before = _peak()
    took, typographic = finding(texts, wanted)
    click.echo(
        f"found {passages} passages ({typographic} typographic) in {len(texts)} sources of {mib} MiB: {took}; "
        f"peak memory {_peak():.0f} MiB, {before:.0f} of it before the finding"
    )
    built = building(pages, chance)
    click.echo(f"built {pages} record pages with MkDocs: {built}")
    ratio = took.processor / (built.processor * passages / pages)
    click.echo(f"finding takes {ratio:.2%} of the processor time of a build of as many pages; the bar is {BAR:.0%}")
    sys.exit(ratio > BAR)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
