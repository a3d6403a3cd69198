"""The stages from data to pages in one process, as a build goes through them: `python -m bench.stages FOLDER`.

Pages are planned, rendered and laid ready to be written one after the other, and none is held longer. Prints JSON.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from bench.measure import Cost, timed
from generator import byhand, checks, export, pages, render, write
from generator.collecting import uncollected
from generator.export import jsonld
from generator.load import load
from generator.pages import Page

T = TypeVar("T")


class Stages:
    """What each stage took so far."""

    def __init__(self) -> None:
        """Begin."""
        self.costs: dict[str, Cost] = defaultdict(lambda: Cost(0, 0, 0, 0))

    def timed(self, stage: str, work: Callable[[], T]) -> T:
        """Do a piece of a stage."""
        given, cost = timed(work)
        before = self.costs[stage]
        output = before.output + (len(given) / 2**20 if isinstance(given, bytes) else 0)
        self.costs[stage] = Cost(before.clock + cost.clock, before.processor + cost.processor, cost.memory, output)
        return given


@uncollected()
def main(root: Path) -> None:
    """Go through every stage for the dossier in a folder, and print what each took."""
    stages, docs = Stages(), root / "docs"
    loaded = stages.timed("load", lambda: load(root))
    found = stages.timed("check", lambda: checks.check(loaded, byhand.pages(root, write.owned(docs))))
    if loaded.found is None or loaded.findings or found:
        sys.exit(f"{root} is no sound dossier: {[*loaded.findings, *found][:3]}")
    dossier = loaded.found
    writing = write.Writing(docs)
    puts: dict[str, write.Put] = {}

    def put(name: str, content: bytes) -> None:
        puts[name] = stages.timed("write", lambda: writing.put(name, content))

    planners = stages.timed("plan", lambda: pages.planners(dossier))
    described = stages.timed("render", lambda: jsonld.OnPages(dossier))

    def rendered(page: Page) -> bytes:
        return stages.timed("render", lambda: render.render(page, described.of(page.file)).encode())

    for planned in planners:
        following = planned()
        while page := stages.timed("plan", partial(next, following, None)):
            put(page.file, rendered(page))
    for make in export.makers(dossier):
        for name, content in stages.timed("export", make).items():
            put(name, content if isinstance(content, bytes) else content.encode())
    stages.timed("write", lambda: writing.finish(puts))
    writing.close()
    print(json.dumps(stages.costs))  # noqa: T201 - the answer


if __name__ == "__main__":
    main(Path(sys.argv[1]))
