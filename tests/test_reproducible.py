"""The same data gives the same bytes, wherever and whenever it is built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guide import unpack

GENERATE = """
import os, sys
from pathlib import Path
os.umask(int(sys.argv[2], 8))
from generator.build import generate
sys.exit(not generate(Path(sys.argv[1])).sound)
"""
ENVIRONMENTS: dict[str, dict[str, str]] = {
    "as it is": {},
    "another time zone": {"TZ": "Pacific/Kiritimati"},
    "a language with its own rules for i": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "no language, and ASCII for files": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "another order of sets": {"PYTHONHASHSEED": "1"},
    "one more order of sets": {"PYTHONHASHSEED": "4294967295"},
    "nobody's home": {"HOME": "", "USER": "", "TMPDIR": "/tmp", "SOURCE_DATE_EPOCH": "86400"},  # noqa: S108 - as such
    "without assertions": {"PYTHONOPTIMIZE": "1", "PYTHONDONTWRITEBYTECODE": "1"},
}
FOLDERS = ("a", "b c", "ünïcode", "deep/er/than/others", "e", "F", "g", "0")
"""Where each builds, in the order above; every second time, files are made in another order."""


def laid(kept: Path, target: Path, *, backwards: bool) -> None:
    """Copy a project file by file, in order or backwards, so that listing its folders gives another order."""
    for path in sorted((p for p in kept.rglob("*") if p.is_file()), reverse=backwards):
        (target / path.relative_to(kept)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target / path.relative_to(kept))


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """What each environment makes of the guide's dossier, two at a time."""
    kept, root = tmp_path_factory.mktemp("kept"), tmp_path_factory.mktemp("built")
    unpack(kept)
    running = []
    made = {}
    for number, (name, changes) in enumerate(ENVIRONMENTS.items()):
        target = root / FOLDERS[number]
        laid(kept, target, backwards=bool(number % 2))
        environment = {key: value for key, value in (os.environ | changes).items() if value}
        command = [sys.executable, "-c", GENERATE, str(target), "077" if number % 2 else "022"]
        running.append(subprocess.Popen(command, cwd=Path(__file__).parent.parent, env=environment))
        if len(running) == 2 or number == len(ENVIRONMENTS) - 1:
            assert [process.wait(timeout=120) for process in running] == [0] * len(running), name
            running = []
        made[name] = target / "docs"
    return {
        name: {path.relative_to(docs).as_posix(): path.read_bytes() for path in docs.rglob("*") if path.is_file()}
        for name, docs in made.items()
    }


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_every_environment_gives_the_same_bytes(name: str, trees: dict[str, dict[str, bytes]]) -> None:
    """Time zone, language, hash seed, place, order of files, umask and home make no difference to any file."""
    first = trees["as it is"]
    assert len(first) > 40
    assert trees[name].keys() == first.keys()
    assert [path for path in first if trees[name][path] != first[path]] == []
