"""Waits for files to change, by looking at them twice a second: that works on every disk, shared ones too."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

_SECONDS = 0.5
_Look = dict[str, tuple[int, int]]


def changes(folders: Iterable[Path], pause: Callable[[], object] | None = None) -> Iterator[None]:
    """Yield at once, and again whenever a file in the folders changed, appeared or went, also while the taker worked.

    `pause` returns when it is time to look again. Hidden files do not count: the generator keeps its own there.
    """
    pause = pause or _rest
    known = list(folders)
    seen = _look(known)
    yield
    while True:
        pause()
        now = _look(known)
        if now != seen:
            seen = now
            yield


def _rest() -> None:
    threading.Event().wait(_SECONDS)


def _look(folders: Iterable[Path]) -> _Look:
    """Return when each file was last written, and how large it is."""
    found: _Look = {}
    for folder in folders:
        for parent, inner, names in os.walk(folder):
            inner[:] = [name for name in inner if not name.startswith(".")]
            for name in names:
                path = os.path.join(parent, name)  # noqa: PTH118 - ten thousand files twice a second
                if not name.startswith("."):
                    try:
                        state = os.lstat(path)
                    except FileNotFoundError:
                        continue
                    found[path] = (state.st_mtime_ns, state.st_size)
    return found
