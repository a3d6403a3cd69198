"""What a preview can show of an edit before the whole dossier is checked and made again: the pages of edited records.

What is shown so early was read by the same reader, and its passages were found in the sources; no rule has looked at it
yet. Reads the files that were edited, and writes none.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from generator import history, links, pages, render
from generator.collecting import uncollected
from generator.diagnostics import Diagnostic, ordered, without_errors
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.history import Commit
from generator.load import Loaded, load, reread
from generator.memory import Memory
from generator.vocabulary import KINDS, Kind


class Edited(NamedTuple):
    """A page that an edit changes: its file relative to `docs/`, and its new Markdown; None where that has an error."""

    file: str
    text: str | None
    findings: list[Diagnostic]


class Dossiers:
    """The dossier of a preview as it was read last."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._memory, self._planned = Memory(), Memory()
        self._loaded: Loaded | None = None
        self._commits: tuple[Commit, ...] = ()
        self._alone = Lock()

    @property
    def known(self) -> bool:
        """Tell whether it was read, and is sound enough to show a part of it."""
        return self._loaded is not None

    @uncollected()
    def refresh(self) -> None:
        """Read all of it, and work out what pages have in common, so that the first edit is shown as soon as others."""
        with self._alone:
            loaded = load(self._root, self._memory)
            wrong = not without_errors(loaded.findings)
            self._loaded = loaded if loaded.whole and not wrong else None
            self._commits = tuple(history.commits(self._root))
            if self._loaded and self._loaded.found:
                with suppress(Exception):  # a template may be broken while somebody is at work on it; the build tells
                    self._planned_again(self._loaded.found, [*self._loaded.found.sources][:1])

    @uncollected()
    def edited(self, paths: Collection[Path]) -> list[Edited] | None:
        """Return the pages of the records at some paths, read again; while all is being read, wait for that.

        None where that does not tell all: where something else than records was edited, or a record came or went.
        """
        with self._alone:
            return self._edited(paths)

    def _edited(self, paths: Collection[Path]) -> list[Edited] | None:
        loaded, self._loaded = self._loaded, None
        wrong: list[Edited] = []
        sound: list[str] = []
        for path in sorted(paths):
            kind, record = self._record(path)
            if not loaded or not loaded.found or not kind or record not in loaded.found.of_kind(kind):
                return None
            again = reread(self._root, loaded, kind, record)
            if again.found is None:
                wrong.append(Edited(links.page_file(kind, record), None, ordered(again.findings)))
            else:
                loaded = again
                sound.append(record)
        if not loaded or not loaded.found:
            return None
        self._loaded = loaded
        return [*wrong, *self._planned_again(loaded.found, sound)]

    def _planned_again(self, dossier: Dossier[Passage], records: Collection[str]) -> list[Edited]:
        made = pages.plan_records(dossier, self._commits, records, self._planned)
        return [Edited(page.file, render.render(page), []) for page in made]

    def _record(self, path: Path) -> tuple[Kind | None, str]:
        """Return the kind and the id of the record at a path; no kind for a source, and for anything else."""
        parts = path.relative_to(self._root).parts if path.is_relative_to(self._root) else ()
        if len(parts) == 3 and parts[0] == "data" and path.suffix == ".yml" and path.is_file():
            return next((kind for kind in KINDS if kind == parts[1] and kind != "sources"), None), path.stem
        return None, ""
