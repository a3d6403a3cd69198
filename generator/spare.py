"""The site before the last, kept in a project's cache: the next one is made of it, by what differs.

A site of thousands of pages takes longer to write, and the last one to take away, than a few pages take to build. So
the site that was replaced is not deleted. Whoever builds is told what stands in it, by SHA-256, and writes only what
differs; then the rest is taken over. Until the sites change places, nobody sees any of that.

It is a cache and no more: it may be deleted at any time. What stands in it is believed only as long as its listing
holds; else it goes, and the site is written whole.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from generator import cores, listing, lock, manifest
from generator.listing import Listing, Standing, holds, standing


class Spare:
    """The spare of a site that stands, or is to stand, at `target`. Nothing that fails here fails a build."""

    def __init__(self, cache: Path, target: Path) -> None:
        """Know where it lies, and look at nothing yet."""
        self._target = target
        self._folder = cache / "site"
        self._of_spare, self._of_target = cache / "site.spare.json", cache / "site.json"
        self._where = os.path.relpath(target, cache)  # so that a project may be moved
        self._listing: Listing | None = None
        self._wait: Callable[[], bool | None] = lambda: None
        self._ours = False
        self.stands: dict[str, Standing] | None = None
        """What stands in the new site, once it is kept."""

    @contextmanager
    def prepared(self) -> Iterator[None]:
        """Make it ready, in a process of its own, until it is asked for in the block; nobody else has it meanwhile."""
        if not self._possible():
            yield
            return
        with lock.tried(self._folder.parent) as self._ours:
            if not self._ours:
                yield
                return
            with cores.meanwhile(self._ready) as self._wait:
                yield

    def listing(self) -> Path | None:
        """Wait until it is ready; return where it is said what stands in it, None where there is none."""
        if self._wait():
            self._listing = listing.read(self._of_spare)
        self._wait = lambda: None
        return self._of_spare if self._listing else None

    def completed(self, fresh: Path) -> tuple[Path, list[Path]]:
        """Bring what was built together with what was kept; return where all of it lies now, and what is new there.

        Raises ValueError where something of the site is nowhere, OSError where the system refuses a step.
        """
        built = standing(fresh)
        told = fresh / manifest.NAME
        sums = manifest.sums(told.read_text("utf-8")) if self._listing else {}
        told_of = {part for name in built for part in name.split("\n")}  # such a name is listed in several lines
        kept = {name: digest for name, digest in sums.items() if name not in told_of}
        if not kept or not self._listing:
            return fresh, [fresh, *(fresh / name for name in _with_folders(built))]
        if lost := [name for name, digest in kept.items() if self._listing.sums.get(name) != digest]:
            raise ValueError(f"{lost[0]} was neither built nor kept")
        self._of_spare.unlink()  # from here on it does not hold what was said
        folders = {self._folder}
        for name in self._listing.sums.keys() - kept.keys() - built.keys():
            folders.add(_deleted(self._folder, name))
        for name in built:
            at = self._folder / name
            at.parent.mkdir(parents=True, exist_ok=True)
            (fresh / name).replace(at)
        changed = _with_folders(built)
        return self._folder, [*(f for f in folders if f.is_dir()), *(self._folder / name for name in changed)]

    def keep(self, replaced: Path) -> None:
        """Take over the site that was replaced, and note what stands in the one that has taken its place."""
        if not self._ours:
            return
        with suppress(OSError, ValueError):
            if replaced != self._folder:
                shutil.rmtree(self._folder, ignore_errors=True)
                self._of_spare.unlink(missing_ok=True)
                replaced.rename(self._folder)
        with suppress(OSError, ValueError):
            self._of_spare.unlink(missing_ok=True)
            with suppress(FileNotFoundError):
                self._of_target.replace(self._of_spare)
            told = (self._target / manifest.NAME).read_bytes()
            sums = {**manifest.sums(told.decode()), manifest.NAME: sha256(told).hexdigest()}
            self.stands = standing(self._target)
            listing.write(self._of_target, Listing(self._where, sums, self.stands))

    def _possible(self) -> bool:
        """Tell whether it lies where it can change places with the site: in a folder that is the project's own."""
        cache = self._folder.parent
        if self._target.is_relative_to(cache) or cache.is_relative_to(self._target) or cache.is_symlink():
            return False
        try:
            cache.mkdir(parents=True, exist_ok=True)
            near = next(folder for folder in self._target.parents if folder.is_dir())
            return cache.stat().st_dev == near.stat().st_dev
        except OSError:
            return False

    def _ready(self) -> bool:
        """Have a whole site there of which all is known; where there was none, one that shares the last one's files."""
        if holds(self._of_spare, self._folder):
            return True
        self._of_spare.unlink(missing_ok=True)
        if self._folder.is_symlink():
            self._folder.unlink()
        if self._folder.is_dir():
            shutil.rmtree(self._folder)
        known = listing.read(self._of_target)
        if not known or known.where != self._where or not holds(self._of_target, self._target):
            return False
        for name in sorted({os.path.dirname(name) for name in known.stand}):  # noqa: PTH120 - names in a site
            (self._folder / name).mkdir(parents=True, exist_ok=True)
        for name in known.stand:
            os.link(f"{self._target}/{name}", f"{self._folder}/{name}")
        listing.write(self._of_spare, known)
        return holds(self._of_spare, self._folder)  # the site may have been replaced meanwhile


def _with_folders(names: Mapping[str, Standing]) -> list[str]:
    """Return files and the folders in which they lie, by their names in the site."""
    return [*names, *{os.path.dirname(name) for name in names}]  # noqa: PTH120 - names in a site


def _deleted(folder: Path, name: str) -> Path:
    """Delete a file and the folders that this leaves empty; return the nearest that is left."""
    at = folder / name
    at.unlink(missing_ok=True)
    for above in at.parents:
        if above == folder:
            break
        try:
            above.rmdir()
        except OSError:  # it holds something
            return above
    return folder
