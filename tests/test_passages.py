"""From typed words to a passage: exact, then typographic, never by likeness; and every reason why not."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.evidence import Passage, Words
from generator.passages import Miss, Rules, differing_words, find, nearest, occurrences
from generator.sources import SourceText, Span, fold, word_boundary
from generator.vocabulary import Match

SEEDS = [
    SourceText(f"seed-{number}", path.read_bytes().decode())
    for number, path in enumerate(sorted((Path(__file__).parent.parent / "seeds").glob("*.txt")))
]
PIECES = [
    "the", "Hare", "hare’s", "can't", "1,200", "10²", "café", "cafe\u0301", "co\u00adop", "Заяц", "می\u200cروم", "no",
    "—", "…", "...", "“so", "it”", '"so"', "‘it’", "-", "B-52", "U.S.", "!", "über", "\U0001f407",
    "\U00010400x", "[sic]",
]  # fmt: skip
SPACES = [" ", "  ", "\u00a0", "\n", " \n ", "\t", "\u2009", " \u200b"]
GENERATED = st.lists(st.sampled_from(PIECES) | st.sampled_from(SPACES), min_size=1, max_size=30).map(
    lambda pieces: SourceText("generated", " ".join(pieces) if len(pieces) % 2 else "".join(pieces))
)
ANYWHERE = Rules(least_words=0)


@cache
def borders(plain: str) -> tuple[list[int], list[int]]:
    """Where in a text a word or mark may begin, and where one may end."""
    visible = [not char.isspace() and fold(char) != "" for char in plain]
    whole = [at for at in range(len(plain) + 1) if word_boundary(plain, at)]
    return [at for at in whole if at < len(plain) and visible[at]], [at for at in whole if at and visible[at - 1]]


def stretch(data: st.DataObject, text: SourceText) -> Span:
    """Draw a stretch that begins and ends with a whole word or mark."""
    starts, ends = borders(text.text)
    assume(starts)
    start = data.draw(st.sampled_from(starts))
    near = [at for at in ends if start < at <= start + 300]
    assume(near)
    return Span(start, data.draw(st.sampled_from(near)))


def retyped(data: st.DataObject, words: str) -> str:
    """Type words as a curator may: wrapped anew, with straight marks, plain spaces, hyphens and dots."""
    typed = unicodedata.normalize("NFC", words)
    for pattern, plain in (
        (r"[‘’]", "'"), (r"[“”]", '"'), ("…", "..."), ("[—–]", "-"), ("[\u00ad\u200b\u200c]", ""),
        (r"\s+", data.draw(st.sampled_from([" ", "\n", "\n  ", "\u00a0"]))),
    ):  # fmt: skip
        if data.draw(st.booleans()):
            typed = re.sub(pattern, plain, typed)
    return typed


def standing(text: SourceText, typed: str) -> list[Span]:
    """Where the folded words stand in the folded text, on word boundaries: the slow way, for comparison."""
    folded, words = text.folded, fold(typed).strip()
    spans = [
        folded.unfold(Span(found.start(), found.start() + len(words)))
        for found in re.finditer(f"(?={re.escape(words)})", folded.text)
    ]
    return [s for s in spans if s and word_boundary(text.text, s.start) and word_boundary(text.text, s.end)]


def found_where_it_stands(data: st.DataObject, text: SourceText) -> None:
    """Draw a stretch, type it anew, and look whether it is found."""
    span = stretch(data, text)
    typed = retyped(data, text.text[span.start : span.end])
    found = find(text, Words(words=typed, paragraphs=True), ANYWHERE)
    everywhere = standing(text, typed)
    if isinstance(found, Miss):
        assert found.code == "passage-ambiguous", found
        assert len(everywhere) > 1
    else:
        assert text.text[found.start : found.end] == found.text
        assert fold(found.text) == fold(typed).strip()
        assert (found.match is Match.EXACT) == (found.text == typed)
        if len(everywhere) == 1:
            assert Span(found.start, found.end) == span


@pytest.mark.parametrize("text", SEEDS, ids=lambda text: text.source)
@given(data=st.data())
def test_any_stretch_of_a_shipped_source_is_found_where_it_stands(text: SourceText, data: st.DataObject) -> None:
    """However it is retyped, what is printed is the slice of the seed."""
    found_where_it_stands(data, text)


@given(GENERATED, st.data())
def test_any_stretch_of_any_text_is_found_where_it_stands(text: SourceText, data: st.DataObject) -> None:
    """The same holds with combining marks, soft hyphens, other scripts and odd spaces."""
    found_where_it_stands(data, text)


def test_the_seeds_are_there() -> None:
    """The laws above are tried on both sources."""
    assert len(SEEDS) == 2


@pytest.mark.parametrize("text", SEEDS, ids=lambda text: text.source)
@given(data=st.data(), letter=st.sampled_from("abcxyzÄéя"))
def test_with_one_letter_changed_nothing_is_found(text: SourceText, data: st.DataObject, letter: str) -> None:
    """Likeness never accepts: neither another letter, nor one more, nor one less."""
    words = stretch_of_letters(data, text)
    at = data.draw(st.sampled_from([at for at, char in enumerate(words) if char.isalpha()]))
    change = data.draw(st.sampled_from([letter, letter + words[at], ""]))
    not_found(text, words[:at] + change + words[at + 1 :])


@pytest.mark.parametrize("text", SEEDS, ids=lambda text: text.source)
@given(data=st.data())
def test_with_the_case_changed_nothing_is_found(text: SourceText, data: st.DataObject) -> None:
    """Capitals count."""
    words = stretch_of_letters(data, text)
    at = data.draw(st.sampled_from([at for at, char in enumerate(words) if char.isalpha()]))
    not_found(text, words[:at] + words[at].swapcase() + words[at + 1 :])


@pytest.mark.parametrize("text", SEEDS, ids=lambda text: text.source)
@given(data=st.data())
def test_with_a_word_dropped_or_swapped_nothing_is_found(text: SourceText, data: st.DataObject) -> None:
    """Every word counts, and so does their order."""
    words = stretch_of_letters(data, text).split()
    assume(len(words) > 2)
    at = data.draw(st.integers(1, len(words) - 2))
    dropped, swapped = words[:at] + words[at + 1 :], [*words[: at - 1], words[at], words[at - 1], *words[at + 1 :]]
    not_found(text, " ".join(data.draw(st.sampled_from([dropped, swapped]))))


def stretch_of_letters(data: st.DataObject, text: SourceText) -> str:
    """Draw a stretch that holds a letter."""
    span = stretch(data, text)
    words = text.text[span.start : span.end]
    assume(any(char.isalpha() for char in words))
    return words


def not_found(text: SourceText, typed: str) -> None:
    """Look for words that the text does not hold."""
    assume(fold(typed).strip() not in text.folded.text)
    assert occurrences(text, typed) == []
    found = find(text, Words(words=typed or "-", paragraphs=True), ANYWHERE)
    assert isinstance(found, Miss)
    assert found.code == "passage-not-found"


@given(GENERATED, st.text(max_size=30))
def test_nothing_that_is_typed_breaks(text: SourceText, typed: str) -> None:
    """Whatever is typed, the answer is a passage or a reason, and the nearest stretch lies in the text."""
    found = find(text, Words.model_construct(words=typed), Rules(least_words=2))
    assert isinstance(found, Passage | Miss)
    near = nearest(text, typed)
    assert near is None or 0 <= near.start < near.end <= len(text.text)


TALE = SourceText(
    "tale",
    "The Hare slept.\n\n"
    "“It’s time,” said the Hare. It's timeless, the Owl’s nap… The Hare slept on 1,200 times — not once.\n\n"
    "Share this page\n",
)


def reason(words: str, rules: Rules = ANYWHERE, **more: object) -> str:
    """The code for which words are refused."""
    found = find(TALE, Words.model_validate({"words": words, **more}), rules)
    assert isinstance(found, Miss), found
    assert found.message
    assert found.hint
    return found.code


def text_of(words: str, rules: Rules = ANYWHERE, **more: object) -> tuple[str, str]:
    """The passage that is found, and how."""
    found = find(TALE, Words.model_validate({"words": words, **more}), rules)
    assert isinstance(found, Passage), found
    assert TALE.text[found.start : found.end] == found.text
    return found.text, found.match


def test_exact_comes_before_typographic() -> None:
    """Words that stand code point for code point are taken, even if others stand typographically."""
    assert text_of("It’s time") == ("It’s time", "exact")
    assert text_of("the Owl's nap...") == ("the Owl’s nap…", "typographic")
    assert text_of("1,200 times - not once") == ("1,200 times — not once", "typographic")


def test_an_exact_find_that_cuts_a_word_does_not_hide_a_typographic_one() -> None:
    """`It's time` cuts `timeless` where it stands exactly; where it stands with another apostrophe, it is whole."""
    assert text_of("It's time") == ("It’s time", "typographic")
    assert occurrences(TALE, "It's time") == [Span(18, 27)]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("The Hare slep", "passage-cuts-word"),
        ("he Hare slept", "passage-cuts-word"),
        ("s nap", "passage-cuts-word"),
        ("200 times", "passage-cuts-word"),
        ("1,2", "passage-cuts-word"),
        ("The Hare", "passage-ambiguous"),
        ("the hare slept", "passage-not-found"),
        ("The Hare sleeps", "passage-not-found"),
        ("The Hare ... slept", "passage-not-found"),
        ("The Hare [...] slept", "passage-not-found"),
        ("The Owls nap", "passage-not-found"),
        ("Owl’s nap.", "passage-not-found"),
        ("   ", "passage-not-found"),
        ("slept. “It’s time", "passage-across-paragraphs"),
        ("zebra", "passage-not-found"),
    ],
)
def test_words_are_refused_for_a_reason(words: str, code: str) -> None:
    """Each refusal has a code, a message and a hint."""
    assert reason(words) == code


def test_words_beside_pick_an_occurrence() -> None:
    """`before` and `after` are folded too; `occurrence` counts from 1."""
    assert text_of("The Hare slept", after=".") == ("The Hare slept", "exact")
    assert text_of("The Hare slept", before="the Owl's nap...") == ("The Hare slept", "exact")
    assert text_of("The Hare", occurrence="2", after="slept on")[0] == "The Hare"
    assert reason("The Hare", before="nothing") == "passage-not-found"
    assert reason("The Hare", occurrence="3") == "passage-not-found"
    assert reason("The Hare", occurrence="1", after="slept on") == "passage-not-found"


def test_rules_narrow_what_is_allowed() -> None:
    """A scope, boilerplate, a least number of words, paragraphs: each refuses by its own code."""
    scope = Rules(scope=(Span(0, 15),))
    assert text_of("The Hare", scope) == ("The Hare", "exact")
    assert reason("Owl’s nap", scope) == "passage-out-of-place"
    assert reason("anything", Rules(scope=())) == "passage-not-found"
    page = TALE.text.index("Share")
    assert reason("Share this page", Rules(boilerplate=(Span(page, page + 3),))) == "passage-in-boilerplate"
    assert reason("not once", Rules(least_words=3)) == "passage-too-short"
    assert reason("…", Rules()) == "passage-too-short"
    assert text_of("not once", Rules(least_words=2))[0] == "not once"
    assert text_of("slept.\n\n“It’s time", paragraphs="yes")[0] == "slept.\n\n“It’s time"


@pytest.mark.parametrize(
    ("typed", "stands", "said"),
    [
        ("the cat sat", "the cat sat", ""),
        ("the cat sat", "the dog sat", "“cat” is “dog” there."),
        ("the cat", "the big cat", "“big” is missing."),
        ("the big cat", "the cat", "“big” is not there."),
        ("it's “so”", 'it’s "so"', ""),
        (
            "a x c x e x g x i",
            "b x d x f x h x j",
            "“a” is “b” there; “c” is “d” there; “e” is “f” there; “g” is “h” there ….",
        ),
    ],
)
def test_differing_words_are_said(typed: str, stands: str, said: str) -> None:
    """At most four differences are named, typography is none."""
    assert differing_words(typed, stands) == said


@pytest.mark.parametrize(
    ("typed", "stands", "named"),
    [
        ("hеdge", "hedge", "U+0435 cyrillic small letter ie for U+0065 latin small letter e"),
        ("102", "10²", "U+0032 digit two for U+00B2 superscript two"),
        ("fi", "ﬁ", ""),
        ("cat", "cut", ""),
    ],
)
def test_lookalikes_are_named(typed: str, stands: str, named: str) -> None:
    """Where two words look the same, the letters that differ are named."""
    assert named in differing_words(typed, stands)
    assert bool(named) == ("U+" in differing_words(typed, stands))


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("The Hair slept.", "The Hare slept."),
        ("the Owls nap", "the Owl’s nap"),
        ("Share this pages", "Share this page"),
        ("said a Hare.", "said the Hare."),
        ("Quantum chromodynamics", None),
        ("", None),
    ],
)
def test_the_nearest_stretch_is_whole_words_of_the_source(typed: str, near: str | None) -> None:
    """It is shown to explain a miss, from the source's own characters, or not at all."""
    span = nearest(TALE, typed)
    assert (TALE.text[span.start : span.end] if span else None) == near
