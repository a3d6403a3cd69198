"""A check that goes on: it looks again when something changed, and only then."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from generator.cli import watching


def test_each_change_is_seen_once(tmp_path: Path) -> None:
    """A file that is written, appears or goes; nothing is seen while nothing happens, and hidden files do not count."""
    record = tmp_path / "record.yml"
    record.write_text("a")
    happens: Iterator[Callable[[], object]] = iter(
        [
            lambda: None,
            lambda: record.write_text("ab"),
            (tmp_path / ".hidden").touch,
            lambda: None,
            (tmp_path / "new.yml").touch,
            record.unlink,
        ]
    )
    paused: list[None] = []

    def pause() -> None:
        paused.append(None)
        next(happens)()

    assert [len(paused) for _ in islice(watching.changes([tmp_path], pause), 4)] == [0, 2, 5, 6]


def test_a_change_while_the_taker_works_is_not_missed(tmp_path: Path) -> None:
    """What was written during a check is looked at next."""
    looks = watching.changes([tmp_path, tmp_path / "none"], lambda: None)
    next(looks)
    (tmp_path / "record.yml").touch()
    next(looks)


@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C is sent as POSIX sends it")
def test_the_command_checks_until_it_is_stopped(base: Path, tmp_path: Path) -> None:
    """It prints a verdict, another one after an edit, and ends quietly."""
    project = shutil.copytree(base, tmp_path / "dossier")
    command: list[str | Path] = [Path(sys.executable).with_name("dossier"), "check", "--watch"]
    with subprocess.Popen(
        command,
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - one thread here
    ) as watcher:
        stop = threading.Timer(120, watcher.kill)
        stop.start()
        try:
            assert watcher.stdout
            assert "nothing to report" in watcher.stdout.readline()
            owl = project / "data" / "actors" / "owl.yml"
            owl.write_text("colour: brown\n" + owl.read_text("utf-8"), "utf-8")
            assert "[field-unknown]" in watcher.stdout.readline()
            watcher.send_signal(signal.SIGINT)
            assert watcher.wait(30) == 0
            assert "Traceback" not in watcher.stdout.read()
        finally:
            stop.cancel()
            watcher.kill()
