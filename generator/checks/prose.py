"""Quotation marks in hand-written pages hold verified words only; code is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, Location
from generator.passages import occurrences

_CODE = re.compile(r"```.*?```|~~~.*?~~~|`[^`\n]*`|<!--.*?-->|\A---\n.*?\n---\n|\{[:][^}\n]*\}|<[^>\n]*>", re.DOTALL)
_ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]+\.) ")
_QUOTED = re.compile('\u201c([^\u201c\u201d]+)\u201d|(?<![\\w=])"([^"\n]+)"')


def check(context: Context, pages: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield a finding for each quotation in a hand-written page that stands in no source."""
    texts = context.dossier.texts.values()
    for path, page in pages.items():
        plain = _without_blocks(_CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), page))
        for found in _QUOTED.finditer(plain):
            words = " ".join((found[1] or found[2]).split()).rstrip(",.")
            if words and not any(occurrences(text, words) for text in texts):
                line = plain.count("\n", 0, found.start()) + 1
                column = found.start() - plain.rfind("\n", 0, found.start())
                hint = "Quote a source letter for letter, or use emphasis instead of marks."
                message = f"“{words}” stands in no source"
                yield Diagnostic("quotation-unverified", Location(path, line, column), message, hint)


def _without_blocks(page: str) -> str:
    """Blank indented blocks of code. What is indented after a list belongs to the list and is none."""
    lines = page.split("\n")
    code, listed, blank = False, False, True
    for at, line in enumerate(lines):
        if not line.strip():
            blank = True
            continue
        if line.startswith("    "):
            code = not listed and (code or blank)
        else:
            code, listed = False, bool(_ITEM.match(line)) or (listed and not blank)
        if code:
            lines[at] = " " * len(line)
        blank = False
    return "\n".join(lines)
