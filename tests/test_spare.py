"""A site that is made of the one before the last is to the byte what it would be if it were written whole."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import cores, lock, manifest, published, site
from generator.listing import standing
from generator.outlet import Outlet
from generator.spare import Spare
from tests.guide import unpack

ROOT = Path(__file__).parent.parent
MARK = site.MARK.as_posix()


def built(root: Path, wanted: dict[str, str]) -> set[str]:
    """Build a site of some files through the spare one; return the names of those that were written."""
    spare, outlet, target = Spare(root / ".cache", root / "site"), Outlet(), root / "site"
    with spare.prepared(), site.replacing(target, spare) as fresh:
        outlet.begin(spare.listing())
        for name, text in wanted.items():
            if name == MARK:  # MkDocs writes some files by itself
                (fresh / name).parent.mkdir(parents=True)
                (fresh / name).write_text(text)
            else:
                outlet.put(fresh, name, text.encode())
        written = {path.relative_to(fresh).as_posix() for path in fresh.rglob("*") if path.is_file()}
        sums = published.in_folder(fresh) | outlet.kept
        made_with = dict.fromkeys(manifest.SETTINGS, "")
        (fresh / manifest.NAME).write_text(manifest.as_text(manifest.Manifest(made_with, sums)))
    there = {path.relative_to(target).as_posix(): path for path in target.rglob("*") if path.is_file()}
    assert {name: path.read_text() for name, path in there.items() if name != manifest.NAME} == wanted
    assert not [path for path in target.rglob("*") if path.is_dir() and not any(path.iterdir())]
    assert [path.name for path in root.iterdir() if path.name.startswith("site")] == ["site"]
    return written - {MARK}


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    """From the second build on, whether the spare site was lent by the last one or stood before it."""
    wanted = {MARK: "{}", "index.html": "home", "events/strike/index.html": "strike"}
    assert built(tmp_path, wanted) == wanted.keys() - {MARK}
    assert built(tmp_path, wanted | {"index.html": "edited"}) == {"index.html"}
    assert built(tmp_path, wanted | {"index.html": "edited"}) == {"index.html"}  # what stands there is older
    assert built(tmp_path, wanted | {"index.html": "edited"}) == set()


def test_any_change_of_a_site_comes_out_as_written(tmp_path: Path) -> None:
    """Files change, come and go, and a folder takes a file's place."""
    chance = random.Random(1)  # noqa: S311 - no secret
    names = ["a", "a/b", "a/b/c", "a/d", "e/f/g", "e/f/h", "i", "j/k", "j/k/l"]
    for _ in range(60):
        some = chance.sample(names, chance.randrange(1, len(names)))
        wanted = {name: chance.choice(["one", "two"]) for name in some}
        no_folders = {name: text for name, text in wanted.items() if not any(o.startswith(f"{name}/") for o in wanted)}
        built(tmp_path, {MARK: "{}", **no_folders})


def test_what_is_kept_takes_the_place_of_what_was_written_first(tmp_path: Path) -> None:
    """MkDocs writes the search's index whole, whose place is then taken by one that may be kept."""
    wanted = {MARK: "{}", "search/search_index.json": "divided"}
    built(tmp_path, wanted)
    spare, outlet = Spare(tmp_path / ".cache", tmp_path / "site"), Outlet()
    with spare.prepared():
        outlet.begin(spare.listing())
        (fresh := tmp_path / "fresh" / "search").mkdir(parents=True)
        (fresh / "search_index.json").write_text("whole")
        outlet.put(fresh.parent, "search/search_index.json", b"divided")
    assert outlet.kept.keys() == {"search/search_index.json"}
    assert not list(fresh.iterdir())


@pytest.mark.parametrize("name", ["a\\b.txt", "a\nb.txt"])
def test_a_name_that_no_list_can_tell_is_written_as_any_other(tmp_path: Path, name: str) -> None:
    """It is built the first time, and so it is later."""
    wanted = {MARK: "{}", "index.html": "home"}
    for _ in range(2):
        built(tmp_path, wanted)
    for text in ("one", "one", "two"):
        built(tmp_path, wanted | {name: text})
    built(tmp_path, wanted)
    assert built(tmp_path, wanted) <= {"index.html"}


def _edited(folder: Path) -> None:
    (folder / "index.html").write_text("another")


def _added(folder: Path) -> None:
    (folder / "more.html").write_text("more")


def _lost(folder: Path) -> None:
    (folder / "index.html").unlink()


def _linked(folder: Path) -> None:
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to("/etc/passwd")


def _closed(folder: Path) -> None:
    (folder / "index.html").chmod(0o600)


def _closed_within(folder: Path) -> None:
    (folder / "events").chmod(0o700)


def _emptied(folder: Path) -> None:
    (folder / "actors" / "nobody").mkdir(parents=True)


@pytest.mark.parametrize("harm", [_edited, _added, _lost, _linked, _closed, _closed_within, _emptied])
@pytest.mark.parametrize("which", ["site", ".cache/site"])
def test_what_somebody_else_changed_is_not_taken_over(tmp_path: Path, harm: object, which: str) -> None:
    """The last site takes the place of the spare one; where that is not as it was written either, all is written."""
    wanted = {MARK: "{}", "index.html": "home", "events/strike/index.html": "strike"}
    for _ in range(1 + (which != "site")):
        built(tmp_path, wanted)
    assert callable(harm)
    harm(tmp_path / which)
    spoiled = which == "site" or harm in {_edited, _closed}  # both sites have the same file there
    assert built(tmp_path, wanted) == (wanted.keys() - {MARK} if spoiled else set())
    assert built(tmp_path, wanted) == set()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"form": 1, "where": "", "files": {"a": 1}}'])
def test_a_listing_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    """The site is then written whole."""
    wanted = {MARK: "{}", "index.html": "home"}
    built(tmp_path, wanted)
    built(tmp_path, wanted)
    for listing in (tmp_path / ".cache").glob("*.json"):
        listing.write_text(text)
    assert built(tmp_path, wanted) == {"index.html"}


def test_files_have_the_modes_that_new_ones_have(tmp_path: Path) -> None:
    """Whatever they had in the sites before."""
    wanted = {MARK: "{}", "index.html": "home", "events/strike/index.html": "strike"}
    before = os.umask(0o077)
    try:
        for mask in (0o077, 0o022, 0o002):
            os.umask(mask)
            for _ in range(2):
                last = built(tmp_path, wanted)
                found = {path.stat().st_mode & 0o777 for path in (tmp_path / "site").rglob("*")}
                assert found == {0o666 & ~mask, 0o777 & ~mask}
            assert last == set()
    finally:
        os.umask(before)


def test_nothing_is_taken_of_a_site_that_is_replaced_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An offline edition waits for nobody who only makes ready what may be kept."""
    target, wanted = tmp_path / "site", {MARK: "{}", "index.html": "home", "strike.html": "strike"}
    built(tmp_path, wanted)
    link, names = os.link, iter(wanted)

    def replaced(source: str, place: str) -> None:
        if next(names, "") == MARK:
            with site.replacing(target) as fresh:
                for name in wanted:
                    (fresh / name).parent.mkdir(exist_ok=True)
                    (fresh / name).write_text("offline")
                (fresh / manifest.NAME).write_text("")
        link(source, place)

    monkeypatch.setattr(os, "link", replaced)
    monkeypatch.setattr(cores, "available", lambda: 1)
    assert built(tmp_path, wanted) == wanted.keys() - {MARK}


def test_who_does_not_hold_the_spare_site_leaves_it_alone(tmp_path: Path) -> None:
    """Somebody else makes it ready, or builds with it."""
    wanted = {MARK: "{}", "index.html": "home"}
    for _ in range(2):
        built(tmp_path, wanted)
    cache = tmp_path / ".cache"
    before = standing(cache)
    with lock.tried(cache):
        assert built(tmp_path, wanted | {"index.html": "edited"}) == {"index.html"}
    assert standing(cache) == before
    assert built(tmp_path, wanted) == set()


def test_links_in_the_cache_lead_nowhere(tmp_path: Path) -> None:
    """Neither to what would be written, nor to a folder that looks like the spare site; the site is as it should be."""
    root, wanted = tmp_path / "project", {MARK: "{}", "index.html": "home"}
    (cache := root / ".cache").mkdir(parents=True)
    (tmp_path / "precious").write_text("theirs")
    for name in ("site.passing", "site.spare.passing", "site.json", "site.spare.json"):
        (cache / name).symlink_to(tmp_path / "precious")
    for _ in range(2):
        built(root, wanted)
    (cache / "site").rename(tmp_path / "theirs")
    (cache / "site").symlink_to(tmp_path / "theirs")
    before = {path: path.stat().st_ino for path in tmp_path.glob("theirs/**/*")}
    for _ in range(2):
        built(root, wanted | {"index.html": "edited"})
    assert {path: path.stat().st_ino for path in tmp_path.glob("theirs/**/*")} == before
    assert not (root / "site").is_symlink()
    assert (tmp_path / "precious").read_text() == "theirs"


def test_where_the_cache_is_a_link_all_is_written(tmp_path: Path) -> None:
    """What lies behind it may be anybody's."""
    root, wanted = tmp_path / "project", {MARK: "{}", "index.html": "home"}
    root.mkdir()
    (tmp_path / "theirs" / "site").mkdir(parents=True)
    (root / ".cache").symlink_to(tmp_path / "theirs")
    for _ in range(2):
        assert built(root, wanted) == {"index.html"}
    assert [path.name for path in tmp_path.glob("theirs/**/*")] == ["site"]


@pytest.mark.parametrize("where", [".cache", ".cache/site", ".cache/site/inner"])
def test_a_site_in_the_cache_is_not_its_own_spare(tmp_path: Path, where: str) -> None:
    """It stands where it was asked for."""
    spare, target = Spare(tmp_path / ".cache", tmp_path / where), tmp_path / where
    for text in ("{}", "[]"):
        with spare.prepared(), site.replacing(target, spare) as fresh:
            assert spare.listing() is None
            (fresh / MARK).parent.mkdir()
            (fresh / MARK).write_text(text)
            (fresh / manifest.NAME).write_text("")
        assert (target / MARK).read_text() == text


def test_a_site_elsewhere_is_not_made_of_this_one(tmp_path: Path) -> None:
    """Two sites of one project share a spare one only if it is known for the one that is built."""
    wanted = {MARK: "{}", "index.html": "home"}
    built(tmp_path, wanted)
    shutil.move(tmp_path / "site", tmp_path / "moved")
    assert built(tmp_path, wanted) == {"index.html"}


def test_builds_that_follow_each_other_end_as_one_from_scratch(tmp_path: Path) -> None:
    """With the real command: a record edited, another renamed, a page by hand added and removed, the source's page."""
    root = tmp_path / "project"
    unpack(root)
    shutil.copy(ROOT / "mkdocs.yml", root / "shipped.yml")
    (root / "generator").symlink_to(ROOT / "generator")
    (root / "mkdocs.yml").write_text("INHERIT: shipped.yml\nnav: [index.md]\nnot_in_nav: '*'\n")
    event, quote = root / "data/events/lamp-fails-1987.yml", root / "data/quotes/brook-light-it-again.yml"
    by_hand = root / "docs/about/by-hand.md"
    _build(root)
    event.write_text(event.read_text().replace("title: The lamp fails and", "title: The lamp fails, and"))
    _build(root)
    quote.rename(quote.with_name("brook-lights-it-again.yml"))
    by_hand.parent.mkdir()
    by_hand.write_text("---\ntitle: By hand\n---\n\n# By hand\n")
    _build(root)
    by_hand.unlink()
    event.write_text(event.read_text().replace("fails, and", "fails and"))
    _build(root)
    _same(root, tmp_path / "other")


def _build(root: Path) -> None:
    command: list[str | Path] = [Path(sys.executable).with_name("dossier"), "build", "--root", root]
    subprocess.run(command, check=True, capture_output=True)


def _same(root: Path, other: Path) -> None:
    shutil.copytree(root, other, symlinks=True, ignore=shutil.ignore_patterns(".cache", "site"))
    shutil.rmtree(other / "docs")
    _build(other)
    assert _tree(root / "site") == _tree(other / "site")


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
