"""Built pages are kept in a file of the project's own, and nowhere else."""

from pathlib import Path

import pytest

from generator.pagecache import PageCache


@pytest.mark.parametrize("link", [".cache", ".cache/pages.sqlite", ".cache/pages.sqlite-wal"])
def test_what_lies_behind_a_link_is_not_written(tmp_path: Path, link: str) -> None:
    """An archive that somebody unpacked may hold links to anywhere; the pages are then built without the cache."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "pages.sqlite").touch()
    at = tmp_path / "project" / link
    at.parent.mkdir(parents=True)
    at.symlink_to(outside if link == ".cache" else outside / "pages.sqlite")
    with pytest.raises(OSError, match="is a link"):
        PageCache(tmp_path / "project" / ".cache" / "pages.sqlite", "environment")
    assert [(path.name, path.stat().st_size) for path in outside.iterdir()] == [("pages.sqlite", 0)]
