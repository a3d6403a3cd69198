"""Whoever waits at a terminal sees what is being done; a pipe gets no word of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

DOSSIER = Path(sys.executable).with_name("dossier")


@pytest.mark.skipif(os.name != "posix", reason="terminals are made as POSIX makes them")
@pytest.mark.parametrize(
    ("command", "said"),
    [(["locate", "hedge"], "reading …"), (["fmt", "--check"], "reading …")],
)
def test_a_terminal_is_told_and_a_pipe_is_not(base: Path, command: list[str], said: str) -> None:
    """The line is taken away again when the work is done."""
    import pty  # not on Windows

    words = [str(DOSSIER), *command, "--root", str(base)]
    ours, theirs = pty.openpty()
    try:
        subprocess.run(words, stdout=subprocess.DEVNULL, stderr=theirs, check=False, timeout=120)
        told = os.read(ours, 10_000).decode()
    finally:
        os.close(theirs)
        os.close(ours)
    assert told.startswith(f"{said}\r")
    assert told.rstrip().endswith("\x1b[K")
    piped = subprocess.run(words, capture_output=True, check=False, timeout=120)
    assert b"\x1b" not in piped.stdout + piped.stderr
    assert b"\r" not in piped.stdout + piped.stderr
