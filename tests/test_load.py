"""Reading `data/` and `seeds/`: whatever is wrong is a finding, never an exception, and hides nothing else."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import report
from generator.diagnostics import Diagnostic
from generator.gaps import coverage
from generator.holding import passages_in
from generator.load import MAX_SEED, load
from generator.vocabulary import Match

Findings = Callable[[Path], list[Diagnostic]]


@pytest.fixture
def dossier(lay: Callable[[Path], Path], tmp_path: Path) -> Path:
    """A copy of the base that a test may change."""
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    return lay(nothing)


def codes(findings: list[Diagnostic]) -> set[tuple[str, str]]:
    """The codes and files of findings."""
    return {(finding.code, finding.location.path) for finding in findings}


def test_a_sound_dossier_is_whole(dossier: Path) -> None:
    """Every record is there as typed and with its passages, and every passage is a slice of its source."""
    loaded = load(dossier)
    assert loaded.findings == []
    assert loaded.whole
    assert loaded.unread == frozenset()
    assert loaded.curated is not None
    assert loaded.found is not None
    assert [record.id for _, record in loaded.found.records()] == [record.id for _, record in loaded.curated.records()]
    assert list(loaded.found.sources) == ["race-report", "slow-and-steady"]
    passages = [passage for _, record in loaded.found.records() for passage in passages_in(record)]
    assert len(passages) == 70
    for passage in passages:
        assert loaded.found.texts[passage.source].text[passage.start : passage.end] == passage.text
    assert {passage.match for passage in passages} == set(Match)


def test_every_sentence_of_the_base_is_cited_or_set_aside(dossier: Path) -> None:
    """Boilerplate and what is set aside carry their reasons; the rest is cited."""
    found = load(dossier).found
    assert found is not None
    states = coverage(found)
    assert [state.state for state in states["race-report"]].count("set-aside") == 3
    assert {state.state for states in states.values() for state in states} == {"cited", "set-aside"}
    assert all(state.reason for states in states.values() for state in states if state.state == "set-aside")


def test_records_are_where_they_were_typed(dossier: Path) -> None:
    """A value's position is the one in its file."""
    found = load(dossier).found
    assert found is not None
    assert found.at("race", "accounts", 1, "as_stated") == ("data/events/race.yml", 31, 16)
    assert found.at("millbrook-race", "title").path == "data/dossier.yml"
    assert found.kind_of("race") == "events"
    assert found.kind_of("nobody") is None


def test_a_link_is_not_followed(dossier: Path, tmp_path: Path, findings: Findings) -> None:
    """Neither a file nor a folder may lead out of the project."""
    outside = tmp_path / "outside"
    (dossier / "data" / "places").rename(outside)
    (dossier / "data" / "places").symlink_to(outside)
    (dossier / "seeds" / "race-report.txt").rename(tmp_path / "seed")
    (dossier / "seeds" / "race-report.txt").symlink_to(tmp_path / "seed")
    assert codes(findings(dossier)) >= {
        ("file-misplaced", "data/places"),
        ("file-unreadable", "seeds/race-report.txt"),
        ("id-dangling", "data/events/race.yml"),
    }


def test_a_file_in_place_of_a_folder_is_reported(dossier: Path, findings: Findings) -> None:
    """It is not taken for an empty folder."""
    (dossier / "data" / "disputes" / "race-day.yml").unlink()
    (dossier / "data" / "disputes").rmdir()
    (dossier / "data" / "disputes").write_text("none", "utf-8")
    assert codes(findings(dossier)) == {("file-misplaced", "data/disputes")}


def test_a_folder_in_place_of_a_file_is_reported(dossier: Path, findings: Findings) -> None:
    """Records lie directly in the folder of their kind."""
    (dossier / "data" / "actors" / "birds.yml").mkdir()
    (dossier / "data" / "actors" / "birds").mkdir()
    assert codes(findings(dossier)) == {
        ("file-unreadable", "data/actors/birds.yml"),
        ("file-misplaced", "data/actors/birds"),
    }


def test_a_file_name_that_is_not_utf_8_can_be_reported(dossier: Path, findings: Findings) -> None:
    """The name is shown, not the cause of a crash."""
    Path(os.fsdecode(bytes(dossier / "data" / "actors") + b"/\xff.yml")).write_bytes(b"name: x\n")
    said = report.text(findings(dossier))
    assert said.encode("utf-8").startswith(rb"data/actors/\udcff.yml:1:1: error: ")


def test_a_source_text_has_a_limit(dossier: Path, findings: Findings) -> None:
    """A seed beyond it is not read."""
    (dossier / "seeds" / "race-report.txt").write_bytes(b"x" * (MAX_SEED + 1))
    assert codes(findings(dossier)) == {("file-unreadable", "seeds/race-report.txt")}


def test_an_empty_project_lacks_its_front_page(tmp_path: Path, findings: Findings) -> None:
    """There is one finding, and no dossier."""
    assert codes(findings(tmp_path)) == {("file-unreadable", "data/dossier.yml")}
    loaded = load(tmp_path)
    assert (loaded.curated, loaded.found, loaded.whole) == (None, None, False)


def test_what_rests_on_a_missing_text_stays_unsaid(dossier: Path, findings: Findings) -> None:
    """A missing seed is one finding, not one for each passage in it."""
    (dossier / "seeds" / "race-report.txt").unlink()
    assert [finding.code for finding in findings(dossier)] == ["seed-missing"]
    loaded = load(dossier)
    assert not loaded.whole
    assert loaded.unread == {"sources"}
    assert loaded.found is not None
    assert "race" not in loaded.found.events
    assert "moved-finish" in loaded.found.events


def test_a_front_page_with_a_misquotation_hides_no_record(dossier: Path, findings: Findings) -> None:
    """The records are judged all the same."""
    front, owl = dossier / "data" / "dossier.yml", dossier / "data" / "actors" / "owl.yml"
    front.write_text(front.read_text("utf-8").replace("words: lost by 40 paces", "words: lost by 50 paces"), "utf-8")
    owl.write_text(owl.read_text("utf-8").replace("    - the Owl", "    - the Eagle"), "utf-8")
    assert codes(findings(dossier)) == {
        ("passage-not-found", "data/dossier.yml"),
        ("name-not-in-source", "data/actors/owl.yml"),
    }


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to every value of a file but the whole."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, item in inner for found in ((*path, key), *leaves(item, (*path, key)))]


BASE = Path(__file__).parent / "cases" / "base"
VALUES = [
    (path.relative_to(BASE).as_posix(), way)
    for path in sorted(BASE.glob("data/**/*.yml"))
    for way in leaves(yaml.load(path.read_text("utf-8"), yaml.BaseLoader))  # noqa: S506 builds text, lists and mappings
]
BROKEN = [
    "",
    "x",
    "no-such-id",
    "hare",
    "race",
    "race-report",
    "1921-05-30",
    "Hare",
    "The Hare",
    [],
    {},
    ["hare", "hare"],
]


@given(st.lists(st.tuples(st.sampled_from(VALUES), st.sampled_from([*BROKEN, None])), min_size=1, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_nothing_that_is_typed_raises(
    dossier: Path, findings: Findings, changes: list[tuple[tuple[str, tuple[str | int, ...]], object]]
) -> None:
    """Values changed at random, or taken out, end in findings, and the checker goes on to the end."""
    before = {name: (dossier / name).read_bytes() for (name, _), _ in changes}
    try:
        for (name, way), new in changes:
            value = yaml.load((dossier / name).read_bytes(), yaml.BaseLoader)  # noqa: S506 as above
            _put(value, way, new)
            (dossier / name).write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), "utf-8")
        assert all(finding.message for finding in findings(dossier))
    finally:
        for name, raw in before.items():
            (dossier / name).write_bytes(raw)


def _put(value: Any, way: tuple[str | int, ...], new: object) -> None:
    """Set or take out a value, if what leads to it is still there."""
    try:
        for step in way[:-1]:
            value = value[step]
        if new is None:
            del value[way[-1]]
        else:
            value[way[-1]] = new
    except (KeyError, IndexError, TypeError):
        return  # an earlier change took it away


def test_the_sum_of_a_text_is_over_its_bytes(dossier: Path, findings: Findings) -> None:
    """One byte more is another text, even if no word changed."""
    seed = dossier / "seeds" / "slow-and-steady.txt"
    seed.write_bytes(seed.read_bytes() + b"\n")
    (finding,) = findings(dossier)
    assert finding.code == "seed-changed"
    assert hashlib.sha256(seed.read_bytes()).hexdigest() in finding.message
