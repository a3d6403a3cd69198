"""What a preview shows of an edit at once: the page that the whole run will make, or what is wrong with the record."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from threading import Event, Thread
from typing import Any
from unittest.mock import patch

import pytest
from jinja2 import TemplateError

from generator import pages, preview, render
from generator.load import Loaded, load
from generator.preview import Dossiers


@pytest.fixture
def project(base: Path, tmp_path: Path) -> Path:
    """A copy of the small dossier."""
    return shutil.copytree(base, tmp_path / "dossier")


def records(project: Path) -> list[Path]:
    """The files of all records but the sources."""
    return [path for path in sorted(project.glob("data/*/*.yml")) if path.parent.name != "sources"]


def test_the_pages_are_those_that_the_whole_run_makes(project: Path) -> None:
    """But for the description in a page's head, which nobody reads in a preview."""
    dossiers = Dossiers(project)
    dossiers.refresh()
    edited = records(project)
    with edited[0].open("a", encoding="utf-8") as stream:
        stream.write("note: This was added.\n")
    found = load(project).found
    assert found
    whole = {page.file: render.render(page) for page in pages.plan(found)}
    shown = dossiers.edited(edited)
    assert shown is not None
    assert len(shown) >= len(edited)
    assert {one.file: one.text for one in shown} == {one.file: whole[one.file] for one in shown}
    assert any("This was added" in (one.text or "") for one in shown)


def test_nothing_is_taken_from_an_earlier_edit_that_no_longer_holds(project: Path) -> None:
    """Edit after edit, of names too, each page is the one that the whole run makes."""
    dossiers = Dossiers(project)
    dossiers.refresh()
    hare, race = project / "data" / "actors" / "hare.yml", project / "data" / "events" / "race.yml"
    for number, (path, old, new) in enumerate(
        (
            (race, "title: ", "title: Again, "),
            (hare, "    - Hare\n", "    - Hare\n    - old oak\n"),  # another name, which sentences of others may hold
            (race, "title: Again, ", "title: "),
            (hare, "    - old oak\n", ""),
        )
    ):
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
        for record in records(project):
            with record.open("a", encoding="utf-8") as stream:
                stream.write(f"# {number}\n")
        found = load(project).found
        assert found
        whole = {page.file: render.render(page) for page in pages.plan(found)}
        for edited in ([path], records(project)):
            shown = dossiers.edited(edited)
            assert shown
            assert {one.file: one.text for one in shown} == {one.file: whole[one.file] for one in shown}


def test_an_edit_waits_until_all_was_read(project: Path) -> None:
    """Who edits while the preview begins sees the page as soon as it can be made, and not after a whole build."""
    dossiers = Dossiers(project)
    begun = Event()
    load_all = load

    def slowly(*known: Any) -> Loaded:
        begun.set()
        time.sleep(0.3)
        return load_all(*known)

    with patch.object(preview, "load", slowly):
        reading = Thread(target=dossiers.refresh)
        reading.start()
        begun.wait()
        assert dossiers.edited(records(project)[:1])
        reading.join()


def test_a_broken_template_keeps_nobody_from_reading(project: Path) -> None:
    """It is mended while the preview runs, and then the next edit is shown."""
    dossiers = Dossiers(project)
    with patch.object(render, "render", side_effect=TemplateError("broken")):
        dossiers.refresh()
    assert dossiers.edited(records(project)[:1])


def test_a_record_with_an_error_is_shown_by_its_findings(project: Path) -> None:
    """Its page stays as it is; once it is mended, it is shown again."""
    dossiers = Dossiers(project)
    dossiers.refresh()
    path = project / "data" / "actors" / "hare.yml"
    good = path.read_text("utf-8")
    bad = {
        "field-unknown": "namme: x\n" + good,
        "passage-not-found": good.replace("      words: ", "      words: Not so. ", 1),
    }
    for code, text in bad.items():
        path.write_text(text, "utf-8")
        shown = dossiers.edited([path])
        assert shown
        assert (shown[0].file, shown[0].text) == ("actors/hare.md", None)
        assert [finding.code for finding in shown[0].findings] == [code]
    path.write_text(good, "utf-8")
    assert all(one.text for one in dossiers.edited([path]) or ())


@pytest.mark.parametrize(
    "name", ["data/dossier.yml", "data/sources/race-report.yml", "data/actors/nobody.yml", "seeds/x.txt"]
)
def test_what_is_no_known_record_is_left_to_the_whole_run(project: Path, name: str) -> None:
    """And nothing is shown at once until all was read again."""
    dossiers = Dossiers(project)
    dossiers.refresh()
    assert dossiers.edited([project / name]) is None
    assert dossiers.edited(records(project)[:1]) is None
    dossiers.refresh()
    assert dossiers.edited(records(project)[:1])


def test_nothing_is_shown_of_a_dossier_that_is_not_whole(project: Path) -> None:
    """What lacks records would show pages that lack them too."""
    (project / "data" / "actors" / "hare.yml").write_text("namme: x\n", "utf-8")
    dossiers = Dossiers(project)
    dossiers.refresh()
    assert not dossiers.known
    assert dossiers.edited(records(project)[:1]) is None
