"""What git remembers of the project: its commits, earlier texts of a file. Where there is no git, it is nothing."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import tarfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

What = Literal["added", "changed", "removed"]

CACHE = ".cache"
"""The folder of a project in which builds keep what they can use again; no part of its history."""
SHORT = 7
"""How many characters of a commit's hash are enough to name it to a reader."""
_SECONDS = 20
_VERSIONS = 50
"""How many earlier versions of a file are looked through."""
_COMMITS = 1000
"""How many commits are read at most, the newest."""
_WHAT: dict[str, What] = {"A": "added", "D": "removed"}
_START = re.compile("\x01[0-9a-f]{40,64}")


class Touched(NamedTuple):
    """A file that a commit touched, relative to the project's folder, and what became of it."""

    path: str
    what: What


class Commit(NamedTuple):
    """A commit that touched the data: its hash, when it was made as ISO 8601 with offset, its first line, its files."""

    id: str
    made: str
    subject: str
    files: tuple[Touched, ...]


def commits(root: Path) -> tuple[Commit, ...]:
    """Return the commits in which records or sources changed, the newest first; at most a thousand."""
    shown = "--format=%x01%H%x00%cI%x00%s%x00", "--no-renames", "--no-merges", "--relative", "-z", "--name-status"
    listed = _git(root, "log", f"--max-count={_COMMITS}", *shown, "--", "data", "seeds")
    return tuple(_commits((listed or b"").decode("utf-8", "replace")))


def _commits(listed: str) -> Iterator[Commit]:
    """Read fields that end in NUL: hash, date and first line after a mark, then letter and path of each file."""
    fields = [field.strip("\n") for field in listed.split("\0")]
    starts = [at for at, field in enumerate(fields) if _START.fullmatch(field)]
    for start, end in pairwise([*starts, len(fields)]):
        name, made, subject, *rest = fields[start:end]
        named = [field for field in rest if field]
        files = sorted(
            Touched(path, _WHAT.get(letter, "changed")) for letter, path in zip(named[::2], named[1::2], strict=False)
        )
        # What cannot be seen could turn around what stands beside it.
        yield Commit(name[1:], made, "".join(char for char in subject if char.isprintable()), tuple(files))


def touched_since(root: Path, revision: str) -> tuple[Touched, ...]:
    """Return what differs in the project's folder from where its work left a revision's; nothing if git knows none."""
    since = "--merge-base", "--end-of-options", revision
    listed = _git(root, "diff", "--no-renames", "--relative", "-z", "--name-status", *since, "--", ".")
    fields = (listed or b"").decode("utf-8", "replace").split("\0")
    return tuple(
        sorted(
            Touched(path, _WHAT.get(letter, "changed")) for letter, path in zip(fields[::2], fields[1::2], strict=False)
        )
    )


def shared_cache(root: Path) -> tuple[str, ...]:
    """Return the files of the project's cache that are part of its repository, relative to the project's folder."""
    listed = _git(root, "ls-files", "-z", "--", CACHE) if (root / CACHE).exists() else None
    return tuple(filter(None, (listed or b"").decode("utf-8", "replace").split("\0")))


def text_with(path: Path, sha256: str) -> str | None:
    """Return the committed text of a file whose bytes have that SHA-256, the newest such, or None."""
    listed = _git(path.parent, "log", f"--max-count={_VERSIONS}", "--format=%H", "--", path.name)
    for commit in (listed or b"").decode("ascii", "ignore").split():
        raw = _git(path.parent, "show", f"{commit}:./{path.name}")
        if raw is not None and hashlib.sha256(raw).hexdigest() == sha256:
            return raw.decode("utf-8", "replace")
    return None


def extract(root: Path, revision: str, names: tuple[str, ...], into: Path) -> bool:
    """Write the named files and folders of the project, as committed in a revision, into an empty folder.

    Tells whether git knows the revision. Links and anything outside the folder are refused.
    """
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        return False
    archived = _git(root, "archive", "--format=tar", commit.decode("ascii").strip(), "--", *names)
    if archived is None:
        return False
    with tarfile.open(fileobj=io.BytesIO(archived)) as archive:
        archive.extractall(into, filter="data")
    return True


def _git(folder: Path, *arguments: str) -> bytes | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, check=False, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
