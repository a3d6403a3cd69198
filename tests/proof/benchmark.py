"""How long it takes to find 10,000 passages in 50 MiB of sources, beside a MkDocs build of as many pages.

`python -m tests.proof.benchmark` prints both times and their ratio, and exits 1 where it is above the bar.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import click

from generator.model import Match, Passage, Words
from generator.passages import find
from generator.sources import SourceText, fold
from tests.proof.dossiers import ROOT

BAR = 0.02
"""How much of the build's time the finding may take."""
SOURCES = 500
TYPOGRAPHIC = 0.2
"""How many passages are typed with other typography, so that a source must be folded; 0.03 in the shipped data."""
_PAGE = 3000
"""How long a record's page is, in characters."""


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


def finding(texts: Mapping[str, str], wanted: list[Task]) -> tuple[float, int]:
    """Find all passages; return the seconds and how many matched typographically. Raise where one is not found."""
    began = time.perf_counter()
    prepared = {name: SourceText(name, text) for name, text in texts.items()}
    found = [find(prepared[task.source], Words(words=task.typed)) for task in wanted]
    seconds = time.perf_counter() - began
    for task, passage in zip(wanted, found, strict=True):
        if not isinstance(passage, Passage) or (passage.start, passage.end) != (task.start, task.end):
            raise ValueError(f"{task} was found as {passage}")
    return seconds, sum(isinstance(passage, Passage) and passage.match is Match.TYPOGRAPHIC for passage in found)


def building(pages: int, chance: random.Random) -> float:
    """Build a site of plain record pages with MkDocs and Material, sections alone in its navigation; return seconds."""
    text = next(iter(sources(_PAGE * 20, 1, chance).values()))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        records = folder / "docs" / "records"
        records.mkdir(parents=True)
        config = ["site_name: benchmark", "theme: {name: material, font: false}", "plugins: [search]"]
        config += ["nav: [index.md, records/index.md]", "validation: {nav: {omitted_files: ignore}}"]
        (folder / "mkdocs.yml").write_text("\n".join(config) + "\n", "utf-8")
        (folder / "docs" / "index.md").write_text("# Home\n", "utf-8")
        (records / "index.md").write_text("# Records\n", "utf-8")
        for number in range(pages):
            at = chance.randrange(len(text) - _PAGE)
            body = text[at : at + _PAGE].replace("[", "(").replace("]", ")")
            (records / f"record-{number}.md").write_text(f"# Record {number}\n\n{body}\n", "utf-8")
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True)
        return time.perf_counter() - began


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
    seconds, typographic = finding(texts, wanted)
    click.echo(
        f"found {passages} passages ({typographic} typographic) in {len(texts)} sources of {mib} MiB: {seconds:.2f} s; "
        f"peak memory {_peak():.0f} MiB, {before:.0f} of it before the finding"
    )
    built = building(pages, chance)
    scaled = built * passages / pages
    click.echo(f"built {pages} pages with MkDocs: {built:.1f} s; as many pages as passages: {scaled:.1f} s")
    click.echo(f"finding takes {seconds / scaled:.2%} of the build; the bar is {BAR:.0%}")
    sys.exit(seconds / scaled > BAR)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
