"""Why each code of `diagnostics.CODES` exists, with a wrong and a right example.

The texts are in `explanations.yml` beside this module. Their examples are those of the tests.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.diagnostics import CODES
from generator.yamlsource import parse

_TEXTS = Path(__file__).with_name("explanations.yml")
_HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


class Explanation(NamedTuple):
    """Why a code exists. The examples are cut from one file, which may be a folder: then they name what is in it."""

    why: str
    file: str
    wrong: str
    right: str
    case: str | None = None
    """The test case that holds the wrong example."""
    right_case: str | None = None
    """The test case that holds the right one, where it is not the dossier from which all cases differ."""


@cache
def explanations() -> dict[str, Explanation]:
    """Return the explanation of every code."""
    parsed, _ = parse(_TEXTS.read_bytes(), _TEXTS.name)
    texts: dict[str, dict[str, str]] = parsed.value
    return {code: Explanation(**fields) for code, fields in texts.items()}


def as_text(code: str) -> str:
    """Explain a code in a terminal."""
    found, kind = explanations()[code], CODES[code]
    examples = (
        f"{title}, in {found.file}:\n\n{_indented(example)}\n"
        for title, example in (("Wrong", found.wrong), ("Right", found.right))
    )
    return f"{code} ({kind.severity})\n{kind.meaning}\n\n{found.why}\n\n" + "\n".join(examples)


def as_list() -> str:
    """List every code with its meaning."""
    width = max(map(len, CODES))
    return "".join(f"{code:{width}}  {kind.meaning}\n" for code, kind in CODES.items())


def shown(example: str) -> str:
    """Return an example with the characters that cannot be seen written as their code points."""
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", example)


def _indented(example: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in shown(example).split("\n"))
