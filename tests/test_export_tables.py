"""The CSV tables, read back by the csv module and by frictionless."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st

from generator.export.tabular import Column, Table, as_csv, guarded, unguarded
from generator.vocabulary import KINDS
from tests.exports import HARD, dossier, everywhere, files

FOLDER = "data/tables/"


def read(text: str) -> list[dict[str, str]]:
    """A table's rows as a program has them that takes the guard away, numbers untouched."""
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    return [{name: unguarded(cell) for name, cell in row.items()} for row in rows]


def table(name: str, of: str) -> list[dict[str, str]]:
    """The rows of one table."""
    return read(files(name)[f"{FOLDER}{of}.csv"])


def package(name: str) -> dict[str, Any]:
    """The description of the tables."""
    found: dict[str, Any] = json.loads(files(name)[f"{FOLDER}datapackage.json"])
    return found


def cells(name: str) -> Iterator[tuple[str, str]]:
    """Each cell as it is in the file, with the type of its column."""
    for resource in package(name)["resources"]:
        types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        for row in csv.DictReader(io.StringIO(files(name)[FOLDER + resource["path"]], newline="")):
            yield from ((types[column], cell) for column, cell in row.items())


@everywhere
def test_frictionless_finds_nothing_wrong(name: str, tmp_path: Path) -> None:
    """Sizes, sums, types, keys and references between the tables are as the description says."""
    for path, text in files(name).items():
        if path.startswith(FOLDER):
            (tmp_path / path.removeprefix(FOLDER)).write_bytes(text.encode())
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["type", "message"]) == []
    assert report.stats["tasks"] == len(package(name)["resources"]) == 12


def test_frictionless_sees_a_changed_cell(tmp_path: Path) -> None:
    """The test above can fail: a reference that leads nowhere is reported."""
    for path, text in files("base").items():
        if path.startswith(FOLDER):
            changed = text.replace("tortoise", "turtle") if path.endswith("participants.csv") else text
            (tmp_path / path.removeprefix(FOLDER)).write_bytes(changed.encode())
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


@everywhere
def test_every_record_is_a_row(name: str) -> None:
    """Each kind has its table, in the order of the records."""
    for kind in KINDS:
        assert [row["id"] for row in table(name, kind)] == list(dossier(name).of_kind(kind))


@everywhere
def test_every_passage_is_a_row_of_the_evidence(name: str) -> None:
    """A passage's offsets cut its text out of the seed."""
    rows = table(name, "evidence")
    assert rows
    for row in rows:
        seed = dossier(name).texts[row["source"]].text
        assert seed[int(row["start"]) : int(row["end"])] == row["text"]


@everywhere
def test_no_text_is_taken_for_a_formula(name: str) -> None:
    """Only numbers may begin with a sign that spreadsheets take for a formula."""
    for kind, cell in cells(name):
        assert kind == "number" or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_hard_texts_come_back() -> None:
    """Whoever follows the description has the text as it was written."""
    rows = {row["id"]: row for row in table("hard", "events")}
    assert rows["it-was-reported"]["title"] == HARD
    assert rows["it-was-denied"]["note"] == "-denied"
    assert {row["note"] for row in table("hard", "accounts")} >= {"'tis quoted"}
    assert next(row for row in table("hard", "places") if row["id"] == "millbrook")["latitude"] == "-0.5"
    says = [event.accounts[0].says for event in dossier("hard").events.values()]
    assert [row["says"] for row in table("hard", "accounts") if row["source"] == "race-report"][-1] in says


@given(st.lists(st.tuples(st.text(), st.text(min_size=1)), max_size=5))
def test_any_text_survives(rows: list[tuple[str, str]]) -> None:
    """Quotes, commas, line ends and signs come back; the file's own lines end in CRLF."""
    columns = (Column("one", "string", "Any."), Column("two", "string", "Any."))
    text = as_csv(Table("Any rows.", columns, ("one",), tuple(rows)))
    assert text.startswith("one,two\r\n")
    assert [(row["one"], row["two"]) for row in read(text)] == rows


@given(st.text())
def test_the_guard_can_be_taken_away(text: str) -> None:
    """What is guarded is safe, and unguarding gives it back."""
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(text)) == text


@everywhere
def test_what_did_not_happen_says_so(name: str) -> None:
    """Each row of an event, a part and a relation has its status; `happened` follows from it."""
    for row in table(name, "events"):
        event = dossier(name).events[row["id"]]
        assert (row["status"], row["happened"]) == (event.status, str(event.status.happened).lower())
    assert all(row["status"] for of in ("participants", "relations") for row in table(name, of))
