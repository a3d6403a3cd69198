"""The pages on disk are plain Markdown: Zensical, which knows nothing of our hook, builds every one of them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath

from generator import build
from generator.write import MANIFEST

ROOT = Path(__file__).parent.parent


def test_zensical_builds_every_page(tmp_path: Path) -> None:
    """From the same `mkdocs.yml`, theme and Markdown, without a warning, each page has its index.html."""
    for name in ("data", "seeds", "docs/about", "generator/theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copy(ROOT / "generator" / "site.yml", tmp_path / "generator")
    outcome = build.generate(tmp_path)
    assert outcome.sound

    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DOSSIER_")}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr

    pages = [path.relative_to(tmp_path / "docs").as_posix() for path in (tmp_path / "docs").rglob("*.md")]
    assert {page for page in outcome.written if page.endswith(".md")} <= set(pages)
    assert [page for page in sorted(pages) if not (tmp_path / "site" / published(page)).is_file()] == []
    home = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "assets/dossier.css" in home
    assert not (tmp_path / "site" / MANIFEST).exists()


def published(page: str) -> str:
    """Where a page's HTML stands in the site."""
    path = PurePosixPath(page).with_suffix("")
    return str((path.parent if path.name == "index" else path) / "index.html")
