"""A changed seed names every record that rests on the changed stretch, and counts what stands, moved and is gone."""

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from generator import checks, gaps
from generator.diagnostics import Diagnostic, Severity
from generator.load import load
from tests.proof.dossiers import ROOT, shipped
from tests.proof.oracle import stands

SOURCE = "hashemi"
OTHER = "no-longer-safe"


class Finding(NamedTuple):
    """The part of a finding that says where a passage was typed."""

    path: str
    line: int


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped dossier in a git repository of its own."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)  # a git hook that runs the tests points them at our own repository
    for name in ("data", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name)
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "As shipped")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    """Run git with an identity of its own."""
    identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True)


def commit(folder: Path, message: str) -> None:
    """Commit everything."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def change(project: Path, rewrite: Callable[[str], str], source: str = SOURCE) -> None:
    """Rewrite the text of a source in place."""
    path = project / "seeds" / shipped().curated.sources[source].file
    text = path.read_bytes().decode("utf-8")
    changed = rewrite(text)
    assert changed != text
    path.write_bytes(changed.encode("utf-8"))


def findings(project: Path) -> list[Diagnostic]:
    """Everything that loading and checking find."""
    loaded = load(project)
    return [*loaded.findings, *checks.check(loaded)]


def status(found: list[Diagnostic]) -> int:
    """The exit status of `dossier check`."""
    return 1 if found else 0


def resting_on(words: str) -> Iterator[gaps.Cited]:
    """What rests on a stretch of the unchanged text, counted without the code under test."""
    text = shipped().text(SOURCE)
    assert text.count(words) == 1
    start = text.index(words)
    for use in gaps.cited(shipped().found):
        if use.passage.source == SOURCE and use.passage.start < start + len(words) and start < use.passage.end:
            yield use


def typed_at(use: gaps.Cited) -> Finding:
    """Where the words of a passage were typed."""
    where = shipped().curated.files[use.record].at(use.path)
    return Finding(where.path, where.line)


def reported(found: list[Diagnostic], code: str) -> list[Finding]:
    """Where the findings of a code are."""
    return [Finding(one.location.path, one.location.line) for one in found if one.code == code]


def counted(found: list[Diagnostic]) -> dict[str, int]:
    """How many passages the report says stand, moved and are gone."""
    message = next(one.message for one in found if "passages that stand" in one.message)
    words = message.replace(",", " ").replace(":", " ").split()
    return {word: int(words[words.index(word) + 1]) for word in ("stand", "moved", "gone")}


def cited() -> int:
    """How many passages rest on the source."""
    return sum(use.passage.source == SOURCE for use in gaps.cited(shipped().found))


def test_an_unchanged_dossier_is_clean(project: Path) -> None:
    """Without a change there is nothing to say."""
    assert status(findings(project)) == 0


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("US drones bombed former IRGCs Quds Force commander", "US drones missed former IRGCs Quds Force commander"),
        ("on January 2,", "on January 3,"),
        ("There is also no evidence", "There is also new evidence"),
        ("The US officials described it a targeted killing", "The US officials described it, a targeted killing"),
    ],
)
def test_every_record_on_a_changed_stretch_is_named(project: Path, words: str, instead: str) -> None:
    """Each passage that touches the stretch is gone and is named where it was typed; no other is."""
    change(project, lambda text: text.replace(words, instead))
    found = findings(project)
    # A passage that touches the stretch but none of its changed letters is still there.
    changed = shipped().text(SOURCE).replace(words, instead)
    gone = [use for use in resting_on(words) if not stands(changed, use.passage.text)]
    assert gone
    assert Counter(reported(found, "passage-gone")) == Counter(map(typed_at, gone))
    counts = counted(found)
    assert counts["gone"] == len(gone)
    assert sum(counts.values()) == cited()
    assert status(found) == 1


def test_a_text_that_moved_takes_its_passages_along(project: Path) -> None:
    """Words put before all others move every passage, and each record that rests on the source is told so once."""
    change(project, lambda text: f"A new first line.\n{text}")
    found = findings(project)
    records = {use.record for use in gaps.cited(shipped().found) if use.passage.source == SOURCE}
    paths = Counter(path for path, _ in reported(found, "passage-moved"))
    assert paths == Counter(shipped().curated.files[record].path for record in records)
    assert counted(found) == {"stand": 0, "moved": cited(), "gone": 0}
    assert all(one.severity is Severity.WARNING for one in found if one.code == "passage-moved")
    assert status(found) == 1


def test_what_stands_before_a_change_stands(project: Path) -> None:
    """A change at the very end, where nothing rests, leaves every passage where it is; the sum is still wrong."""
    change(project, lambda text: f"{text}\nMore boilerplate.")
    found = findings(project)
    assert counted(found) == {"stand": cited(), "moved": 0, "gone": 0}
    assert {one.code for one in found} == {"seed-changed"}
    assert status(found) == 1


def test_a_number_that_grew_is_gone_though_its_digits_stand(project: Path) -> None:
    """Where “January 2” becomes “January 29”, the old words would still be there, cut out of a number."""
    change(project, lambda text: text.replace("on January 2,", "on January 29,"))
    gone = reported(findings(project), "passage-gone")
    stated = [use for use in resting_on("January 2,") if use.passage.text == "January 2"]
    assert stated
    assert set(map(typed_at, stated)) <= set(gone)


def test_a_passage_across_paragraphs_can_move(project: Path) -> None:
    """A passage that is said to run across paragraphs is not lost by moving."""
    record = project / "data" / "actors" / "quds-force.yml"
    words = "of other countries.\n\nAmerican Empire in Jeopardy\n\nThe 62-years-old Qaani"
    assert words in shipped().text(SOURCE)
    typed = "".join(f"          {line}\n" if line else "\n" for line in words.split("\n"))
    evidence = f"    evidence:\n      - source: {SOURCE}\n        paragraphs: yes\n        words: |-\n{typed}"
    text = record.read_text("utf-8").replace("    evidence:\n", evidence, 1)
    record.write_text(text, "utf-8")
    change(project, lambda text: f"A new first line.\n{text}")
    assert reported(findings(project), "passage-gone") == []


def test_the_other_source_is_left_alone(project: Path) -> None:
    """No record that rests on the other source alone is named."""
    change(project, lambda text: f"A new first line.\n{text}", OTHER)
    sources = {use.record: set[str]() for use in gaps.cited(shipped().found)}
    for use in gaps.cited(shipped().found):
        sources[use.record].add(use.passage.source)
    untouched = {shipped().curated.files[record].path for record, named in sources.items() if named == {SOURCE}}
    assert untouched
    assert untouched.isdisjoint(one.location.path for one in findings(project))


def test_a_change_is_known_after_it_was_committed(project: Path) -> None:
    """What git has of the pinned text may lie further back."""
    change(project, lambda text: text.replace("on January 2,", "on January 3,"))
    commit(project, "A change")
    change(project, lambda text: f"{text}\nMore boilerplate.")
    commit(project, "Another")
    found = findings(project)
    assert reported(found, "passage-gone")
    assert sum(counted(found).values()) == cited()


def test_without_the_pinned_text_the_new_one_is_checked(project: Path) -> None:
    """Where git knows no earlier text, every passage that the new text lacks is not found."""
    shutil.rmtree(project / ".git")
    change(project, lambda text: text.replace("US drones bombed", "US drones missed"))
    found = findings(project)
    assert {"seed-changed", "passage-not-found"} <= {one.code for one in found}
    missing = {path for path, _ in reported(found, "passage-not-found")}
    assert {typed_at(use).path for use in resting_on("US drones bombed")} <= missing
    assert status(found) == 1
