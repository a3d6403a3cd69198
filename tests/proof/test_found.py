"""False accepts and false refusals that the proof, and fuzzing beside it, found in the matcher; none may come back."""

import pytest

from generator.evidence import Passage, Words
from generator.passages import Miss, find
from generator.sources import SourceText
from generator.vocabulary import Match


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("involved in the 9/11.", "involved in the 9"),
        ("it grew by 40% then", "it grew by 40"),
        ("for $2,500 a head", "2,500 a head"),
        ("over 10² miles", "over 10"),
        ("by 62½ yards", "by 62"),
        ("a co\u200boperation of", "a co"),
        ("the Shi\u2019ite militias", "ite militias"),
        ("the Sana\u2019\u200ba road", "the Sana"),
    ],
)
def test_a_word_or_number_is_not_cut(text: str, words: str) -> None:
    """Slashes, percent signs, currencies and raised digits belong to a number; what is invisible parts no word."""
    found = find(SourceText("one", text), Words(words=words))
    assert isinstance(found, Miss)
    assert found.code == "passage-cuts-word"


@pytest.mark.parametrize(
    ("text", "words", "match"),
    [
        ("He said 'anyone can' twice", "anyone can", Match.EXACT),
        ("He said ’evening, all’ twice", "evening, all", Match.EXACT),
        ("a word\u00ad, and more", "a word", Match.EXACT),
        ("in Iraqi towns, in\u00a0Iraq itself", "in Iraq", Match.TYPOGRAPHIC),
        ("no letter \u2001here", "no letter here", Match.TYPOGRAPHIC),
    ],
)
def test_a_whole_passage_is_found(text: str, words: str, match: Match) -> None:
    """An apostrophe before a vowel may be an opening mark, and a soft hyphen after a word cuts nothing."""
    found = find(SourceText("one", text), Words(words=words))
    assert isinstance(found, Passage)
    assert found.match is match
    assert found.text == text[found.start : found.end]
