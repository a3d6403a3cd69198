"""What CONTRIBUTING.md shows is so: its records, its commands, and its way to a first quotation."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner

from generator import build, datafile, dates, fmt
from generator.cli import main
from generator.examination import examine
from generator.vocabulary import KINDS
from tests.guide import GUIDE, unpack

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """The annotated records and the text they rest on, as files."""
    unpack(tmp_path)
    return tmp_path


def plain_blocks() -> list[str]:
    """The blocks without a language, which hold commands or a fragment of a record."""
    return [text for language, text in BLOCK.findall(GUIDE.read_text("utf-8")) if not language]


def commands() -> list[list[str]]:
    """Every command of the guide, in words; what stands behind a number sign is a remark."""
    lines = [line for block in plain_blocks() for line in block.splitlines()]
    return [shlex.split(line, comments=True) for line in lines if re.match(r"make |\.venv/bin/", line)]


def test_the_annotated_records_make_a_clean_dossier(guide: Path) -> None:
    """Copied into files, they pass every check and hold each kind, so that whoever starts from one starts well."""
    dossier, findings = examine(guide)
    assert findings == []
    assert dossier
    assert all(dossier.of_kind(kind) for kind in KINDS)


def test_the_annotated_records_are_in_the_house_form(guide: Path) -> None:
    """`dossier fmt` would change none of them: fields stand in their order, lists as it writes them."""
    for path in datafile.listed(guide / "data"):
        model = datafile.model_of(path)
        assert model
        assert fmt.formatted(path.read_bytes(), path.name, model).text == path.read_text("utf-8")


def test_every_command_exists() -> None:
    """A target of make that both this project and a laid one have, or a subcommand with its options."""
    targets = set.intersection(
        *(
            set(re.findall(r"^([a-z]+):", (folder / "Makefile").read_text("utf-8"), re.MULTILINE))
            for folder in (ROOT, ROOT / "generator" / "starter")
        )
    )
    for program, *words in commands():
        if program == "make":
            assert set(words) <= targets
        else:
            assert program == ".venv/bin/dossier"
            done = CliRunner().invoke(main, [*words, "--help"])
            assert done.exit_code == 0, done.output


def test_words_that_occur_more_than_once_are_told_apart_as_shown(guide: Path) -> None:
    """The fragment is put in place of other evidence, and passes; without the words beside it, it does not."""
    (fragment,) = [block for block in plain_blocks() if block.startswith("evidence:")]
    path = guide / "data" / "actors" / "some-fishermen.yml"
    whole = path.read_text("utf-8")
    head, _, _ = whole.partition("    evidence:\n")
    path.write_text(head + "".join(f"    {line}\n" for line in fragment.splitlines()), "utf-8")
    assert "passage-ambiguous" not in {finding.code for finding in examine(guide).findings}
    path.write_text(path.read_text("utf-8").replace("        before: Some fishermen fear that\n", ""), "utf-8")
    assert "passage-ambiguous" in {finding.code for finding in examine(guide).findings}


def test_dates_are_written_as_shown() -> None:
    """Each form in the rule on dates is understood."""
    (rule,) = re.findall(r"^- A date is never.*?^- ", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    shown = [word for word in re.findall("`([^`]+)`", rule) if word[0] in "2."]
    assert len(shown) == 5
    assert [dates.bounds(word) for word in shown]


def test_the_first_quotation_takes_three_commands(guide: Path) -> None:
    """Install, find the words, look: what is drafted from rough words is sound at once, and has its page."""
    first = commands()[:3]
    assert [words[0] for words in first] == ["make", ".venv/bin/dossier", "make"]
    (quote,) = (guide / "data" / "quotes").iterdir()
    quote.unlink()
    done = CliRunner().invoke(main, [*first[1][1:], "--root", str(guide)])
    assert done.exit_code == 0, done.output
    outcome = build.generate(guide)
    assert outcome.sound
    (drafted,) = (guide / "data" / "quotes").iterdir()
    page = (guide / "docs" / "quotes" / f"{drafted.stem}.md").read_text("utf-8")
    assert "We will light it again" in page
    assert "Ada Brook" in page


def test_the_record_of_the_readme_stands_in_the_same_dossier(guide: Path) -> None:
    """Put in the place of the guide's own record of that event, it passes every check and is in the house form."""
    readme = (ROOT / "README.md").read_text("utf-8")
    ((path, text),) = re.findall(r"^```yaml\n# (data/\S+)\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    (guide / path).write_text(text, "utf-8")
    assert examine(guide).findings == []
    model = datafile.model_of(guide / path)
    assert model
    assert fmt.formatted(text.encode(), path, model).text == text


def test_the_commands_of_the_readme_are_all_there_are() -> None:
    """Its table names each subcommand, and no other; each target of make that it names is one."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert set(re.findall(r"^\| `dossier (\w[\w-]*)", readme, re.MULTILINE)) == set(
        main.list_commands(Context(main))
    ) - {"schema"}
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = re.findall(r"(?:^|`)make ([a-z]+)(?: +#|`)", readme, re.MULTILINE)
    assert {"site", "test", "serve"} <= set(named) <= targets
