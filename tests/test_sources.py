"""A source's text: folding and its way back, paragraphs and sentences, word boundaries, quotation marks."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.sources import Folded, SourceText, Span, fold, inside_marks, quoted_spans, word_boundary, words_of

ODD = (
    "aé\u0301\u0316\u0323\u0345\u200d\u200c\u200b\u00ad\u2060\ufeff\u00a0\u202f\u2009\u3000 \n\r\t"
    "'\"\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb-\u2010\u2013\u2014\u2212\u2026....,1\u00b2\u00bdB\u017f\ufb01\u1e9b\u0323"
    "\u1100\u1161\u11a8\uac00\u11a9\u0915\u094d\u0937\u06cc\u0627\u0653\u212b\U0001f468\U0001f3fd\U00010400\U0001d15e\u0f73"
)
TEXTS = st.text(st.sampled_from(ODD) | st.characters(codec="utf-8"), max_size=40)


@given(TEXTS)
@example("a  \u0301\u0316b")
@example("\u00a0 \u0301\u0316")
@example("x \u200b\u0301")
def test_a_folded_text_is_the_fold_of_the_text(text: str) -> None:
    """Keeping the way back changes nothing in what comes out."""
    assert Folded(text).text == fold(text)


@given(TEXTS, st.data())
def test_every_stretch_leads_back_to_what_it_was(text: str, data: st.DataObject) -> None:
    """A stretch of the folded text leads to the stretch of the source that folds to it, or to none."""
    folded = Folded(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(0, len(folded.text)))
    span = folded.unfold(Span(start, end))
    if span is None:
        return
    assert start < end
    assert 0 <= span.start < span.end <= len(text)
    assert fold(text[span.start : span.end]) == folded.text[start:end]


@given(TEXTS)
def test_the_whole_leads_back(text: str) -> None:
    """All of the folded text comes from all of the source but what vanishes at its ends."""
    folded = Folded(text)
    span = folded.unfold(Span(0, len(folded.text)))
    if folded.text:
        assert span is not None
        assert fold(text[: span.start]) == ""
        assert fold(text[span.end :]) == ""
    else:
        assert span is None


@given(TEXTS)
def test_neighbouring_stretches_lead_back_to_neighbours(text: str) -> None:
    """The way back keeps the order: what follows in the folded text follows in the source."""
    folded = Folded(text)
    spans = [span for at in range(len(folded.text)) if (span := folded.unfold(Span(at, at + 1)))]
    assert all(first.end <= second.start for first, second in pairwise(spans))


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("a\u00a0 \n\tb", "a b"),
        ("a\u200bb\u00adc", "abc"),
        ("a \u00ad b", "a b"),
        ("‘a’ “b” „c‟ ʼd＇", "'a' \"b\" \"c\" 'd'"),
        ("a–b—c‐d−e－f", "a-b-c-d-e-f"),
        ("a…", "a..."),
        ("e\u0301", "é"),
        ("\u1100\u1161\u11a8", "각"),
        ("Å", "Å"),
        ("می\u200cخواهم", "میخواهم"),
    ],
)
def test_typography_is_levelled(typed: str, folded: str) -> None:
    """White space, marks, dashes, dots and composition are one."""
    assert fold(typed) == folded


@pytest.mark.parametrize("text", ["10²", "ﬁ", "½", "Ａ", "№", "ſ", "A", "a.b", "a,b", "«a»", "a_b", "´", "`", "¨"])
def test_nothing_else_is_levelled(text: str) -> None:
    """Case, punctuation, ligatures, superscripts and angle marks stay what they are."""
    assert fold(text) == text


def test_half_an_ellipsis_is_no_stretch() -> None:
    """One character of the source is never cut."""
    folded = Folded("so…")
    assert folded.text == "so..."
    assert folded.unfold(Span(0, 5)) == Span(0, 3)
    assert folded.unfold(Span(0, 3)) is None
    assert folded.unfold(Span(3, 5)) is None
    assert folded.unfold(Span(2, 2)) is None


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[sentence.span.start : sentence.span.end] for sentence in SourceText("x", text).sentences]


@pytest.mark.parametrize(
    ("file", "count", "number", "begins"),
    [
        ("000_86ce24424129c462.txt", 39, 6, "The initiative had"),
        ("001_883782e37e7419b5.txt", 49, 29, "Suleimani’s killing"),
    ],
)
def test_the_numbers_of_the_shipped_sources_stand(root: Path, file: str, count: int, number: int, begins: str) -> None:
    """Readers cite these numbers: they may never change."""
    text = SourceText("x", (root / "seeds" / file).read_bytes().decode())
    assert len(text.sentences) == count
    span = text.sentences[number - 1].span
    assert text.text[span.start :].startswith(begins)
    assert [sentence.number for sentence in text.sentences] == list(range(1, count + 1))


@pytest.mark.parametrize(
    "cut",
    [
        ["One.", "Two!", "Three?", "Four…"],
        ["Mr. Hare met Dr. Tortoise at 5 p.m. in Jan. last.", "He ran."],
        ["The U.S. Army and J. R. Hare ran.", "It rained."],
        ["“So,” it said.", "“Then?” it asked.", "‘Go!’"],
        ["It cost 3.5 million.", "2 left."],
        ["A heading", "\n\n", "A sentence. and its rest"],
        ["14 Nov 2024", "\n", "Meadow Courier: The Tortoise beat the Hare at Millbrook."],
        ["A line that is long enough to have been wrapped by\nan editor goes on.", "Here."],
        ["Esel kam.", "„Ja.“", "Dann ging er."],
        ["Elle dit : « Oui. »", "Puis rien."],
        ["لاک\u200cپشت برد؟", "خرگوش خوابید۔"],
        ["It slept…” the Owl hooted."],
        ["No. 5 won."],
        ["  \n ", "Spaces around.", " \n\t\n", "Next."],
    ],
)
def test_sentences_are_cut(cut: list[str]) -> None:
    """Full stops of abbreviations and numbers end nothing; headings and short lines end with their line."""
    text = ""
    for piece in cut:
        text += piece if not text or text[-1].isspace() or piece.isspace() else f" {piece}"
    expected = [piece for piece in cut if not piece.isspace()]
    assert sentences(text) == expected


@given(TEXTS)
def test_sentences_and_paragraphs_cover_the_text(text: str) -> None:
    """Everything but white space lies in exactly one sentence, and each sentence in one paragraph."""
    source = SourceText("x", text)
    covered = [at for sentence in source.sentences for at in range(*sentence.span)]
    assert len(covered) == len(set(covered))
    assert all(char.isspace() for at, char in enumerate(text) if at not in set(covered))
    for sentence in source.sentences:
        assert source.paragraphs[sentence.paragraph - 1].holds(sentence.span)
        assert (
            text[sentence.span.start : sentence.span.end].strip() == text[sentence.span.start : sentence.span.end] != ""
        )


@given(TEXTS, st.data())
def test_what_a_stretch_touches_is_what_it_shares_a_character_with(text: str, data: st.DataObject) -> None:
    """Looking up by position finds the same as looking at all."""
    source = SourceText("x", text)
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    assert source.touched(span) == tuple(s for s in source.sentences if s.span.meets(span))
    touched = tuple(p for p in source.paragraphs if p.meets(span))
    assert source.paragraphs_at(span) == touched
    assert source.paragraph(span) == (Span(touched[0].start, touched[-1].end) if touched else span)


@pytest.mark.parametrize(
    "text",
    [
        "|it's|",
        "|the| |Hare’s| |nap|",
        "|anti|-|war|",
        "|1,200| |paces|",
        "|3.5| |or| |10\u00a0000| |or| |1'000|",
        "|at| |5:30|",
        "|10²| |and| |2½|",
        "|U.S|.| |Army|",
        "|cafe\u0301s|",
        "|infor\u00admation|",
        "|می\u200cخواهم|",
        "|snake_case|",
        "|(|Hare|)|",
        "|e.g|.|",
        "|50%|",
        "|$5| |or| |€5|",
        "|1/2|",
        "|“|no|”|",
        "|don’t|",
        "|B|-|52|",
    ],
)
def test_words_and_numbers_are_whole(text: str) -> None:
    """Boundaries stand where the bars are: an apostrophe binds, a hyphen does not, and no number is cut."""
    plain = text.replace("|", "")
    marked, at = set(), 0
    for char in text:
        if char == "|":
            marked.add(at)
        else:
            at += 1
    assert {at for at in range(len(plain) + 1) if word_boundary(plain, at)} == marked


def test_words_are_counted_as_a_reader_counts_them() -> None:
    """Apostrophes and decimal marks bind, commas between words do not."""
    assert words_of("Hare’s 1,200.5 paces,and U.S. e\u0301 — anti-war 'no'") == [
        "Hare’s", "1,200.5", "paces", "and", "U.S", "e\u0301", "anti", "war", "no",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said, "<yes>," and went.', True),
        ("He said, “<yes>,” and went.", True),
        ("He said, ‘<yes>,’ and went.", True),
        ("He said, '<yes>,' and went.", True),
        ('"First," <he said>, "second."', False),
        ("“First,” <he said>, “second.”", False),
        ("“First,” he said, “<second>.”", True),
        ("“Before ‘<nested>’ after”", True),
        ("“Before ‘nested’ <after>”", True),
        ("<nothing> “here”", False),
        ("“here” <nothing>", False),
        ("“never <closed>", False),
        ("never <opened>”", False),
        ('"never <closed>, said the Hare. "Then closed."', False),
        ("„<Ja>“, sagte der Hase.", True),
        ("„Ja“, <sagte> der Hase, „nein“.", False),
        ("»<Ja>«, sagte der Hase.", True),
        ("»Ja«, <sagte> der Hase, »nein«.", False),
        ("« <Oui> », dit-il.", True),
        ("« Oui », <dit-il>, « non ».", False),
        ("C’est l’«<idée>».", True),
        ("«<Да>», — сказал Заяц.", True),
        ("«Да», — <сказал> Заяц. — «Нет».", False),
        ("the Hares' <nap> and the Owls' nest", False),
        ("the Hare’s <nap> and the Owl’s nest", False),
        ("(“<yes>”)", True),
        ("she—“<yes>”—said", True),
        ('she—"<yes>"—said', True),
        ("”<Ja>”, sade haren.", True),
    ],
)
def test_direct_words_stand_between_marks(text: str, inside: bool) -> None:
    """The opening mark stands before, the closing one after, and none between, in the styles of several languages."""
    span = Span(text.index("<"), text.index(">") - 1)
    plain = text.replace("<", "").replace(">", "")
    assert inside_marks(plain, span, Span(0, len(plain))) is inside


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ('"a b," c "d."', ["a b,", "d."]),
        ("“a” b «c» d", ["a", "c"]),
        ("„a“, b „c“", ["a", "c"]),
        ("“a b\n\n“c” d", ["a b", "c"]),
        ("“a “b” c", ["a", "b"]),
        ("no marks, it's so", []),
    ],
)
def test_quoted_spans_are_listed(text: str, spans: list[str]) -> None:
    """An opening mark without a partner reaches to the next one, or to the end of its paragraph."""
    assert [text[span.start : span.end] for span in quoted_spans(SourceText("x", text))] == spans


@given(TEXTS)
def test_reading_marks_never_breaks(text: str) -> None:
    """Whatever marks a text holds, the quoted spans lie in it, in order."""
    spans = quoted_spans(SourceText("x", text))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert spans == sorted(spans)


def test_composing_stays_within_clusters() -> None:
    """What the folding relies on: no character composes with one beyond the border of its grapheme cluster."""
    for code in range(0x110000):
        whole = chr(code)
        parts = unicodedata.normalize("NFD", whole)
        if len(parts) > 1 and not 0xAC00 <= code <= 0xD7A3 and unicodedata.normalize("NFC", parts) == whole:
            folded = Folded(parts)
            assert folded.text == fold(whole), hex(code)
            assert folded.unfold(Span(0, len(folded.text))) == Span(0, len(parts))
