"""Findings as text, as JSON and as annotations on a pull request."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import report
from generator.cli import main
from generator.diagnostics import CODES, Diagnostic, Location, Severity, ordered

ERROR = Diagnostic(
    "id-dangling", Location("data/events/race.yml", 5, 12), "no record has the id `x`", "Did you mean `y`?"
)
WARNING = Diagnostic("sentence-gap", Location("data/sources/a,b:c%.yml", 2), "a gap", "")


def test_text_is_one_line_a_finding_and_one_a_hint() -> None:
    """Editors and people read `path:line:col: severity: message [code]`."""
    assert report.text([ERROR, WARNING]) == (
        "data/events/race.yml:5:12: error: no record has the id `x` [id-dangling]\n"
        "    hint: Did you mean `y`?\n"
        "data/sources/a,b:c%.yml:2:1: warning: a gap [sentence-gap]\n"
    )
    assert report.text([]) == ""


def test_colours_change_no_word() -> None:
    """Without its paint, text for a terminal is the text; a source can bring no paint of its own."""
    painted = report.text([ERROR, WARNING], coloured=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == report.text([ERROR, WARNING])
    assert "\x1b[1;31m error:\x1b[0m" in painted
    hostile = Diagnostic("sentence-gap", Location("a.yml"), "x\x1b[2Jy")
    assert "x\\u001b[2Jy" in report.text([hostile], coloured=True)


def on_a_terminal(project: Path, **more: str) -> str:
    """What `dossier check` writes to a terminal."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | more
    command: list[str | Path] = [Path(sys.executable).with_name("dossier"), "check"]
    with subprocess.Popen(command, cwd=project, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as check:
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # Linux's way to say that nobody writes any more
            while block := os.read(ours, 65536):
                shown += block
    os.close(ours)
    assert check.returncode == 1
    return shown.decode()


def test_colours_and_progress_are_for_terminals(base: Path, tmp_path: Path) -> None:
    """There, findings are painted unless NO_COLOR is set, and a line says what is being done; elsewhere not."""
    project = shutil.copytree(base, tmp_path / "dossier")
    (project / "data" / "actors" / "owl.yml").unlink()
    shown = on_a_terminal(project)
    assert shown.startswith("checking …\r\x1b[K")
    assert "\x1b[1;31m error:\x1b[0m" in shown
    assert "\x1b[1;31m" not in on_a_terminal(project, NO_COLOR="1")
    piped = CliRunner().invoke(main, ["check", "--root", str(project)])
    assert piped.exit_code == 1
    assert "\x1b" not in piped.output
    assert "checking" not in piped.output


def test_text_stays_on_its_lines_whatever_a_source_holds() -> None:
    """A source that is quoted can neither add a line, which a workflow might obey, nor command a terminal."""
    hostile = Diagnostic("sentence-gap", Location("a\nb.yml"), "x\n::error::y\u2028z\x1b[2J\u202e", "so \r\n  on")
    assert report.text([hostile]) == (
        "a b.yml:1:1: warning: x ::error::y\\u2028z\\u001b[2J\\u202e [sentence-gap]\n    hint: so on\n"
    )


def test_json_holds_every_field() -> None:
    """Programs read the same findings as a list of objects."""
    assert json.loads(report.as_json([ERROR])) == [
        {
            "path": "data/events/race.yml",
            "line": 5,
            "column": 12,
            "severity": "error",
            "code": "id-dangling",
            "message": "no record has the id `x`",
            "hint": "Did you mean `y`?",
        }
    ]
    assert json.loads(report.as_json([])) == []


def test_github_shows_findings_on_their_lines() -> None:
    """Values are escaped as GitHub's runner expects."""
    assert report.github([ERROR]) == (
        "::error file=data/events/race.yml,line=5,col=12,title=id-dangling::"
        "no record has the id `x`%0Ahint: Did you mean `y`?\n"
    )
    assert report.github([WARNING]).startswith("::warning file=data/sources/a%2Cb%3Ac%25.yml,line=2,col=1,")
    hostile = WARNING._replace(message="100 %\r\n::error::x")
    assert report.github([hostile]).endswith("::100 %25%0D%0A::error::x\n")
    assert report.github([hostile]).count("\n") == 1


@pytest.mark.parametrize(
    ("findings", "words"),
    [
        ([], "0 errors, 0 warnings"),
        ([ERROR], "1 error, 0 warnings"),
        ([ERROR, ERROR, WARNING], "2 errors, 1 warning"),
    ],
)
def test_a_summary_counts(findings: list[Diagnostic], words: str) -> None:
    """One is singular."""
    assert report.summary(findings) == words


def test_the_formats_have_the_names_that_the_command_takes() -> None:
    """`--format` takes these."""
    assert set(report.FORMATS) == {"text", "json", "github"}


def test_findings_are_ordered_by_place_and_given_once() -> None:
    """File, line, column, code: the same input gives the same report."""
    late = ERROR._replace(location=Location("data/events/race.yml", 5, 13))
    early = ERROR._replace(location=Location("data/actors/owl.yml", 90, 1))
    assert ordered([late, ERROR, early, ERROR]) == [early, ERROR, late]


def test_every_code_has_a_severity_and_a_meaning() -> None:
    """The table of codes is what the documentation is made from: whole sentences, no two alike."""
    assert all(code.meaning.endswith(".") and code.meaning[0].isupper() for code in CODES.values())
    assert len({code.meaning for code in CODES.values()}) == len(CODES)
    assert {code.severity for code in CODES.values()} == set(Severity)
    assert ERROR.severity is Severity.ERROR
