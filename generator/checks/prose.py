"""Quotation marks in hand-written pages hold verified words only; code is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, Location
from generator.passages import occurrences

# No alternative may look past another opening of its own kind: a page full of these would take hours.
_CODE = re.compile(
    r"```.*?```|~~~.*?~~~|`[^`\n]*`|<!--.*?(?:-->|\Z)|\A---\n.*?\n---\n|\{:[^{}\n]*\}|<[^<>\n]*>", re.DOTALL
)
_ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]+\.) ")
_QUOTED = re.compile('\u201c([^\u201c\u201d]+)\u201d|(?<![\\w=])"([^"\n]+)"')

MAX_QUOTATIONS = 1000
"""How many quotations of one page are looked up; more would take longer than a check may."""
_SHOWN = 200


def check(context: Context, pages: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield a finding for each quotation in a hand-written page that stands in no source."""
    texts = tuple(context.dossier.texts.values())
    for path, page in pages.items():
        plain = _without_blocks(_CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), page))
        for number, found in enumerate(_QUOTED.finditer(plain)):
            if number == MAX_QUOTATIONS:
                message = f"the page holds more than {MAX_QUOTATIONS} quotations; from here on they are not looked up"
                yield Diagnostic("quotation-unverified", _at(path, plain, found.start()), message, "Split the page.")
                break
            words = " ".join((found[1] or found[2]).split()).rstrip(",.")
            if words and not any(occurrences(text, words) for text in texts):
                hint = "Quote a source letter for letter, or use emphasis instead of marks."
                shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
                message = f"“{shown}” stands in no source"
                yield Diagnostic("quotation-unverified", _at(path, plain, found.start()), message, hint)


def _at(path: str, page: str, start: int) -> Location:
    return Location(path, page.count("\n", 0, start) + 1, start - page.rfind("\n", 0, start))


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
