"""The stages from data to pages, one after the other in one process: `python -m bench.stages FOLDER` prints JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench.measure import timed
from generator import checks, export, pages, render, write
from generator.collecting import uncollected
from generator.load import load, prose


@uncollected()
def main(root: Path) -> None:
    """Go through every stage for the dossier in a folder, and print what each took."""
    loaded, reading = timed(lambda: load(root))
    found, checking = timed(lambda: checks.check(loaded, prose(root, write.owned(root / "docs"))))
    if loaded.found is None or loaded.findings or found:
        sys.exit(f"{root} is no sound dossier: {[*loaded.findings, *found][:3]}")
    dossier = loaded.found
    planned, planning = timed(lambda: pages.plan(dossier))
    rendered, rendering = timed(lambda: {page.file: render.render(page).encode() for page in planned})
    exported, exporting = timed(lambda: export.files(dossier))
    _, writing = timed(lambda: write.write(root / "docs", rendered | exported))
    lengths = {
        "render": sum(map(len, rendered.values())),
        "export": sum(map(len, exported.values())),
    }
    costs = {
        "load": reading,
        "check": checking,
        "plan": planning,
        "render": rendering,
        "export": exporting,
        "write": writing,
    }
    print(  # noqa: T201 - the answer
        json.dumps({name: cost._replace(output=lengths.get(name, 0) / 2**20) for name, cost in costs.items()})
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
