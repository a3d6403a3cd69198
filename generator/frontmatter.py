"""What the front matter of a page may ask for: themes obey other keys, such as `template`, and print titles as is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

BY_HAND = frozenset({"title", "description", "hide", "search"})
"""What a hand-written page may say."""
GENERATED = BY_HAND | {"dossier", "tags"}
"""What a generated page may say."""
MARKUP = re.compile(r"[<>\"]")
"""What a line of text may not hold."""


def intruders(meta: Mapping[str, Any], title: str) -> Iterator[str]:
    """Yield, in words, what a built page's front matter and title hold that they must not."""
    yield from (f"the front-matter key {key}" for key in sorted(map(str, set(meta) - GENERATED)))
    tags = meta.get("tags", ())
    printed = (title, meta.get("title", ""), meta.get("description", ""), *(tags if isinstance(tags, list) else [tags]))
    for text in map(str, printed):
        if MARKUP.search(text):
            yield f"markup in the title, the description or a tag: {text[:80]}"
