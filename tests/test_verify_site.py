"""`dossier verify-site` tells a copy that is what the data gives from one that was tampered with."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.manifest import NAME
from tests.browser.server import serve
from tests.guide import unpack

ROOT = Path(__file__).parent.parent
ADDRESS = "https://lamp.example.org/under/a/path/"


def dossier(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Call the command."""
    command = [sys.executable, "-c", "from generator.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project on the guide's dossier, with its site in `site`, built for an address of its own."""
    project = tmp_path_factory.mktemp("verify")
    unpack(project)
    shutil.copy(ROOT / "mkdocs.yml", project / "shipped.yml")
    (project / "mkdocs.yml").write_text("INHERIT: shipped.yml\nnav: [index.md]\nnot_in_nav: '*'\n")
    (project / "generator").symlink_to(ROOT / "generator")
    done = dossier("build", "--root", project, "--site-url", ADDRESS)
    assert done.returncode == 0, done.stderr
    return project


def test_a_site_is_what_the_data_gives(project: Path) -> None:
    """It is made again for the address that the copy names, and every file is the same, days and hosts apart."""
    assert f"# site_url: {ADDRESS}\n" in (project / "site" / NAME).read_text()
    done = dossier("verify-site", "--root", project, project / "site")
    assert (done.returncode, done.stderr) == (0, "")
    assert "are what the data gives" in done.stdout


def test_a_site_that_was_tampered_with_is_told_file_by_file(project: Path, tmp_path: Path) -> None:
    """Over the web and below a path: what was changed, taken away and put in, though the copy's list was mended."""
    copy = tmp_path / "copy"
    shutil.copytree(project / "site", copy)
    (copy / "index.html").write_text((copy / "index.html").read_text().replace("lamp", "lantern"))
    (copy / "planted.txt").write_text("mine")
    (copy / "llms.txt").unlink()
    sums = (copy / NAME).read_text().splitlines(keepends=True)
    (copy / NAME).write_text("".join(line for line in sums if "llms.txt" not in line) + f"{'0' * 64}  planted.txt\n")
    with serve(copy, "/dossier/") as address:
        done = dossier("verify-site", "--root", project, address)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "missing: llms.txt",
        f"changed: {NAME}",
        "changed: index.html",
        "extra: planted.txt",
    ]


def test_what_cannot_be_compared_is_not_called_right(project: Path, tmp_path: Path) -> None:
    """No copy, or one that does not say what it was made with: the command could not run."""
    for where in (tmp_path / "nowhere", tmp_path, "http://127.0.0.1:1/"):
        done = dossier("verify-site", "--root", project, where)
        assert (done.returncode, done.stdout) == (2, ""), where
        assert "Traceback" not in done.stderr
