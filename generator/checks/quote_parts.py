"""The parts of a quote stand in the source in their order, apart, and no gap between them hides a negation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.checks.context import Context
from generator.diagnostics import Diagnostic

NEGATION = re.compile(
    r"\b(?:not|no|never|nor|none|nobody|nothing|neither|nowhere|without|cannot|den(?:y|ies|ied|ying)"
    r"|refus(?:e|es|ed|ing)|reject(?:s|ed|ing)?|fail(?:s|ed|ing)?|unless|hardly|barely|scarcely|rarely|seldom|false(?:ly)?"
    r"|\w+n['\u2019]t|(?:do|does|did|is|are|was|were|has|have|had|would|could|should|must)nt)\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a finding for each pair of parts out of order, and for each unexplained negation between two parts."""
    dossier = context.dossier
    for quote in dossier.quotes.values():
        text = dossier.texts[quote.source].text
        for i, (first, second) in enumerate(pairwise(quote.parts), 1):
            where = dossier.at(quote.id, "parts", i)
            if second.start < first.end:
                message = "this part stands before the end of the part above it"
                yield Diagnostic("parts-out-of-order", where, message, "List the parts in the order of the source.")
                continue
            negation = NEGATION.search(text, first.end, second.start)
            if negation and not quote.gap_note:
                message = f"the gap before this part holds “{negation[0]}”"
                hint = "Close the gap, or say in `gap_note` why the words left out change nothing."
                yield Diagnostic("gap-negation", where, message, hint)
