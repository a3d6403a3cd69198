"""MkDocs by itself makes the pages: a build fails on bad data, a preview goes on with the last good ones."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.mkdocs_hook import hand_written
from generator.write import MANIFEST
from tests.guide import unpack

ROOT = Path(__file__).parent.parent
RECORD = Path("data", "places", "gull-point.yml")
BROKEN = "namme: Gull Point\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project without anything generated, on the small dossier; the package itself is only linked."""
    unpack(tmp_path)
    (tmp_path / "docs" / "about").mkdir(parents=True)
    (tmp_path / "docs" / "about" / "by-hand.md").write_text("---\ntitle: By hand\n---\n\n# By hand\n")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "shipped.yml")
    lines = ["INHERIT: shipped.yml", "nav: [index.md, about/by-hand.md]", "not_in_nav: '*'", ""]
    (tmp_path / "mkdocs.yml").write_text("\n".join(lines))
    (tmp_path / "generator").symlink_to(ROOT / "generator")
    return tmp_path


def environment(**more: str) -> dict[str, str]:
    """The environment of a plain call of MkDocs, whatever calls the tests."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("DOSSIER_")}
    return {**plain, "NO_MKDOCS_2_WARNING": "1", **more}


def mkdocs(project: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Call MkDocs in a project and wait for it."""
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(
        command, cwd=project, env=environment(**more), capture_output=True, text=True, check=False, timeout=120
    )


def test_a_plain_build_makes_pages_and_site(project: Path) -> None:
    """In a clean copy, `mkdocs build --strict` alone makes every page and builds the site."""
    done = mkdocs(project, "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert (project / "site" / "places" / "gull-point" / "index.html").is_file()
    assert (project / "site" / "data" / "dossier.json").is_file()
    assert not (project / "site" / MANIFEST).exists()


def test_a_build_fails_on_bad_data(project: Path) -> None:
    """An error in the data is printed with its place, and there is no site."""
    (project / RECORD).write_text(BROKEN)
    done = mkdocs(project, "build")
    assert done.returncode == 1
    assert re.search(rf"^{RECORD.as_posix()}:\d+:\d+: error: .* \[field-unknown\]$", done.stderr, re.MULTILINE)
    assert "no page was written" in done.stderr
    assert not (project / "site" / "index.html").exists()
    assert not (project / "docs" / "index.md").exists()


def test_nothing_is_taken_from_a_cache_that_others_could_fill(project: Path) -> None:
    """Where it is part of the repository, a preview, which goes on, builds every page itself."""
    assert mkdocs(project, "build").returncode == 0
    kept = project / ".cache" / "pages.sqlite"
    assert kept.is_file()
    assert [path.name for path in kept.parent.iterdir() if path.suffix == ".cache"] == []  # no compiled templates
    with sqlite3.connect(kept) as database:
        database.execute("update page set html = ?", [b"forged"])
    page = project / "site" / "places" / "gull-point" / "index.html"
    for command in (["init", "--quiet"], ["add", "--force", ".cache"]):
        subprocess.run(["git", "-C", str(project), *command], check=True, capture_output=True)
    done = mkdocs(project, "build", DOSSIER_PAGES="ready")
    assert "since .cache is part of the repository" in done.stderr
    assert "forged" not in page.read_text("utf-8")
    subprocess.run(["git", "-C", str(project), "rm", "--cached", "-r", "--quiet", ".cache"], check=True)
    assert mkdocs(project, "build", DOSSIER_PAGES="ready").returncode == 0
    assert page.read_text("utf-8") == "forged"


def test_a_link_that_leads_nowhere_ends_the_command(project: Path) -> None:
    """It says which, and the last good site stands, on each build anew."""
    command = [str(Path(sys.executable).with_name("dossier")), "build"]
    page = project / "docs" / "about" / "by-hand.md"
    page.write_text(f"{page.read_text()}\n[There](nowhere.md)\n")
    for _ in range(2):
        done = subprocess.run(
            command, cwd=project, env=environment(), capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 2
        assert "about/nowhere.md" in done.stderr
        assert not (project / "site").exists()


def test_pages_that_are_ready_are_not_made_again(project: Path) -> None:
    """Who has generated the pages says so, and the data is not even read."""
    assert mkdocs(project, "build").returncode == 0
    (project / RECORD).write_text(BROKEN)
    done = mkdocs(project, "build", DOSSIER_PAGES="ready")
    assert done.returncode == 0, done.stderr


@contextmanager
def serving(project: Path) -> Iterator[str]:
    """Serve a preview of a project; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with (project / "serve.log").open("w") as log:
        # Its temporary site goes with the test; a shell in the background may have told its children to ignore SIGINT.
        own = environment(TMPDIR=str(project))
        process = subprocess.Popen(command, cwd=project, env=own, stdout=log, stderr=subprocess.STDOUT)
        try:
            yield f"http://127.0.0.1:{port}/dossier/"
        finally:
            process.terminate()
            process.wait(timeout=30)


def shown(address: str, wanted: str, *, there: bool = True, timeout: float = 60) -> str:
    """Read a page until it holds a text, or no longer holds it, and return it."""
    deadline = time.monotonic() + timeout
    page = ""
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=timeout) as answer:  # noqa: S310 - our own preview
                page = answer.read().decode()
        except OSError:
            page = ""
        if page and (wanted in page) is there:
            return page
        time.sleep(0.2)
    pytest.fail(f"{address} never came to {'hold' if there else 'lose'} {wanted!r}; it held {page[:2000]}")


def builds(project: Path) -> int:
    """How often the preview has been built."""
    return (project / "serve.log").read_text().count("Documentation built")


def test_a_preview_survives_bad_data(project: Path) -> None:
    """It follows edits, shows errors on top of the last good pages, recovers, and never builds in a loop."""
    good = (project / RECORD).read_text()
    with serving(project) as address:
        page = address + "places/gull-point/"
        assert 'class="findings"' not in shown(page, "Gull Point")

        # The edited page comes at once; all is then built once more, and not a third time, although that wrote pages.
        (project / RECORD).write_text(good.replace("note: ", "note: Edited. ", 1))
        shown(page, "Edited.")
        shown(page, 'class="unchecked"', there=False)
        time.sleep(2)
        assert builds(project) == 2

        (project / RECORD).write_text("<script>alert(1)</script>: x\n" + good)
        bad = shown(page, 'class="findings"')
        assert "[field-unknown]" in bad
        assert "<script>alert" not in bad
        assert "Edited." in bad

        (project / RECORD).write_text(good)
        assert "Edited." not in shown(page, 'class="findings"', there=False)
        shown(page, 'class="unchecked"', there=False)

        (project / "docs" / "about" / "by-hand.md").write_text(
            "---\ntitle: By hand\n---\n\n# By hand\n\nA new last line.\n"
        )
        shown(address + "about/by-hand/", "A new last line.")


def test_only_hand_written_files_are_watched(tmp_path: Path) -> None:
    """A folder without generated files is watched whole; in a mixed one, its other entries are."""
    for name in ("index.md", "about/method.md", "events/a.md", "events/by-hand.md", "events/notes/b.md", MANIFEST):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    generated = frozenset({"index.md", "events/a.md", "gone/c.md", MANIFEST})
    found = [path.relative_to(tmp_path).as_posix() for path in hand_written(tmp_path, generated)]
    assert found == ["about", "events/by-hand.md", "events/notes"]
