"""The site is to the byte, and to the warning, what MkDocs alone makes of the same pages: cold, cached, edited."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator import mkdocs_speed, searchindex
from generator.pagecache import Built, PageCache

ROOT = Path(__file__).parent.parent
Change = Callable[[Path], object]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of the golden pages, which are ready to be built; the package itself is only linked."""
    shutil.copytree(ROOT / "tests" / "golden", tmp_path / "docs")
    shutil.rmtree(tmp_path / "docs" / "verification")  # it leads to files that are no pages
    (tmp_path / "generator").symlink_to(ROOT / "generator")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "shipped.yml")
    lines = [
        "INHERIT: shipped.yml",
        "nav: [index.md, events/index.md, {More: [actors/index.md]}]",
        "not_in_nav: '*'",
        "watch: []",
    ]
    (tmp_path / "mkdocs.yml").write_text("\n".join([*lines, ""]))
    return tmp_path


def edit(docs: Path) -> None:
    """Change words, and take away an anchor to which other pages lead."""
    page = docs / "sources" / "race-report.md"
    text = page.read_text("utf-8").replace("The", "THE")
    page.write_text(re.sub(r'id="p-', 'id="q-', text, count=2), "utf-8")


def rearrange(docs: Path) -> None:
    """Take away a page to which others lead, give another a new name, and change a setting that every page shows."""
    (docs / "actors" / "hare.md").unlink()
    (docs / "events" / "quarrel.md").rename(docs / "events" / "row.md")
    with (docs.parent / "mkdocs.yml").open("a") as stream:
        stream.write("site_name: Another name\n")


def nothing(docs: Path) -> None:
    """Leave all as it is."""


CHANGES: list[Change] = [nothing, nothing, edit, nothing, rearrange]


def test_the_site_is_what_mkdocs_alone_makes(
    project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """After every change, and after none, each file of the site and each warning is the same, also in a large site."""
    monkeypatch.setenv("DOSSIER_PAGES", "ready")
    monkeypatch.setattr(searchindex, "LARGE", 0)
    warned = []
    for change in CHANGES:
        change(project / "docs")
        plain = site(project, monkeypatch, caplog, speed="off")
        quick = site(project, monkeypatch, caplog, speed="on")
        assert plain.keys() == quick.keys() >= {"search/terms/0.json", "search/pages/0.json"}, change.__name__
        assert [name for name, content in plain.items() if quick[name] != content] == [], change.__name__
        warned.append(plain["warnings"])
    assert warned[0] == warned[1] != warned[2] == warned[3] != warned[4]


def test_another_commit_makes_no_page_anew(
    project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Citations name the commit, in pages that are kept too, and all is as MkDocs alone makes it."""
    monkeypatch.setenv("DOSSIER_PAGES", "ready")
    monkeypatch.setenv("DOSSIER_REPOSITORY", "https://example.org/of/it")
    monkeypatch.setenv("DOSSIER_REVISION", "0123456789abcdef" * 2 + "01234567")
    site(project, monkeypatch, caplog, speed="on")
    kept: list[str] = []
    monkeypatch.setattr(PageCache, "keep", lambda _, name, *__: kept.append(name))
    monkeypatch.setenv("DOSSIER_REVISION", "fedcba9876543210" * 2 + "fedcba98")
    quick = site(project, monkeypatch, caplog, speed="on")
    assert kept == []
    assert quick == site(project, monkeypatch, caplog, speed="off")
    assert b"fedcba987654" in quick["quotes/pace/index.html"]
    assert b"0123456789ab" not in quick["quotes/pace/index.html"]


def test_what_is_known_is_not_built_again(
    project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Only a page that changed is kept anew."""
    monkeypatch.setenv("DOSSIER_PAGES", "ready")
    kept: list[str] = []
    keep = PageCache.keep

    def watched(self: PageCache, name: str, key: str, built: Built) -> None:
        kept.append(name)
        keep(self, name, key, built)

    monkeypatch.setattr(PageCache, "keep", watched)
    site(project, monkeypatch, caplog, speed="on")
    assert len(set(kept)) == len(kept) > 30
    kept.clear()
    (project / "docs" / "quotes" / "pace.md").write_text('---\ntitle: "Pace"\n---\n\n# Pace\n', "utf-8")
    site(project, monkeypatch, caplog, speed="on")
    assert kept == ["quotes/pace.md"]


def test_an_unknown_version_is_left_alone(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """MkDocs then builds every page itself, and a note says why."""
    monkeypatch.setenv("DOSSIER_PAGES", "ready")
    for name in ("actors", "events", "quotes", "places", "disputes", "sources"):
        shutil.rmtree(project / "docs" / name)
    (project / "mkdocs.yml").write_text("INHERIT: shipped.yml\nnav: [index.md]\nnot_in_nav: '*'\nwatch: []\n")
    monkeypatch.setitem(mkdocs_speed.KNOWN, "mkdocs", "0.1")
    assert "index.html" in site(project, monkeypatch, caplog, speed="on")
    assert "is not the version 0.1" in capsys.readouterr().err
    assert not (project / ".cache" / "pages.sqlite").exists()


def site(
    project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, *, speed: str
) -> dict[str, bytes]:
    """Build a site; return every file of it by its path, and what MkDocs warned of under `warnings`."""
    monkeypatch.setenv("DOSSIER_SPEED", speed)
    monkeypatch.setenv("DOSSIER_STRICT", "false")
    folder = project / f"site.{speed}"
    caplog.clear()
    with caplog.at_level(logging.WARNING, "mkdocs"):
        build(load_config(str(project / "mkdocs.yml"), site_dir=str(folder)))
    said = sorted(record.getMessage() for record in caplog.records)
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
    return found | {"warnings": "\n".join(said).encode()}
