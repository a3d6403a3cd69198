"""The attribution of a quote stands near its words and names the speaker, or says whom its pronoun means."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.model import Passage, Quote
from generator.sources import Span


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a finding for each attribution that is far from the words, names nobody, or is not the nearest one."""
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
        if not context.names_exactly(quote.speaker, quote.attribution) and not quote.speaker_note:
            name = dossier.actors[quote.speaker].name
            hint = "Cite words that name the speaker, or say in `speaker_note` whom the pronoun means."
            message = f"the attribution “{quote.attribution.text}” does not name {name}"
            yield Diagnostic("attribution-names-nobody", where, message, hint)
    yield from _others(context)


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
            hint = f"Are these words {dossier.actors[other.speaker].name}'s?"
            yield Diagnostic("attribution-names-other", dossier.at(quote.id, "attribution"), message, hint)


def _span(passage: Passage) -> Span:
    return Span(passage.start, passage.end)
