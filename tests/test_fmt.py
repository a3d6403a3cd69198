"""The house form: one way to write a record, no value changed, no comment lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator import fmt
from generator.cli import main
from generator.comments import comments
from generator.datafile import model_of
from generator.evidence import Record, Words
from generator.model import Actor, Event, Quote
from generator.shapes import Shape
from generator.yamlsource import parse

ROOT = Path(__file__).parent.parent


def form(text: str, model: type[Record] = Quote[Words]) -> str:
    """The house form of a file that has one."""
    done = fmt.formatted(text.encode(), "data/x.yml", model)
    assert done.findings == []
    assert done.text is not None
    return done.text


@pytest.mark.parametrize("path", sorted((ROOT / "tests/cases/base/data").rglob("*.yml")), ids=lambda path: path.name)
def test_the_house_form_is_stable_and_says_the_same(path: Path) -> None:
    """Written again, a formatted file stays as it is, and it reads as the file it was made from."""
    model = model_of(path)
    assert model
    text = form(path.read_text("utf-8"), model)
    assert form(text, model) == text
    before, after = (parse(raw, "")[0].value for raw in (path.read_bytes(), text.encode()))
    assert fmt.settled(before, Shape(record=model)) == fmt.settled(after, Shape(record=model))


def test_fields_take_the_order_of_the_model() -> None:
    """At every level; what the model does not know comes last, in its own order."""
    written = form(
        "accounts:\n- says: It ran.\n  zeal: 1\n  source: a\n  evidence:\n  - words: It ran.\n    source: a\n"
        "status: reported\ntitle: It runs\nkind: journey\n",
        Event[Words],
    )
    assert written == (
        "title: It runs\nkind: journey\nstatus: reported\naccounts:\n  - source: a\n    says: It ran.\n"
        "    evidence:\n      - source: a\n        words: It ran.\n    zeal: 1\n"
    )


def test_lists_without_an_order_are_sorted_and_others_are_not() -> None:
    """Ids and names are sorted; parts, evidence and aspects keep their order."""
    assert (
        form("parts: [b, a]\nabout: [b, a]\nto:\n  - d\n  - c\n") == "parts:\n  - b\n  - a\nto: [c, d]\nabout: [a, b]\n"
    )
    assert form("names: {b: [Y, X], a: [Z]}\n", Actor[Words]) == "names:\n  a:\n    - Z\n  b:\n    - X\n    - Y\n"
    aspects = "accounts:\n  - aspects:\n      where: here\n      by whom: them\n"
    assert form(aspects, Event[Words]) == aspects


def test_a_long_list_of_ids_has_one_a_line() -> None:
    """A line is no longer than the width, if the ids allow it."""
    ids = [f"a-rather-long-event-{number}" for number in range(5)]
    assert form(f"events: [{', '.join(ids)}]\n") == "events:\n" + "".join(f"  - {one}\n" for one in ids)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("'plain words'", "plain words"),
        ('"It\\u2019s plain"', "It’s plain"),
        ("'a: b'", '"a: b"'),
        ("'a #b'", '"a #b"'),
        ("'a#b, [c] {d} & e'", "a#b, [c] {d} & e"),
        ("'\"Too slow\", it said'", "'\"Too slow\", it said'"),
        ('"‘Slow’ it\'s"', "‘Slow’ it's"),
        ("\"'Slow' it is\"", "\"'Slow' it is\""),
        ("'“Slow” it is'", "“Slow” it is"),
        ("'ends:'", '"ends:"'),
        ("'- dash'", '"- dash"'),
        ("'-dash'", "-dash"),
        ("'1987'", '"1987"'),
        ("'2020-01-02'", '"2020-01-02"'),
        ("'1e3'", '"1e3"'),
        ("'yes'", '"yes"'),
        ("'~'", '"~"'),
        ("'back\\slash: yes'", '"back\\\\slash: yes"'),
        (">-\n  folded\n  words", "folded words"),
        ("over\n  two lines", "over two lines"),
        ("|-\n  one\n  two", "|-\n  one\n  two"),
        ('"one\\n\\n two "', "|-\n  one\n\n   two "),
        ('" one\\ntwo\\n"', "|2\n   one\n  two"),
        ('"one\\n\\n"', "|+\n  one\n"),
        ('"one\\n \\ntwo"', '"one\\n \\ntwo"'),
        ('""', '""'),
    ],
)
def test_a_text_is_plain_where_it_can_be(typed: str, written: str) -> None:
    """Quotation marks stand only where some reader of YAML would take the text for something else."""
    assert form(f"note: {typed}\n") == f"note: {written}\n"


def test_dates_and_flags_need_no_quotation_marks() -> None:
    """They are the same to the model with quotes and without, so they have none."""
    assert form("date: '2020-01-02'\n") == "date: 2020-01-02\n"
    assert form("context:\n  - words: It ran\n    occurrence: '2'\n    paragraphs: 'yes'\n") == (
        "context:\n  - words: It ran\n    occurrence: 2\n    paragraphs: yes\n"
    )


def test_comments_stay_with_what_they_speak_of() -> None:
    """Above a field, beside it, above an item, at the end of a list, at the end of the file."""
    written = form(
        """
# of the file
# yaml-language-server: $schema=../../schemas/event.json

# of the status
status: reported
title: "It runs"   # of the title
accounts: # of the accounts

  # of the first
  - source: a
    # of what it says
    says: |-  # of the text
      It ran.
      # no comment
    # at the end of the first
  # of the second
  - # of its date
    date: 2020
    source: b
  # at the end of the accounts
kind: journey
# at the end
""",
        Event[Words],
    )
    assert (
        written
        == """\
# yaml-language-server: $schema=../../schemas/event.json
# of the file

# of the title
title: It runs
kind: journey
# of the status
status: reported
# of the accounts
accounts:
  # of the first
  - source: a
    # of what it says
    # of the text
    says: |-
      It ran.
      # no comment
    # at the end of the first
  # of the second
  - source: b
    # of its date
    date: 2020
  # at the end of the accounts
# at the end
"""
    )
    assert form(written, Event[Words]) == written


def test_comments_inside_square_brackets_survive() -> None:
    """A list of ids with a comment on one of them has each on a line of its own."""
    written = form("about: [b, # of all\n  # of a\n  a, # of a, too\n  c]\n# at the end\n")
    assert written == "# of all\nabout:\n  # of a\n  # of a, too\n  - a\n  - b\n  - c\n# at the end\n"


def test_a_file_with_a_mistake_is_left_alone() -> None:
    """What cannot be read safely has no house form, and the findings say why."""
    for text in ("note: a #b\n", "note: a\nnote: b\n", "note: [\n", "note: &a b\n", "- a\n", 'note: "\\u202e"\n'):
        done = fmt.formatted(text.encode(), "data/x.yml", Quote[Words])
        assert done.text is None


letters = st.text(st.sampled_from("ab :#-\n\"'\\|>,[]{}&*!%@`?=~0.1éא‌ـ“’…"), max_size=12)
keys = st.text(st.sampled_from("ab :#-\"'?0"), min_size=1, max_size=6).filter(lambda key: key != "<<")
trees: st.SearchStrategy[Any] = st.recursive(
    letters,
    lambda inside: st.lists(inside, max_size=4).map(tuple) | st.dictionaries(keys, inside, max_size=4),
    max_leaves=12,
)


@given(
    st.dictionaries(keys | st.sampled_from(["note", "parts", "to", "date", "source"]), trees, min_size=1, max_size=5)
)
def test_whatever_is_written_is_read_again(value: dict[str, Any]) -> None:
    """Any value that YAML can hold comes back, in one form only."""
    text = fmt.written(value, Quote[Words])
    parsed, findings = parse(text.encode(), "x")
    if any(finding.code in ("yaml-limit", "character-refused") for finding in findings):
        return
    assert findings == []
    assert fmt.settled(parsed.value, Shape(record=Quote[Words])) == fmt.settled(value, Shape(record=Quote[Words]))
    assert fmt.written(parsed.value, Quote[Words], comments(text, parsed)) == text


@given(st.data())
def test_no_comment_is_ever_lost(data: st.DataObject) -> None:
    """Wherever a line of a file is followed by a comment, each comment is there afterwards, once."""
    path = data.draw(st.sampled_from(sorted((ROOT / "tests/cases/base/data").rglob("*.yml"))))
    model = model_of(path)
    assert model
    lines: list[str] = []
    said: list[str] = []
    for line in path.read_text("utf-8").splitlines():
        if data.draw(st.booleans()):
            said.append(f"# remark {len(said)}.")
            lines.append(" " * data.draw(st.integers(0, 8)) + said[-1])
        lines.append(line)
    written = form("\n".join(lines) + "\n", model)
    assert sorted(_remarks(written)) == sorted(said)
    assert form(written, model) == written


def _remarks(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip().startswith("# remark"))


def test_the_command_writes_or_tells(tmp_path: Path) -> None:
    """`fmt` rewrites what differs; `fmt --check` only names it and ends with 1."""
    quote = tmp_path / "data" / "quotes" / "a.yml"
    quote.parent.mkdir(parents=True)
    quote.write_text("source: b\nspeaker: a\n")
    run = CliRunner()
    told = run.invoke(main, ["fmt", "--root", str(tmp_path), "--check"])
    assert (told.exit_code, told.output) == (1, "data/quotes/a.yml is not in the house form; run `dossier fmt`\n")
    assert quote.read_text() == "source: b\nspeaker: a\n"
    done = run.invoke(main, ["fmt", "--root", str(tmp_path), str(quote)])
    assert (done.exit_code, done.output) == (0, "data/quotes/a.yml\n")
    assert quote.read_text() == "speaker: a\nsource: b\n"
    assert run.invoke(main, ["fmt", "--root", str(tmp_path), "--check"]).exit_code == 0


def test_the_command_reports_what_it_cannot_read(tmp_path: Path) -> None:
    """A file with a mistake is reported as `check` does, and stays as it is; no other file is harmed."""
    quotes = tmp_path / "data" / "quotes"
    quotes.mkdir(parents=True)
    (quotes / "bad.yml").write_text("speaker: [\n")
    (quotes / "good.yml").write_text("source: b\nspeaker: a\n")
    (tmp_path / "data" / "notes.txt").write_text("mine")
    done = CliRunner().invoke(main, ["fmt", "--root", str(tmp_path)])
    assert done.exit_code == 1
    assert "data/quotes/bad.yml:2:1: error:" in done.output
    assert (quotes / "bad.yml").read_text() == "speaker: [\n"
    assert (quotes / "good.yml").read_text() == "speaker: a\nsource: b\n"
    assert CliRunner().invoke(main, ["fmt", "--root", str(tmp_path), str(tmp_path / "data/notes.txt")]).exit_code == 2


def test_the_shipped_data_is_in_the_house_form() -> None:
    """So that a difference shows only what its author meant."""
    done = CliRunner().invoke(main, ["fmt", "--check", "--root", str(ROOT)])
    assert (done.exit_code, done.output) == (0, "")
