"""Keeps contents until all of them are there: some in memory, the others in a file that has no name.

Such a file is gone with the last process that has it open, however that ends, and no other run can come by it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, NamedTuple, cast

try:
    import fcntl
except ImportError:  # Windows, where nothing is shared among processes
    fcntl = None  # type: ignore[assignment]

ROOM = 8 * 1024 * 1024
"""So many bytes a process keeps in memory."""


class Place(NamedTuple):
    """Where in the file a content lies, in bytes."""

    start: int
    length: int


class Waiting:
    """Contents of one process, and of those that were forked from it after this was made."""

    def __init__(self, room: int = ROOM) -> None:
        """Begin with none. Where no file can be had, all stays in memory."""
        self._room = room
        self._file: IO[bytes] | None = None
        with suppress(OSError):
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed by `close`

    def take(self, content: bytes) -> bytes | Place:
        """Keep a content; return what `given` asks for, in this process or another. Raises OSError."""
        if self._file is None or len(content) <= self._room:
            self._room -= len(content)
            return content
        with _alone(self._file):
            start = self._file.seek(0, os.SEEK_END)
            rest = memoryview(content)
            while rest:  # of a long one, the system may take a part
                rest = rest[self._file.write(rest) :]
        return Place(start, len(content))

    def given(self, kept: bytes | Place) -> bytes:
        """Return a content again. Raises OSError."""
        if isinstance(kept, bytes):
            return kept
        file = cast("IO[bytes]", self._file)  # where there is a place, there is a file
        file.seek(kept.start)
        return file.read(kept.length)

    def close(self) -> None:
        """Let go of all."""
        if self._file:
            self._file.close()


@contextmanager
def _alone(file: IO[bytes]) -> Iterator[None]:
    """Keep the other processes from a file. This lock is a process's, while that in `lock` is a file's."""
    if fcntl is None:
        yield
        return
    fcntl.lockf(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.lockf(file, fcntl.LOCK_UN)
