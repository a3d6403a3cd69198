"""The one style sheet of the site: what its pages have of the theme's, then its own, one after the other.

Of the theme's sheet most is for things that no page of a dossier has: tabs, admonitions, a tree of pages at the side. A
browser reads it all, and holds every element against it, before it draws anything. Reads and writes nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

KNOWN = "9.8.1"
"""The version of mkdocs-material whose sheet is known here; that of another is better left whole."""
HAD = re.compile(
    r"md-(?:banner(?:__inner)?|content(?:__inner)?|dialog(?:__.*|--.*)?|footer|grid|header(?:__inner|--shadow)?|icon|main(?:__.*)?"
    r"|overlay|search(?:-result)?(?:__.*)?|skip|tags?|toggle|typeset(?:__.*)?)|no-js|js|focus-visible"
)
"""The classes of the theme that a page may have, or be given by the theme's script."""
_WITHOUT = frozenset(
    {
        ".md-typeset table:not([class]) td>:first-child",
        ".md-typeset table:not([class]) td>:last-child",
        ".md-typeset table:not([class]) th>:first-child",
        ".md-typeset table:not([class]) th>:last-child",
    }
)
"""Selectors that hardly matter, for which a browser looks at every element again whenever a class changes."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PIECE = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{};]|[^"'{};]+""")
_STRING = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_PROPERTY = re.compile(r"--[\w-]+(?=\s*:)")
_CALLED = re.compile(r"var\(\s*(--[\w-]+)")
_SPACE = re.compile(r"\s+")
_HOLDS_RULES = ("@media", "@supports", "@keyframes", "@-webkit-keyframes")


class _Rule(NamedTuple):
    """What stands before a rule's braces, and in them: declarations, or rules. A statement has none."""

    head: str
    declarations: tuple[str, ...] = ()
    rules: tuple[_Rule, ...] = ()


def joined(theme: str, own: Iterable[str]) -> str:
    """Return one style sheet: what pages have of the theme's, then a site's own, in their order."""
    sheets = [tuple(_rules(_pieces(sheet))) for sheet in own]
    lean = tuple(_had(_rules(_pieces(theme))))
    before: tuple[_Rule, ...] = ()
    while lean != before:  # what calls a value may be called for itself no more
        called = {name for sheet in (lean, *sheets) for rule in sheet for name in _calls(rule)}
        before, lean = lean, tuple(_valued(lean, called))
    return "".join(_text(rule) for sheet in (lean, *sheets) for rule in sheet) + "\n"


def _pieces(sheet: str) -> Iterator[str]:
    return iter(_PIECE.findall(_COMMENT.sub("", sheet)))


def _rules(pieces: Iterator[str]) -> Iterator[_Rule]:
    """Yield rules, up to the brace that closes what they stand in."""
    head = ""
    for piece in pieces:
        if piece == "}":
            return
        if piece not in {"{", ";"}:
            head += piece
            continue
        head = _short(head)
        if piece == ";":
            yield _Rule(head)
        elif head.startswith(_HOLDS_RULES):
            yield _Rule(head, rules=tuple(_rules(pieces)))
        else:
            yield _Rule(head, declarations=tuple(_declarations(pieces)))
        head = ""


def _declarations(pieces: Iterator[str]) -> Iterator[str]:
    """Yield the declarations of a rule, up to its closing brace."""
    text = ""
    for piece in pieces:
        if piece in {";", "}"}:
            if short := _short(text):
                yield short
            text = ""
            if piece == "}":
                return
        else:
            text += piece


def _had(rules: Iterable[_Rule]) -> Iterator[_Rule]:
    """Yield rules for what pages have; of a list of selectors, those that may match."""
    for rule in rules:
        if rule.rules:
            inner = rule.rules if "keyframes" in rule.head else tuple(_had(rule.rules))
            if inner:
                yield rule._replace(rules=inner)
        elif rule.head.startswith("@"):
            yield rule
        elif selectors := [one for one in _selectors(rule.head) if one not in _WITHOUT and _may_match(one)]:
            yield rule._replace(head=",".join(selectors))


def _may_match(selector: str) -> bool:
    return all(HAD.fullmatch(name) for name in _CLASS.findall(_STRING.sub("", selector)))


def _selectors(head: str) -> Iterator[str]:
    """Yield the selectors of a list; a comma in brackets parts none."""
    depth, text = 0, ""
    for letter in head:
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and not depth:
            yield text.strip()
            text = ""
        else:
            text += letter
    yield text.strip()


def _calls(rule: _Rule) -> Iterator[str]:
    """Yield the custom properties whose values a rule asks for."""
    for declaration in rule.declarations:
        yield from _CALLED.findall(declaration)
    for inner in rule.rules:
        yield from _calls(inner)


def _valued(rules: Iterable[_Rule], called: set[str]) -> Iterator[_Rule]:
    """Yield rules without the custom properties that nothing asks for."""
    for rule in rules:
        if rule.rules:
            yield rule._replace(rules=tuple(_valued(rule.rules, called)))
        elif not rule.declarations:
            yield rule
        elif needed := tuple(
            one for one in rule.declarations if (name := _PROPERTY.match(one)) is None or name[0] in called
        ):
            yield rule._replace(declarations=needed)


def _short(text: str) -> str:
    """Return a piece of a sheet with single spaces, except in strings."""
    parts = _STRING.split(text)
    return "".join(part if at % 2 else _SPACE.sub(" ", part) for at, part in enumerate(parts)).strip()


def _text(rule: _Rule) -> str:
    if rule.rules:
        return f"{rule.head}{{{''.join(map(_text, rule.rules))}}}"
    return f"{rule.head}{{{';'.join(rule.declarations)}}}" if rule.declarations else f"{rule.head};"
