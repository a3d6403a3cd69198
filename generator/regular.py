"""Reads what strangers may have put into a folder: regular files alone, and none beyond a limit."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def read_regular(path: Path, limit: int) -> bytes | None:
    """Return what a regular file holds; None where it is more than a limit, in bytes.

    A link is not followed and a pipe not waited for, even if it took the file's place a moment ago. Raises OSError.
    """
    flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    at = os.open(path, os.O_RDONLY | flags)
    with open(at, "rb") as stream:  # noqa: PTH123 - what is open already
        if not stat.S_ISREG(os.fstat(at).st_mode):
            raise OSError(0, "it is not a regular file")
        raw = stream.read(limit + 1)
    return raw if len(raw) <= limit else None


def printable(text: str) -> str:
    """Show what is not UTF-8 in the name of a file, so that the report of it can be written."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
