"""One run at a time: a lock on a folder. The system lifts it when its holder ends, so that none grows stale."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, which lets nobody open a folder either
    fcntl = None  # type: ignore[assignment]


@contextmanager
def held(folder: Path, waiting: Callable[[], object]) -> Iterator[None]:
    """Hold the lock on a folder; where another run holds it, say so by a call of `waiting`, then wait.

    Raises OSError where there is no such folder, or a link in its place.
    """
    if fcntl is None:
        yield
        return
    at = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if not _taken(at):
            waiting()
            fcntl.flock(at, fcntl.LOCK_EX)
        yield
    finally:
        os.close(at)


@contextmanager
def tried(folder: Path) -> Iterator[bool]:
    """Hold the lock on a folder if nobody else does, and give whether that is so. Raises OSError as `held` does."""
    if fcntl is None:
        yield False
        return
    at = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield _taken(at)
    finally:
        os.close(at)


def _taken(at: int) -> bool:
    try:
        fcntl.flock(at, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
