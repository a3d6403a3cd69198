"""The words of a direct quote stand inside quotation marks and hold none, or the record says why not."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.model import Passage, Quote, Voice
from generator.sources import MARKS, Span, inside_marks


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a finding for each direct quote whose marks are not what the record says."""
    for quote in context.dossier.quotes.values():
        if quote.voice is Voice.DIRECT:
            yield from _direct(context, quote)


def _direct(context: Context, quote: Quote[Passage]) -> Iterator[Diagnostic]:
    dossier = context.dossier
    text = dossier.texts[quote.source]
    outside = []
    for i, part in enumerate(quote.parts):
        span = Span(part.start, part.end)
        swallowed = next((char for char in part.text if char in MARKS), None)
        if swallowed:
            hint = "Type the words without their outer marks; split the quote where a mark stands between."
            message = f"the words hold the quotation mark {swallowed}"
            yield Diagnostic("quote-swallows-mark", dossier.at(quote.id, "parts", i), message, hint)
        elif not inside_marks(text.text, span, text.paragraph(span)):
            outside.append(i)
    if quote.marks is None:
        for i in outside:
            hint = (
                "Is it reported speech (`voice: reported`)? If the seed lost a mark, say `marks: lost` or `unbalanced`."
            )
            message = "the words do not stand between an opening and a closing quotation mark"
            yield Diagnostic("quote-outside-marks", dossier.at(quote.id, "parts", i), message, hint)
    elif not outside:
        message = f"the words stand between whole marks, yet `marks` says {quote.marks}"
        yield Diagnostic("marks-needless", dossier.at(quote.id, "marks"), message, "Remove `marks`.")
    elif not quote.note:
        message = f"`marks: {quote.marks}` needs a note that says what the seed shows"
        yield Diagnostic("marks-note-missing", dossier.at(quote.id, "marks"), message, "Add `note`.")
