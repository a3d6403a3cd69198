"""What a changed source means for the records that rest on it: which passages stand, which moved, which are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.diagnostics import Diagnostic
from generator.dossier import Dossier
from generator.evidence import Passage, Words
from generator.gaps import Cited
from generator.passages import Miss, Rules, find, nearest
from generator.sources import SourceText, Span, word_boundary


class Fate(NamedTuple):
    """What became of a passage: it `stands`, `moved` to another stretch, or is `gone` (near which stretch)."""

    word: str
    span: Span | None


def fate(passage: Passage, new: SourceText) -> Fate:
    """Say what became of a passage of the pinned text in the changed one. Nothing is accepted by likeness."""
    whole = word_boundary(new.text, passage.start) and word_boundary(new.text, passage.end)
    if whole and new.text[passage.start : passage.end] == passage.text:
        return Fate("stands", Span(passage.start, passage.end))
    found = find(new, Words.model_construct(words=passage.text, paragraphs=True), Rules())
    if not isinstance(found, Miss):
        return Fate("moved", Span(found.start, found.end))
    if found.code == "passage-ambiguous":
        return Fate("moved", None)
    return Fate("gone", nearest(new, passage.text))


def consequences(dossier: Dossier[Passage], new: SourceText, uses: Iterable[Cited]) -> Iterator[Diagnostic]:
    """Yield a finding for each passage that is gone, one for each record of which passages moved, and the sum."""
    fates: Counter[str] = Counter()
    moved: Counter[str] = Counter()
    for use in uses:
        if use.passage.source != new.source:
            continue
        word, span = fate(use.passage, new)
        fates[word] += 1
        if word == "moved":
            moved[use.record] += 1
        elif word == "gone":
            where = dossier.files[use.record].at(use.path)
            near = f"Nearest now: “{_short(new.text[span.start : span.end])}”." if span else "Nothing like it is left."
            yield Diagnostic("passage-gone", where, f"“{_short(use.passage.text)}” is gone from the changed text", near)
    for record, count in moved.items():
        passages = "1 passage" if count == 1 else f"{count} passages"
        message = f"{passages} of this record moved within the changed text, letter for letter"
        yield Diagnostic(
            "passage-moved", dossier.files[record].at(()), message, "Look whether they still mean the same."
        )
    where = dossier.files[new.source].at(("sha256",))
    stand, gone = fates["stands"], fates["gone"]
    message = f"in the changed text passages that stand: {stand}, moved: {fates['moved']}, gone: {gone}"
    hint = "The records that rest on the changed stretch are named one by one."
    yield Diagnostic("seed-changed", where, message, hint)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:80].rstrip()}…"
