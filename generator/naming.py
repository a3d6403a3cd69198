"""Which listed names stand where in a text: the one place that recognises a name.

A name is recognised letter for letter, its typography levelled, on word boundaries; a possessive ending (`’s`, `’`)
does not hide it, a lost apostrophe (`Soleimanis`) does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import regex

from generator.sources import Span, fold

_APOSTROPHES = ("'", "\u2019", "\u02bc")
_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}\u00ad\u200b-\u200d]+")
_POSSESSIVE = regex.compile(r"['\u2019\u02bc]s?(?![\p{L}\p{N}])")


class Mention(NamedTuple):
    """One occurrence of a listed name: whose it is, how it is listed, and where it stands."""

    record: str
    name: str
    span: Span


class _Listed(NamedTuple):
    """A name as it is looked for: its words, and its letters from the first word to the last."""

    tokens: tuple[str, ...]
    core: str
    record: str
    name: str


class Names:
    """The listed names of records, ready to be looked for."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """Take the names of each record, by its id. One name may belong to several records."""
        self._by_token: dict[str, list[_Listed]] = defaultdict(list)
        for record, listed in names.items():
            for name in sorted(set(listed)):
                folded = fold(name)
                spans = [found.span() for found in _TOKEN.finditer(folded)]
                if spans:
                    tokens = tuple(folded[start:end] for start, end in spans)
                    core = folded[spans[0][0] : spans[-1][1]]
                    self._by_token[tokens[0]].append(_Listed(tokens, core, record, name))

    def mentions(self, text: str, *, nested: bool = False) -> list[Mention]:
        """Find every mention in a text, in the order of the text; the longest name where several stand together.

        A name inside a longer mention (`Iran` in `Iran Review`) is one of its own only where `nested` says so.
        """
        spans = [Span(*found.span()) for found in _TOKEN.finditer(text)]
        words = [text[span.start : span.end] for span in spans]
        found: list[Mention] = []
        taken = 0
        for at, word in enumerate(words):
            if spans[at].start < taken or word not in self._by_token:
                continue
            hits = [hit for listed in self._by_token[word] if (hit := _hit(text, spans, words, at, listed))]
            if nested:
                found += hits
            elif hits:
                taken = max(mention.span.end for mention in hits)
                found += (mention for mention in hits if mention.span.end == taken)
        return found


def _hit(text: str, spans: list[Span], words: list[str], at: int, listed: _Listed) -> Mention | None:
    last = at + len(listed.tokens) - 1
    if tuple(words[at : last + 1]) != listed.tokens:
        return None
    span = Span(spans[at].start, spans[last].end)
    same = fold(text[span.start : span.end]) == listed.core
    return Mention(listed.record, listed.name, span) if same and _whole(text, span) else None


def _whole(text: str, span: Span) -> bool:
    """Tell whether an apostrophe beside the mention is none, or opens a possessive ending."""
    if text[span.end : span.end + 1] in _APOSTROPHES and text[span.end + 1 : span.end + 2].isalpha():
        return bool(_POSSESSIVE.match(text, span.end))
    before = text[max(0, span.start - 2) : span.start]
    return not (len(before) == 2 and before[1] in _APOSTROPHES and before[0].isalpha())
