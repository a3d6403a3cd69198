"""Where the terms of the glossary stand in the dossier's own sentences. Sources' words are never touched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.sources import Span

_QUOTED = re.compile(r"“[^”]*”|‘[^’]*(?:’\w[^’]*)*’|\"[^\"]*\"")


class Use(NamedTuple):
    """A term in a sentence of ours: where it stands, and its number in the glossary."""

    start: int
    end: int
    term: int


class Terms:
    """The terms of a glossary, ready to be looked for."""

    def __init__(self, terms: Sequence[str]) -> None:
        """Take the terms as the glossary has them; at the head of a sentence one may begin with a capital."""
        self._terms = [(at, term[1:], _pattern(term)) for at, term in enumerate(terms)]

    def uses(self, says: str, taken: Sequence[Span]) -> Iterator[Use]:
        """Find the first use of each term in a sentence, in its order, the longest where several stand together.

        There is none inside quotation marks or where a name is taken.
        """
        # A text in another is found in no time, and most sentences hold no term.
        held = [(at, pattern) for at, rest, pattern in self._terms if rest in says]
        if not held:
            return
        found = [Use(*hit.span(), at) for at, pattern in held for hit in pattern.finditer(says)]
        barred = [*taken, *(Span(*quoted.span()) for quoted in _QUOTED.finditer(says))]
        seen: set[int] = set()
        for use in sorted(found, key=lambda use: (use.start, -use.end)):
            span = Span(use.start, use.end)
            if any(span.meets(other) for other in barred):
                continue
            barred.append(span)
            if use.term not in seen:
                seen.add(use.term)
                yield use


def _pattern(term: str) -> re.Pattern[str]:
    first = f"[{term[0]}{term[0].upper()}]" if term[0].isalpha() else re.escape(term[0])
    return re.compile(rf"(?<![\w-]){first}{re.escape(term[1:])}(?![\w-])")
