"""All stages from data to rendered pages on all cores, and nothing written: `python -m bench.making FOLDER`.

Prints JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.measure import timed
from generator import cores, pages, render
from generator.collecting import uncollected
from generator.examination import examine
from generator.export import jsonld
from generator.pages import Page


def rendered(planned: Callable[[], Iterator[Page]], described: jsonld.OnPages) -> int:
    """Plan and render the pages of one kind; return how many bytes they have."""
    return sum(len(render.render(page, described.of(page.file)).encode()) for page in planned())


def made(root: Path) -> int:
    """Load and check the dossier in a folder, and render all its pages; return how many bytes they have."""
    examined = examine(root)
    if examined.dossier is None or examined.findings:
        sys.exit(f"{root} is no sound dossier: {examined.findings[:3]}")
    described = jsonld.OnPages(examined.dossier)
    return sum(cores.shared([partial(rendered, planned, described) for planned in pages.planners(examined.dossier)]))


@uncollected()
def main(root: Path) -> None:
    """Print what it took."""
    size, cost = timed(lambda: made(root))
    print(json.dumps(cost._replace(output=size / 2**20)))  # noqa: T201 - the answer


if __name__ == "__main__":
    main(Path(sys.argv[1]))
