"""The attribution of a quote names its speaker as the one who speaks, or a note says whom its pronoun means.

Where several are named, the speaker is the one named last before the verb of saying, or first after it where the verb
comes first. Between the attribution and the words nobody else says anything. The verbs known here are English; with
another, any listed name of the speaker in the attribution will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

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
_BEFORE_VERB = re.compile(r"(?:\s+(?:has|have|had|is|are|was|were|also|then|later|once|again|repeatedly|himself))*\s+")
"""What may stand between a speaker and the verb without making somebody else the speaker."""
_AFTER_VERB = re.compile(r"\s+(?:(?:Mr|Mrs|Ms|Dr|Gen|General|President)\.?\s+)?")


class _Named(NamedTuple):
    """A stretch of a text that names an actor, or several of the same name."""

    span: Span
    actors: tuple[str, ...]


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a finding for each quote whose speaker is not the one of whom the source says that they speak."""
    for quote in context.dossier.quotes.values():
        speaker = context.curated.actors.get(quote.speaker)
        if speaker is None:
            continue
        findings = list(_attributed(context, quote, speaker))
        yield from findings or _interrupted(context, quote, speaker)


def _attributed(context: Context, quote: Quote[Passage], speaker: Actor[Words]) -> Iterator[Diagnostic]:
    """Find an attribution by which nobody speaks, or somebody else."""
    where = context.dossier.at(quote.id, "attribution")
    own = _span(quote.attribution)
    said = f"the attribution “{quote.attribution.text}”"
    if _spoken(context, quote):
        hint = "Cite the narrator's words; a name inside the quotation is not its speaker."
        yield Diagnostic("attribution-names-nobody", where, f"{said} lies within quoted words", hint)
        return
    named = _named(context, quote, own)
    is_named = any(speaker.id in one.actors for one in named)
    if _explained(context, speaker, quote.speaker_note or "") and (is_named or not _tellers(context, quote, own)):
        if not is_named and not _introduced(context, quote):
            hint = "Cite the sentence that names the speaker in `context`."
            message = f"neither the paragraph of the attribution nor the one before names {speaker.name}"
            yield Diagnostic("attribution-names-nobody", where, message, hint)
        return
    speaking = _speaking(context.dossier.texts[quote.source].text, own, named)
    if not is_named or not speaking:
        hint = "Cite words that name the speaker, or say in `speaker_note` whom the pronoun means."
        if quote.speaker_note:
            hint = f"Let `speaker_note` name {speaker.name} and say how that is known."
        yield Diagnostic("attribution-names-nobody", where, f"{said} does not name {speaker.name}", hint)
    elif speaker.id not in speaking:
        other = context.curated.actors[speaking[0]].name
        hint = f"Are these the words of {other}? If not, name the speaker in `speaker_note` and say how that is known."
        yield Diagnostic("attribution-names-other", where, f"{said} says that {other} speaks", hint)


def _interrupted(context: Context, quote: Quote[Passage], speaker: Actor[Words]) -> Iterator[Diagnostic]:
    """Find others who say something between the words and their attribution, or right before or after the words."""
    for stretch, nearest in _around(context, quote):
        tellers = _tellers(context, quote, stretch)
        if tellers and not any(speaker.id in teller for teller in (tellers if nearest is None else [tellers[nearest]])):
            teller = tellers[nearest or 0][0]
            where = context.dossier.at(quote.id, "attribution")
            message = f"nearer to the words than their attribution the source says that {context.listed_name(teller)} speaks"
            hint = "Whose words are they? If the speaker's, let the attribution reach to the words."
            yield Diagnostic("attribution-names-other", where, message, hint)
            return
