"""Work is shared among processes, and nothing of it is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from generator import cores

_SETTING = """
import json, os, signal, sys
from functools import partial
from generator import cores

def work(number):
    with open(sys.argv[1], "a") as log:
        log.write(f"{number} {os.getpid()}\\n")
    return number * number

def first_ended(number):
    if os.getpid() != begun:
        os.kill(os.getpid(), signal.SIGKILL)
    return work(number)

def fails(number):
    raise LookupError(number)

begun = os.getpid()
"""


def told(tmp_path: Any, script: str) -> Any:
    """Run a script in an interpreter of its own, which has one thread, and return what it prints as JSON."""
    words = [sys.executable, "-c", _SETTING + script, str(tmp_path / "log")]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
    return json.loads(done.stdout)


@pytest.mark.parametrize("number", [0, 1, 2, 300])
def test_each_job_is_done_once_and_results_keep_their_order(tmp_path: Any, number: int) -> None:
    """Whoever does a job, its result stands where the job stood."""
    script = f"print(json.dumps(cores.shared([partial(work, at) for at in range({number})], 3)))"
    assert told(tmp_path, script) == [at * at for at in range(number)]
    log = (tmp_path / "log").read_text("utf-8").splitlines() if number else []
    assert sorted(int(line.split()[0]) for line in log) == list(range(number))


def test_what_a_killed_process_had_is_done_again(tmp_path: Any) -> None:
    """The system may end a process at any time; its jobs are then done by the one that waits."""
    script = "print(json.dumps(cores.shared([partial(first_ended, at) for at in range(50)], 3)))"
    assert told(tmp_path, script) == [at * at for at in range(50)]
    pids = {line.split()[1] for line in (tmp_path / "log").read_text("utf-8").splitlines()}
    assert len(pids) == 1


def test_an_error_is_met_by_the_caller(tmp_path: Any) -> None:
    """A job that fails in another process fails in this one too, by the same error."""
    script = """
jobs = [partial(work, 1), partial(work, 2), partial(fails, 3)]
try:
    cores.shared(jobs, 2)
except LookupError as error:
    print(json.dumps(error.args))
"""
    assert told(tmp_path, script) == [3]


def test_no_process_is_left_behind(tmp_path: Any) -> None:
    """All have ended when the results are there, also after an error."""
    script = """
import multiprocessing
for jobs in ([partial(work, at) for at in range(9)], [partial(fails, at) for at in range(9)]):
    try:
        cores.shared(jobs, 4)
    except LookupError:
        pass
print(json.dumps(len(multiprocessing.active_children())))
"""
    assert told(tmp_path, script) == 0


def test_what_cannot_be_carried_is_done_here() -> None:
    """A result may be anything; one core does the jobs one after the other, without any process."""
    here = object()
    assert cores.shared([lambda: here, lambda: None], 1) == [here, None]


def test_a_process_with_threads_is_not_forked(tmp_path: Any) -> None:
    """The copy would wait for locks that nobody opens."""
    script = """
import threading
stop = threading.Event()
one = cores.available()
thread = threading.Thread(target=stop.wait)
thread.start()
several = cores.available()
stop.set()
print(json.dumps([one == len(os.sched_getaffinity(0)), several]))
"""
    assert told(tmp_path, script) == [True, 1]
