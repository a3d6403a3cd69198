"""The folders in `cases/`: each is a small dossier that differs from `base` in one thing, with its exact report.

A folder of `invalid/` is named after the code that it shows, with or without a variant. It holds only the files that
differ from `base`, under the same paths, and `expected.txt`, the report as `dossier check` prints it. `without` lists
paths of `base` to leave out; `committed` says that git knows the texts of `base`. Folders are found by themselves.

After a change of wording, `REWRITE_EXPECTED=1 .venv/bin/pytest tests/test_cases.py` writes the reports anew. Read the
difference as you would read code.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import report
from generator.diagnostics import CODES, Diagnostic

CASES = Path(__file__).parent / "cases"
INVALID = sorted((CASES / "invalid").iterdir())
VALID = sorted((CASES / "valid").iterdir())
ELSEWHERE = {"file-foreign": "stands in the generated folders, which loading and checking do not touch: test_write.py"}
"""Codes that no dossier can show by itself, and where they are shown."""

Lay = Callable[[Path], Path]
Findings = Callable[[Path], list[Diagnostic]]


def shown(case: Path) -> str:
    """The code after which a case is named."""
    return max((code for code in CODES if f"{case.name}-".startswith(f"{code}-")), key=len, default="")


def test_the_base_has_no_finding(base: Path, findings: Findings) -> None:
    """What every case differs from is a complete dossier with nothing to report."""
    assert report.text(findings(base)) == ""


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.name)
def test_an_invalid_case_gives_its_report(case: Path, lay: Lay, findings: Findings) -> None:
    """The report of a case is the one beside it, letter for letter."""
    actual = report.text(findings(lay(case)))
    expected = case / "expected.txt"
    if os.environ.get("REWRITE_EXPECTED"):
        expected.write_text(actual, encoding="utf-8")
    assert actual == expected.read_text("utf-8")


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.name)
def test_an_invalid_case_shows_the_code_in_its_name(case: Path) -> None:
    """A case is named after a code, and that code is in its report."""
    assert shown(case), f"{case.name} begins with no code"
    assert f"[{shown(case)}]\n" in (case / "expected.txt").read_text("utf-8")


@pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
def test_a_valid_case_has_no_finding(case: Path, lay: Lay, findings: Findings) -> None:
    """What a careful curator may write is accepted without a word."""
    assert report.text(findings(lay(case))) == ""


def test_every_code_is_shown_by_a_case() -> None:
    """No code exists that no input produces."""
    assert {shown(case) for case in INVALID} | ELSEWHERE.keys() == CODES.keys()


@pytest.mark.parametrize("case", [*INVALID, *VALID], ids=lambda case: case.name)
def test_a_case_holds_only_what_differs(case: Path, base: Path) -> None:
    """No file of a case is the same in `base`, so that one sees what the case is about."""
    files = [path.relative_to(case) for path in case.rglob("*") if path.is_file() or path.is_symlink()]
    assert files
    for path in files:
        if (base / path).exists() and not (case / path).is_symlink():
            assert (base / path).read_bytes() != (case / path).read_bytes()
