"""What vanishes in number is counted, kind by kind, and an export that cannot be read is not taken for an empty one."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.examination import examine
from generator.export import dossier_json
from generator.loss import Loss, losses

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def export(base: Path) -> str:
    """The export of the small dossier."""
    found = examine(base).dossier
    assert found
    return dossier_json.as_json(found)


def without(export: str, kind: str, number: int) -> str:
    """An export that has fewer records of a kind."""
    state = json.loads(export)
    return json.dumps({**state, kind: state[kind][number:]})


def test_nothing_is_lost_where_records_come_or_change(export: str) -> None:
    """Only fewer is a loss."""
    assert losses(export, export) == ()
    assert losses(without(export, "events", 1), export) == ()


def test_each_kind_is_counted_by_itself(export: str) -> None:
    """A kind that is gone shows, however many other records there are."""
    actors = [actor["id"] for actor in json.loads(export)["actors"]]
    (found,) = losses(export, without(export, "actors", 2))
    assert found == Loss("actors", len(actors), len(actors) - 2, tuple(sorted(actors[:2])))
    assert found.percent == pytest.approx(200 / len(actors))


def test_sentences_that_are_cited_no_more_count_too(export: str) -> None:
    """All records may be there with nothing left under them."""
    state = json.loads(export)
    for sentence in state["sources"][0]["sentences"]:
        sentence["state"] = "gap"
    assert [one.kind for one in losses(export, json.dumps(state))] == ["cited sentences"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"sources": {}}', '{"sources": [1]}', "[" * 100_000])
def test_what_is_no_export_is_refused(text: str, export: str) -> None:
    """An error page with the status of a good answer must not let everything pass."""
    with pytest.raises(ValueError):  # noqa: PT011 - JSON's own words, or ours
        losses(text, export)


def test_the_command_refuses_until_somebody_says_why(lay: Callable[[Path], Path], tmp_path: Path, export: str) -> None:
    """Exit 1 with what is lost, 0 with a reason, 0 where nothing is published, 2 where that cannot be read."""
    dossier, site = lay(ROOT / "tests" / "cases" / "base"), tmp_path / "site"
    state = json.loads(export)
    more = [{**state["places"][0], "id": f"vanished-{number}"} for number in range(5)]

    def run(published: str | None, *options: str) -> tuple[int, str]:
        (site / "data").mkdir(parents=True, exist_ok=True)
        if published is not None:
            (site / "data" / "dossier.json").write_text(published)
        command = [sys.executable, "-c", "from generator.cli import main; main()", "loss", "--root", str(dossier)]
        done = subprocess.run(
            [*command, *options, str(site)], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
        )
        return done.returncode, done.stdout

    assert run(None) == (0, f"{site} publishes no records yet; nothing can be lost\n")
    lost = json.dumps({**state, "places": [*state["places"], *more]})
    status, said = run(lost)
    assert status == 1
    assert "now: vanished-0, vanished-1, vanished-2, vanished-3, vanished-4\n" in said
    assert run(lost, "--because", "They were\ninvented.")[1].endswith("accepted: They were invented.\n")
    assert run(lost, "--at-most", "100")[0] == 0
    assert run("<html>")[0] == 2
