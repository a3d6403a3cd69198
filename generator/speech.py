"""Who speaks in a paragraph, in which words, and which words say so: proposals for a curator, who decides.

English only. A proposal that is not sure says so by its absence: no attribution rather than a wrong one. The checker,
not this module, judges what a curator makes of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from generator.naming import Mention, Names
from generator.sources import MARKS, SourceText, Span, inside_marks, quoted_spans
from generator.verbs import INVERTED, SAYING
from generator.vocabulary import Marks, Voice

_IS = re.compile(r"\b(?:is|are|was|were)\s+$")
_NAMELESS = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|(?:The|the|A|a|His|his|Her|her|Their|their) [a-z]+)\b")
"""A subject that is no name."""
_CLAUSE_ENDS = re.compile(r"[;:.!?\u2014](?!\w)|,(?!\w|\s[0-9])|\s\u2013\s|\sthat\b")
_CLAUSE_STARTS = re.compile(r"[,;:.!?\u2014]\s+|\s(?:and|but|that|as|while|when|in(?= what\b))\s")


class Speech(NamedTuple):
    """What a paragraph shows of some words in it."""

    voice: Voice
    parts: tuple[Span, ...]
    """The words, without their marks."""
    marks: Marks | None
    """What became of the marks, where they are not whole."""
    attribution: Span | None
    """The words that say who spoke."""
    speaker: str | None
    """The actor whom the attribution names; where it names nobody, the one named last before it."""
    nameless: str | None
    """What the attribution has in place of a name, such as `he`, where it names nobody."""
    others: tuple[Span, ...]
    """What else stands between marks in the paragraph."""
    named: tuple[str, ...]
    """The actors whom the paragraph names, in the order of the text."""
    spoken_of: tuple[str, ...]
    """The actors whom the words name."""


def speech(text: SourceText, words: Span, actors: Names, persons: Collection[str]) -> Speech:
    """Read the paragraph around some words. `actors` are the listed names of actors, `persons` those who are people."""
    paragraph = text.paragraph(words)
    quoted = [span for span in quoted_spans(text) if paragraph.holds(span)]
    spoken = [span for span in quoted if span.meets(words)]
    covered = sum(min(span.end, words.end) - max(span.start, words.start) for span in spoken)
    is_direct = 2 * covered > words.end - words.start
    whole = is_direct and all(inside_marks(text.text, span, paragraph) for span in spoken)
    parts = [_stripped(text.text, span if whole else _common(span, words)) for span in spoken] if is_direct else [words]
    mentions = [*_mentions(text, paragraph, actors)]
    uttered = quoted if is_direct else sorted([words, *(span for span in quoted if not span.meets(words))])
    found = next(
        (
            said
            for stretch in _silent(text, paragraph, uttered, parts, later_first=is_direct)
            if (said := _attribution(text.text, stretch, mentions))
        ),
        None,
    )
    speaker = found.speaker if found else None
    if found and not speaker:
        earlier = [*_mentions(text, Span(0, paragraph.start), actors), *mentions]
        speaker = _last_before(found, earlier, persons)
    inside = [mention.record for mention in mentions if any(part.holds(mention.span) for part in parts)]
    return Speech(
        voice=Voice.DIRECT if is_direct else Voice.REPORTED,
        parts=tuple(parts),
        marks=Marks.UNBALANCED if is_direct and not whole else None,
        attribution=found.span if found else None,
        speaker=speaker,
        nameless=found.nameless if found else None,
        others=tuple(span for span in quoted if span not in spoken),
        named=tuple(dict.fromkeys(mention.record for mention in mentions)),
        spoken_of=tuple(dict.fromkeys(inside)),
    )


def _mentions(text: SourceText, stretch: Span, actors: Names) -> Iterator[Mention]:
    for mention in actors.mentions(text.text[stretch.start : stretch.end]):
        yield mention._replace(span=Span(mention.span.start + stretch.start, mention.span.end + stretch.start))


class _Said(NamedTuple):
    span: Span
    speaker: str | None
    nameless: str | None


def _silent(
    text: SourceText, paragraph: Span, uttered: Sequence[Span], parts: Sequence[Span], *, later_first: bool
) -> Iterator[Span]:
    """Yield the stretches of a paragraph outside the uttered words, those in the sentences of the parts first.

    What follows a direct quotation says more often who spoke than what goes before; with reported speech it is not so.
    """
    edges = [paragraph.start, *(at for span in uttered for at in span), paragraph.end]
    outside = [Span(*edge) for edge in zip(edges[::2], edges[1::2], strict=True)]
    sentences = text.touched(Span(parts[0].start, parts[-1].end))
    around = Span(sentences[0].span.start, sentences[-1].span.end) if sentences else paragraph
    yield from sorted((_common(span, around) for span in outside if span.meets(around)), reverse=later_first)
    # A sentence that is all quotation may have its attribution in the next or in the one before.
    yield from sorted(outside, key=lambda span: min(abs(span.start - parts[-1].end), abs(parts[0].start - span.end)))


def _attribution(text: str, stretch: Span, mentions: Sequence[Mention]) -> _Said | None:
    """Find the clause of a stretch in which somebody says something."""
    named = [mention for mention in mentions if stretch.holds(mention.span)]
    for verb in reversed(list(SAYING.finditer(text, stretch.start, stretch.end))):
        if verb[0].endswith("ing") and not _IS.search(text, stretch.start, verb.start()):
            continue  # “she said, adding that” has its subject before “said”
        mention = _subject(text, verb, named)
        nameless = None if mention else _nameless(text, stretch, verb)
        subject = mention.span if mention else Span(*nameless.span()) if nameless else None
        if subject:
            span = _clause(text, stretch, Span(min(subject.start, verb.start()), max(subject.end, verb.end())))
            return _Said(span, mention.record if mention else None, nameless[0] if nameless else None)
    return None


def _subject(text: str, verb: re.Match[str], named: Sequence[Mention]) -> Mention | None:
    """Return who does what a verb says: the one named last before it, or right after it where it may stand first."""
    after = [mention for mention in named if mention.span.start >= verb.end()]
    if after and INVERTED.fullmatch(verb[0]):
        gap = text[verb.end() : after[0].span.start]
        if re.fullmatch(r"\s+(?:\w+\.?\s+){0,2}", gap) and not re.search(r"\b(?:the|a|that|to|on|in|at|for)\b", gap):
            return after[0]
    before = [mention for mention in named if mention.span.end <= verb.start()]
    near = before and not re.search(r"[.;!?]\s", text[before[-1].span.end : verb.start()])
    return before[-1] if near else None


def _nameless(text: str, stretch: Span, verb: re.Match[str]) -> re.Match[str] | None:
    found = [one for one in _NAMELESS.finditer(text, stretch.start, verb.start()) if verb.start() - one.end() < 20]
    return found[-1] if found else None


def _clause(text: str, stretch: Span, core: Span) -> Span:
    """Grow the core of an attribution to its clause: to the left up to a comma or `and`, to the right up to a comma."""
    starts = [
        found.end() for found in _CLAUSE_STARTS.finditer(text, stretch.start, core.start) if found.end() <= core.start
    ]
    start = starts[-1] if starts else stretch.start
    end = _CLAUSE_ENDS.search(text, core.end, stretch.end)
    return _stripped(text, Span(start, end.start() if end else stretch.end), " \n,.;:" + "".join(MARKS) + "‘’'")


def _last_before(said: _Said, mentions: Sequence[Mention], persons: Collection[str]) -> str | None:
    """Return the actor named last before an attribution who may be meant by `he` or `she`, or by anything else."""
    personal = str(said.nameless).lower() in ("he", "she")
    may_be = [
        mention.record
        for mention in mentions
        if mention.span.end <= said.span.start and (mention.record in persons) == personal
    ]
    return may_be[-1] if may_be else None


def _stripped(text: str, span: Span, chars: str | None = None) -> Span:
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip(chars))
    return Span(start, max(start, span.start + len(piece.rstrip(chars))))


def _common(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))
