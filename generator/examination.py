"""A dossier as it stands in a folder, with all that is wrong with it: loaded and checked, nothing made of it yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator import byhand, checks, history, write
from generator.collecting import uncollected
from generator.diagnostics import Diagnostic, Location, ordered, without_errors
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.load import load
from generator.memory import Memory


class Examined(NamedTuple):
    """A dossier, as far as it could be resolved, and everything wrong with it."""

    dossier: Dossier[Passage] | None
    findings: list[Diagnostic]

    @property
    def sound(self) -> bool:
        """Tell whether pages may be made of it: it is whole, and no finding is an error."""
        return self.dossier is not None and without_errors(self.findings)


@uncollected()
def examine(root: Path, memory: Memory | None = None) -> Examined:
    """Load and check the dossier in a folder; with a memory, read again only what is not as it was."""
    loaded = load(root, memory)
    owned = write.owned(root / "docs")
    misplaced = [*byhand.misplaced(root, owned), *_shared_cache(root)]
    found = [*loaded.findings, *misplaced, *checks.check(loaded, byhand.pages(root, owned))]
    return Examined(loaded.found, ordered(found))


def _shared_cache(root: Path) -> Iterator[Diagnostic]:
    """Yield a finding where the cache is part of the repository: a build would take pages from it as they are."""
    for path in history.shared_cache(root)[:1]:
        message = "the cache is part of the repository, and pages in it are published as somebody else built them"
        yield Diagnostic("file-misplaced", Location(path), message, f"Take it out: git rm -r --cached {history.CACHE}.")
