"""The generator knows no subject: no name of the shipped dossier stands in its code, templates, theme or texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.load import load
from generator.model import Actor, Place, Source

ROOT = Path(__file__).parent.parent
WORD = re.compile(r"[^\W\d_]{3,}")
ORDINARY = {
    "Center", "Centre", "East", "Guard", "Hook", "Journal", "Organization", "Prime", "Review", "States", "United",
    "Twitter", "University", "Unnamed", "Wall",
}  # fmt: skip
"""Words of names that are everyday English, or code, too. Further ones stand in the texts in small letters."""
MAPS = "generator/geodata"
"""The outlines of all countries, which know every name."""


@pytest.fixture(scope="module")
def subject() -> frozenset[str]:
    """The words of all names in the data: of actors, places and sources, and of those that a reader may search for."""
    dossier = load(ROOT).found
    assert dossier
    prose = set(WORD.findall(" ".join(text.text for text in dossier.texts.values())))
    words = {word for name in names(dossier.records()) for word in WORD.findall(name) if word[0].isupper()}
    return frozenset(word.casefold() for word in words - ORDINARY if word.lower() not in prose)


def names(records: Iterator[tuple[str, object]]) -> Iterator[str]:
    """Every name by which the data calls somebody or something."""
    for _, record in records:
        if isinstance(record, Actor | Place):
            yield record.name
            yield from record.search
            for spellings in record.names.values():
                yield from spellings
        elif isinstance(record, Source):
            yield from (named.text for named in (record.author, record.outlet) if named)


def test_names_are_looked_for(subject: frozenset[str]) -> None:
    """The words come from the data, and there are many: the next test looks for something."""
    assert len(subject) > 50


def test_no_file_of_the_generator_holds_a_name_of_the_subject(subject: frozenset[str]) -> None:
    """Neither in code nor in a comment, an example, or the project from which others start."""
    found = []
    for path in sorted((ROOT / "generator").rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.is_file() and path.suffix not in {".pyc", ".woff2"} and not name.startswith(MAPS):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                found += [f"{name}:{number}: {word}" for word in WORD.findall(line) if word.casefold() in subject]
    assert found == []
