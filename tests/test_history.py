"""The history: what git remembers of the data, as commits, as a page and as a feed; nothing where there is no git."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator import build, history, links
from generator.examination import examine
from generator.history import Touched

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = Path(__file__).parent / "cases" / "base"
HOSTILE = "Add <script>alert(1)</script> [x](javascript:alert) \u202e{{ 7*7 }} \x01" + "a" * 40


def git(folder: Path, *arguments: str, day: int = 1) -> None:
    """Run git as nobody in particular, at noon of a day in January 2020."""
    when = f"2020-01-{day:02}T12:00:00+01:00"
    who = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in
           (("NAME", "nobody"), ("EMAIL", "nobody@example.org"), ("DATE", when))}  # fmt: skip
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, env={**quiet, **who})


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a dossier with three commits: all of it, a changed event, and a place that came and went unseen."""
    root = tmp_path / "project"
    shutil.copytree(BASE, root)
    git(root, "init", "--quiet")
    git(root, "add", "data", "seeds")
    git(root, "commit", "--quiet", "-m", "Begin")
    event = next((root / "data" / "events").glob("*.yml"))
    event.write_text(event.read_text("utf-8") + "# looked at\n", "utf-8")
    git(root, "commit", "--quiet", "--all", "-m", HOSTILE, day=2)
    (root / "README.md").write_text("No data.\n", "utf-8")
    git(root, "add", "README.md")
    git(root, "commit", "--quiet", "-m", "Say what this is", day=3)
    git(root, "rm", "--quiet", event.relative_to(root).as_posix())
    git(root, "commit", "--quiet", "-m", "Take it back", day=4)
    git(root, "checkout", "--quiet", "HEAD~1", "--", event.relative_to(root).as_posix())
    return root


def test_commits_of_the_data_are_listed_newest_first(project: Path) -> None:
    """Each with its day, its first line and what it did to which file; those that touched no data are left out."""
    last, second, first = history.commits(project)
    assert (last.subject, last.made) == ("Take it back", "2020-01-04T12:00:00+01:00")
    (touched,) = last.files
    assert touched.what == "removed"
    assert second.files == (Touched(touched.path, "changed"),)
    assert {file.what for file in first.files} == {"added"}
    assert len(first.files) == sum(path.is_file() for name in ("data", "seeds") for path in (project / name).rglob("*"))


def test_what_a_subject_hides_is_left_out(project: Path) -> None:
    """Controls and characters that turn the text around are dropped; the rest stays as it was written."""
    subject = history.commits(project)[1].subject
    assert subject == HOSTILE.replace("\u202e", "").replace("\x01", "")


def test_without_git_there_is_no_history(tmp_path: Path) -> None:
    """No commits and no feed, and the page says so."""
    shutil.copytree(BASE, tmp_path / "project")
    assert history.commits(tmp_path / "project") == ()
    dossier = examine(tmp_path / "project").dossier
    assert dossier
    files = build.files(dossier)
    assert links.FEED not in files
    assert b"no history" in files[links.HISTORY]


def test_the_page_names_what_changed(project: Path) -> None:
    """Records that are there are linked, others named by their file; a hostile subject is printed as it is."""
    dossier = examine(project).dossier
    assert dossier
    page = build.files(dossier, history.commits(project))[links.HISTORY].decode()
    assert page.index("Take it back") < page.index("Begin")
    assert "<script>" not in page
    assert "](javascript" not in page
    event = next(iter(dossier.events))
    assert f"](../events/{event}.md)" in page


def test_the_feed_is_an_atom_feed(project: Path) -> None:
    """It has what RFC 4287 requires, an entry a commit, and links to the page of the history."""
    dossier = examine(project).dossier
    assert dossier
    commits = history.commits(project)
    feed = ElementTree.fromstring(build.files(dossier, commits)[links.FEED])  # noqa: S314 - made a line before
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for required in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{required}")) == 1
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [commit.subject for commit in commits]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(commits)
    page = build.files(dossier, commits)[links.HISTORY].decode()
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        address, _, anchor = link.attrib["href"].partition("#")
        assert address == "../history/"
        assert f'id="{anchor}"' in page


def test_a_cache_in_the_repository_is_refused(project: Path) -> None:
    """Whoever proposes one could have any page published; one that only lies there is nobody's matter."""
    kept = project / ".cache" / "pages.sqlite"
    kept.parent.mkdir()
    kept.write_bytes(b"pages")
    assert examine(project).sound
    git(project, "add", "--force", ".cache")
    (finding,) = examine(project).findings
    assert (finding.code, finding.location.path) == ("file-misplaced", ".cache/pages.sqlite")
    assert "git rm -r --cached .cache" in finding.hint
