"""A dossier as it stands in a folder, with all that is wrong with it: loaded and checked, nothing made of it yet."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from generator import checks, write
from generator.collecting import uncollected
from generator.diagnostics import Diagnostic, ordered, without_errors
from generator.dossier import Dossier
from generator.load import load, misplaced_in_docs, prose
from generator.memory import Memory
from generator.model import Passage


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
    found = [*loaded.findings, *misplaced_in_docs(root, owned), *checks.check(loaded, prose(root, owned))]
    return Examined(loaded.found, ordered(found))
