"""Whether words stand in a text, found out as simply as can be: with plain strings and nothing of the project.

It says of a changed quotation whether it is, by chance, another true one. Slow and blunt on purpose; where it is in
doubt about the edge of a word it answers no, so that the matcher must refuse too.
"""

import unicodedata
from functools import cache

_SINGLE = "‘’‚‛ʼ＇"
_DOUBLE = "“”„‟＂"
_DASHES = "‐‑‒–—―−﹘﹣－"
_INVISIBLE = "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


@cache
def levelled(text: str) -> str:
    """Level what typing may change: composed letters, white space, the shapes of quotation marks, dashes and dots."""
    text = unicodedata.normalize("NFC", text)
    for char in _INVISIBLE:
        text = text.replace(char, "")
    for chars, plain in ((_SINGLE, "'"), (_DOUBLE, '"'), (_DASHES, "-"), ("…", "...")):
        for char in chars:
            text = text.replace(char, plain)
    return " ".join(text.split())


def stands(text: str, words: str) -> bool:
    """Tell whether words stand somewhere in a text and cut no word or number there."""
    body, needle = levelled(text), levelled(words)
    at = body.find(needle) if needle else -1
    while at >= 0:
        if not _inside_word(body, at) and not _inside_word(body, at + len(needle)):
            return True
        at = body.find(needle, at + 1)
    return False


def _inside_word(body: str, at: int) -> bool:
    if at in (0, len(body)):
        return False
    before, after = body[at - 1], body[at]
    if (
        (_lettered(before) and _lettered(after))
        or (before.isdigit() and after == "%")
        or (before in "$€£" and after.isdigit())
    ):
        return True
    return any(_joins(body, joint) for joint in (at - 1, at))


def _joins(body: str, joint: int) -> bool:
    """Tell whether a mark joins what stands on both sides of it: an apostrophe in a word, a comma in a number."""
    if not 0 < joint < len(body) - 1:
        return False
    mark, before, after = body[joint], body[joint - 1], body[joint + 1]
    if before.isnumeric() and after.isnumeric():
        thousands = body[joint + 1 : joint + 4]
        return mark in ".,:;/'" or (mark == " " and len(thousands) == 3 and thousands.isnumeric())
    return before.isalpha() and after.isalpha() and mark in ".:'"


def _lettered(char: str) -> bool:
    return char.isalnum() or char.isnumeric() or char == "_" or unicodedata.combining(char) != 0
