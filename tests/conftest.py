"""What the tests share: where things lie, and the small dossiers of `tests/cases/`."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from generator import byhand, checks, write
from generator.diagnostics import Diagnostic, ordered
from generator.load import load

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
ABOUT_THE_CASE = frozenset({"expected.txt", "without", "committed"})

settings.register_profile("quick", deadline=None, max_examples=60)
settings.register_profile("long", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def base() -> Path:
    """The small dossier from which every case differs. Read it, never write to it."""
    return CASES / "base"


@pytest.fixture
def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Path]:
    """Lay a case over a fresh copy of `base`, and return the folder of the dossier that this makes.

    `without` lists paths to leave out. A file `committed` says that git knows the texts of `base`.
    """
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)  # a git hook that runs the tests points them at our own repository

    def lay(case: Path) -> Path:
        target = tmp_path / "dossier"
        shutil.copytree(CASES / "base", target)
        if (case / "committed").exists():
            _commit(target)
        without = case / "without"
        for name in without.read_text("utf-8").split("\n") if without.exists() else ():
            if name:
                (target / name).unlink()
        for path in sorted(case.rglob("*")):
            name = path.relative_to(case).as_posix()
            if name in ABOUT_THE_CASE or (path.is_dir() and not path.is_symlink()):
                continue
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).unlink(missing_ok=True)
            shutil.copyfile(path, target / name, follow_symlinks=False)
        return target

    return lay


def _commit(folder: Path) -> None:
    quiet = ["git", "-c", "user.name=Case", "-c", "user.email=case@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init"], ["add", "."], ["commit", "--message", "The texts as they were"]):
        subprocess.run([*quiet, *command], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="session")
def findings() -> Callable[[Path], list[Diagnostic]]:
    """Load and check the dossier in a folder, and return all findings in order."""

    def findings(folder: Path) -> list[Diagnostic]:
        loaded = load(folder)
        owned = write.owned(folder / "docs")
        strangers = byhand.misplaced(folder, owned)
        return ordered([*loaded.findings, *strangers, *checks.check(loaded, byhand.pages(folder, owned))])

    return findings
