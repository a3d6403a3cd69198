"""What stands in a built site: how the system says that each file stands, and a list of that, kept beside its SHA-256.

A listing is believed only as long as every file has the size and the time of change with which it was written, and the
mode with which it would be.
"""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import NamedTuple

from generator import disk

_FORM = 1
"""Changes whenever listings have another form."""


class Standing(NamedTuple):
    """What the system says of a file: its size in bytes, and when it was changed, in nanoseconds."""

    size: int
    changed: int


class Listing(NamedTuple):
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
    known = read(listing)
    if known is None or folder.is_symlink() or not folder.is_dir():
        return False
    files, modes = _seen(folder)
    return known.stand == files and modes <= _usual()


def read(path: Path) -> Listing | None:
    """Return a listing; None where there is none that can be read."""
    try:
        said = json.loads(path.read_bytes())
        if said["form"] != _FORM:
            return None
        files = said["files"]
        return Listing(
            said["where"],
            {name: digest for name, (digest, _, _) in files.items()},
            {name: Standing(size, changed) for name, (_, size, changed) in files.items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def write(path: Path, listing: Listing) -> None:
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
