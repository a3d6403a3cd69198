"""Shares work among the cores of the machine, in processes that know all that this one knows."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from typing import Any, NamedTuple, TypeVar

Result = TypeVar("Result")

_NUMBER = 4
"""How many bytes hold the number of a job."""
_MOST = 1000
"""How many jobs are shared at most: their numbers wait in a pipe, which holds 4 KiB on any system."""


def available() -> int:
    """Return how many cores this process may share its work among.

    A process with several threads must not be forked: the copy would have the others' locks, and nobody to open them.
    """
    alone = threading.active_count() == 1 and hasattr(os, "sched_getaffinity")
    return len(os.sched_getaffinity(0)) if alone else 1


def shared(jobs: Sequence[Callable[[], Result]], cores: int | None = None) -> list[Result]:
    """Do jobs on all available cores, and return what each gives, in their order; begin with those that take longest.

    A job gives what can be pickled, and changes nothing else but files of its own. What another process does not bring
    back, be it that a job failed there or that the system ended it, is done again here, where the caller meets the
    error.
    """
    others = min(cores or available(), len(jobs)) - 1
    if others < 1 or len(jobs) > _MOST:
        return [job() for job in jobs]
    done: dict[int, Result] = {}
    with _numbered(len(jobs)) as numbers, _helped(others, jobs, numbers) as helpers:
        for number in _taken(numbers):
            done[number] = jobs[number]()
        for helper in helpers:
            done.update(_brought(helper))
    return [done[number] if number in done else job() for number, job in enumerate(jobs)]


@contextmanager
def meanwhile(job: Callable[[], Result]) -> Iterator[Callable[[], Result | None]]:
    """Do a job in a process of its own; give what waits for it, and returns what it gave, None where it failed.

    Who leaves the block without waiting ends it. Where no process can be had, the job is done at once.
    """
    if available() < 2:
        done: Result | None = None
        with suppress(Exception):
            done = job()
        yield lambda: done
        return
    with _numbered(1) as numbers, _helped(1, [job], numbers) as helpers:
        if not helpers:  # the system lets us have none
            yield lambda: None
            return

        def wait() -> Result | None:
            return _brought(helpers[0]).get(0)

        yield wait


class _Helper(NamedTuple):
    process: BaseProcess
    end: Connection


def _brought(helper: _Helper) -> dict[int, Any]:
    """Wait for what a process brings back; nothing where the system has ended it."""
    try:
        packed: dict[int, bytes] = helper.end.recv()
    except (EOFError, OSError):
        return {}
    return {number: ForkingPickler.loads(one) for number, one in packed.items()}


@contextmanager
def _numbered(count: int) -> Iterator[int]:
    """Give the numbers of jobs to whoever reads them first: the system sees to it that nobody else gets the same."""
    numbers, inlet = os.pipe()
    try:
        with os.fdopen(inlet, "wb") as filled:
            filled.write(b"".join(number.to_bytes(_NUMBER, "big") for number in range(count)))
        yield numbers
    finally:
        os.close(numbers)


def _taken(numbers: int) -> Iterator[int]:
    while number := os.read(numbers, _NUMBER):
        yield int.from_bytes(number, "big")


@contextmanager
def _helped(count: int, jobs: Sequence[Callable[[], Result]], numbers: int) -> Iterator[list[_Helper]]:
    """Start processes that take jobs, as many as the system lets us, and see all of them end."""
    fork = multiprocessing.get_context("fork")
    helpers: list[_Helper] = []
    try:
        with suppress(OSError):
            for _ in range(count):
                ours, theirs = fork.Pipe(duplex=False)
                with closing(theirs):
                    process = fork.Process(target=_help, args=(jobs, numbers, theirs), daemon=True)
                    process.start()
                helpers.append(_Helper(process, ours))
        yield helpers
    finally:
        for helper in helpers:
            helper.end.close()
            helper.process.terminate()
            helper.process.join()


def _help(jobs: Sequence[Callable[[], Result]], numbers: int, end: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this decides
    done: dict[int, bytes] = {}
    for number in _taken(numbers):
        with suppress(Exception):
            # Packed at once, while the others work, and not all at the end, while they wait.
            done[number] = bytes(ForkingPickler.dumps(jobs[number]()))
    with suppress(Exception):
        end.send(done)
