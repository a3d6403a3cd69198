"""Names that the eye takes for others: a Cyrillic or Greek letter inside a Latin name, or two alike across scripts.

The table is the part of Unicode's confusables (UTS #39) by which a Latin name can be imitated. A source may spell so,
hence a warning.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.yamlsource import Path

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХҮԚԜаеѕіјорсухүһԁԛԝѵѡ", "ABESIJKMHOPCTYXYQWaesijopcyxyhdqwvw", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιρυα", "ABEZHIKMNOPTYXovipua", strict=True))
_OTHERS = dict(zip("ՍՏՕոսօցՑɑɡıℓⲟⲣ", "USOnuogGagilop", strict=True))
_ALIKE = str.maketrans({**_CYRILLIC, **_GREEK, **_OTHERS})
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_SCRIPTS = {
    name: regex.compile(rf"\p{{Script={name}}}")
    for name in ("Latin", "Cyrillic", "Greek", "Armenian", "Coptic", "Cherokee")
}


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a finding for each name of an actor, a place or a source that may be taken for another."""
    dossier = context.dossier
    named: list[tuple[str, str, Path]] = [
        *((record.name, record.id, ("name",)) for record in context.named_records()),
        *(
            (name, record.id, ("names", source, i))
            for record in context.named_records()
            for source, names in record.names.items()
            for i, name in enumerate(names)
        ),
        *((name, r.id, ("search", i)) for r in context.named_records() for i, name in enumerate(r.search)),
        *((source.short, source.id, ("short",)) for source in context.curated.sources.values()),
    ]
    first: dict[str, tuple[str, str, Path]] = {}
    for name, record_id, path in named:
        if mixed := _mixed(name):
            hint = "If the source spells it so, keep it; else type the name anew."
            where = dossier.at(record_id, *path)
            yield Diagnostic("name-lookalike", where, f"“{name}” mixes scripts in a word: {mixed}", hint)
        other, its, there = first.setdefault(_skeleton(name), (name, record_id, path))
        if other != name:
            place = dossier.at(its, *there)
            message = f"“{name}” looks like “{other}” in {place.path}:{place.line}, but has other letters"
            yield Diagnostic(
                "name-lookalike", dossier.at(record_id, *path), message, "Is one of them meant to be the other?"
            )


def _mixed(name: str) -> str:
    """Say which letters of a word come from another script than its first; empty where none does."""
    if name.isascii():
        return ""
    for word in _WORD.findall(name):
        letters = [(char, script) for char in word for script, one in _SCRIPTS.items() if one.match(char)]
        odd = [char for char, script in letters if script != letters[0][1]]
        if odd:
            return ", ".join(f"U+{ord(char):04X} {unicodedata.name(char, '').lower()}" for char in dict.fromkeys(odd))
    return ""


def _skeleton(name: str) -> str:
    """Return what two names that look alike share: Latin letters for those of other scripts and widths."""
    return unicodedata.normalize("NFKC", name).translate(_ALIKE)
