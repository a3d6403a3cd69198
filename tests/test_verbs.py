"""A verb of saying is a whole word, and one that may be inverted is a verb of saying."""

from __future__ import annotations

import pytest

from generator import verbs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Brook said, adding that", ["said", "adding"]),
        ("they are noting", ["noting"]),
        ("a keynote, a statement, an unsaid word, reportedly", []),
        ("the United States call a state-owned post", []),
        ("the owl hooted", []),
    ],
)
def test_verbs_of_saying_are_whole_words(text: str, found: list[str]) -> None:
    """A longer word that holds one, and a form that is mostly something else, is none."""
    assert verbs.SAYING.findall(text) == found


@pytest.mark.parametrize("verb", verbs.INVERTED.pattern.split("|"))
def test_an_inverted_verb_is_one_of_saying(verb: str) -> None:
    """“said Ada Brook” is found by “said”."""
    assert verbs.SAYING.fullmatch(verb)
