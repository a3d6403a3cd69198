"""The attribution of a quote stands near its words and names the speaker, or says whom its pronoun means.

Where several are named, the speaker is the one named last before the verb of saying, or the first after it where the
verb comes first. The verbs known here are English; with another, any listed name of the speaker will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.model import Actor, ActorKind, Passage, Quote, Voice, Words
from generator.sources import MARKS, Span, inside_marks, words_of

_SAYING = re.compile(
    r"\b(?:said|sa(?:y|ys|ying)|told|tell(?:s|ing)?|wr(?:ote|ites?|iting|itten)|tweet(?:s|ed|ing)?|post(?:s|ed|ing)"
    r"|claim(?:s|ed|ing)?|argu(?:es?|ed|ing)|vow(?:s|ed|ing)?|accus(?:es?|ed|ing)|threaten(?:s|ed|ing)?"
    r"|report(?:s|ed|ing)?|not(?:es?|ed|ing)|descri(?:bes?|bed|bing)|speculat(?:es?|ed|ing)|warn(?:s|ed|ing)?"
    r"|add(?:s|ed|ing)|ask(?:s|ed|ing)?|announc(?:es?|ed|ing)|declar(?:es?|ed|ing)|stat(?:es?|ed|ing)"
    r"|insist(?:s|ed|ing)?|den(?:y|ies|ied|ying)|call(?:s|ed|ing)|believ(?:es?|ed|ing)|answer(?:s|ed|ing)?"
    r"|repl(?:y|ies|ied|ying)|explain(?:s|ed|ing)?|suggest(?:s|ed|ing)?|indicat(?:es?|ed|ing)|promis(?:es?|ed|ing)"
    r"|admit(?:s|ted|ting)?|confirm(?:s|ed|ing)?|predict(?:s|ed|ing)?|boast(?:s|ed|ing)?|hoot(?:s|ed|ing))\b"
)
_SPEAKER_FOLLOWS = re.compile(r"\b(?:according to|in the words of|as quoted by)\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a finding for each attribution that is far from the words, names nobody, or may be another's."""
    for quote in context.dossier.quotes.values():
        yield from _near(context, quote)
        speaker = context.curated.actors.get(quote.speaker)
        if speaker:
            yield from _names(context, quote, speaker)
    yield from _others(context)
    yield from _shared(context)
    for quote in context.dossier.quotes.values():
        if quote.voice is Voice.DIRECT and not quote.marks and not quote.speaker_note:
            yield from _beside(context, quote)


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


def _names(context: Context, quote: Quote[Passage], speaker: Actor[Words]) -> Iterator[Diagnostic]:
    """Find an attribution by which nobody speaks, or somebody else."""
    where = context.dossier.at(quote.id, "attribution")
    said = f"the attribution “{quote.attribution.text}”"
    if _spoken(context, quote):
        hint = "Cite the narrator's words; a name inside the quotation is not its speaker."
        yield Diagnostic("attribution-names-nobody", where, f"{said} lies within quoted words", hint)
        return
    if _explained(context, speaker, quote.speaker_note or ""):
        if speaker.id not in _named(context, quote.attribution) and not _introduced(context, quote):
            hint = "Cite the sentence that names the speaker in `context`."
            message = f"neither the paragraph of the attribution nor the one before names {speaker.name}"
            yield Diagnostic("attribution-names-nobody", where, message, hint)
        return
    named = _named(context, quote.attribution)
    speaking = _speaking(quote.attribution.text, named)
    if speaker.id not in named or not speaking:
        hint = "Cite words that name the speaker, or say in `speaker_note` whom the pronoun means."
        if quote.speaker_note:
            hint = f"Let `speaker_note` name {speaker.name} and say how that is known."
        yield Diagnostic("attribution-names-nobody", where, f"{said} does not name {speaker.name}", hint)
    elif speaker.id not in speaking:
        other = context.curated.actors[speaking[0]].name
        hint = f"Are these the words of {other}? If not, name the speaker in `speaker_note` and say how that is known."
        yield Diagnostic("attribution-names-other", where, f"{said} says that {other} speaks", hint)


def _explained(context: Context, speaker: Actor[Words], note: str) -> bool:
    """Tell whether a note names a speaker; it may call a person by the surname alone."""
    surnames = {name.split()[-1] for name in context.listed[speaker.id] if speaker.kind is ActorKind.PERSON}
    return any(mention.record == speaker.id for mention in context.names.mentions(note)) or bool(
        surnames & {re.sub("['\u2019]s?$", "", word) for word in words_of(note)}
    )


def _spoken(context: Context, quote: Quote[Passage]) -> bool:
    """Tell whether an attribution is part of the words themselves, or of others that hold these words no more."""
    own = _span(quote.attribution)
    if any(own.meets(_span(part)) for part in quote.parts if MARKS.isdisjoint(part.text)):
        return True  # one that swallowed marks is reported for that
    return any(
        own.meets(_span(part)) and not all(_span(part).holds(_span(mine)) for mine in quote.parts)
        for other in context.dossier.quotes.values()
        if other.source == quote.source and other.voice is Voice.DIRECT
        for part in other.parts
    )


def _named(context: Context, passage: Passage) -> dict[str, list[Span]]:
    """Return the actors whom a passage names, with the stretches of it; a name inside a longer one is none."""
    named: dict[str, list[Span]] = {}
    own = _span(passage)
    for sentence in context.sentences(passage):
        mentions = context.mentions(passage.source, sentence)
        for record, _, span in mentions:
            longer = (other for other in mentions if other.span != span and other.span.holds(span))
            if record in context.curated.actors and own.holds(span) and all(other.record == record for other in longer):
                named.setdefault(record, []).append(Span(span.start - own.start, span.end - own.start))
    return named


def _speaking(attribution: str, named: dict[str, list[Span]]) -> list[str]:
    """Return the actors of whom an attribution says that they speak."""
    mentions = sorted((span, record) for record, spans in named.items() for span in spans)
    follows = _SPEAKER_FOLLOWS.search(attribution)
    verbs = (found for found in _SAYING.finditer(attribution))
    verb = follows or next((v for v in verbs if not any(span.meets(Span(*v.span())) for span, _ in mentions)), None)
    if verb is None:
        return list(named)
    before = [span for span, _ in mentions if span.end <= verb.start()]
    after = [span for span, _ in mentions if span.start >= verb.end()]
    if before and not follows:
        chosen = before[-1]
    elif after and (follows or not re.search(r"\w", attribution[: verb.start()])):
        chosen = after[0]
    else:
        return []
    return [record for span, record in mentions if span == chosen]


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
