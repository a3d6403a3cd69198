"""The difference between two states of a dossier, and what is said of it: nothing missed or made up, all inert."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from generator import diff, summary
from generator.cli import main
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.export import dossier_json
from generator.history import Touched, What
from generator.load import load
from generator.vocabulary import KINDS

BASE = Path(__file__).parent / "cases" / "base"
EXPORTED = ("actors", "events", "quotes", "places", "disputes")
TEXTS = ("title", "name", "question", "note", "description")


@pytest.fixture(scope="module")
def found() -> Dossier[Passage]:
    """Return the small dossier from which every case differs, with its passages."""
    dossier = load(BASE).found
    assert dossier
    return dossier


@st.composite
def edited(draw: st.DrawFn, dossier: Dossier[Passage]) -> Dossier[Passage]:
    """Change a dossier in some places, without asking whether the result makes sense."""
    for _ in range(draw(st.integers(0, 4))):
        # A source cannot come or go without its text and all that rests on it.
        kind = draw(st.sampled_from([kind for kind in KINDS if dossier.of_kind(kind) and kind != "sources"]))
        records: dict[str, Any] = dict(dossier.of_kind(kind))
        name = draw(st.sampled_from(sorted(records)))
        match draw(st.sampled_from(["drop", "copy", "retell", "empty", "turn"])):
            case "drop":
                del records[name]
            case "copy":
                records[f"{name}-again"] = records[name].model_copy(update={"id": f"{name}-again"})
            case "retell":
                field = next(field for field in TEXTS if field in type(records[name]).model_fields)
                text = draw(st.text("abc <>`|*", min_size=1, max_size=8))
                records[name] = records[name].model_copy(update={field: text})
            case "empty":
                lists = [field for field, value in records[name] if isinstance(value, tuple) and len(value) > 1]
                if lists:
                    field = draw(st.sampled_from(lists))
                    records[name] = records[name].model_copy(update={field: getattr(records[name], field)[1:]})
            case "turn":
                lists = [field for field, value in records[name] if isinstance(value, tuple) and len(value) > 1]
                if lists:
                    field = draw(st.sampled_from(lists))
                    records[name] = records[name].model_copy(update={field: getattr(records[name], field)[::-1]})
        changed: dict[str, Any] = {kind: dict(sorted(records.items()))}
        dossier = replace(dossier, **changed)
    return dossier


def exported(dossier: Dossier[Passage]) -> dict[tuple[str, str], Any]:
    """Return what the export holds of each record, the order of its lists left out of account."""
    export = json.loads(dossier_json.as_json(dossier))
    found = {(kind, record["id"]): settled(record) for kind in EXPORTED for record in export[kind]}
    for relation in export["relations"]:
        found["actors", relation["subject"]] |= {f"relation {relation['type']} {relation['object']}": settled(relation)}
    return found


def settled(value: Any) -> Any:
    """Sort every list, so that two exports differ only where more than an order does."""
    if isinstance(value, dict):
        return {key: settled(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted((settled(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value


def test_a_state_does_not_differ_from_itself(found: Dossier[Passage]) -> None:
    """Nor from the same read again."""
    again = load(BASE).found
    assert again
    assert diff.difference(found, again).changes == ()


@given(st.data())
def test_it_agrees_with_two_exports(found: Dossier[Passage], data: st.DataObject) -> None:
    """Added and removed records are exactly theirs; a record whose export differs is named; nobody else is."""
    dossier = data.draw(edited(found))
    difference = diff.difference(found, dossier)
    before, after = exported(found), exported(dossier)
    whole = {(change.what, change.kind, change.record) for change in difference.changes if not change.field}
    told = {whole_ for whole_ in whole if whole_[1] in EXPORTED}
    assert told == {
        *(("added", *key) for key in after.keys() - before.keys()),
        *(("removed", *key) for key in before.keys() - after.keys()),
    }
    named = {(change.kind, change.record) for change in difference.changes}
    assert {key for key in before.keys() & after.keys() if before[key] != after[key]} <= named
    same = {
        (kind, record.id) for kind, record in found.records() if dossier.of_kind(kind).get(record.id) == record
    }  # fmt: skip
    assert not named & same


@given(st.data())
def test_the_way_back_is_the_way_there(found: Dossier[Passage], data: st.DataObject) -> None:
    """What was added is removed, what was removed is added, and what changed changes back."""
    dossier = data.draw(edited(found))
    back: dict[What, What] = {"added": "removed", "removed": "added", "changed": "changed"}
    there = sorted(diff.difference(found, dossier).changes)
    here = diff.difference(dossier, found).changes
    turned = sorted(
        change._replace(what=back[change.what], before=change.after, after=change.before) for change in here
    )
    assert [change._replace(title="") for change in there] == [change._replace(title="") for change in turned]


def test_the_summary_says_it_in_words(tmp_path: Path) -> None:
    """A changed date, a gap that opens and the pages that change are named; the exit code is 1."""
    root = tmp_path / "project"
    shutil.copytree(BASE, root)
    path = next(
        path for path in sorted((root / "data" / "events").glob("*.yml")) if "date: " in path.read_text("utf-8")
    )
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"^title: .*$", "title: Called otherwise", text, count=1, flags=re.MULTILINE), "utf-8")
    done = CliRunner().invoke(main, ["diff", str(BASE), "--root", str(root)])
    assert done.exit_code == 1, done.output
    assert f"**events/{path.stem}**: Called otherwise" in done.output
    assert "title changes from `" in done.output
    assert f"`events/{path.stem}.md` changed" in done.output
    assert "Look twice" not in done.output


def test_files_beyond_the_data_are_pointed_out_beside_changed_records(found: Dossier[Passage]) -> None:
    """A touched workflow or an old text is named; a new text is data; without a changed record nothing is said."""
    name = next(iter(found.events))
    changed = found.events[name].model_copy(update={"title": "Called otherwise"})
    difference = diff.difference(found, replace(found, events={**found.events, name: changed}))
    touched = (
        Touched(".github/workflows/publish.yml", "changed"),
        Touched("data/events/one.yml", "changed"),
        Touched("seeds/new.txt", "added"),
        Touched("seeds/old.txt", "changed"),
    )
    beyond = summary.beyond_data(touched)
    assert [file.path for file in beyond] == [".github/workflows/publish.yml", "seeds/old.txt"]
    assert "Look twice" in summary.as_markdown(summary.Summary(difference, {}, beyond=beyond))
    nothing = diff.difference(found, found)
    assert "Look twice" not in summary.as_markdown(summary.Summary(nothing, {}, beyond=beyond))


HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "`code` <b>",
    "[x](javascript:alert(1))",
    "a\n\n# heading",
    "| a | b |",
    "![x](y)",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_data_is_inert_in_the_summary(found: Dossier[Passage], text: str) -> None:
    """No title and no value makes an element, a link or a heading of its own."""
    name = next(iter(found.events))
    changed = found.events[name].model_copy(update={"title": text, "note": text})
    difference = diff.difference(found, replace(found, events={**found.events, name: changed}))
    html = markdown(summary.as_markdown(summary.Summary(difference, {})))
    assert set(elements(html)) <= {"h2", "ul", "li", "strong", "p", "code"}
    assert html.count("<h2") == 1


def elements(html: str) -> Iterator[str]:
    """Yield the names of the elements of some HTML."""
    yield from re.findall(r"<([a-z0-9]+)", html)
