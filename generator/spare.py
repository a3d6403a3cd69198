"""The site before the last, kept in a project's cache: the next one is made of it, by what differs.

A site of thousands of pages takes longer to write, and the last one to take away, than a few pages take to build. So
the site that was replaced is not deleted. Whoever builds is told what stands in it, by SHA-256, and writes only what
differs; then the rest is taken over. Until the sites change places, nobody sees any of that.

It is a cache and no more: it may be deleted at any time. What stands in it is believed only as long as every file has
the size and the time of change with which it was written, and the mode with which it would be; else it goes, and the
site is written whole.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from generator import cores, disk, lock, manifest

_FORM = 1
"""Changes whenever listings have another form."""


class Standing(NamedTuple):
    """What the system says of a file: its size in bytes, and when it was changed, in nanoseconds."""

    size: int
    changed: int


class _Listing(NamedTuple):
    """What is known of the files of a site: where it stood, seen from the cache, their SHA-256, and how each stands."""

    where: str
    sums: dict[str, str]
    stand: dict[str, Standing]


def standing(folder: Path) -> dict[str, Standing]:
    """Return every file below a folder; what is no regular file has the size -1. Raises OSError."""
    return _seen(folder)[0]


def _seen(folder: Path) -> tuple[dict[str, Standing], set[int]]:
    """Return the same, and the modes of all that is below a folder; 0 is that of an empty folder. Raises OSError."""
    found: dict[str, Standing] = {}
    modes: set[int] = set()
    within = [""]
    while within:
        prefix = within.pop()
        with os.scandir(folder / prefix) as entries:
            listed = list(entries)
        if not listed:
            modes.add(0)
        for entry in listed:
            name = prefix + entry.name
            said = entry.stat(follow_symlinks=False)
            modes.add(said.st_mode & ~stat.S_ISGID)  # which the folder above may hand on
            if stat.S_ISDIR(said.st_mode):
                within.append(f"{name}/")
            else:
                found[name] = Standing(said.st_size if stat.S_ISREG(said.st_mode) else -1, said.st_mtime_ns)
    return found, modes


def _usual() -> set[int]:
    """Return the modes that this process gives to a new file, and to a new folder."""
    mask = os.umask(0o077)
    os.umask(mask)
    return {stat.S_IFREG | 0o666 & ~mask, stat.S_IFDIR | 0o777 & ~mask}


def holds(listing: Path, folder: Path) -> bool:
    """Tell whether a folder holds just the files of a listing, as they would be written now. Raises OSError."""
    known = _read(listing)
    if known is None or folder.is_symlink() or not folder.is_dir():
        return False
    files, modes = _seen(folder)
    return known.stand == files and modes <= _usual()


class Outlet:
    """Writes the files of a new site, but for those that stand in the spare one as they are to be."""

    def __init__(self) -> None:
        """Write all."""
        self._sums: Mapping[str, str] = {}
        self.kept: dict[str, str] = {}
        """The files that were not written, with their SHA-256."""

    def begin(self, listing: Path | None) -> None:
        """Begin another site: write all of it, or all but what a listing has."""
        known = _read(listing) if listing else None
        self._sums, self.kept = known.sums if known else {}, {}

    def stands(self, name: str, digest: str) -> bool:
        """Tell whether a file, by its name in the site and its SHA-256, need not be written; take note of it if so."""
        if self._sums.get(name) != digest:
            self.kept.pop(name, None)
            return False
        self.kept[name] = digest
        return True

    def put(self, site: Path, name: str, content: bytes) -> None:
        """Have a file in the site, whatever has been written there before. Raises OSError."""
        at = f"{site}/{name}"
        if self._sums and self.stands(name, sha256(content).hexdigest()):
            with suppress(FileNotFoundError):
                os.unlink(at)  # noqa: PTH108 - thousands of files
            return
        try:
            stream = open(at, "wb")  # noqa: PTH123, SIM115 - thousands of files
        except FileNotFoundError:
            Path(at).parent.mkdir(parents=True, exist_ok=True)
            stream = open(at, "wb")  # noqa: PTH123, SIM115
        with stream:
            stream.write(content)


class Spare:
    """The spare of a site that stands, or is to stand, at `target`. Nothing that fails here fails a build."""

    def __init__(self, cache: Path, target: Path) -> None:
        """Know where it lies, and look at nothing yet."""
        self._target = target
        self._folder = cache / "site"
        self._of_spare, self._of_target = cache / "site.spare.json", cache / "site.json"
        self._where = os.path.relpath(target, cache)  # so that a project may be moved
        self._listing: _Listing | None = None
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
            self._listing = _read(self._of_spare)
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
            _write(self._of_target, _Listing(self._where, sums, self.stands))

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
        known = _read(self._of_target)
        if not known or known.where != self._where or not holds(self._of_target, self._target):
            return False
        for name in sorted({os.path.dirname(name) for name in known.stand}):  # noqa: PTH120 - names in a site
            (self._folder / name).mkdir(parents=True, exist_ok=True)
        for name in known.stand:
            os.link(f"{self._target}/{name}", f"{self._folder}/{name}")
        _write(self._of_spare, known)
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


def _read(path: Path) -> _Listing | None:
    """Return a listing; None where there is none that can be read."""
    try:
        said = json.loads(path.read_bytes())
        if said["form"] != _FORM:
            return None
        files = said["files"]
        return _Listing(
            said["where"],
            {name: digest for name, (digest, _, _) in files.items()},
            {name: Standing(size, changed) for name, (_, size, changed) in files.items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _write(path: Path, listing: _Listing) -> None:
    """Keep a listing, whole or not at all. Raises ValueError where it does not have every file."""
    if listing.sums.keys() != listing.stand.keys():
        raise ValueError("there are files of which nothing is said, or the other way round")
    files = {name: [listing.sums[name], *stands] for name, stands in listing.stand.items()}
    passing = path.with_suffix(".passing")
    passing.unlink(missing_ok=True)
    with passing.open("x", encoding="utf-8") as stream:  # no link is followed
        stream.write(json.dumps({"form": _FORM, "where": listing.where, "files": files}))
    disk.settle([passing])
    passing.replace(path)
