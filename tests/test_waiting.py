"""Contents wait in memory or in a file without a name, and come back as they were."""

import errno
import os
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from generator import cores
from generator.waiting import Place, Waiting


def page(number: int) -> bytes:
    """Return a content that no other number has, of some kilobytes."""
    return f"page {number} ".encode() * (500 + number)


def test_what_finds_no_room_comes_back_as_it_was() -> None:
    """Some are kept in memory, more in a file, and each comes back whole, in any order."""
    with closing(Waiting(room=20_000)) as waiting:
        kept = [waiting.take(page(number)) for number in range(20)]
        assert {type(one) for one in kept} == {bytes, Place}
        assert [waiting.given(one) for one in reversed(kept)] == [page(number) for number in reversed(range(20))]


def test_processes_that_share_it_do_not_write_over_each_other() -> None:
    """What several processes keep at once comes back whole in the one that forked them."""
    with closing(Waiting(room=0)) as waiting:
        kept = cores.shared([partial(waiting.take, page(number)) for number in range(200)], cores=4)
        assert len({one.start for one in kept if isinstance(one, Place)}) == 200
        assert [waiting.given(one) for one in kept] == [page(number) for number in range(200)]


def test_no_file_is_to_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody finds a file of it, so that none is left over, and no other process can change it."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with closing(Waiting(room=0)) as waiting:
        waiting.take(page(1))
        assert list(tmp_path.iterdir()) == []


def test_without_a_folder_for_such_files_all_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build does not fail for that."""
    monkeypatch.setattr("tempfile.tempdir", "/nonexistent")
    with closing(Waiting(room=0)) as waiting:
        kept = [waiting.take(page(number)) for number in range(3)]
        assert [waiting.given(one) for one in kept] == [page(number) for number in range(3)]


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system does not keep is an error at once, and not a page that is cut short."""
    monkeypatch.setattr("tempfile.TemporaryFile", lambda buffering: open("/dev/full", "r+b", buffering=buffering))  # noqa: PTH123, SIM115
    with closing(Waiting(room=0)) as waiting, pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        waiting.take(page(1))
