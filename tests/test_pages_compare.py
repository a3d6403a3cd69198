"""Accounts side by side: every verdict is computed, and silence is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.evidence import Passage
from generator.load import load
from generator.model import Event
from generator.pages.compare import Collation, collate, differing, same_words, spelled_apart, variant_words
from generator.pages.register import Register
from generator.pages.sheet import Sheet


@pytest.fixture(scope="module")
def register(base: Path) -> Register:
    """The small dossier, indexed."""
    found = load(base).found
    assert found
    return Register(found)


def compared(register: Register, event: Event[Passage]) -> Collation:
    """Collate an event on a page of its own."""
    return collate(Sheet(register, "events/race.md"), event)


def rows(collation: Collation) -> dict[str, tuple[str, str]]:
    """The verdicts of a collation by question."""
    return {row.question: (row.verdict, row.words) for row in collation.rows}


def test_each_row_has_its_verdict(register: Register) -> None:
    """Dates differ by a day, places and words differ, one source is silent on one question, a name is spelled apart."""
    race = register.dossier.events["race"]
    assert rows(compared(register, race)) == {
        "date": ("differ", "one day apart"),
        "place": ("overlap", "not equally precise"),
        "how long": ("one", "only A"),
        "what the Hare did": ("differ", "different words"),
    }


def test_silence_is_shown(register: Register) -> None:
    """A source that does not answer keeps its cell, and the cell says so."""
    row = next(row for row in compared(register, register.dossier.events["race"]).rows if row.question == "how long")
    assert [cell.given for cell in row.cells] == [True, False]


def test_only_what_differs_has_a_letter(register: Register) -> None:
    """The words of a differing row share a letter, and the accounts' own words are keyed with it."""
    collation = compared(register, register.dossier.events["race"])
    keys = {row.question: {word.key for cell in row.cells for word in cell.words} for row in collation.rows}
    assert keys == {"date": {"a"}, "place": set(), "how long": {""}, "what the Hare did": {"b"}}
    texts = register.dossier.texts
    assert [(texts[source].text[slice(*one.span)], one.key) for source, one in collation.keyed] == [
        ("3 May 1921", "a"),
        ("Monday, 2 May", "a"),
        ("the Hare slept on", "b"),
        ("asleep under a hedge", "b"),
    ]


def test_the_front_page_takes_the_rows_that_differ(register: Register) -> None:
    """Rows that agree or of which only one source speaks are left to the event's page."""
    shown = differing(compared(register, register.dossier.events["race"]))
    assert {row.verdict for row in shown.rows} == {"differ"}


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("the race", "The Race", True),
        ("it’s – so", "it's - so", True),
        ("the race", "a race", False),
        ("10,000", "10.000", False),
        ("Hares", "Hare’s", False),
    ],
)
def test_words_are_compared_by_their_letters(first: str, second: str, same: bool) -> None:
    """Case and typography make no difference; anything else does."""
    assert same_words([first, second]) is same


@pytest.mark.parametrize(
    ("sides", "apart"),
    [
        (({"Qassem Soleimani"}, {"Qassem Soleimani", "Suleimani"}), {"Qassem Soleimani", "Suleimani"}),
        (
            ({"Qassem Soleimani", "Soleimani"}, {"Qassem Soleimani", "Suleimani"}),
            {"Soleimani", "Suleimani"},
        ),
        (({"Esmail Qaani", "Qaani"}, {"Ismail Qaani"}), {"Esmail Qaani", "Ismail Qaani"}),
        (({"Qassem Soleimani"}, {"Soleimani"}), set()),
        (({"US"}, {"United States"}), {"US", "United States"}),
        (({"US"}, {"US", "United States"}), set()),
        (({"Iran"}, set()), set()),
    ],
)
def test_names_are_spelled_apart(sides: tuple[set[str], set[str]], apart: set[str]) -> None:
    """Two forms of a word, or names with no word in common, are apart; a longer form is not, nor a name of both."""
    assert spelled_apart(sides) == apart
    assert spelled_apart(sides[::-1]) == apart


@pytest.mark.parametrize(
    ("sides", "words"),
    [
        (({"Esmail Qaani", "Qaani"}, {"General Ismail Qaani"}), {"Esmail", "Ismail"}),
        (({"US"}, {"United States"}), set()),
        (({"Iran"}, set()), set()),
    ],
)
def test_only_the_words_that_vary_are_another_spelling(sides: tuple[set[str], set[str]], words: set[str]) -> None:
    """A title or a first name that one side leaves out is none, nor is another name."""
    assert variant_words(sides) == words
