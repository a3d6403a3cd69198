"""Every sentence of every source is cited or set aside with a reason, and none is both."""

from __future__ import annotations

from collections.abc import Iterator

from generator import gaps
from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.sources import Span


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a warning for each sentence that no record accounts for, and for each that is set aside but cited."""
    dossier = context.dossier
    states = gaps.coverage(dossier)
    for source in dossier.sources.values():
        text = dossier.texts[source.id]
        by_number = {state.sentence.number: state for state in states[source.id]}
        for state in states[source.id]:
            if state.state == "gap":
                words = text.text[state.sentence.span.start : state.sentence.span.end]
                message = f"sentence {source.sign} {state.sentence.number} is no record's evidence: “{words[:70]}”"
                hint = "Cite it in a record, or add it to `set_aside` with the reason."
                yield Diagnostic("sentence-gap", dossier.at(source.id, "set_aside"), message, hint)
        for i, aside in enumerate(source.set_aside):
            for sentence in text.touched(Span(aside.words.start, aside.words.end)):
                if by_number[sentence.number].cited:
                    users = sorted({use.record for use in by_number[sentence.number].cited})
                    message = f"sentence {source.sign} {sentence.number} is set aside, but `{users[0]}` rests on it"
                    where = dossier.at(source.id, "set_aside", i)
                    yield Diagnostic("set-aside-cited", where, message, "Take it off `set_aside`.")
