"""How wide a label gets: bounds for text in Schibsted Grotesk, so that drawings can keep labels apart.

The widths are those of Schibsted Grotesk (Fontsource, latin, variable) at its widest weight from 400 to 700, in
thousandths of the type size, rounded up. Kerning only narrows them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_BY_WIDTH: Mapping[int, str] = {
    0: "\u200b\u200c\u200d\u2060",
    240: "'′",
    260: " \u00a0",
    300: "!,;il|‘’‚ı",
    320: ".:j·‹›",
    360: "(){}",
    380: "[]ft",
    420: '"1″',
    460: "*rI",
    500: "-_`/\\–°",
    540: "sz“”„«»",
    600: "7?Lg2FJace$",
    640: "035689Ehknouvxy4+<=>^bdpq~Zßðøþ−",
    680: "SYBPÞ€",
    700: "&RT",
    740: "ADGKX#CUVÐ",
    770: "HNOQØ",
    900: "w…",
    940: "@M%mæ",
    1020: "WœÆ—",
    1140: "Œ",
}
_WIDTHS = {character: width for width, characters in _BY_WIDTH.items() for character in characters}
_WIDEST = 1140
_MARK = 340
"""What a letter grows by at most where another typeface has to lend it, as for ḥ or ṣ."""
ELLIPSIS = "…"


def width(text: str, size: float) -> float:
    """Return a width that a text on one line does not exceed, in the unit of the type size."""
    return sum(_character(character) for character in text) * size / 1000


def wrapped(text: str, size: float, widest: float, most: int) -> tuple[str, ...]:
    """Break a text into lines no wider than allowed, as many as allowed; an ellipsis ends one that had to be cut."""
    lines: list[str] = []
    words = [piece for word in text.split() for piece in _pieces(word, size, widest)]
    for word in words:
        if lines and width(f"{lines[-1]} {word}", size) <= widest:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        last = lines[most - 1]
        while width(last + ELLIPSIS, size) > widest:
            last = last[:-1]
        lines[most - 1 :] = [last.rstrip(" ,;:-") + ELLIPSIS]
    return tuple(lines)


def _pieces(word: str, size: float, widest: float) -> list[str]:
    """Cut a word that is wider than a line."""
    pieces = [""]
    for character in word:
        if pieces[-1] and width(pieces[-1] + character, size) > widest:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _character(character: str) -> int:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character):
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if base != character and base in _WIDTHS:
        return _WIDTHS[base] if ord(character) < 0x180 else _WIDTHS[base] + _MARK // 4
    return _WIDEST + _MARK // 2
