"""The cards of links: one for every record and term, honest about status, spread so that no page fetches much."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator import links
from generator.dossier import Dossier
from generator.export import hover
from tests import large
from tests.exports import HARD, dossier, everywhere


def cards(found: Dossier[Any]) -> dict[str, dict[str, Any]]:
    """Every card of a dossier, by the record's id."""
    return {record: card for text in hover.files(found).values() for record, card in json.loads(text).items()}


@everywhere
def test_every_record_has_a_card_where_the_script_looks(name: str) -> None:
    """It lies in the file that the record's id names, and nowhere else."""
    found = dossier(name)
    files = hover.files(found)
    for _, record in found.records():
        assert record.id in json.loads(files[links.card_file(record.id)])
    for anchor in links.term_anchors(entry.term for entry in found.front.glossary):
        assert f"#{anchor}" in json.loads(files[links.card_file(f"#{anchor}")])
    made = sum(len(json.loads(text)) for text in files.values())
    assert made == len(list(found.records())) + len(found.front.glossary)


@everywhere
def test_every_card_says_something_and_names_its_source(name: str) -> None:
    """Kind and title are never empty, and each sentence has the sign of a source."""
    for record, card in cards(dossier(name)).items():
        assert card["label"], record
        assert card["title"], record
        assert card["said"], record
        assert all(said["text"] and said["signs"] for said in card["said"]), record


def test_a_terms_card_has_what_an_editor_adds() -> None:
    """It is what explains the term where the sources do not."""
    (entry,) = dossier("base").front.glossary
    card = cards(dossier("base"))["#t-paces"]
    assert (card["title"], card["said"][0]["text"], card["note"]) == (entry.term, entry.says, entry.note)
    assert [sign[0] for sign in card["said"][0]["signs"]] == ["A", "B"]


def test_a_card_has_status_date_and_holder_in_words() -> None:
    """What did not happen is marked, what is claimed says by whom, and differing dates are said to differ."""
    found = cards(dossier("base"))
    assert (found["departure"]["status"], found["departure"]["notyet"]) == ("threatened", True)
    assert (found["race"]["when"], found["race"]["differs"]) == ("2 or 3 May 1921", True)
    assert [said["signs"][0][0] for said in found["race"]["said"]] == ["A", "B"]
    held = [(record.id, record.holder) for record in dossier("shipped").events.values() if record.holder]
    shown = cards(dossier("shipped"))
    assert held
    assert all(shown[event]["by"] == shown[holder]["title"] for event, holder in held if holder)


@pytest.mark.parametrize("name", ["base", "shipped"])
def test_the_words_on_a_quotes_card_are_the_sources(name: str) -> None:
    """They are a slice of its text, and an ellipsis stands where they go on."""
    found = dossier(name)
    shown = cards(found)
    for quote in found.quotes.values():
        (said,) = shown[quote.id]["said"]
        source, start, end = said["place"].split(":")
        words = found.texts[source].text[int(start) : int(end)]
        whole = int(end) == quote.parts[-1].end
        assert said["text"] == words + ("" if whole else " …")


def test_texts_reach_the_script_letter_for_letter() -> None:
    """Nothing is escaped here: the script sets texts as texts."""
    assert HARD in {card["title"] for card in cards(dossier("hard")).values()}


def test_no_card_of_a_large_dossier_costs_much(base: Path) -> None:
    """Cards are spread evenly, so that with 10,000 records a link makes a reader fetch less than 50 KB.

    A tenth of them is tried here, and a tenth of that allowed.
    """
    sizes = [len(text.encode()) for text in hover.files(large.actors(base, 1_000, 0)).values()]
    assert len(sizes) == links.CARD_FILES
    assert sum(sizes) > 100_000
    assert max(sizes) < 5_000
