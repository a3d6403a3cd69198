"""Small turns of phrase: counts and lists in English."""

from __future__ import annotations

from collections.abc import Sequence


def counted(number: int, noun: str, plural: str = "") -> str:
    """Count something: `1 event`, `3 events`, `1,200 passages`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(items: Sequence[str], word: str = "and") -> str:
    """List things: `a`, `a and b`, `a, b and c`."""
    return " ".join(items) if len(items) < 2 else f"{', '.join(items[:-1])} {word} {items[-1]}"


def shortened(text: str, words: int) -> str:
    """Return the first words of a text on one line, with an ellipsis where any are left out; no comma ends them."""
    every = text.split()
    return " ".join(every).rstrip(",;:") if len(every) <= words else " ".join(every[:words]).rstrip(",;:.") + " …"
