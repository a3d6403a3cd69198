"""Fails or kills a call at its steps in turn: strace makes one system call of a forked process go wrong.

A process is forked for every fault, so that nothing needs to be imported again; it waits until strace holds it.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import NamedTuple

CALLS = {
    "openat": "EACCES", "mkdir": "ENOSPC", "write": "ENOSPC", "fsync": "EIO", "rename": "ENOSPC", "renameat2": "EIO",
    "unlink,unlinkat": "EACCES", "rmdir": "EBUSY",
}  # fmt: skip
"""The system calls of which each is made to fail, and the error it fails with."""
_ANYBODY = ctypes.c_ulong(-1)
_PR_SET_PTRACER = 0x59616D61
_SECONDS = 60
_BROKEN = 70
"""The status of a work that ended in any other way."""


class Fault(NamedTuple):
    """The `number`-th call of some kind (from 1), which fails with an error, or before which the process is killed."""

    calls: str
    number: int
    error: str | None

    @property
    def injection(self) -> str:
        """What strace calls it."""
        return f"{self.calls}:{f'error={self.error}' if self.error else 'signal=KILL'}:when={self.number}"


def each(lay: Callable[[], object], work: Callable[[], None], *, killed: bool) -> Iterator[Fault]:
    """Yield after every fault that was brought about in the work, for all calls of all kinds, each in turn.

    Before each, `lay` brings about the state that the work begins with; the work is done in a process of its own.
    """
    for calls, error in CALLS.items():
        if killed and calls == "openat":
            continue  # what is opened is written to or synced next, and that is where the kill comes
        for number in count(1):
            fault = Fault(calls, number, None if killed else error)
            lay()
            if not happened(work, fault):
                break
            yield fault


def spread(most: int, total: int) -> list[int]:
    """Return steps from 1 to a total, evenly spread, the first and the last among them; all where they are few."""
    return (
        list(range(1, total + 1)) if total <= most else [1 + at * (total - 1) // max(most - 1, 1) for at in range(most)]
    )


def steps(work: Callable[[], None], calls: Iterable[str]) -> Counter[str]:
    """Do the work in a process of its own, and count its calls of some kinds."""
    status, said = _traced(work, ["-e", f"trace={','.join(calls)}"])
    assert status == 0, said
    return Counter(re.findall(r"(?m)^(\w+)\(", said))


def happened(work: Callable[[], None], fault: Fault) -> bool:
    """Do the work in a process of its own with one fault in it; tell whether it came to that.

    The work ends by itself: done all the same, with an OSError, or with a SystemExit of 0 to 2.
    """
    status, said = _traced(work, ["-e", f"inject={fault.injection}", "-e", f"trace={fault.calls}"])
    if fault.error is None:
        return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert os.WIFEXITED(status), said
    assert os.WEXITSTATUS(status) in {0, 1, 2}, said
    return "(INJECTED)" in said


def _traced(work: Callable[[], None], options: list[str]) -> tuple[int, str]:
    """Do the work in a process of its own under strace; return how it ended, and what strace said."""
    tracer = shutil.which("strace")
    assert tracer, "the crash tests need strace; on Debian: sudo apt-get install strace"
    ready, go = os.pipe()
    child = os.fork()
    if not child:
        _child(work, ready)
    os.close(ready)
    with subprocess.Popen(
        [tracer, *options, "-p", str(child)],
        stderr=subprocess.PIPE, text=True,
    ) as tracing:  # fmt: skip
        assert tracing.stderr
        try:
            attached = tracing.stderr.readline()
            assert "attached" in attached, attached
            os.write(go, b".")
            said = tracing.stderr.read()
        finally:
            os.close(go)
            _, status = os.waitpid(child, 0)
    return status, said


def _child(work: Callable[[], None], ready: int) -> None:
    """Wait for the tracer, work, and end: with 0, with 1 where the system refused a step, or as the work says."""
    status = _BROKEN
    try:
        signal.alarm(_SECONDS)
        # Where the system lets only parents trace, strace is none.
        ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANYBODY, 0, 0, 0)
        os.read(ready, 1)
        work()
        status = 0
    except OSError:
        status = 1
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 0
    finally:
        os._exit(status)
