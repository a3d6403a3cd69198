"""Whoever installs the generator from its package can follow the tutorial, in an environment of their own.

The environment holds the package and nothing of this repository; the libraries that it needs are lent to it from the
environment of the tests, so that nothing is fetched. What the tutorial pushes to GitHub goes to a folder.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TUTORIAL = ROOT / "docs" / "about" / "tutorial.md"
FILE = re.compile(r" as\s`([^`]+)`:$")
"""How a paragraph ends that is followed by the content of a file; other blocks are commands."""
PACKAGE = ("pyproject.toml", "README.md", "LICENSE", "generator")
"""What the package is built from. `LINKED` is where links in it lead."""
LINKED = (".editorconfig", ".github", ".vscode", "CONTRIBUTING.md", "docs/about")
SECONDS = 300


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built from a copy: setuptools leaves things behind where it builds."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in (*PACKAGE, *LINKED):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source / name)
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check"]
    command: list[str | Path] = [sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", out, source]
    subprocess.run(command, check=True, timeout=SECONDS)
    (built,) = out.glob("*.whl")
    return built


def test_the_package_holds_every_file_of_the_generator(wheel: Path) -> None:
    """Templates, theme, explanations, the project to start from with its hidden files: byte for byte, and no more."""
    paths = [path for path in (ROOT / "generator").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    with zipfile.ZipFile(wheel) as archive:
        held = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
    assert held == {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths}


def blocks() -> list[tuple[str | None, str]]:
    """The indented blocks of the tutorial, in order: the file that each is the content of, or None for commands."""
    found = []
    before = ""
    for part in re.split(r"\n\n(?! {4})", TUTORIAL.read_text("utf-8")):
        prose, _, block = part.partition("\n\n    ")
        if part.startswith("    "):
            prose, block = before, part[4:]
        if block:
            named = FILE.search(prose)
            text = re.sub("^    ", "", block, flags=re.MULTILINE).rstrip("\n") + "\n"
            found.append((named[1] if named else None, text))
        before = prose
    return found


@pytest.fixture
def surroundings(tmp_path: Path, wheel: Path) -> dict[str, str]:
    """The environment variables of somebody who has Python, git and make, and for whom pip finds the package."""
    lent = tmp_path / "libraries"
    lent.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if not re.match("dossier_generator|__editable__|pip", path.name) and path.suffix != ".pth":
            (lent / path.name).symlink_to(path)
    github = tmp_path / "github" / "you" / "ferry.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch", "main", github], check=True)
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "TMPDIR"}}
    python = tmp_path / "bin" / "python3"
    python.parent.mkdir()
    python.symlink_to(getattr(sys, "_base_executable", sys.executable))
    return kept | {
        "PATH": f"{python.parent}{os.pathsep}{kept['PATH']}",
        "HOME": str(tmp_path),
        "PYTHONPATH": str(lent),
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(wheel.parent),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "GIT_AUTHOR_NAME": "You",
        "GIT_AUTHOR_EMAIL": "you@example.org",
        "GIT_COMMITTER_NAME": "You",
        "GIT_COMMITTER_EMAIL": "you@example.org",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{tmp_path / 'github'}/.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://github.com/",
    }


def test_the_tutorial_leads_to_a_published_dossier(tmp_path: Path, surroundings: dict[str, str]) -> None:
    """Every file is saved as it says and every command run as it stands, one after the other; none fails."""
    folder = tmp_path
    said = ""
    for file, text in blocks():
        if file:
            (folder / file).write_bytes(text.encode())
            continue
        for command in text.splitlines():
            if command.startswith("cd "):
                folder /= command.removeprefix("cd ")
                continue
            done = subprocess.run(
                ["sh", "-c", command],
                cwd=folder,
                env=surroundings,
                capture_output=True,
                text=True,
                check=False,
                timeout=SECONDS,
            )
            assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
            said += done.stdout
    assert folder.name == "ferry"
    assert "every passage found, nothing to report" in said

    home = (folder / "site" / "index.html").read_text("utf-8")
    assert re.search("<h1[^>]*>The ferry at Low Ness</h1>", home)
    assert "assets/site.css" in home
    assert "Content-Security-Policy" in home
    event = (folder / "site" / "events" / "ferry-aground" / "index.html").read_text("utf-8")
    assert "vd--differ" in event  # the two texts give two days
    assert (folder / "site" / "quotes").is_dir()

    pushed = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "main"],
        cwd=tmp_path / "github" / "you" / "ferry.git", check=True, capture_output=True, text=True,
    ).stdout.split()  # fmt: skip
    assert {".github/workflows/publish.yml", "data/events/ferry-aground.yml", "requirements.txt"} <= set(pushed)
    assert not [name for name in pushed if name.startswith(("site/", ".venv/", "docs/events/"))]
