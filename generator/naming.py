"""Which listed names stand where in a text: the one place that recognises a name.

A name is recognised letter for letter, its typography levelled, on word boundaries; a possessive ending (`’s`, `’`)
does not hide it, a lost apostrophe (`Brooks` for `Brook’s`) does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias
from weakref import WeakKeyDictionary

import regex

from generator.sources import Folded, Span, fold

_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_POSSESSIVE = regex.compile(r"'s?(?![\p{L}\p{N}])")


class Mention(NamedTuple):
    """One occurrence of a listed name: whose it is, how it is listed, and where it stands."""

    record: str
    name: str
    span: Span


class _Listed(NamedTuple):
    """A name as it is looked for: its words, all of it folded, and how much of it stands before the first word."""

    tokens: tuple[str, ...]
    folded: str
    before: int
    record: str
    name: str


_Hits: TypeAlias = "tuple[int, list[tuple[_Listed, Span]]]"
"""Where a word begins in a folded text, and the names that begin with it."""


class Names:
    """The listed names of records, ready to be looked for."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """Take the names of each record, by its id. One name may belong to several records."""
        self._by_token: dict[str, list[_Listed]] = defaultdict(list)
        self._kept: WeakKeyDictionary[Folded, Sequence[_Hits]] = WeakKeyDictionary()
        for record, listed in names.items():
            for name in sorted(set(listed)):
                folded = fold(name)
                spans = [found.span() for found in _TOKEN.finditer(folded)]
                if spans:
                    tokens = tuple(folded[start:end] for start, end in spans)
                    self._by_token[tokens[0]].append(_Listed(tokens, folded, spans[0][0], record, name))

    def mentions(self, text: str | Folded, *, nested: bool = False) -> list[Mention]:
        """Find every mention in a text, in the order of the text; the longest name where several stand together.

        A source is given as it is folded already, since that takes long; what is found in it is kept for the next time.

        A name inside a longer mention (`Harbour` in `Harbour Gazette`) is one of its own only where `nested` says so.
        """
        folded = Folded(text) if isinstance(text, str) else text
        found: list[Mention] = []
        taken = 0
        for first, every in self._hits(text, folded):
            hits = every
            if not nested:
                if first < taken:
                    continue
                hits = [(listed, span) for listed, span in every if span.start >= taken]
                if hits:
                    start, taken = max((span for _, span in hits), key=lambda span: (span.end, -span.start))
                    hits = [(listed, span) for listed, span in hits if span == (start, taken)]
            for listed, span in hits:
                origin = folded.unfold(span)
                if origin:
                    found.append(Mention(listed.record, listed.name, origin))
        return sorted(found, key=lambda mention: mention.span.start)

    def _hits(self, text: str | Folded, folded: Folded) -> Iterable[_Hits]:
        if isinstance(text, str):
            return self._looked_for(folded)
        if text not in self._kept:
            self._kept[text] = list(self._looked_for(text))
        return self._kept[text]

    def _looked_for(self, folded: Folded) -> Iterator[_Hits]:
        """Yield where listed names stand, those that begin with the same word together."""
        spans = [found.span() for found in _TOKEN.finditer(folded.text)]
        words = [folded.text[start:end] for start, end in spans]
        for at, word in enumerate(words):
            if word in self._by_token:
                hits = [
                    (listed, span)
                    for listed in self._by_token[word]
                    if tuple(words[at : at + len(listed.tokens)]) == listed.tokens
                    and (span := _whole(folded.text, spans[at][0], listed))
                ]
                if hits:
                    yield spans[at][0], hits


def names_of(listed: Mapping[str, Iterable[str]]) -> Names:
    """Return what looks for the names of records; whoever asks for the same names again gets the same."""
    return _names_of(tuple((record, tuple(sorted(set(names)))) for record, names in listed.items()))


@lru_cache(maxsize=2)
def _names_of(listed: tuple[tuple[str, tuple[str, ...]], ...]) -> Names:
    return Names(dict(listed))


def _whole(text: str, first: int, listed: _Listed) -> Span | None:
    """Return where a name stands whose first word begins at `first`, if all of it does and no apostrophe binds more.

    An apostrophe that opens a possessive ending, or stands apart from letters, does not bind.
    """
    start = first - listed.before
    end = start + len(listed.folded)
    if start < 0 or text[start:end] != listed.folded:
        return None
    if text[end : end + 1] == "'" and text[end + 1 : end + 2].isalpha() and not _POSSESSIVE.match(text, end):
        return None
    before = text[max(0, start - 2) : start]
    return None if before.endswith("'") and before[0].isalpha() else Span(start, end)
