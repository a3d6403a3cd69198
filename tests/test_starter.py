"""The project that `dossier init` lays is sound, whole, and in step with this one."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator import build, omissions, starter
from generator.cli import main
from generator.examination import examine

ROOT = Path(__file__).parent.parent


def dossier(*arguments: str | Path) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project, as laid. Read it, never write to it."""
    folder = tmp_path_factory.mktemp("new") / "lamp"
    assert dossier("init", folder).exit_code == 0
    return folder


def test_its_data_is_clean_and_whole(project: Path) -> None:
    """Nothing to report, nothing left open, in the house form, and with the schemas of this version."""
    found, findings = examine(project)
    assert findings == []
    assert found
    assert omissions.omissions(found).omissions == ()
    assert dossier("fmt", "--check", "--root", project).exit_code == 0
    assert dossier("schema", "--check", "--root", project).exit_code == 0


def test_it_shows_what_a_dossier_can_do(project: Path) -> None:
    """Two sources that differ, a quote, a dispute, and something that did not happen."""
    found, _ = examine(project)
    assert found
    assert len(found.sources) == 2
    assert all([found.quotes, found.disputes, found.places])
    dates = [{account.date for account in event.accounts} for event in found.events.values()]
    assert max(map(len, dates)) == 2
    assert not all(event.status.happened for event in found.events.values())


def test_what_is_generated_is_ignored_by_git_and_nothing_else(project: Path, tmp_path: Path) -> None:
    """After pages were made, git sees the files that were laid, what was put beside them, and no page."""
    laid = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    assert laid == set(starter.files())
    for name, content in starter.files().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert build.generate(tmp_path).written
    (tmp_path / "docs" / "CNAME").write_text("dossier.example.org\n")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard", "-z"], cwd=tmp_path, check=True, capture_output=True
    )
    assert set(listed.stdout.decode().split("\0")) - {""} == laid | {"docs/CNAME"}


def test_every_section_is_in_its_navigation(project: Path) -> None:
    """A page that the generator makes for each dossier, and that this site names, is named there by the same word."""

    def sections(config: Path) -> dict[str, str]:
        nav = re.findall(r"^ +- ([^:\n]+): (\S+\.md)$", config.read_text("utf-8"), re.MULTILINE)
        return {file: title for title, file in nav if not file.startswith("about/")}

    assert sections(project / "mkdocs.yml") == sections(ROOT / "mkdocs.yml")


def test_its_workflows_call_what_it_has(project: Path) -> None:
    """They are those of this repository; so they may call the command, and targets that both have."""
    targets = set(re.findall(r"^([a-z]+):", (project / "Makefile").read_text("utf-8"), re.MULTILINE))
    for workflow in (project / ".github" / "workflows").iterdir():
        assert workflow.read_bytes() == (ROOT / ".github" / "workflows" / workflow.name).read_bytes()
        for job in yaml.safe_load(workflow.read_text("utf-8"))["jobs"].values():
            for run in filter(None, (step.get("run") for step in job["steps"])):
                assert run.startswith(".venv/bin/dossier ") or run.removeprefix("make ") in targets, run


def test_it_asks_for_this_generator(project: Path) -> None:
    """By the name and in the version that pyproject.toml gives."""
    metadata = (ROOT / "pyproject.toml").read_text("utf-8")
    name, version = re.search(r'^name = "(.+)"\nversion = "(.+)"$', metadata, re.MULTILINE).groups()  # type: ignore[union-attr]
    assert (project / "requirements.txt").read_text("utf-8") == f"{name}=={version}\n"


def test_nothing_is_written_where_something_stands(tmp_path: Path) -> None:
    """The command names what is in the way, in words, and leaves it as it is."""
    (tmp_path / "notes.txt").write_text("mine")
    done = dossier("init", tmp_path)
    assert done.exit_code == 2
    assert "is not empty: it holds notes.txt." in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    done = dossier("init", tmp_path / "notes.txt" / "lamp")
    assert done.exit_code == 2
    assert "no project can be written to" in done.output


def test_a_repository_and_an_environment_may_be_there_first(tmp_path: Path) -> None:
    """Whoever clones an empty repository, or installs the generator inside, goes on from there."""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".venv").mkdir()
    assert dossier("init", tmp_path).exit_code == 0
    assert (tmp_path / "data" / "dossier.yml").is_file()
