"""What this project's checker and linkml-reference-validator accept of the same quotations.

`python -m tests.proof.comparison` prints the table; `--write` also puts it into this folder's README. The other tool is
no dependency of this project: where it cannot be imported, it is installed into a temporary virtual environment.
"""

import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import venv
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import click
import yaml

from generator.evidence import Statement, Words
from generator.model import Quote
from tests.proof.dossiers import ROOT, shipped

OTHER = "linkml-reference-validator==0.4.0"
SETTINGS: dict[str, dict[str, Any]] = {
    "as it comes": {},
    "at its strictest": {"literal_bracket_patterns": ["."], "min_excerpt_length": 10},
}
"""How the other tool is set: its defaults, and every setting that makes it stricter or takes brackets literally."""
HERE = Path(__file__).parent
README = HERE / "README.md"
_TABLE = re.compile(r"(<!-- comparison -->\n).*(<!-- /comparison -->)", re.DOTALL)


class Quotation(NamedTuple):
    """A quotation, what is wrong with it (nothing, if it is honest), and, for one in parts, who is said to speak."""

    source: str
    parts: tuple[str, ...]
    wrong: str
    speaker: str
    attribution: str

    @property
    def text(self) -> str:
        """The quotation on one line, as the other tool takes it: three dots stand between its parts."""
        return " ... ".join(self.parts)


@cache
def quotations() -> tuple[Quotation, ...]:
    """Read the list, misquotations first."""
    listed = yaml.safe_load((HERE / "quotations.yml").read_text("utf-8"))
    return tuple(
        Quotation(
            entry["source"],
            tuple(entry["words"]) if isinstance(entry["words"], list) else (entry["words"],),
            entry.get("wrong", ""),
            entry.get("speaker", ""),
            entry.get("attribution", ""),
        )
        for entry in listed
    )


def ours(quotation: Quotation) -> list[str]:
    """Return what this project finds wrong with a quotation, as a record of the shipped dossier would hold it."""
    words = tuple(Words(words=part, source=quotation.source) for part in quotation.parts)
    if not quotation.speaker:
        statement = Statement[Words](says="It says so.", evidence=words)
        return [finding.code for finding in shipped().judge(statement).findings]
    quote = Quote[Words].model_validate({
        "id": "compared", "speaker": quotation.speaker, "source": quotation.source, "voice": "reported",
        "parts": words, "attribution": quotation.attribution,
    })  # fmt: skip
    return [finding.code for finding in shipped().judge(quote).findings]


def theirs(interpreter: Path, settings: dict[str, Any]) -> list[bool]:
    """Ask the other tool whether it accepts each quotation, with the seed as the reference's content."""
    dossier = shipped()
    asked = {
        "folder": str(ROOT / "seeds"),
        "settings": settings,
        "quotations": [[entry.text, dossier.curated.sources[entry.source].file] for entry in quotations()],
    }
    command = [str(interpreter), str(HERE / "linkml.py")]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=True)
    answers: list[bool] = json.loads(done.stdout)
    return answers


def interpreter(folder: Path) -> Path:
    """Return an interpreter that can import the other tool: this one, or that of a new environment in a folder."""
    if importlib.util.find_spec("linkml_reference_validator"):
        return Path(sys.executable)
    click.echo(f"installing {OTHER} into a temporary environment …", err=True)
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", OTHER], check=True)
    return python


def table(answers: dict[str, list[bool]]) -> str:
    """Write a Markdown table of what each tool accepts, with the sums below it."""
    columns = {"this project": [not ours(quotation) for quotation in quotations()], **answers}
    lines = [f"| quotation | what is wrong | {' | '.join(columns)} |", f"| --- | --- |{' --- |' * len(columns)}"]
    for number, quotation in enumerate(quotations()):
        accepted = " | ".join("accepts" if column[number] else "refuses" for column in columns.values())
        lines.append(f"| {_cell(quotation.text)} | {_cell(quotation.wrong) or '(honest)'} | {accepted} |")
    for what, honest in (("misquotations accepted", False), ("honest quotations accepted", True)):
        rows = [number for number, quotation in enumerate(quotations()) if (not quotation.wrong) == honest]
        sums = (f"{sum(column[number] for number in rows)} of {len(rows)}" for column in columns.values())
        lines.append(f"| **{what}** | | {' | '.join(f'**{said}**' for said in sums)} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return re.sub(r"([\\|\[\]*_<>`])", r"\\\1", " ".join(text.split()))


@click.command()
@click.option("--write", is_flag=True, help="Put the table into tests/proof/README.md.")
def main(write: bool) -> None:
    """Print what each tool accepts."""
    with tempfile.TemporaryDirectory() as folder:
        python = interpreter(Path(folder))
        answers = {f"{OTHER}, {name}": theirs(python, settings) for name, settings in SETTINGS.items()}
    told = table(answers)
    click.echo(told)
    if write:
        README.write_text(
            _TABLE.sub(lambda found: f"{found[1]}\n{told}\n{found[2]}", README.read_text("utf-8")), "utf-8"
        )
    sys.exit(any(bool(quotation.wrong) != bool(ours(quotation)) for quotation in quotations()))


if __name__ == "__main__":
    main()
