"""A listed name is recognised letter for letter, its typography levelled, on word boundaries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.naming import Names
from generator.sources import Span, fold


def named(text: str, *names: str, nested: bool = False) -> list[str]:
    """The stretches of a text that are mentions of the names."""
    mentions = Names({"record": names}).mentions(text, nested=nested)
    return [text[mention.span.start : mention.span.end] for mention in mentions]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Hare", "the Hare ran", ["Hare"]),
        ("Hare", "Hare’s nap, Hare's den, the Hare’, Hareʼs", ["Hare", "Hare", "Hare", "Hare"]),
        ("Hare", "Hares, Harebell, O’Hare, hare, HARE, Hare’sing", []),
        ("Hare", "Hare-and-hounds, (Hare), “Hare”, 'Hare', Hare.", ["Hare"] * 5),
        ("Hare", "Hare1, 1Hare, Hare\u0301", []),
        ("Old Tortoise", "Old\n  Tortoise and Old\u00a0Tortoise", ["Old\n  Tortoise", "Old\u00a0Tortoise"]),
        ("Old Tortoise", "OldTortoise, Old, Tortoise, Old-Tortoise", []),
        ("Fathollah-Nejad", "Fathollah–Nejad", ["Fathollah–Nejad"]),
        ("Hare’s den", "Hare's den", ["Hare's den"]),
        ("Café Müller", "Cafe\u0301 Mu\u0308ller", ["Cafe\u0301 Mu\u0308ller"]),
        ("Soleimani", "Sulei\u00admani, Solei\u00admani, Solei\u200bmani", ["Solei\u00admani", "Solei\u200bmani"]),
        ("لاک\u200cپشت", "لاک\u200cپشت و لاکپشت", ["لاک\u200cپشت", "لاکپشت"]),
        ("Заяц", "Заяц, Зайца", ["Заяц"]),
        ("C++", "C++ and C and C+", ["C++"]),
        ("C", "C++ and C", ["C", "C"]),
        ("U.S.", "the U.S. and the U.S", ["U.S."]),
        ("B-52", "B-52 and B-521", ["B-52"]),
        ("[sic]", "so [sic] and sic", ["[sic]"]),
        (".NET", "the .NET and the NET", [".NET"]),
        ("++", "++", []),
    ],
)
def test_a_name_is_recognised(name: str, text: str, found: list[str]) -> None:
    """Possessive endings do not hide a name; a lost apostrophe, another case and a longer word do."""
    assert named(text, name) == found


def test_the_longest_of_several_names_is_the_mention() -> None:
    """A name inside a longer one is no mention of its own, unless nested ones are asked for."""
    text = "Iran Review writes on Iran and the Review of Iran"
    assert named(text, "Iran", "Iran Review", "Review") == ["Iran Review", "Iran", "Review", "Iran"]
    nested = ["Iran", "Iran Review", "Review", "Iran", "Review", "Iran"]
    assert sorted(named(text, "Iran", "Iran Review", "Review", nested=True)) == sorted(nested)


def test_one_name_may_belong_to_several_records() -> None:
    """Who is meant is not guessed: both are mentioned."""
    names = Names({"iran-state": ["Iran"], "iran-place": ["Iran", "Iran"]})
    assert [(mention.record, mention.span) for mention in names.mentions("Iran.")] == [
        ("iran-state", Span(0, 4)),
        ("iran-place", Span(0, 4)),
    ]


LETTERS = st.text(st.sampled_from("abcABCéя\u0301\u00ad\u200d'’-. \u00a0+"), max_size=24)


@given(LETTERS, st.lists(LETTERS, max_size=4), st.booleans())
def test_a_mention_is_the_name_as_the_text_spells_it(text: str, names: list[str], nested: bool) -> None:
    """Every mention folds to the name that it is a mention of, and mentions stand in the order of the text."""
    mentions = Names({"record": names}).mentions(text, nested=nested)
    for mention in mentions:
        assert fold(text[mention.span.start : mention.span.end]) == fold(mention.name)
        assert mention.name in names
    starts = [mention.span.start for mention in mentions]
    assert starts == sorted(starts)
    if not nested:
        ends = [mention.span.end for mention in mentions]
        assert all(
            second >= first or start == other
            for first, second, start, other in zip(ends, starts[1:], starts, starts[1:], strict=False)
        )


@given(st.text(st.sampled_from("abcé '’-"), min_size=1, max_size=12), LETTERS)
def test_a_name_between_spaces_is_found(name: str, around: str) -> None:
    """A name that stands by itself is a mention, whatever surrounds it."""
    words = name.strip(" '’-")
    if words:
        text = f"{around} , {words} , {around}"
        assert Span(len(around) + 3, len(around) + 3 + len(words)) in [
            mention.span for mention in Names({"record": [words]}).mentions(text, nested=True)
        ]
