"""The attribution of a quote stands near its words, and no other quote has a better claim to them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.evidence import Passage
from generator.model import Quote
from generator.sources import Span


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a finding for each attribution that is far from the words or may be another's."""
    for quote in context.dossier.quotes.values():
        yield from _near(context, quote)
    yield from _others(context)
    yield from _shared(context)


def _near(context: Context, quote: Quote[Passage]) -> Iterator[Diagnostic]:
    """Find parts that lie apart from their attribution: in other paragraphs or, with a note, beyond the next one."""
    reached = {sentence.paragraph for sentence in context.sentences(quote.attribution)}
    left = [{sentence.paragraph for sentence in context.sentences(part)} for part in quote.parts]
    reach = 1 if quote.speaker_note else 0
    while near := [part for part in left if any(abs(mine - theirs) <= reach for mine in part for theirs in reached)]:
        reached = reached.union(*near)
        left = [part for part in left if part not in near]
    if left:
        where = context.dossier.at(quote.id, "attribution")
        hint = "Cite the words beside the quote; for the next paragraph, explain the link in `speaker_note`."
        yield Diagnostic("attribution-far", where, "the attribution stands in another paragraph", hint)


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
    """Find words that two quotes give to two speakers, though one does not tell what the other says."""
    dossier = context.dossier
    parts = sorted(
        (quote.source, part.start, part.end, quote.id, i)
        for quote in dossier.quotes.values()
        for i, part in enumerate(quote.parts)
    )
    for number, (source, _, end, name, _) in enumerate(parts):
        for other_source, start, _, other_name, i in parts[number + 1 :]:
            if other_source != source or start >= end:
                break
            first, second = dossier.quotes[name], dossier.quotes[other_name]
            if first.speaker != second.speaker and not _jointly(first, second):
                message = f"`{name}` gives these words to another speaker"
                hint = "Look in the source which of the two says them."
                yield Diagnostic("attribution-names-other", dossier.at(other_name, "parts", i), message, hint)


def _jointly(first: Quote[Passage], second: Quote[Passage]) -> bool:
    """Tell whether two quotes share an attribution, or one stands, words and attribution, in a part of the other."""
    if _span(first.attribution).meets(_span(second.attribution)):
        return True
    return any(
        all(_span(part).holds(_span(piece)) for piece in (*inner.parts, inner.attribution))
        for outer, inner in ((first, second), (second, first))
        for part in outer.parts
    )


def _span(passage: Passage) -> Span:
    return Span(passage.start, passage.end)
