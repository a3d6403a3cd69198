"""From typed words to a passage of a source, or the reason why not. The one matcher: every command and page uses it.

The order is fixed: exact (code point for code point), then typographic (both sides folded, see `sources.Folded`).
Similarity explains a miss; it never accepts.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import fuzz

from generator.evidence import Passage, Words
from generator.sources import SourceText, Span, fold, holds_words, word_boundary
from generator.vocabulary import Match

_BLANK_LINE = re.compile(r"\n\s*\n")
"""What divides paragraphs (see `SourceText.paragraphs`, which would have to cut the whole text)."""
_SHOWN = 60
_NEAREST_CUTOFF = 60.0
"""Below this likeness (0 to 100) nothing in the source is worth showing."""


class Miss(NamedTuple):
    """Why words are no passage: a code of `diagnostics.CODES`, what is wrong, and what may help."""

    code: str
    message: str
    hint: str


class Rules(NamedTuple):
    """What a field asks of its words beyond being in the source."""

    scope: tuple[Span, ...] | None = None
    """Stretches in which they must lie; None for the whole text."""
    boilerplate: tuple[Span, ...] = ()
    """Stretches which they must not touch."""
    least_words: int = 1
    """How many words they must hold at least."""


def find(text: SourceText, typed: Words, rules: Rules | None = None) -> Passage | Miss:
    """Find typed words in a source, or say why they are not a passage of it."""
    rules = rules or Rules()
    words = typed.words.strip()
    whole, match = _whole(text, _exact(text, words)), Match.EXACT
    if not whole:
        whole, match = _whole(text, _typographic(text, words)), Match.TYPOGRAPHIC
    if not whole:
        cut = _exact(text, words) or _typographic(text, words)
        if not cut:
            return _not_found(text, words)
        message = f"{_short(words)} begins or ends inside a word or number"
        return Miss("passage-cuts-word", message, _grown(text, cut[0]))
    if typed.occurrence is not None:
        if typed.occurrence > len(whole):
            return Miss("passage-not-found", f"{_short(words)} occurs {_times(len(whole))}", "Lower `occurrence`.")
        whole = [whole[typed.occurrence - 1]]
    picked = [span for span in whole if _beside(text, span, typed)]
    if not picked:
        return Miss(
            "passage-not-found",
            f"{_short(words)} is there, but not beside the words of `before` or `after`",
            f"Here: {_contexts(text, whole)}",
        )
    if rules.scope is not None:
        inside = [span for span in picked if any(stretch.holds(span) for stretch in rules.scope)]
        if not inside:
            hint = f"They stand here: {_contexts(text, picked)} Cite that sentence as evidence, or other words."
            return Miss("passage-out-of-place", f"{_short(words)} is not in a sentence of the evidence beside it", hint)
        picked = inside
    if len(picked) > 1:
        hint = f"Add `before`, `after` or `occurrence`. They stand here: {_contexts(text, picked)}"
        return Miss("passage-ambiguous", f"{_short(words)} occurs {_times(len(picked))}", hint)
    return _allowed(typed, Passage(source=text.source, start=picked[0].start, end=picked[0].end,
                    text=text.text[picked[0].start : picked[0].end], match=match), rules)  # fmt: skip


def _allowed(typed: Words, passage: Passage, rules: Rules) -> Passage | Miss:
    """Refuse a passage that was found but must not be used."""
    span = Span(passage.start, passage.end)
    if any(stretch.meets(span) for stretch in rules.boilerplate):
        hint = "Rest the record on the text itself, or change the source's `boilerplate`."
        return Miss("passage-in-boilerplate", f"{_short(passage.text)} lies in declared boilerplate", hint)
    if not typed.paragraphs and _BLANK_LINE.search(passage.text):
        hint = "Cite two passages, or say `paragraphs: yes`."
        return Miss("passage-across-paragraphs", f"{_short(passage.text)} runs across paragraphs", hint)
    if not holds_words(passage.text, rules.least_words):
        least = "1 word" if rules.least_words == 1 else f"{rules.least_words} words"
        hint = f"Cite at least {least}, better the whole clause."
        return Miss("passage-too-short", f"{_short(passage.text)} is too short to mean something", hint)
    return passage


def _exact(text: SourceText, words: str) -> list[Span]:
    return [Span(at, at + len(words)) for at in _occurrences(text.text, words)]


def _typographic(text: SourceText, words: str) -> list[Span]:
    folded = fold(words).strip()
    found = (text.folded.unfold(Span(at, at + len(folded))) for at in _occurrences(text.folded.text, folded))
    return [span for span in found if span]


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def occurrences(text: SourceText, words: str) -> list[Span]:
    """List every place where words stand, on word boundaries: exact ones, or typographic ones if there are none."""
    return _whole(text, _exact(text, words)) or _whole(text, _typographic(text, words))


def _whole(text: SourceText, spans: Iterable[Span]) -> list[Span]:
    return [span for span in spans if word_boundary(text.text, span.start) and word_boundary(text.text, span.end)]


def _beside(text: SourceText, span: Span, typed: Words) -> bool:
    if typed.before is not None:
        reach = max(0, span.start - 3 * len(typed.before) - 20)
        if not fold(text.text[reach : span.start]).rstrip().endswith(fold(typed.before).strip()):
            return False
    if typed.after is not None:
        reach = span.end + 3 * len(typed.after) + 20
        if not fold(text.text[span.end : reach]).lstrip().startswith(fold(typed.after).strip()):
            return False
    return True


def _not_found(text: SourceText, words: str) -> Miss:
    near = nearest(text, words)
    message = f"{_short(words)} does not occur in `{text.source}`"
    if near is None:
        return Miss("passage-not-found", message, "Nothing like it stands there. Is it the right source?")
    stands = text.text[near.start : near.end]
    hint = compared(words, stands)
    if "..." in fold(words):
        hint += " Dots are read as dots: cite what stands on either side of them as two passages."
    return Miss("passage-not-found", message, hint)


def nearest(text: SourceText, words: str) -> Span | None:
    """Find the stretch of a source most like some words, grown to whole words; None where nothing comes close."""
    folded = fold(words).strip()
    if not folded:
        return None
    alignment = fuzz.partial_ratio_alignment(folded, text.folded.text, score_cutoff=_NEAREST_CUTOFF)
    if alignment is None or alignment.dest_start >= alignment.dest_end:
        return None
    body = text.folded.text
    start, end = alignment.dest_start, alignment.dest_end
    while start > 0 and not word_boundary(body, start):
        start -= 1
    while end < len(body) and not word_boundary(body, end):
        end += 1
    while end < len(body) and body[end] == folded[-1] and not folded[-1].isalnum():
        end += 1  # the full stop or mark with which the words end
    piece = body[start:end]
    if fuzz.ratio(folded, piece.strip()) < _NEAREST_CUTOFF:
        return None  # alike in some letters only, once grown to whole words
    start += len(piece) - len(piece.lstrip())
    return text.folded.unfold(Span(start, start + len(piece.strip())))


def compared(typed: str, stands: str) -> str:
    """Show the stretch of a source nearest to some words, and which words differ."""
    differs = differing_words(typed, stands)
    return f"Nearest: “{_one_line(stands)}”" + (f": {differs}" if differs else ".")


def differing_words(typed: str, stands: str) -> str:
    """Say which words differ between what was typed and what stands in the source."""
    ours, theirs = re.findall(r"\S+", fold(typed)), re.findall(r"\S+", fold(stands))
    said = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        left, right = " ".join(ours[a:b]), " ".join(theirs[c:d])
        if tag == "replace":
            said.append(f"“{left}” is “{right}” there{_lookalikes(left, right)}")
        elif tag == "delete":
            said.append(f"“{left}” is not there")
        elif tag == "insert":
            said.append(f"“{right}” is missing")
    return ("; ".join(said[:4]) + (" …" if len(said) > 4 else "") + ".") if said else ""


def _lookalikes(ours: str, theirs: str) -> str:
    """Name the letters that differ where the eye may not tell them apart."""
    pairs = [(a, b) for a, b in zip(ours, theirs, strict=False) if a != b]
    if len(ours) != len(theirs) or len(pairs) > 3 or all((a + b).isascii() for a, b in pairs):
        return ""
    return f" ({', '.join(f'{_named(a)} for {_named(b)}' for a, b in pairs)})"


def _named(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, 'unnamed').lower()}"


def _grown(text: SourceText, span: Span) -> str:
    start, end = span
    while not word_boundary(text.text, start):
        start -= 1
    while not word_boundary(text.text, end):
        end += 1
    return f"The whole words are “{_one_line(text.text[start:end])}”."


def _contexts(text: SourceText, spans: Iterable[Span]) -> str:
    said = []
    for span in list(spans)[:4]:
        sentences = text.touched(span)
        number = f"sentence {sentences[0].number}" if sentences else f"character {span.start}"
        before, after = text.text[max(0, span.start - 30) : span.start], text.text[span.end : span.end + 30]
        around = _one_line(f"{before}[{text.text[span.start : span.end]}]{after}")
        said.append(f"{number}: “…{around}…”")
    return "; ".join(said) + "."


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _short(words: str) -> str:
    line = _one_line(words)
    return f"“{line}”" if len(line) <= _SHOWN else f"“{line[:_SHOWN].rstrip()}…”"


def _one_line(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()
