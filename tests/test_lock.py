"""A lock keeps a second run waiting, and no longer than the first one lives."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from generator.lock import held, tried

HOLDER = """
import sys, time
from pathlib import Path
from generator.lock import held
with held(Path(sys.argv[1]), lambda: None):
    print("held", flush=True)
    time.sleep(600)
"""


def test_a_second_run_waits_for_the_first(tmp_path: Path) -> None:
    """It says that it waits, and goes on as soon as the first is done."""
    said: list[str] = []
    order: list[str] = []
    waits = threading.Event()

    def second() -> None:
        with held(tmp_path, waits.set):
            order.append("second")

    with held(tmp_path, lambda: said.append("nobody is there to wait for")):
        other = threading.Thread(target=second)
        other.start()
        assert waits.wait(30)
        with tried(tmp_path) as free:
            assert not free
        order.append("first")
    other.join(30)
    assert order == ["first", "second"]
    assert said == []


def test_no_lock_outlives_its_holder(tmp_path: Path) -> None:
    """Killed, a run leaves nothing that keeps the next one waiting."""
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"held\n"
    with tried(tmp_path) as free:
        assert not free
    process.kill()
    process.wait()
    process.stdout.close()
    with tried(tmp_path) as free:
        assert free
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_not_locked(tmp_path: Path) -> None:
    """What lies behind it is another folder, perhaps another project's."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    with pytest.raises(OSError, match="link"), held(tmp_path / "link", lambda: None):
        pytest.fail("it was locked")
