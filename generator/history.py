"""What git remembers of the project: earlier texts of a file. Where there is no git, it remembers nothing."""

from __future__ import annotations

import hashlib
import io
import subprocess
import tarfile
from pathlib import Path

_SECONDS = 20
_VERSIONS = 50
"""How many earlier versions of a file are looked through."""


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
