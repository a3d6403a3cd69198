"""Which part of a page the search reads. Takes HTML that the sanitiser has let through, and knows no search."""

from __future__ import annotations

import re

_HEADING = re.compile(r"<h[1-6]\b([^>]*)>")
_VOID = "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
_OPENED = re.compile(rf"<(?!(?:{_VOID})\b)[a-zA-Z][^<>]*>")
_CLOSED = re.compile(r"</[a-zA-Z][^<>]*>")


def beginning(html: str) -> str:
    """Return a page as far as there is anything in it for the search.

    Where every heading is kept out of the search and the first stands at the top level of the page, all that follows
    it belongs to sections that are kept out.
    """
    headings = list(_HEADING.finditer(html))
    if headings and all("data-search-exclude" in one[1] for one in headings):
        end = html.find(">", html.find("</h", headings[0].end())) + 1
        if end and _level(html[:end]) == 0:
            return html[:end]
    return html


def _level(html: str) -> int:
    """Return how many elements are open at the end of a piece of HTML that the sanitiser has let through."""
    return len(_OPENED.findall(html)) - len(_CLOSED.findall(html))
