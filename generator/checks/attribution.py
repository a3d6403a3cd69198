"""The attribution of a quote stands near its words and names the speaker, or says whom its pronoun means."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.model import Passage, Quote, Voice
from generator.sources import Span, inside_marks


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a finding for each attribution that is far from the words, names nobody, or may be another's."""
    dossier = context.dossier
    for quote in dossier.quotes.values():
        where = dossier.at(quote.id, "attribution")
        text = dossier.texts[quote.source]
        paragraphs = {sentence.paragraph for part in quote.parts for sentence in text.touched(_span(part))}
        own = {sentence.paragraph for sentence in text.touched(_span(quote.attribution))}
        near = any(abs(mine - theirs) <= (1 if quote.speaker_note else 0) for mine in own for theirs in paragraphs)
        if not near:
            hint = "Cite the words beside the quote; for the next paragraph, explain the link in `speaker_note`."
            yield Diagnostic("attribution-far", where, "the attribution stands in another paragraph", hint)
        speaker = context.curated.actors.get(quote.speaker)
        if speaker and not context.names_exactly(speaker.id, quote.attribution) and not quote.speaker_note:
            hint = "Cite words that name the speaker, or say in `speaker_note` whom the pronoun means."
            message = f"the attribution “{quote.attribution.text}” does not name {speaker.name}"
            yield Diagnostic("attribution-names-nobody", where, message, hint)
    yield from _others(context)
    yield from _shared(context)
    for quote in dossier.quotes.values():
        if quote.voice is Voice.DIRECT and not quote.marks and not quote.speaker_note:
            yield from _beside(context, quote)


def _others(context: Context) -> Iterator[Diagnostic]:
    """Find quotes between whose words and attribution stands the attribution of another speaker."""
    dossier = context.dossier
    by_paragraph: dict[tuple[str, int], list[Quote[Passage]]] = {}
    for quote in dossier.quotes.values():
        for sentence in context.sentences(quote.attribution):
            by_paragraph.setdefault((quote.source, sentence.paragraph), []).append(quote)
    for quote in dossier.quotes.values():
        first, last = quote.parts[0], quote.parts[-1]
        between = [Span(last.end, quote.attribution.start), Span(quote.attribution.end, first.start)]
        rivals = [
            other
            for sentence in context.sentences(quote.attribution)
            for other in by_paragraph[quote.source, sentence.paragraph]
            if other.speaker != quote.speaker and any(gap.holds(_span(other.attribution)) for gap in between)
        ]
        if rivals:
            other = rivals[0]
            message = f"between the words and their attribution stands that of `{other.id}`"
            speaker = context.curated.actors.get(other.speaker)
            hint = f"Are these the words of {speaker.name if speaker else other.speaker}?"
            yield Diagnostic("attribution-names-other", dossier.at(quote.id, "attribution"), message, hint)


def _shared(context: Context) -> Iterator[Diagnostic]:
    """Find words that two direct quotes give to two speakers."""
    dossier = context.dossier
    direct = [quote for quote in dossier.quotes.values() if quote.voice is Voice.DIRECT]
    parts = sorted(
        (quote.source, part.start, part.end, quote.id, i) for quote in direct for i, part in enumerate(quote.parts)
    )
    for first, second in pairwise(parts):
        speakers = {dossier.quotes[part[3]].speaker for part in (first, second)}
        if first[0] == second[0] and second[1] < first[2] and len(speakers) == 2:
            message = f"`{first[3]}` gives these words to another speaker"
            hint = "Look in the source which of the two says them."
            yield Diagnostic("attribution-names-other", dossier.at(second[3], "parts", second[4]), message, hint)


def _beside(context: Context, quote: Quote[Passage]) -> Iterator[Diagnostic]:
    """Find parts in whose sentence the narrator names others than the speaker, the attribution standing elsewhere."""
    text = context.dossier.texts[quote.source]
    own = set(context.sentences(quote.attribution))
    for i, part in enumerate(quote.parts):
        if own & set(context.sentences(part)):
            continue
        named = [
            mention.record
            for sentence in context.sentences(part)
            for mention in context.mentions(quote.source, sentence)
            if mention.record in context.curated.actors
            and not inside_marks(text.text, mention.span, text.paragraph(mention.span))
        ]
        if named and quote.speaker not in named:
            name = context.curated.actors[named[0]].name
            message = f"the sentence around these words names {name}, not the speaker"
            hint = f"Are these the words of {name}? If not, say in `speaker_note` how the speaker is known."
            yield Diagnostic("attribution-names-other", context.dossier.at(quote.id, "parts", i), message, hint)


def _span(passage: Passage) -> Span:
    return Span(passage.start, passage.end)
