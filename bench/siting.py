"""The site build of `dossier build` by itself, where pages and site stand already: `python -m bench.siting FOLDER`."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

from generator import history, site
from generator.cli import publishing
from generator.spare import Spare


def main(root: Path) -> None:
    """Load MkDocs, build what the pages changed, and let the new site change places with the last one."""
    target = root / "site"
    with ExitStack() as held:
        mkdocs = held.enter_context(publishing.builder(root))
        last = Spare(root / history.CACHE, target)
        held.enter_context(last.prepared())
        with site.replacing(target, last) as fresh:
            mkdocs(fresh, last.listing())


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
