"""What became of a record: corrections, answers and changes stand on its page, after what it rests on, and inert."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator import links, pages, render
from generator.dossier import Dossier
from generator.evidence import Correction, Passage, Reply
from generator.history import Commit, Touched
from generator.load import load
from generator.pages.afterwards import MOST_CHANGES

BASE = Path(__file__).parent / "cases" / "base"
CORRECTION = Correction(date="2021-05-02", says="It said two fields; the source says one.")
REPLY = Reply(
    by="H. Hare", date="2021-05-03", words="I *never* boasted.\n\nNot <b>once</b>.", url="https://hare.example/"
)


@pytest.fixture(scope="module")
def answered() -> Dossier[Passage]:
    """Return a small dossier, one actor of which was corrected and has answered."""
    dossier = load(BASE).found
    assert dossier
    hare = dossier.actors["hare"].model_copy(update={"corrections": (CORRECTION,), "replies": (REPLY,)})
    return replace(dossier, actors={**dossier.actors, "hare": hare})


def page(dossier: Dossier[Passage], *commits: Commit) -> str:
    """Return the Markdown of the actor's page."""
    found = next(one for one in pages.plan(dossier, commits) if one.file == links.page_file("actors", "hare"))
    return render.render(found)


def test_corrections_and_answers_stand_after_the_evidence(answered: Dossier[Passage]) -> None:
    """Each with its day in words; an answer says whose it is, paragraph by paragraph, and that it is no evidence."""
    text = page(answered)
    assert text.index("rests on") < text.index("## Answers") < text.index("## Corrections")
    assert "2 May 2021" in text
    assert render.md(CORRECTION.says) in text
    assert render.md("I *never* boasted.") in text
    assert render.md("Not <b>once</b>.") in text
    assert "<b>once" not in text
    assert 'href="https://hare.example/"' in text.replace("&#58;", ":").replace("&#47;", "/")


def test_the_newest_changes_are_listed(answered: Dossier[Passage]) -> None:
    """A few lead to the history, which has them all; the others are counted."""
    path = answered.at("hare").path
    touched = (Touched(path, "changed"),)
    commits = [
        Commit(f"{at:040x}", f"2021-05-{28 - at:02}T12:00:00+00:00", f"Change [{at}](x)", touched) for at in range(8)
    ]
    text = page(answered, *commits)
    assert text.count("](../history/index.md#c-") == MOST_CHANGES
    assert f"{8 - MOST_CHANGES} earlier changes" in text
    assert "[0](x)" not in text


def test_nothing_is_said_where_nothing_happened() -> None:
    """A record without corrections, answers and commits has no such section."""
    dossier = load(BASE).found
    assert dossier
    assert "afterwards" not in page(dossier)
