"""YAML text becomes plain values with their positions; whatever data files must not hold is refused by name."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic
from generator.yamlsource import MAX_BYTES, MAX_DEPTH, MAX_NODES, Parsed, parse

FILE = "data/actors/owl.yml"


def read(text: str) -> tuple[Parsed, list[Diagnostic]]:
    """Parse a text as if it were a data file."""
    return parse(text.encode(), FILE)


def refused(text: str) -> tuple[str, int, int]:
    """The code and position of the only finding."""
    parsed, (finding,) = read(text)
    assert finding.location.path == FILE == parsed.path
    return finding.code, finding.location.line, finding.location.column


@pytest.mark.parametrize(
    "scalar", ["no", "yes", "on", "012", "0x1F", "1_000", "1:30", "2020-01-02", "1e3", ".inf", "=", "2020", "true"]
)
def test_every_scalar_is_text(scalar: str) -> None:
    """What YAML calls a boolean, a number or a date stays what was typed."""
    parsed, findings = read(f"key: {scalar}\n")
    assert (parsed.value, findings) == ({"key": scalar}, [])


def test_values_are_mappings_tuples_and_text() -> None:
    """Block and flow styles, quotes and blocks all end as the same three kinds of value."""
    text = 'a: [x, \'y: z\', "q\\"r"]\nb:\n  - c: |-\n      one\n      two\n  - {d: e}\n'
    parsed, findings = read(text)
    assert findings == []
    assert parsed.value == {"a": ("x", "y: z", 'q"r'), "b": ({"c": "one\ntwo"}, {"d": "e"})}


def test_values_and_keys_have_positions() -> None:
    """Lines and columns count from 1, columns in code points."""
    parsed, _ = read("é: ö\nnames:\n  заяц:\n    - Заяц\n    - 'x'\n")
    assert parsed.at(("é",))[1:] == (1, 4)
    assert parsed.at_key(("names", "заяц"))[1:] == (3, 3)
    assert parsed.at(("names", "заяц", 1))[1:] == (5, 7)


def test_a_missing_value_is_placed_at_the_nearest_one_around_it() -> None:
    """What is not there is reported where it should be."""
    parsed, _ = read("# comment\na:\n  - b: c\n")
    assert parsed.at(("a", 0, "missing", "deeper"))[1:] == (3, 5)
    assert parsed.at_key(("a", 0, "missing"))[1:] == (3, 5)
    assert parsed.at(("missing",))[1:] == (2, 1)
    assert Parsed(FILE).at(("missing",)) == (FILE, 1, 1)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: &x b\n", "yaml-refused", 1, 4),
        ("&x a: b\n", "yaml-refused", 1, 1),
        ("a: &x [b]\n", "yaml-refused", 1, 4),
        ("a: b\nc: *x\n", "yaml-refused", 2, 4),
        ("a: !!str b\n", "yaml-refused", 1, 4),
        ("a: !local b\n", "yaml-refused", 1, 4),
        ("!x a: b\n", "yaml-refused", 1, 1),
        ("a: b\n<<: {c: d}\n", "yaml-refused", 2, 1),
        ("[a]: b\n", "yaml-refused", 1, 1),
        ("? {a: b}\n: c\n", "yaml-refused", 1, 3),
        ("--- \na: b\n", "yaml-refused", 1, 1),
        ("%YAML 1.1\n---\na: b\n", "yaml-refused", 1, 1),
        ("a: b\n---\nc: d\n", "yaml-refused", 2, 1),
        ("a: b: c\n", "yaml-syntax", 1, 5),
        ("a: 'b\n", "yaml-syntax", 2, 1),
        ("a: [b\n", "yaml-syntax", 2, 1),
        ("a: @b\n", "yaml-syntax", 1, 4),
        ("a: `b`\n", "yaml-syntax", 1, 4),
        ("a: %b\n", "yaml-syntax", 1, 4),
        ("", "yaml-syntax", 1, 1),
        ("# nothing\n", "yaml-syntax", 1, 1),
        ("a: b\na: c\n", "key-duplicate", 2, 1),
        ("a:\n  - b: c\n    b: d\n", "key-duplicate", 3, 5),
        ("a: see item\nb: see item #3\n", "value-cut", 2, 12),
        ("é: ö ö # c\n", "value-cut", 1, 7),
        ("a: [b, c #d\n  ]\n", "value-cut", 1, 9),
        ("a: #3\n", "value-cut", 1, 3),
        ("a:\n", "field-invalid", 1, 3),
        ("a: null\n", "field-invalid", 1, 4),
        ("a: [b, ~]\n", "field-invalid", 1, 8),
        ("a: b\tc\n", "character-refused", 1, 5),
        ("\ufeffa: b\n", "character-refused", 1, 1),
        ("a: b\r\n", "character-refused", 1, 5),
        ("a: \u202eb\n", "character-refused", 1, 4),
        ("a: x\u00ady\n", "character-refused", 1, 5),
        ("a: x\u200dy\n", "character-refused", 1, 5),
        ("a: x\u0085y\n", "character-refused", 1, 5),
        ("a: x\u2028y\n", "character-refused", 1, 5),
        ("a: x\x00y\n", "character-refused", 1, 5),
        ("a: x\U000e0041y\n", "character-refused", 1, 5),
        ("a: e\u0301\n", "character-refused", 1, 5),
        ("a: \u212b\n", "character-refused", 1, 4),
    ],
)
def test_what_data_files_must_not_hold_is_refused(text: str, code: str, line: int, column: int) -> None:
    """Each refusal names its kind and its place."""
    assert refused(text) == (code, line, column)


def test_what_ends_too_early_is_placed_where_it_ends() -> None:
    """No finding names a line that the file does not have."""
    findings = parse(b"name: { a", "x.yml")[1]
    assert {finding.location[1:] for finding in findings} == {(1, 10)}


def test_a_byte_that_is_not_utf_8_is_placed() -> None:
    """The position counts code points, not bytes."""
    _, (finding,) = parse("a: é\nb: é".encode() + b"\xe9\n", FILE)
    assert (finding.code, *finding.location[1:]) == ("file-unreadable", 2, 5)


@pytest.mark.parametrize(
    "name", ["می\u200cخواهم", "क्\u200dष", "क्\u200cष", "👩\u200d👩\u200d👧", "❤\ufe0f", "1\ufe0f\u20e3", "العَرَبِيَّة"]
)
def test_joiners_are_letters_of_scripts_that_need_them(name: str) -> None:
    """A joiner between letters of a script that joins, or after their marks, is part of the word; and of a picture."""
    assert read(f"name: {name}\n")[1] == []


@pytest.mark.parametrize("text", ["# c\na: b\n", "a: b\n# c\n", "a: 'b' # c\n", "a: |- # c\n  b\n", "a: # c\n  - b\n"])
def test_comments_that_cut_nothing_are_allowed(text: str) -> None:
    """Only after an unquoted value may a comment have been meant as text."""
    assert read(text)[1] == []


def test_a_hash_inside_a_word_is_text() -> None:
    """Only a # after white space begins a comment."""
    parsed, findings = read("a: item#3 is C#\n")
    assert (parsed.value, findings) == ({"a": "item#3 is C#"}, [])


def test_the_first_of_two_equal_keys_stands() -> None:
    """The finding says where the first one is, and nothing is lost from it."""
    parsed, (finding,) = read("a: b\nc: d\na: e\n")
    assert parsed.value == {"a": "b", "c": "d"}
    assert "line 1" in finding.hint


def test_a_character_is_reported_once_with_its_number() -> None:
    """A file with foreign line ends gives one finding, not one a line."""
    _, findings = read("a: b\r\nc: d\r\ne:\tf\r\n")
    assert [finding.location.line for finding in findings] == [1, 3]
    assert "3 times" in findings[0].message


def test_findings_before_a_stop_are_kept() -> None:
    """A file that cannot be read to its end still reports what was wrong before."""
    _, findings = read("a: b\na: c\nd: *e\n")
    assert [finding.code for finding in findings] == ["key-duplicate", "yaml-refused"]


@pytest.mark.parametrize(
    ("opening", "code"), [("[", "yaml-limit"), ("{a: ", "yaml-limit"), ("- ", "yaml-limit"), ("? ", "yaml-refused")]
)
def test_nesting_has_a_limit_whatever_its_size(opening: str, code: str) -> None:
    """Fifty thousand brackets are a finding, not a crash."""
    assert refused(opening * 50_000)[0] == code


def test_nesting_up_to_the_limit_is_read() -> None:
    """The deepest allowed value comes back whole."""
    assert read("[" * (MAX_DEPTH - 1) + "x" + "]" * (MAX_DEPTH - 1))[1] == []
    assert refused("[" * MAX_DEPTH + "x" + "]" * MAX_DEPTH)[0] == "yaml-limit"


def test_the_number_of_values_has_a_limit() -> None:
    """A list of more values than any record needs is refused at the first one too many."""
    assert read("a: [" + "x," * (MAX_NODES - 2) + "]")[1] == []
    assert refused("a: [" + "x," * (MAX_NODES - 1) + "]")[0] == "yaml-limit"


def test_the_size_has_a_limit() -> None:
    """A file too large is not even decoded."""
    assert refused("a: " + "x" * MAX_BYTES)[0] == "yaml-limit"


def test_an_alias_bomb_is_refused_at_once() -> None:
    """Anchors are refused where they are set, so nothing is ever multiplied."""
    bomb = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert refused(bomb) == ("yaml-refused", 1, 4)


VALUES = st.recursive(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "Sm")), min_size=1, max_size=8).map(
        lambda text: f"x{text}x"
    ),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.from_regex("[a-z]{1,6}", fullmatch=True), inner)
    ),
    max_leaves=12,
)


def listed(value: Any) -> Any:
    """The same value with lists for tuples."""
    if isinstance(value, dict):
        return {key: listed(inner) for key, inner in value.items()}
    return [listed(inner) for inner in value] if isinstance(value, tuple) else value


@given(st.dictionaries(st.from_regex("[a-z]{1,6}", fullmatch=True), VALUES, min_size=1))
def test_what_a_dumper_writes_is_read_back(value: dict[str, object]) -> None:
    """Every value survives the way through YAML, and each of its parts has a position inside the file."""
    text = yaml.safe_dump(value, allow_unicode=True, width=10_000, default_flow_style=False)
    parsed, findings = read(text)
    if not findings:  # characters outside NFC, or too deep, are refused
        assert listed(parsed.value) == yaml.load(text, yaml.BaseLoader)  # noqa: S506 builds text, lists and mappings
        lines = text.split("\n")
        assert all(1 <= line <= len(lines) and column > 0 for line, column in parsed.values.values())


@given(st.text(max_size=40))
def test_no_text_raises(text: str) -> None:
    """Whatever a stranger commits ends as a value or a finding."""
    parsed, findings = parse(text.encode("utf-8", "surrogatepass"), FILE)
    assert parsed.value is not None or findings


@given(st.binary(max_size=40))
def test_no_bytes_raise(raw: bytes) -> None:
    """Bytes that are no text are a finding."""
    parsed, findings = parse(raw, FILE)
    assert parsed.value is not None or findings
