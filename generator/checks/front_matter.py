"""The front matter of hand-written pages: it is there, it is YAML, and it asks for no more than pages may ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.diagnostics import Diagnostic
from generator.frontmatter import BY_HAND, MARKUP
from generator.yamlsource import parse

_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_HIDDEN = frozenset({"navigation", "toc", "footer", "path", "feedback"})


def check(pages: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the front matter of pages, given by their paths."""
    for path, text in pages.items():
        found = _FRONT.match(text)
        # Without these lines, MkDocs takes a page's first lines for front matter where they hold a colon.
        front, findings = parse((found[1] if found else "").encode(), path)
        values = front.value
        if found is None or (not findings and not isinstance(values, dict)):
            hint = "Begin the page with a line ---, a line `title: …`, and another line ---."
            yield Diagnostic("page-front-matter", front.at(()), "the page begins with no front matter", hint)
            continue
        findings += (
            Diagnostic("page-front-matter", front.at_key((key,)) if key else front.at(()), message, hint)
            for key, message, hint in _wrong(values if isinstance(values, dict) else {})
        )
        for finding in findings:  # one line further down, behind the first ---
            yield finding._replace(location=finding.location._replace(line=finding.location.line + 1))


def _wrong(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if "title" not in values:
        yield "", "the page has no title", "Add a line `title: …`."
    for key, value in values.items():
        if key not in BY_HAND:
            yield key, f"`{key}` is no key of a hand-written page", f"The keys are {', '.join(sorted(BY_HAND))}."
        elif key in {"title", "description"} and (not isinstance(value, str) or MARKUP.search(value)):
            yield key, f"`{key}` is one line of text without angle brackets and straight quotation marks", ""
        elif key == "hide" and not (isinstance(value, tuple) and _HIDDEN.issuperset(map(str, value))):
            yield key, f"`hide` is a list of {', '.join(sorted(_HIDDEN))}", ""
        elif key == "search" and value != {"exclude": "true"}:
            yield key, "`search` can say `exclude: true`, no more", ""
