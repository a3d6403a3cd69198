"""Every code is explained, and each example does what is said of it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from markdown import markdown

from generator import build, explain, render
from generator.cli import main
from generator.diagnostics import CODES, Diagnostic
from generator.explain import Explanation, as_text, explanations
from generator.pages import rules

Lay = Callable[[Path], Path]
Findings = Callable[[Path], list[Diagnostic]]
WITHOUT_A_CASE = {"file-foreign"}


def test_every_code_is_explained() -> None:
    """In the order of the table, with nothing left over; the file is what a strict reader of YAML sees in it."""
    assert list(explanations()) == list(CODES)
    assert {code for code, found in explanations().items() if found.case is None} == WITHOUT_A_CASE


@pytest.mark.parametrize("code", [code for code in CODES if code not in WITHOUT_A_CASE])
def test_the_wrong_example_is_reported(code: str, lay: Lay, findings: Findings, base: Path) -> None:
    """It is cut from a dossier that has this finding, and does not stand in the one that has none."""
    found = explanations()[code]
    assert found.case
    assert f"{found.case}-".startswith(f"{code}-")
    wrong = lay(base.parent / "invalid" / found.case)
    assert code in {finding.code for finding in findings(wrong)}
    assert holds(wrong, found, found.wrong)
    assert not holds(base, found, f"{found.wrong}\n")


@pytest.mark.parametrize("code", [code for code in CODES if code not in WITHOUT_A_CASE])
def test_the_right_example_is_not_reported(code: str, lay: Lay, findings: Findings, base: Path) -> None:
    """It is cut from a dossier without any finding."""
    found = explanations()[code]
    right = lay(base.parent / "valid" / found.right_case) if found.right_case else base
    assert findings(right) == []
    assert holds(right, found, found.right)


def holds(dossier: Path, found: Explanation, example: str) -> bool:
    """Tell whether every piece of an example stands in its file, at whatever indentation, or in its folder."""
    path = dossier / found.file
    if found.file.endswith("/"):
        named = (line.partition("no ")[::2] if line.startswith("no ") else (line, None) for line in example.split("\n"))
        return all(
            (path / name).exists() if lacking is None else not (path / lacking).exists() for name, lacking in named
        )
    if not path.is_file():
        return False
    text = path.read_text("utf-8")
    pieces = re.split("^…\n", example, flags=re.MULTILINE)
    return any(all(indented(piece, width) in text for piece in pieces) for width in range(0, 12, 2))


def indented(piece: str, width: int) -> str:
    """A piece of an example as it stands in a file."""
    return "\n".join(" " * width + line if line else "" for line in piece.split("\n"))


def test_a_file_of_others_is_refused(lay: Lay, base: Path) -> None:
    """The one code that only writing can bring about."""
    found = explanations()["file-foreign"]
    dossier = lay(base.parent / "valid" / "yaml-styles")
    assert build.generate(dossier).sound
    page = dossier / found.file
    assert found.right in page.read_text("utf-8")
    page.write_text(found.wrong, "utf-8")
    assert [finding.code for finding in build.generate(dossier).findings] == ["file-foreign"]


def test_the_command_explains_a_code() -> None:
    """With its severity, its meaning, the reason and both examples."""
    done = CliRunner().invoke(main, ["explain", "gap-negation"])
    assert done.exit_code == 0
    assert done.output == as_text("gap-negation")
    assert done.output.startswith("gap-negation (error)\nThe gap between two parts of a quote holds a negation")
    assert "Wrong, in data/quotes/closed-eyes.yml:\n\n    attribution: the Hare" in done.output


def test_the_command_lists_all_codes_and_knows_no_others() -> None:
    """Without a code it lists them; with a wrong one it says what may be meant."""
    assert CliRunner().invoke(main, ["explain"]).output.count("\n") == len(CODES)
    done = CliRunner().invoke(main, ["explain", "gap-negotiation"])
    assert done.exit_code == 2
    assert "gap-negation" in done.output


def test_what_cannot_be_seen_is_written_out() -> None:
    """A tab in an example is shown as its code point."""
    assert "\\u0009says: The Hare" in as_text("character-refused")


def test_every_code_has_a_place_on_the_page_of_rules() -> None:
    """Under its own address, with its meaning and both examples; what cannot be seen is written out there as well."""
    (page,) = rules.plan(None)  # type: ignore[arg-type] # it needs nothing of a dossier
    shown = markdown(render.render(page).split("---\n", 2)[2], extensions=["attr_list", "md_in_html"])
    assert re.findall(r'<h2[^>]* id="([^"]+)"', shown) == list(CODES)
    assert set(re.findall(r'href="#([^"]+)"', shown)) == set(CODES)
    text = html.unescape(re.sub(r"<[^>]+>", "", shown))
    for code, found in explanations().items():
        assert CODES[code].meaning in text
        assert explain.shown(found.wrong) in text
        assert explain.shown(found.right) in text
    assert "`" not in re.sub(r"<pre>.*?</pre>", "", shown, flags=re.DOTALL)  # code spans are closed
