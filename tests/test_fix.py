"""`dossier check --fix` mends what has one right answer, shows it, and touches nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import datafile, fix
from generator.cli import main
from generator.examination import examine
from generator.shapes import placed
from generator.yamlsource import parse

CASES = Path(__file__).parent / "cases"
HARE = "data/actors/hare.yml"
RACE = "data/events/race.yml"
PACE = "data/quotes/pace.yml"


@pytest.fixture
def dossier(tmp_path: Path, base: Path) -> Path:
    """A copy of the small dossier, without a mistake."""
    target = tmp_path / "dossier"
    shutil.copytree(base, target)
    return target


def spoil(dossier: Path, name: str, old: str, new: str) -> None:
    """Replace the first occurrence of some text in a file."""
    path = dossier / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def tree(dossier: Path) -> dict[str, bytes]:
    """Every file with its content."""
    return {path.relative_to(dossier).as_posix(): path.read_bytes() for path in dossier.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("name", "right", "wrong", "done"),
    [
        (HARE, "kind: person", "knid: person", f"{HARE}:2:1: mended: field `knid` is now `kind`"),
        (HARE, "kind: person", '"Kind": person', f"{HARE}:2:2: mended: field `Kind` is now `kind`"),
        (HARE, "kind: person", "kind: Persn", f"{HARE}:2:7: mended: `Persn` is now `person`"),
        (RACE, "as_stated: 3 May", "as-stated: 3 May", f"{RACE}:18:5: mended: field `as-stated` is now `as_stated`"),
        (RACE, "actor: tortoise", "actor: tortose", f"{RACE}:5:12: mended: id `tortose` is now `tortoise`"),
        (RACE, "actor: hare", "actor: march-hare", f"{RACE}:7:12: mended: id `march-hare` is now `hare`"),
        (HARE, "  race-report:", "  race-reprot:", f"{HARE}:4:3: mended: id `race-reprot` is now `race-report`"),
        (PACE, "voice: direct", "voice: direct  ", f"{PACE}:3:14: mended: spaces at the end of the line removed"),
    ],
)
def test_one_right_answer_is_given(dossier: Path, name: str, right: str, wrong: str, done: str) -> None:
    """The file is what it was before the slip, quotation marks apart, and the command says what it did."""
    before = tree(dossier)
    spoil(dossier, name, right, wrong)
    output = CliRunner().invoke(main, ["check", "--fix", "--root", str(dossier)]).output
    assert output.splitlines()[0] == done
    assert {path: content.replace(b'"kind"', b"kind") for path, content in tree(dossier).items()} == before
    assert examine(dossier).findings == []


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        (PACE, "Slow and steady,", "Slow and staedy,"),  # words of evidence
        (PACE, "Slow and steady,", "Slow and steady,  #1"),  # perhaps cut
        (PACE, "note: The year", "note: The #1 year"),  # perhaps cut
        (PACE, "note: The year", "remark: The year"),  # like no field
        (HARE, "kind: person", "kind: animal"),  # like no term
        (RACE, "actor: tortoise", "actor: fix"),  # too short to tell: `fox`, perhaps, but one letter of three
        (HARE, "name: Hare", "nmae: Hare\nnaem: Hare"),  # two slips for one field
        (RACE, "places: [millbrook, mill]", "place: millbrook"),  # a text where a list belongs
    ],
)
def test_what_may_mean_something_else_is_left_alone(dossier: Path, name: str, right: str, wrong: str) -> None:
    """Evidence, prose, and whatever could be meant in two ways stay as they were typed, and are reported."""
    spoil(dossier, name, right, wrong)
    before = tree(dossier)
    assert fix.mend(dossier) == []
    assert tree(dossier) == before
    assert examine(dossier).findings


def test_a_slip_between_two_ids_is_not_decided(dossier: Path) -> None:
    """`mil` is near `mill` only; with a record `mile` beside it, nobody can tell."""
    spoil(dossier, RACE, "places: [millbrook, mill]", "places: [millbrook, milk]")
    shutil.copy(dossier / "data/places/mill.yml", dossier / "data/places/mile.yml")
    before = tree(dossier)
    assert fix.mend(dossier) == []
    assert tree(dossier) == before


def test_a_comment_beside_a_date_an_id_or_a_term_moves(dossier: Path) -> None:
    """It cannot belong to such a value; above it, it is no mistake."""
    spoil(dossier, RACE, "kind: development\n", "kind: development # of sorts\n")
    spoil(dossier, RACE, "  - actor: hare\n", "  - actor: hare  # who lost\n")
    spoil(dossier, RACE, "    date: 1921-05-03\n", "    date: 1921-05-03 # a Tuesday  \n")
    assert len(fix.mend(dossier)) == 4
    text = (dossier / RACE).read_text("utf-8")
    assert "# of sorts\nkind: development\n" in text
    assert "  # who lost\n  - actor: hare\n" in text
    assert "    # a Tuesday\n    date: 1921-05-03\n" in text
    assert examine(dossier).findings == []


def test_spaces_inside_a_block_stay(dossier: Path) -> None:
    """They are part of the text."""
    spoil(dossier, PACE, "note: The year", "note: |-  \n  The  \n  year")
    assert [mended.location.line for mended in fix.mend(dossier)] == [11]
    assert "note: |-\n  The  \n  year" in (dossier / PACE).read_text("utf-8")


def test_files_of_other_systems_are_read(dossier: Path) -> None:
    """A byte order mark and carriage returns go."""
    before = tree(dossier)
    path = dossier / HARE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert [mended.done for mended in fix.mend(dossier)] == [
        "byte order mark removed",
        "line ends made Unix ones (LF)",
    ]
    assert tree(dossier) == before


def test_a_missing_schema_line_is_added_where_there_are_schemas(dossier: Path) -> None:
    """Editors find the schema by that line; a project without schemas needs none."""
    assert fix.mend(dossier) == []
    CliRunner().invoke(main, ["schema", "--root", str(dossier)])
    mended = fix.mend(dossier)
    assert {one.done for one in mended} == {"schema line added"}
    assert (dossier / HARE).read_text("utf-8").startswith("# yaml-language-server: $schema=../../schemas/actor.json\n")
    assert (
        (dossier / "data/dossier.yml")
        .read_text("utf-8")
        .startswith("# yaml-language-server: $schema=../schemas/dossier.json\n")
    )
    assert fix.mend(dossier) == []
    assert examine(dossier).findings == []


def test_one_mend_brings_another_to_light(dossier: Path) -> None:
    """While a field is misspelled, the record cannot be read and its ids cannot be followed."""
    spoil(dossier, PACE, "voice: direct", "vocie: direct")
    spoil(dossier, PACE, "speaker: tortoise", "speaker: tortiose")
    assert [mended.done for mended in fix.mend(dossier)] == [
        "field `vocie` is now `voice`",
        "id `tortiose` is now `tortoise`",
    ]
    assert examine(dossier).findings == []


@pytest.mark.parametrize(
    ("word", "candidates", "answer"),
    [
        ("evidnce", ["evidence", "events"], "evidence"),
        ("datewritten", ["date_written", "date_printed"], "date_written"),
        ("iran-countr", ["iran-country", "iraq-country"], None),
        ("nots", ["note", "names"], "note"),
        ("tow", ["two"], None),
        ("To", ["to"], "to"),
        ("zzz", ["note"], None),
    ],
)
def test_what_is_near(word: str, candidates: list[str], answer: str | None) -> None:
    """No slip in a very short word, one in a short one, two in a long one, and only one candidate."""
    assert fix.near(word, candidates) == answer


@settings(max_examples=40)
@given(st.data())
def test_no_text_is_ever_touched(data: st.DataObject) -> None:
    """Whatever letter is lost in whatever file: evidence, sentences and names stay as they were typed."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "dossier"
        shutil.copytree(CASES / "base", target)
        path = data.draw(st.sampled_from(datafile.listed(target)))
        text = path.read_text("utf-8")
        at = data.draw(st.integers(0, len(text) - 1))
        path.write_text(text[:at] + text[at + 1 :], "utf-8")
        before = texts(path)
        fix.mend(target)
        assert texts(path) == before


def texts(path: Path) -> list[str]:
    """Every value of a file with a space in it: no id, date or number has one, and of the terms only two."""
    parsed, _ = parse(path.read_bytes(), "")
    values = (one.value for one in placed(parsed.value, None))
    return sorted(value for value in values if isinstance(value, str) and " " in value and "article" not in value)
