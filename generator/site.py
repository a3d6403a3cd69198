"""Puts a new site in the place of the last one, in one step. Does not know who builds it.

Until that step the last site stands untouched, and after it the new one stands whole; what a killed build left lying
beside it is taken away by the next one. A folder that holds anything else than a site is not replaced.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator import disk, lock
from generator.spare import Spare

MARK = Path("data", "dossier.json")
"""A file by which a folder is known for a site: every build writes it."""


class NotBuiltError(Exception):
    """There is no new site, and the last one stands; says why."""


@contextmanager
def replacing(target: Path, spare: Spare | None = None) -> Iterator[Path]:
    """Give a fresh folder to build a site into; when the block ends well, it is at `target`.

    With a spare one, the folder need hold only what differs from that; and what was replaced becomes the next. Raises
    NotBuiltError, also where the block left no site, or OSError where the system refuses a step; the last site stands
    then.
    """
    _recover(target)
    if foreign := next(_foreign(target), None):
        raise NotBuiltError(f"{target} holds {foreign} and is no site that could be replaced; empty it, or use --site")
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear_away(target)
    fresh = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
    try:
        with lock.tried(fresh):  # nobody takes it for a leftover
            yield fresh
            if not (fresh / MARK).is_file():
                raise NotBuiltError("the site could not be built; the last good one stands")
            whole, changed = _completed(fresh, spare)
            disk.settle(changed)
            whole.chmod(0o755)
            _swap(whole, target)
            if spare:
                spare.keep(whole)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)  # the last site now, or what failed to become one


def _foreign(target: Path) -> Iterator[str]:
    """Yield what stands where the site belongs and is none, by name."""
    if target.is_dir() and not target.is_symlink():
        if not (target / MARK).is_file():
            yield from sorted(path.name for path in target.iterdir())
    elif target.is_symlink() or target.exists():
        yield "no folder"


def _prefix(target: Path) -> str:
    return f"{target.name}.building-"


def _aside(target: Path) -> Path:
    return target.with_name(f"{target.name}.old")


def _recover(target: Path) -> None:
    """Put back the last site where a build was killed between two renames."""
    aside = _aside(target)
    if not target.exists() and (aside / MARK).is_file():
        aside.rename(target)


def _clear_away(target: Path) -> None:
    """Delete what killed builds left beside the site; a build that is still at work holds the lock of its folder."""
    for folder in sorted(target.parent.iterdir()):
        if folder.name.startswith(_prefix(target)) and folder.is_dir() and not folder.is_symlink():
            with lock.tried(folder) as left:
                if left:
                    shutil.rmtree(folder, ignore_errors=True)
    if target.exists() and (_aside(target) / MARK).is_file():
        shutil.rmtree(_aside(target), ignore_errors=True)


def _completed(fresh: Path, spare: Spare | None) -> tuple[Path, list[Path]]:
    """Return the folder in which the whole site lies, and all that is to be on the disk before it is shown."""
    if spare:
        try:
            return spare.completed(fresh)
        except ValueError as error:
            raise NotBuiltError(f"the site could not be built ({error}); the last good one stands") from None
    return fresh, [fresh, *fresh.rglob("*")]


def _swap(fresh: Path, target: Path) -> None:
    if not target.exists():
        fresh.rename(target)
    elif not disk.exchanged(fresh, target):
        # Where the system cannot do it in one step, there is no site for a moment; `_recover` knows.
        target.rename(_aside(target))
        try:
            fresh.rename(target)
        except OSError:
            _aside(target).rename(target)
            raise
        shutil.rmtree(_aside(target), ignore_errors=True)
