"""What Python does not offer of a file system: to have much on the disk at once, and to exchange two folders."""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Sequence
from pathlib import Path

_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux's renameat2: two names change places in one step."""
_HERE = -100
"""AT_FDCWD: paths count from the working directory."""
_FEW = 64
"""So many files are put on the disk one by one; of more, the whole file system is at once, where that is possible."""


def settle(paths: Sequence[Path]) -> None:
    """Have some files and folders of one file system on the disk, with what they hold, before anything that follows.

    Raises OSError where the system refuses.
    """
    if len(paths) > _FEW and _settled_at_once(paths[0]):
        return
    for path in paths:
        if path.is_dir() and not hasattr(os, "O_DIRECTORY"):  # Windows opens no folders
            continue
        at = os.open(path, os.O_RDONLY)
        try:
            os.fsync(at)
        finally:
            os.close(at)


def _settled_at_once(path: Path) -> bool:
    """Have a whole file system on the disk; False where the system has no call for that. Raises OSError."""
    sync = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if os.name == "posix" else None
    if sync is None:
        return False
    at = os.open(path, os.O_RDONLY)
    try:
        if sync(at) == 0:
            return True
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(path))
    finally:
        os.close(at)


def exchanged(first: Path, second: Path) -> bool:
    """Let two folders change names in one step; False where the system does not know how. Raises OSError."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if rename is None:
        return False
    if rename(_HERE, os.fsencode(first), _HERE, os.fsencode(second), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP}:
        return False
    raise OSError(code, os.strerror(code), str(second))
