"""Runs a command, or a piece of this program in a process of its own, and says what that took."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Cost(NamedTuple):
    """What a stage took: seconds on the clock, seconds of processors, the most memory in MiB, output in MiB."""

    clock: float
    processor: float
    memory: float
    output: float


class FailedError(Exception):
    """A command did not end well; says what it printed."""


def command(words: Sequence[str], folder: Path, output: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command in a folder and wait for it and its children; `output` is the folder that it fills."""
    began = time.perf_counter()
    with (folder / "bench.log").open("wb") as log:
        started = subprocess.Popen(words, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
    clock = time.perf_counter() - began
    if started.returncode:
        raise FailedError((folder / "bench.log").read_text("utf-8", "replace")[-2000:])
    return Cost(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, size(output))


def timed(work: Callable[[], T]) -> tuple[T, Cost]:
    """Do a piece of work here; return what it gives and what it took, with the most that this process ever held.

    The processors' time is also that of the processes among which it shares the work.
    """
    clock, processor = time.perf_counter(), _processor()
    given = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return given, Cost(time.perf_counter() - clock, _processor() - processor, peak, 0)


def _processor() -> float:
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + others.ru_utime + others.ru_stime


def size(folder: Path) -> float:
    """Return how large the files in a folder are together, in MiB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
