"""The words of a direct quote stand inside quotation marks and hold none, or the record says why not.

Where the source lost marks, what is left of it must still show which words are the speaker's: without any, those in
the sentence of the attribution; with one, those in the sentence that the mark opens or closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.evidence import Passage
from generator.model import Quote
from generator.sources import MARKS, Span, inside_marks
from generator.vocabulary import Marks, Voice

_BEFORE = re.compile(r"(?:^|[\s(\[\u2014\u2013])[\"'\u201c\u201d\u2018\u201e\u201a\u00ab\u00bb]\s?$")
_AFTER = re.compile(r"[.,;:!?\u2026]*(?:\s?[\u00bb\u00ab]|[\"'\u201c\u201d\u2019])(?![^\W_])")


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
    else:
        for i in outside:
            yield from _damaged(context, quote, i)


def _damaged(context: Context, quote: Quote[Passage], i: int) -> Iterator[Diagnostic]:
    """Find words of which the damaged marks no longer show that they are the speaker's."""
    text = context.dossier.texts[quote.source].text
    part = quote.parts[i]
    sentences = context.sentences(part)
    if quote.marks is Marks.LOST:
        if set(sentences) <= set(context.sentences(quote.attribution)):
            return
        message = "the words have no marks and stand outside the sentence of their attribution"
    elif not _BEFORE.search(text[max(0, part.start - 3) : part.start]) and not _AFTER.match(text, part.end):
        message = "no quotation mark stands directly before or after the words"
    elif len(sentences) > 1:
        message = "the words run past the sentence that their only quotation mark belongs to"
    else:
        return
    hint = "Nothing in the source shows that these are the speaker's own words; give them as `voice: reported`."
    yield Diagnostic("quote-outside-marks", context.dossier.at(quote.id, "parts", i), message, hint)
