"""Where the terms of the glossary stand in the dossier's own sentences. Sources' words are never touched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.naming import Names
from generator.sources import Span, fold

_QUOTED = re.compile(r"“[^”]*”|‘[^’]*(?:’\w[^’]*)*’|\"[^\"]*\"")
_FIRST_WORD = re.compile(r"[^\W_]+")


class Use(NamedTuple):
    """A term in a sentence of ours: where it stands, and its number in the glossary."""

    start: int
    end: int
    term: int


class Terms:
    """The terms of a glossary, ready to be looked for."""

    def __init__(self, terms: Sequence[str]) -> None:
        """Take the terms as the glossary has them; at the head of a sentence one may begin with a capital."""
        self._names = Names({str(at): (term, term[0].upper() + term[1:]) for at, term in enumerate(terms)})
        words = [found[0] for term in terms if (found := _FIRST_WORD.search(fold(term)))]
        self._first = {*words, *(word[0].upper() + word[1:] for word in words)}

    def uses(self, says: str, taken: Sequence[Span]) -> Iterator[Use]:
        """Find the first use of each term in a sentence, but none inside quotation marks or where a name is taken."""
        if not any(word in says for word in self._first):
            return  # as most do, and to look closer takes long
        barred = [*taken, *(Span(*found.span()) for found in _QUOTED.finditer(says))]
        seen: set[str] = set()
        for mention in self._names.mentions(says):
            if mention.record not in seen and not any(mention.span.meets(span) for span in barred):
                seen.add(mention.record)
                yield Use(mention.span.start, mention.span.end, int(mention.record))
