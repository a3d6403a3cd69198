"""A second reading makes nothing anew but what changed, and finds the same."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path

import pytest

from generator.load import load
from generator.memory import Memory, Same


@pytest.fixture
def root(base: Path, tmp_path: Path) -> Path:
    """A copy of the dossier from which all cases differ."""
    return Path(shutil.copytree(base, tmp_path / "dossier"))


def test_what_is_asked_for_again_is_not_made_again() -> None:
    """It is kept from run to run for as long as each asks for it, and forgotten when one does not."""
    memory, numbers = Memory(), count(1)

    def ask() -> int:
        memory.begin()
        return memory.recall("key", lambda: next(numbers))

    assert [ask(), ask(), ask()] == [1, 1, 1]
    memory.begin()
    memory.begin()
    assert ask() == 2


def test_a_thing_itself_is_no_other_that_is_equal() -> None:
    """Two lists may be equal and yet be two."""
    one, other = [1], [1]
    assert Same(one) == Same(one)
    assert Same(one) != Same(other)
    assert hash(Same(one)) == hash(Same(one))


def test_only_what_changed_is_read_again(root: Path) -> None:
    """All other records, and the texts of the sources, are the very ones that the first reading made."""
    memory = Memory()
    first = load(root, memory).found
    path = min((root / "data" / "actors").glob("*.yml"))
    path.write_text(path.read_text("utf-8") + "# changed\n", "utf-8")
    second = load(root, memory).found
    assert first
    assert second
    assert all(second.texts[name] is text for name, text in first.texts.items())
    other = {record.id: record for _, record in second.records()}
    assert [record.id for _, record in first.records() if other[record.id] is not record] == [path.stem]


def test_a_mistake_is_found_each_time_and_gone_when_it_is_mended(root: Path) -> None:
    """What is remembered of a file is as wrong as the file."""
    memory = Memory()
    path = min((root / "data" / "events").glob("*.yml"))
    right = path.read_text("utf-8")
    path.write_text(
        right.replace("words: ", "words: zebra ", 1).replace("words:\n", "wordz:\n", 1) + "extra: 1\n", "utf-8"
    )
    findings = load(root).findings
    assert findings
    assert load(root, memory).findings == findings
    assert load(root, memory).findings == findings
    path.write_text(right, "utf-8")
    assert load(root, memory).findings == []


def test_a_changed_text_is_looked_through_anew(root: Path) -> None:
    """Passages stand where they stand in the text that is there now."""
    memory = Memory()
    assert load(root, memory).findings == []
    seed = min((root / "seeds").glob("*.txt"))
    kept = seed.read_bytes()
    seed.write_bytes(b"Added. " + kept)
    changed = load(root).findings
    assert any(finding.code == "seed-changed" for finding in changed)
    assert load(root, memory).findings == changed
    seed.write_bytes(kept)
    assert load(root, memory).findings == []
