"""Generated files match what was rendered; hand-written ones are safe; a kill leaves nothing torn."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.write import MANIFEST, STAGING, Written, owned, write


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """An empty folder of pages."""
    folder = tmp_path / "docs"
    folder.mkdir()
    return folder


def tree(docs: Path) -> dict[str, str]:
    """Every file under a folder with its text, without the manifest."""
    return {
        path.relative_to(docs).as_posix(): path.read_text()
        for path in docs.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def codes(written: Written) -> list[tuple[str, str]]:
    """The code and the path of each finding."""
    return [(finding.code, finding.location.path) for finding in written.findings]


def test_planned_files_are_written(docs: Path) -> None:
    """Texts and bytes stand where they were planned, folders and all, and are reported in order."""
    written = write(docs, {"index.md": "home\n", "events/strike.md": "é\n", "data/dossier.json": b"{}"})
    assert written == Written([], ["data/dossier.json", "events/strike.md", "index.md"])
    assert tree(docs) == {"index.md": "home\n", "events/strike.md": "é\n", "data/dossier.json": "{}"}


def test_what_has_not_changed_is_not_touched(docs: Path) -> None:
    """The second time only what differs is written, so that a watching server does not loop."""
    write(docs, {"a.md": "a", "b.md": "b"})
    before = {path: path.stat().st_mtime_ns for path in docs.iterdir()}
    assert write(docs, {"a.md": "a", "b.md": "b"}).changed == []
    assert {path: path.stat().st_mtime_ns for path in docs.iterdir()} == before
    assert write(docs, {"a.md": "a", "b.md": "new"}).changed == ["b.md"]
    assert (docs / "a.md").stat().st_mtime_ns == before[docs / "a.md"]


def test_what_is_planned_no_longer_is_deleted(docs: Path) -> None:
    """An owned file that is not planned goes, and its folder with it if nothing else is there."""
    write(docs, {"a.md": "a", "events/b.md": "b", "events/more/b.md": "b", "events/more/c.md": "c", "places/c.md": "c"})
    (docs / "places" / "by-hand.md").write_text("mine")
    assert write(docs, {"a.md": "a"}).changed == [
        "events/b.md", "events/more/b.md", "events/more/c.md", "places/c.md",
    ]  # fmt: skip
    assert not (docs / "events").exists()
    assert tree(docs) == {"a.md": "a", "places/by-hand.md": "mine"}
    assert not (docs / "events").exists()


def test_an_owned_file_that_is_gone_is_written_again(docs: Path) -> None:
    """A page that somebody deleted comes back; one that is planned no longer is simply forgotten."""
    write(docs, {"a.md": "a", "b.md": "b"})
    (docs / "a.md").unlink()
    (docs / "b.md").unlink()
    assert write(docs, {"a.md": "a"}).changed == ["a.md"]
    assert owned(docs) == {"a.md", MANIFEST}


def test_hand_written_files_are_left_alone(docs: Path) -> None:
    """Files that nobody planned and that the manifest does not name are none of its business."""
    (docs / "about").mkdir()
    (docs / "about" / "method.md").write_text("mine")
    write(docs, {"a.md": "a"})
    write(docs, {})
    assert tree(docs) == {"about/method.md": "mine"}


@pytest.mark.parametrize("planned", [{"a.md": "new", "b.md": "b"}, {"b.md": "b"}])
def test_an_edited_page_is_reported_and_nothing_is_written(docs: Path, planned: dict[str, str]) -> None:
    """A page edited by hand is kept, whether it would be replaced or deleted, and so is all the rest."""
    write(docs, {"a.md": "a"})
    (docs / "a.md").write_text("edited")
    written = write(docs, planned)
    assert codes(written) == [("file-foreign", "docs/a.md")]
    assert written.changed == []
    assert tree(docs) == {"a.md": "edited"}


def test_a_foreign_file_in_the_way_is_reported(docs: Path) -> None:
    """A file that the generator never wrote is not overwritten."""
    (docs / "a.md").write_text("mine")
    assert codes(write(docs, {"a.md": "a", "b.md": "b"})) == [("file-foreign", "docs/a.md")]
    assert tree(docs) == {"a.md": "mine"}


def test_a_foreign_file_with_the_planned_content_is_adopted(docs: Path) -> None:
    """Without a manifest, pages that are as they should be are simply ours again."""
    write(docs, {"a.md": "a"})
    (docs / MANIFEST).unlink()
    assert write(docs, {"a.md": "a"}) == Written([], [])
    assert write(docs, {}).changed == ["a.md"]


@pytest.mark.parametrize(
    "manifest", ["", "[]", "{}", '{"files": []}', '{"files": {"../a": ["x"]}}', '{"files": {"a.md": 1}}']
)
def test_a_damaged_manifest_vouches_for_nothing(docs: Path, manifest: str) -> None:
    """A manifest that cannot be read makes every page that differs a foreign one; it never deletes anything."""
    (docs.parent / "a").write_text("outside")
    (docs / "a.md").write_text("mine")
    (docs / MANIFEST).write_text(manifest)
    assert codes(write(docs, {"a.md": "a"})) == [("file-foreign", "docs/a.md")]
    assert (docs.parent / "a").read_text() == "outside"


@pytest.mark.parametrize("path", ["a.md", "events/a.md"])
def test_links_are_not_followed(docs: Path, path: str) -> None:
    """A link in the place of a page, or of its folder, is foreign: what lies behind it is never written."""
    outside = docs.parent / "outside"
    outside.mkdir()
    (outside / "a.md").write_text("mine")
    if "/" in path:
        (docs / "events").symlink_to(outside)
    else:
        (docs / "a.md").symlink_to(outside / "a.md")
    assert codes(write(docs, {path: "a"})) == [("file-foreign", f"docs/{path}")]
    assert (outside / "a.md").read_text() == "mine"


@pytest.mark.parametrize("linked", [True, False])
def test_nothing_waits_where_somebody_else_is(docs: Path, tmp_path: Path, *, linked: bool) -> None:
    """A link in the place of the folder in which pages wait is not followed, and a file of others there not deleted."""
    write(docs, {"a.md": "a"})
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "note.txt").write_text("mine")
    (docs / STAGING).symlink_to(theirs) if linked else theirs.rename(docs / STAGING)
    with pytest.raises(FileExistsError):
        write(docs, {"a.md": "new"})
    assert (docs / "a.md").read_text() == "a"
    assert [path.name for path in (docs / STAGING).iterdir()] == ["note.txt"]


def test_a_folder_in_the_place_of_a_page_is_foreign(docs: Path) -> None:
    """So is a file in the place of a folder."""
    (docs / "a.md").mkdir()
    (docs / "events").write_text("mine")
    assert codes(write(docs, {"a.md": "a", "events/b.md": "b"})) == [
        ("file-foreign", "docs/a.md"),
        ("file-foreign", "docs/events/b.md"),
    ]


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../a.md", "a/../b.md", "./a.md", "a//b.md", "a/", MANIFEST])
def test_no_path_leads_out(docs: Path, path: str) -> None:
    """A planned path that is not a plain one below the folder is a mistake in the program."""
    with pytest.raises(ValueError, match="no path of a generated file"):
        write(docs, {path: "a"})


def test_the_manifest_is_the_same_for_the_same_files(docs: Path) -> None:
    """Its order does not depend on the plan's, and it lists each file with one digest."""
    write(docs, {"b.md": "b", "a.md": "a"})
    first = (docs / MANIFEST).read_bytes()
    write(docs, {})
    write(docs, {"a.md": "a", "b.md": "b"})
    assert (docs / MANIFEST).read_bytes() == first
    assert {path: len(digests) for path, digests in json.loads(first)["files"].items()} == {"a.md": 1, "b.md": 1}


WRITER = """
import sys
from pathlib import Path
from generator.write import write
write(Path(sys.argv[1]), {f"events/{n}.md": sys.argv[2] * 4000 for n in range(400)})
"""


@pytest.mark.parametrize("after", [1, 150, 399])
def test_a_kill_leaves_whole_files_and_the_next_call_finishes(docs: Path, after: int) -> None:
    """Killed in the middle of replacing pages, it leaves each of them whole, and still knows them as its own."""
    write(docs, {f"events/{n}.md": "old" * 4000 for n in range(400)} | {"gone.md": "old"})
    last = docs / "events" / f"{after}.md"
    before = last.stat().st_ino
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(docs), "new"])
    deadline = time.monotonic() + 30
    while last.stat().st_ino == before and time.monotonic() < deadline:
        pass
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert {path.read_text() for path in docs.glob("events/[0-9]*.md")} <= {"old" * 4000, "new" * 4000}
    written = write(docs, {f"events/{n}.md": "newer" * 4000 for n in range(400)})
    assert written.findings == []
    assert {text for path, text in tree(docs).items() if not path.startswith("events/.")} == {"newer" * 4000}
    assert owned(docs) == {MANIFEST, *(f"events/{n}.md" for n in range(400))}
