"""The attribution of a quote names its speaker as the one who speaks, or a note says whom its pronoun means.

Where several are named, the speaker is the one named last before the verb of saying, or first after it where the verb
comes first. Between the attribution and the words nobody else says anything. The verbs are those
of `verbs`, and English; with another, any listed name of the speaker in the attribution will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.evidence import Passage, Words
from generator.model import Actor, Quote
from generator.sources import MARKS, Span, inside_marks, words_of
from generator.verbs import INVERTED, SAYING
from generator.vocabulary import ActorKind, Voice

_SPEAKER_FOLLOWS = re.compile(r"\b(?:according to|in the words of|as quoted by)\b", re.IGNORECASE)
_SUBJECT_TO_VERB = re.compile(r"(?:\s+(?:has|have|had|is|are|was|were|also|then|later|once|again|repeatedly))*\s+")
_VERB_TO_SUBJECT = re.compile(r"\s+(?:(?:Mr|Mrs|Ms|Dr|Gen|General|President)\.?\s+)?")
_POSSESSIVE = re.compile(r"['\u2019\u02bc]s?\s+\w")
_BESIDE = re.compile(r"[\s.,;:!?\"'\u2019\u201d\u00bb\u2026\u2013\u2014-]*")
"""What may stand between quoted words and a clause that says whose they are."""
_CONJUNCTION = re.compile(r"(?:and|but|while|whereas|as|when|though|although)\b")


class _Named(NamedTuple):
    """A stretch of a text that names an actor, or several of the same name."""

    span: Span
    actors: frozenset[str]


class _Teller(NamedTuple):
    """A stretch in which an actor and a verb of saying stand side by side: somebody says something."""

    span: Span
    actors: frozenset[str]


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a finding for each quote whose speaker is not the one of whom the source says that they speak."""
    for quote in context.dossier.quotes.values():
        speaker = context.curated.actors.get(quote.speaker)
        if speaker:
            yield from list(_attributed(context, quote, speaker)) or _interrupted(context, quote)


def _attributed(context: Context, quote: Quote[Passage], speaker: Actor[Words]) -> Iterator[Diagnostic]:
    """Find an attribution by which nobody speaks, or somebody else."""
    dossier = context.dossier
    own = _span(quote.attribution)
    said = f"the attribution “{quote.attribution.text}”"
    named = _named(context, quote, own)
    is_named = any(speaker.id in one.actors for one in named)
    speaking = _speaking(quote, named)
    if _spoken(context, quote):
        hint = "Cite the narrator's words; a name inside the quotation is not its speaker."
        where = dossier.at(quote.id, "attribution")
        yield Diagnostic("attribution-names-nobody", where, f"{said} lies within quoted words", hint)
    elif quote.speaker_note and not _explained(context, speaker, quote.speaker_note):
        hint = f"Let it name {speaker.name} and say how that is known."
        where = dossier.at(quote.id, "speaker_note")
        message = f"`speaker_note` does not name {speaker.name}"
        yield Diagnostic("attribution-names-nobody", where, message, hint)
    elif quote.speaker_note and (is_named or not _tellers(context, quote, own)):
        if not is_named and not _introduced(context, quote):
            hint = "Cite the sentence that names the speaker in `context`."
            message = f"neither the paragraph of the attribution nor the one before names {speaker.name}"
            yield Diagnostic("attribution-names-nobody", dossier.at(quote.id, "attribution"), message, hint)
    elif not is_named or not speaking:
        hint = "Cite words that name the speaker, or say in `speaker_note` whom the pronoun means."
        where = dossier.at(quote.id, "attribution")
        yield Diagnostic("attribution-names-nobody", where, f"{said} does not name {speaker.name}", hint)
    elif speaker.id not in speaking:
        other = context.curated.actors[min(speaking)].name
        hint = f"Are these the words of {other}? If not, name the speaker in `speaker_note` and say how that is known."
        where = dossier.at(quote.id, "attribution")
        yield Diagnostic("attribution-names-other", where, f"{said} says that {other} speaks", hint)


def _interrupted(context: Context, quote: Quote[Passage]) -> Iterator[Diagnostic]:
    """Find parts beside which the source says that somebody else speaks, or names nobody but others."""
    for i, part in enumerate(quote.parts):
        rivals = [teller for teller in _beside(context, quote, _span(part)) if quote.speaker not in teller.actors]
        if rivals:
            other = context.curated.actors[min(rivals[0].actors)].name
            message = f"nearer to these words than their attribution the source says that {other} speaks"
            hint = f"Are these the words of {other}? If not, let the attribution reach to the words."
            yield Diagnostic("attribution-names-other", context.dossier.at(quote.id, "parts", i), message, hint)
        elif quote.voice is Voice.DIRECT and not quote.marks and not quote.speaker_note:
            named = _narrated(context, quote, part)
            if named and quote.speaker not in named:
                name = context.curated.actors[named[0]].name
                message = f"the sentence around these words names {name}, not the speaker"
                hint = f"Are these the words of {name}? If not, say in `speaker_note` how the speaker is known."
                yield Diagnostic("attribution-names-other", context.dossier.at(quote.id, "parts", i), message, hint)


def _narrated(context: Context, quote: Quote[Passage], part: Passage) -> list[str]:
    """List whom the narrator names in the sentence around some words, where the attribution stands elsewhere."""
    text = context.dossier.texts[quote.source]
    sentences = context.sentences(part)
    if set(sentences) & set(context.sentences(quote.attribution)):
        return []
    return [
        mention.record
        for sentence in sentences
        for mention in context.mentions(quote.source, sentence)
        if mention.record in context.curated.actors
        and not inside_marks(text.text, mention.span, text.paragraph(mention.span))
    ]


def _beside(context: Context, quote: Quote[Passage], part: Span) -> Iterator[_Teller]:
    """Yield who speaks last before some words in their sentence, and who right after them, by other words than ours."""
    text = context.dossier.texts[quote.source]
    sentences = text.touched(part)
    own = _span(quote.attribution)
    parts = [_span(other) for other in quote.parts]
    between = text.text[part.end : own.start]
    follows = own.start >= part.end and _BESIDE.fullmatch(between) and between.strip()
    if not follows or _CONJUNCTION.match(text.text, own.start):
        edges = [sentences[0].span.start, *(span.end for span in (own, *parts) if span.end <= part.start)]
        before = _tellers(context, quote, Span(max(edges), part.start))
        yield from before[-1:]
    closed = _BESIDE.match(text.text, part.end)
    start = closed.end() if closed else part.end
    after = _tellers(context, quote, Span(start, max(start, sentences[-1].span.end)))
    yield from (teller for teller in after[:1] if teller.span.start == start and not teller.span.meets(own))


def _tellers(context: Context, quote: Quote[Passage], stretch: Span) -> list[_Teller]:
    """List the places of a stretch, outside quotation marks, where an actor is named beside a verb of saying."""
    text = context.dossier.texts[quote.source]
    named = _named(context, quote, stretch)
    found = []
    for verb in SAYING.finditer(text.text, *stretch):
        span = Span(*verb.span())
        if inside_marks(text.text, span, text.paragraph(span)):
            continue
        for one in named:
            if _SUBJECT_TO_VERB.fullmatch(text.text, one.span.end, span.start):
                found.append(_Teller(Span(one.span.start, span.end), one.actors))
            elif (
                INVERTED.fullmatch(verb[0])
                and _VERB_TO_SUBJECT.fullmatch(text.text, span.end, one.span.start)
                and not re.search(r"\w\s*\Z", text.text[max(stretch.start, span.start - 3) : span.start])
            ):
                found.append(_Teller(Span(span.start, one.span.end), one.actors))
    return sorted(found)


def _speaking(quote: Quote[Passage], named: list[_Named]) -> frozenset[str]:
    """Return the actors of whom an attribution says that they speak; all it names where it has no verb of saying."""
    text = quote.attribution.text
    spans = [Span(one.span.start - quote.attribution.start, one.span.end - quote.attribution.start) for one in named]
    verbs = (found for found in SAYING.finditer(text) if not any(span.meets(Span(*found.span())) for span in spans))
    follows = _SPEAKER_FOLLOWS.search(text)
    verb = follows or next(verbs, None)
    if verb is None:
        return frozenset().union(*(one.actors for one in named))
    before = [one for one, span in zip(named, spans, strict=True) if span.end <= verb.start()]
    after = [one for one, span in zip(named, spans, strict=True) if span.start >= verb.end()]
    if before and not follows:
        chosen = before[-1]
    elif after and (follows or not re.search(r"\w", text[: verb.start()])):
        chosen = after[0]
    else:
        return frozenset()
    # Peru's minister is not Peru.
    return frozenset() if _POSSESSIVE.match(text, chosen.span.end - quote.attribution.start) else chosen.actors


def _named(context: Context, quote: Quote[Passage], stretch: Span) -> list[_Named]:
    """List where a stretch names actors; a name inside a longer one of somebody else is none."""
    found: dict[Span, set[str]] = {}
    for sentence in context.dossier.texts[quote.source].touched(stretch):
        mentions = context.mentions(quote.source, sentence)
        for record, _, span in mentions:
            longer = (other.record for other in mentions if other.span != span and other.span.holds(span))
            if record in context.curated.actors and stretch.holds(span) and all(other == record for other in longer):
                found.setdefault(span, set()).add(record)
    return [_Named(span, frozenset(actors)) for span, actors in sorted(found.items())]


def _explained(context: Context, speaker: Actor[Words], note: str) -> bool:
    """Tell whether a note names a speaker; it may call a person by the surname alone."""
    surnames = {name.split()[-1] for name in context.listed[speaker.id] if speaker.kind is ActorKind.PERSON}
    words = {re.sub("['\u2019]s?$", "", word) for word in words_of(note)}
    return any(mention.record == speaker.id for mention in context.names.mentions(note)) or bool(surnames & words)


def _spoken(context: Context, quote: Quote[Passage]) -> bool:
    """Tell whether an attribution is part of the words themselves, or of other direct words that do not hold these."""
    own = _span(quote.attribution)
    if any(own.meets(_span(part)) for part in quote.parts if MARKS.isdisjoint(part.text)):
        return True  # one that swallowed marks is reported for that
    return any(
        own.meets(_span(part)) and not all(_span(part).holds(_span(mine)) for mine in quote.parts)
        for other, part in context.direct_words(quote.attribution)
        if other.id != quote.id
    )


def _introduced(context: Context, quote: Quote[Passage]) -> bool:
    """Tell whether the speaker of a pronoun is named near the attribution, or in the further passages of the quote."""
    own = [sentence.paragraph for sentence in context.sentences(quote.attribution)]
    near = (
        sentence
        for sentence in context.dossier.texts[quote.source].sentences
        if own and own[0] - 1 <= sentence.paragraph <= own[-1]
    )
    named = {mention.record for sentence in near for mention in context.mentions(quote.source, sentence)}
    return quote.speaker in named | context.named_in(quote.context)


def _span(passage: Passage) -> Span:
    return Span(passage.start, passage.end)
