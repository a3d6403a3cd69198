"""A new site takes the last one's place whole, or not at all; what is no site is left alone."""

from pathlib import Path

import pytest

from generator.site import MARK, NotBuiltError, replacing


def built(folder: Path, words: str) -> None:
    """Build a site of two files."""
    (folder / MARK).parent.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text(words)
    (folder / "index.html").write_text(words)


def half_built(target: Path, before: str) -> None:
    """Fail in the middle of a build, having seen what stood before it."""
    with replacing(target) as fresh:
        (fresh / "index.html").write_text("half")
        assert (target / "index.html").read_text() == before
        raise RuntimeError("half done")


def standing(target: Path) -> set[str]:
    """What the files of the site say; nothing must stand beside it."""
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    return {path.read_text() for path in target.rglob("*") if path.is_file()}


def test_a_site_is_replaced_whole(tmp_path: Path) -> None:
    """Whoever looks while it is built sees the last one; nothing of it is left afterwards."""
    target = tmp_path / "out" / "site"
    with replacing(target) as fresh:
        built(fresh, "first")
    (target / "gone.html").write_text("first")
    with replacing(target) as fresh:
        built(fresh, "second")
        assert (target / "index.html").read_text() == "first"
    assert standing(target) == {"second"}
    assert target.stat().st_mode & 0o777 == 0o755


def test_where_the_build_fails_the_last_site_stands(tmp_path: Path) -> None:
    """Whether it raises or just leaves no site."""
    target = tmp_path / "site"
    with replacing(target) as fresh:
        built(fresh, "first")
    with pytest.raises(RuntimeError, match="half done"):
        half_built(target, "first")
    with pytest.raises(NotBuiltError, match="last good one stands"), replacing(target) as fresh:
        (fresh / "index.html").write_text("second")
    assert standing(target) == {"first"}


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_is_no_site_is_not_replaced(tmp_path: Path, kind: str) -> None:
    """A folder of somebody's files, given by mistake, is named and left as it is."""
    target = tmp_path / "letters"
    if kind == "folder":
        target.mkdir()
        (target / "to-mother.txt").write_text("mine")
    else:
        target.write_text("mine")
    with pytest.raises(NotBuiltError, match=r"letters holds (to-mother.txt|no folder)"), replacing(target):
        pytest.fail("it was built")
    assert list(tmp_path.iterdir()) == [target]


def test_what_killed_builds_left_is_taken_away(tmp_path: Path) -> None:
    """Half-built folders go; one of a build that is still at work, or that is nobody's, stays."""
    target = tmp_path / "site"
    built(tmp_path / "site.building-dead", "half")
    built(tmp_path / "site.notes", "mine")
    with replacing(target) as first:
        built(first, "first")
        with replacing(target) as second:
            built(second, "second")
        assert first.is_dir()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "site.notes"]
    assert (target / "index.html").read_text() == "first"


def test_a_site_that_was_put_aside_comes_back(tmp_path: Path) -> None:
    """Where the system cannot exchange two folders, a kill between two renames leaves no site, until the next build."""
    target = tmp_path / "site"
    built(tmp_path / "site.old", "first")
    with pytest.raises(RuntimeError, match="half done"):
        half_built(target, "first")
    assert standing(target) == {"first"}
