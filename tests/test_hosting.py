"""A site stands at whatever address it is built for: a domain of one's own, or a path on another host."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator import hosting, starter


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project in which a record was renamed and a domain is named."""
    folder = tmp_path_factory.mktemp("project")
    for name, content in starter.files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    place = folder / "data" / "places" / "gull-point.yml"
    place.write_text(place.read_text("utf-8") + "formerly: [gull-rock]\n", "utf-8")
    (folder / "docs" / "CNAME").write_text("dossier.example.org\n")
    return folder


def built(project: Path, *options: str) -> str:
    """Build the site of a project, and return what is printed."""
    command: list[str | Path] = [Path(sys.executable).with_name("dossier"), "build", *options]
    done = subprocess.run(command, cwd=project, check=True, capture_output=True, text=True, timeout=300)
    return done.stdout


def canonical(project: Path, page: str) -> str:
    """The address that a page gives as its own."""
    (found,) = re.findall('rel="canonical" href="([^"]*)"', (project / "site" / page).read_text("utf-8"))
    return str(found)


def test_a_domain_of_one_s_own_is_where_the_site_stands(project: Path) -> None:
    """It is named in one file, which is published as well; the size is said beside what a host takes."""
    said = built(project)
    assert canonical(project, "events/index.html") == "https://dossier.example.org/events/"
    assert (project / "site" / "CNAME").read_text() == "dossier.example.org\n"
    size = sum(path.stat().st_size for path in (project / "site").rglob("*") if path.is_file())
    assert f"{size / 1e6:,.1f} MB, " in said
    assert "of what GitHub Pages takes" in said


def test_an_address_that_is_given_comes_first(project: Path) -> None:
    """Under a path of any host too; there the old address of a record still leads to it."""
    built(project, "--site-url", "https://example.org/some/path/")
    assert canonical(project, "index.html") == "https://example.org/some/path/"
    assert 'href="/some/path/' in (project / "site" / "404.html").read_text("utf-8")
    moved = (project / "site" / "places" / "gull-rock" / "index.html").read_text("utf-8")
    (target,) = re.findall(r'http-equiv="refresh" content="0; url=([^"]*)"', moved)
    assert (project / "site" / "places" / "gull-rock" / target / "index.html").resolve().is_file()
    assert (project / "site" / "places" / "gull-rock" / target).resolve().name == "gull-point"


@pytest.mark.parametrize(
    "wrong", ["", "https://example.org", "a b.example.org", "example.org\nother.org", "localhost", "é.org"]
)
def test_what_is_no_domain_is_refused(tmp_path: Path, wrong: str) -> None:
    """A file with anything else than one name is reported, not guessed at."""
    (tmp_path / "CNAME").write_text(wrong, "utf-8")
    with pytest.raises(hosting.NoDomainError, match="must hold the name of a domain"):
        hosting.domain_address(tmp_path)


def test_without_the_file_there_is_no_domain(tmp_path: Path) -> None:
    """Most sites have none."""
    assert hosting.domain_address(tmp_path) is None


def test_a_size_is_said_in_words() -> None:
    """In megabytes of a million bytes, as hosts count."""
    assert hosting.in_words(12_340_000) == "12.3 MB, 1.2% of what GitHub Pages takes"
