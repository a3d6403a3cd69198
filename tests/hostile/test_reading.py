"""Every bad byte becomes a finding with a position: no traceback, no hang, no more memory than there is."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from generator import report
from generator.diagnostics import CODES
from generator.examination import examine
from generator.load import MAX_SEED

HERE = Path(__file__).parent
CASES: list[dict[str, str]] = yaml.load((HERE / "reading.yml").read_bytes(), yaml.CBaseLoader)  # noqa: S506
MOST_SECONDS = 10
QUOTES = ("'", '"')
LINE = re.compile(r"[^\n]+:[1-9][0-9]*:[1-9][0-9]*: (?:error|warning): [^\n]+ \[([a-z-]+)\]")


def bytes_of(escaped: str) -> bytes:
    """The bytes that a case writes with Python's escapes."""
    return escaped.encode("ascii").decode("unicode_escape").encode("latin-1")


def content(case: dict[str, str], stands: Path) -> bytes:
    """What a case puts into its file."""
    raw = bytes_of(case["bytes"]) + bytes_of(case.get("piece", "")) * int(case.get("times", 0))
    raw += bytes_of(case.get("after", ""))
    if raw.startswith((b"URL:", b"FIELD:")):
        name, text = f"url:{raw[4:].decode()}".split(":", 1) if raw[:4] == b"URL:" else raw[6:].decode().split(":", 1)
        line = f"{name}: {text if text[0] in QUOTES else json.dumps(text, ensure_ascii=False)}"
        return re.sub(rf"(?m)^{name}: .*$", lambda _: line, stands.read_text("utf-8")).encode()
    return raw


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the base, which each test leaves as it was; without records that no case touches, so as to be quick."""
    folder = tmp_path_factory.mktemp("reading") / "dossier"
    shutil.copytree(HERE.parent / "cases" / "base", folder)
    touched = {case["file"] for case in CASES}
    for path in (path for kind in ("events", "quotes", "disputes") for path in (folder / "data" / kind).iterdir()):
        if path.relative_to(folder).as_posix() not in touched:
            path.unlink()
    return folder


@pytest.fixture
def changed(dossier: Path) -> Iterator[Callable[[str, bytes], None]]:
    """Put content into a file of the dossier, and take it out again afterwards."""
    before: dict[Path, bytes | None] = {}

    def change(name: str, raw: bytes) -> None:
        path = dossier / name
        before.setdefault(path, path.read_bytes() if path.is_file() else None)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)

    yield change
    for path, raw in before.items():
        path.unlink()
        if raw is not None:
            path.write_bytes(raw)


def test_there_are_enough_cases() -> None:
    """Several hundred, each once, each of a code that exists."""
    assert len(CASES) >= 250
    assert len({tuple(sorted(case.items())) for case in CASES}) == len(CASES)
    assert {case["code"] for case in CASES} <= CODES.keys()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['category']}-{case['bytes'][-40:]}")
def test_it_is_refused_where_it_stands(
    case: dict[str, str], dossier: Path, changed: Callable[[str, bytes], None]
) -> None:
    """The report names the code, the file and a place in it; nothing in it can break a line or command a terminal."""
    raw = content(case, dossier / case["file"])
    changed(case["file"], raw)
    if case["file"].startswith("seeds/"):
        record = (dossier / "data/sources/race-report.yml").read_text("utf-8")
        pinned = re.sub(r"sha256: .*", f"sha256: {hashlib.sha256(raw).hexdigest()}", record)
        changed("data/sources/race-report.yml", pinned.encode())
    start = time.monotonic()
    shown = report.text(examine(dossier).findings)
    assert time.monotonic() - start < MOST_SECONDS
    found = [match[1] for line in shown.split("\n") if case["file"] in line and (match := LINE.fullmatch(line))]
    assert case["code"] in found, shown[:2000]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


@pytest.mark.parametrize("name", ["data/actors/owl.yml", "data/dossier.yml", "seeds/race-report.txt", "docs/page.md"])
@pytest.mark.parametrize("kind", ["link", "dangling link", "link to a device", "pipe", "folder", "socket"])
def test_what_is_no_file_is_not_read(name: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links are not followed and pipes not waited for; each is reported by name."""
    folder = tmp_path / "dossier"
    shutil.copytree(HERE.parent / "cases" / "base", folder)
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    (tmp_path / "elsewhere").write_text("---\ntitle: x\n---\n")
    monkeypatch.chdir(path.parent)  # the path of a socket must be short
    match kind:
        case "link":
            path.symlink_to(tmp_path / "elsewhere")
        case "dangling link":
            path.symlink_to(tmp_path / "nowhere")
        case "link to a device":
            path.symlink_to("/dev/zero")
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case _:
            with socket.socket(socket.AF_UNIX) as bound:
                bound.bind(path.name)
    shown = report.text(examine(folder).findings)
    if (name, kind) == ("docs/page.md", "folder"):
        return  # a folder among the pages is a section
    assert path.name in shown
    assert "[file-unreadable]" in shown or "[seed-missing]" in shown


@pytest.mark.parametrize("name", ["data", "seeds", "data/actors"])
def test_a_folder_that_is_a_link_is_not_followed(name: str, tmp_path: Path) -> None:
    """What lies behind it may be anything that the machine can read."""
    folder = tmp_path / "dossier"
    shutil.copytree(HERE.parent / "cases" / "base", folder)
    (folder / name).rename(tmp_path / "elsewhere")
    (folder / name).symlink_to(tmp_path / "elsewhere")
    assert f"{name}:1:1: error: it is not a folder [file-misplaced]" in report.text(examine(folder).findings)


@pytest.mark.parametrize("name", ["data", "data/actors", "data/actors/owl.yml", "seeds", "docs/about"])
def test_what_may_not_be_read_is_named(name: str, tmp_path: Path) -> None:
    """A folder that nobody may list is no empty folder; also for root, here without the right to read everything."""
    folder = tmp_path / "dossier"
    shutil.copytree(HERE.parent / "cases" / "base", folder)
    (folder / "docs" / "about").mkdir(parents=True)
    (folder / name).chmod(0)
    rights = "-dac_override,-dac_read_search"
    without = ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}"] if os.geteuid() == 0 else []
    try:
        done = subprocess.run(
            [*without, sys.executable, "-m", "tests.hostile.bounded", str(folder)],
            cwd=HERE.parents[1], capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
    finally:
        (folder / name).chmod(0o755)
    assert done.stderr == ""
    assert re.search(rf"(?m)^{name}.*: error: it cannot be read: Permission denied \[file-unreadable\]$", done.stdout)
    assert "[id-dangling]" not in done.stdout  # the record may well be there


def test_huge_files_are_not_read_into_memory(tmp_path: Path) -> None:
    """Sparse files of eight gigabytes, whatever they stand for, are refused within the bounds of time and memory."""
    names = ["data/actors/owl.yml", "data/dossier.yml", "seeds/race-report.txt", "docs/page.md"]
    for number, name in enumerate(names):
        path = tmp_path / str(number) / name
        shutil.copytree(HERE.parent / "cases" / "base", tmp_path / str(number))
        path.parent.mkdir(exist_ok=True)
        with path.open("wb") as stream:
            stream.truncate(8 * 1024**3)
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.bounded", *(str(tmp_path / str(number)) for number in range(len(names)))],
        cwd=HERE.parents[1], capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    reports = done.stdout.split("\f")
    assert len(reports) == len(names) + 1
    assert [name for name, report in zip(names, reports, strict=False) if name not in report] == []


@pytest.mark.parametrize("text", ["a.\n\n", "e\u0301"])
def test_a_source_as_long_as_may_be_is_read_within_bounds(text: str, tmp_path: Path) -> None:
    """Of all texts tried, one of paragraphs of a letter and one of combining marks took the longest to be read."""
    root = tmp_path / "project"
    shutil.copytree(HERE.parent / "cases" / "base", root)
    (root / "seeds" / "race-report.txt").write_text(text * (MAX_SEED // len(text.encode())), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.bounded", str(root)],
        cwd=HERE.parents[1], capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "seed-changed" in done.stdout


def test_keys_that_stand_twice_after_much_else_are_told_within_bounds(tmp_path: Path) -> None:
    """As many values and as many mistakes as a file may hold, in twenty files."""
    root = tmp_path / "project"
    shutil.copytree(HERE.parent / "cases" / "base", root)
    for number in range(20):
        text = "a: [" + ",".join("a" * 19_500) + "]\n" + "z: 1\n" * 200
        (root / "data" / "actors" / f"twice-{number}.yml").write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.bounded", str(root)],
        cwd=HERE.parents[1], capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("`z` stands twice") == 20 * 199
