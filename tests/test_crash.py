"""Whatever step of writing is killed or failed by the system: pages are whole, nothing is lost, the next run heals all.

The steps are all system calls of the part of a generation that writes, each in turn, on the pages of the guide's
dossier before and after an edit; and all those of the exchange of two sites.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from generator import build, lock, manifest, published, site, write
from generator.examination import examine
from generator.outlet import Outlet
from generator.spare import Spare
from tests import faults
from tests.guide import unpack

BY_HAND = {
    "about/method.md": "---\ntitle: By hand\n---\n\n# By hand\n",
    "disputes/own.md": "---\ntitle: By hand too\n---\n",
}


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder, hidden ones too, with what it holds."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


class Edit(NamedTuple):
    """The pages before an edit of the data, as a folder and as a tree; what it asks for; and the tree it ends in."""

    folder: Path
    before: dict[str, str]
    planned: dict[str, bytes]
    after: dict[str, str]


@pytest.fixture(scope="module")
def edit(tmp_path_factory: pytest.TempPathFactory) -> Edit:
    """Give a quote another id and an event another title: pages change, come and go, and a folder goes with them."""
    root = tmp_path_factory.mktemp("crash")
    docs, kept = root / "docs", root / "kept"
    unpack(root)
    planned = _planned(root) | {"gone/deep/old.md": b"old\n", "disputes/old.md": b"old\n"}
    for path, text in BY_HAND.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(text)
    assert write.write(docs, planned).findings == []
    shutil.copytree(docs, kept)
    quote = root / "data/quotes/brook-light-it-again.yml"
    quote.rename(quote.with_name("brook-lights-it-again.yml"))
    event = root / "data/events/lamp-fails-1987.yml"
    event.write_text(event.read_text().replace("title: The lamp fails and", "title: The lamp fails, and"))
    planned = _planned(root) | {"new/deep/page.md": b"new\n"}
    assert write.write(docs, planned).findings == []
    return Edit(kept, tree(kept), planned, tree(docs))


def _planned(root: Path) -> dict[str, bytes]:
    dossier, _ = examine(root)
    assert dossier
    return build.files(dossier)


def test_no_fault_in_writing_tears_or_loses_anything(edit: Edit, tmp_path: Path) -> None:
    """After each of some 200 faults pages are old or new, hand-written ones stand, and the next run ends as ever."""
    docs = tmp_path / "docs"

    def work() -> None:
        with lock.held(docs, lambda: None):
            write.write(docs, edit.planned)

    def lay() -> None:
        shutil.rmtree(docs, ignore_errors=True)
        shutil.copytree(edit.folder, docs)

    count = 0
    for killed in (False, True):
        for fault in faults.each(lay, work, killed=killed):
            count += 1
            for path, text in tree(docs).items():
                if path != write.MANIFEST and not path.startswith(f"{write.STAGING}/"):
                    assert text in {edit.before.get(path), edit.after.get(path)}, (fault, path)
            for path in edit.before.keys() & edit.after.keys():
                assert (docs / path).is_file(), (fault, path)
            assert write.write(docs, edit.planned).findings == [], fault
            assert tree(docs) == edit.after, fault
    assert count >= 200


def built(target: Path, words: str) -> None:
    """Build a site that says some words, but for one page of it, which stands already."""
    spare, outlet = Spare(target.parent / ".cache", target), Outlet()
    with spare.prepared(), site.replacing(target, spare) as fresh:
        outlet.begin(spare.listing())
        (fresh / site.MARK).parent.mkdir()
        (fresh / site.MARK).write_text(words)
        outlet.put(fresh, "index.html", words.encode())
        outlet.put(fresh, f"{words}.html", b"")
        outlet.put(fresh, "events/strike/index.html", b"strike")
        written = published.in_folder(fresh) | outlet.kept
        made_with = dict.fromkeys(manifest.SETTINGS, "")
        (fresh / manifest.NAME).write_text(manifest.as_text(manifest.Manifest(made_with, written)))


@pytest.mark.parametrize("known", [0, 1, 2])
def test_no_fault_in_building_leaves_half_a_site(tmp_path: Path, known: int) -> None:
    """After each fault the site is wholly old or wholly new, and the next build leaves the new one and nothing else.

    That holds when no site is spare yet, when the last one lends its files, and when there is one.
    """
    target, kept = tmp_path / "out" / "site", tmp_path / "kept"
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})  # what other processes do, strace does not see
    try:
        built(target, "new")
        new = tree(target)
        shutil.rmtree(target.parent)
        for _ in range(known or 1):
            built(target, "old")
        if not known:
            shutil.rmtree(target.parent / ".cache")
        old = tree(target)
        shutil.copytree(target.parent, kept, copy_function=shutil.copy2)
        count = 0

        def lay() -> None:
            shutil.rmtree(target.parent)
            shutil.copytree(kept, target.parent, copy_function=shutil.copy2)

        for killed in (False, True):
            for fault in faults.each(lay, lambda: built(target, "new"), killed=killed):
                count += 1
                assert tree(target) in [old, new], fault
                built(target, "new")
                assert tree(target) == new, fault
                assert sorted(path.name for path in target.parent.iterdir()) == [".cache", "site"], fault
        assert count > 60
    finally:
        os.sched_setaffinity(0, cores)
