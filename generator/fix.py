"""Mends in data files what has one right answer, and says what it mended.

A misspelled field, term or id is one that a slip or two of the fingers turn into exactly one that fits there. A
comment beside a date, an id or a term goes onto a line of its own. A former id is followed. Nothing is guessed, and no
word of a text, least of all of evidence, is ever touched: what a source spells is no matter of taste.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA

from generator import datafile
from generator.checks.references import Reference, references
from generator.comments import without_scalars
from generator.diagnostics import Location
from generator.dossier import Dossier
from generator.evidence import Record, Words
from generator.load import load
from generator.scalars import ID_PATTERN
from generator.shapes import Placed, Shape, fields, placed
from generator.yamlsource import Parsed, Path, parse

_ROUNDS = 5
"""How often what was mended may bring to light what else can be."""


class Mend(NamedTuple):
    """Something that was mended: where it stood, and what was done."""

    location: Location
    done: str


class _Edit(NamedTuple):
    """A piece of a line to be replaced. Lines and columns count from 1; an empty piece at column 1 is a new line.

    What a part of another edit does is said there, and `done` is empty.
    """

    line: int
    column: int
    old: str
    new: str
    done: str


_Finder = Callable[[str, Parsed], Iterator[_Edit]]
"""Finds edits in a file: its text, and what was read from it."""


def mend(root: FilePath) -> list[Mend]:
    """Mend the data files of a project, and return what was mended, in the order in which it was done."""
    mends: list[Mend] = []
    for _ in range(_ROUNDS):
        found = [*_files(root), *_ids(root)]
        if not found:
            break
        mends += found
    return mends


def _files(root: FilePath) -> Iterator[Mend]:
    """Mend what a file shows by itself."""
    for path in datafile.listed(root / "data"):
        name = path.relative_to(root).as_posix()
        model = datafile.model_of(path)
        if model:
            yield from _bytes(path, name)
            yield from _edited(path, name, partial(_by_itself, model, datafile.schema_line(root, path, model)))


def _ids(root: FilePath) -> Iterator[Mend]:
    """Mend ids that lead nowhere, in the records that can be read."""
    curated = load(root).curated
    if curated is None:
        return
    for record in (curated.front, *(record for _, record in curated.records())):
        dangling = [reference for reference in references(record) if reference[1] not in curated.files]
        if dangling:
            name = curated.files[record.id].path
            yield from _edited(root / name, name, partial(_dangling, curated, dangling))


def _bytes(path: FilePath, name: str) -> Iterator[Mend]:
    """Mend what keeps a file from being read at all: a byte order mark, and line ends of other systems."""
    raw = path.read_bytes()
    mended = raw.removeprefix(b"\xef\xbb\xbf")
    if mended != raw:
        yield Mend(Location(name), "byte order mark removed")
    if b"\r\n" in mended:
        yield Mend(Location(name), "line ends made Unix ones (LF)")
        mended = mended.replace(b"\r\n", b"\n")
    if mended != raw:
        datafile.replace(path, mended)


def _edited(path: FilePath, name: str, finder: _Finder) -> Iterator[Mend]:
    """Do the edits of one file, the last first, so that those before it stay where they were found."""
    raw = path.read_bytes()
    parsed, _ = parse(raw, name)
    if not isinstance(parsed.value, dict):
        return
    text = raw.decode("utf-8")
    edits = sorted(set(finder(text, parsed)))
    lines = text.split("\n")
    for edit in reversed(edits):
        at = edit.column - 1
        if not edit.old and at == 0:
            lines.insert(edit.line - 1, edit.new)
        else:
            line = lines[edit.line - 1]
            lines[edit.line - 1] = line[:at] + edit.new + line[at + len(edit.old) :]
    if edits:
        datafile.replace(path, "\n".join(lines).encode())
    yield from (Mend(Location(name, edit.line, edit.column), edit.done) for edit in edits if edit.done)


def _by_itself(model: type[Record], schema_line: str | None, text: str, parsed: Parsed) -> Iterator[_Edit]:
    if schema_line and not re.search(r"^# *yaml-language-server:", text, re.MULTILINE):
        yield _Edit(1, 1, "", schema_line, "schema line added")
    yield from _trailing_spaces(text)
    lines = text.split("\n")
    for place in placed(parsed.value, Shape(record=model)):
        yield from _misspelled_fields(lines, parsed, place)
        yield from _misspelled_term(lines, parsed, place)
        yield from _comment_beside(lines, parsed, place)


def _trailing_spaces(text: str) -> Iterator[_Edit]:
    lines = text.split("\n")
    for number, masked in enumerate(without_scalars(text), 1):
        kept = len(masked.rstrip(" "))
        if kept < len(masked):
            yield _Edit(number, kept + 1, lines[number - 1][kept:], "", "spaces at the end of the line removed")


def _misspelled_fields(lines: list[str], parsed: Parsed, place: Placed) -> Iterator[_Edit]:
    if not (isinstance(place.value, dict) and place.shape and place.shape.record):
        return
    known = fields(place.shape.record)
    meant: dict[str, list[str]] = defaultdict(list)
    for key, value in place.value.items():
        if key not in known:
            fitting = (name for name, shape in known.items() if name not in place.value and _fits(value, shape))
            meant[near(key, fitting) or ""].append(key)
    for name, (key, *others) in meant.items():
        if name and not others:
            yield from _respelled(lines, parsed.keys.get((*place.path, key)), key, name, "field ")


def _fits(value: Any, shape: Shape) -> bool:
    """Tell whether a value is of the sort that a field takes: a list, a mapping or a text."""
    if isinstance(value, tuple):
        return shape.items is not None
    if isinstance(value, dict):
        return shape.record is not None or shape.values is not None
    return shape.items is None and shape.values is None and shape.record in (None, Words)


def _misspelled_term(lines: list[str], parsed: Parsed, place: Placed) -> Iterator[_Edit]:
    if place.shape and place.shape.terms and isinstance(place.value, str):
        terms = [term.value for term in place.shape.terms]
        if place.value not in terms:
            at = parsed.values[place.path]
            yield from _respelled(lines, at, place.value, near(place.value, terms), "")


def _comment_beside(lines: list[str], parsed: Parsed, place: Placed) -> Iterator[_Edit]:
    """Find a comment after an unquoted date, id or term, which cannot hold a `#`: it cuts nothing off."""
    if not (isinstance(place.value, str) and place.path and isinstance(place.path[-1], str) and _is_whole(place)):
        return
    line, column = parsed.values[place.path]
    before, rest = lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
    comment = re.fullmatch(rf"{re.escape(place.value)}( +)(#.*\S) *", rest)
    if comment and (line, before.rfind(str(place.path[-1])) + 1) == parsed.keys.get(place.path):
        indent = " " * (len(before) - len(before.lstrip(" ")))
        done = f"comment beside `{place.path[-1]}` put onto a line of its own"
        yield _Edit(line, column + len(place.value), comment[1] + comment[2], "", done)
        yield _Edit(line, 1, "", f"{indent}{comment[2]}", "")


def _is_whole(place: Placed) -> bool:
    """Tell whether a text is a whole term, id, date or number, so that nothing can be missing from it."""
    shape = place.shape
    if shape is None or shape.items or shape.values or shape.record:
        return False
    if shape.terms:
        return place.value in list(shape.terms)
    return shape.is_typed or (shape.is_id and bool(re.fullmatch(ID_PATTERN, place.value)))


def _respelled(lines: list[str], at: tuple[int, int] | None, old: str, new: str | None, what: str) -> Iterator[_Edit]:
    if at is None or new is None:
        return
    line, column = at
    quoted = lines[line - 1][column - 1 : column] in ("'", '"')
    if lines[line - 1].startswith(old, column - 1 + quoted):
        yield _Edit(line, column + quoted, old, new, f"{what}`{old}` is now `{new}`")


def _dangling(curated: Dossier[Words], dangling: Iterable[Reference], text: str, parsed: Parsed) -> Iterator[_Edit]:
    former = {old: record.id for _, record in curated.records() for old in record.formerly}
    for path, target, kinds in dangling:
        # A record that cannot be read is one that may be meant, too.
        known = [name for name, file in curated.files.items() if file.path.split("/")[1] in kinds]
        meant = former.get(target) or near(target, known)
        yield from _respelled(text.split("\n"), _stands(parsed, path, target), target, meant, "id ")


def _stands(parsed: Parsed, path: Path, target: str) -> tuple[int, int] | None:
    """Say where an id stands: it is a value, or, for the names under a source, a key."""
    return parsed.keys.get(path) if path[-1] == target else parsed.values.get(path)


def near(word: str, candidates: Iterable[str]) -> str | None:
    """Return the one candidate that a slip makes into this word, or two slips in a word of eight letters; else None.

    A word of less than four letters has no slips. A slip is a letter too much, too few, wrong or swapped with its
    neighbour (optimal string alignment). Capitals, hyphens, spaces and underscores do not count.
    """
    levelled = _levelled(word)
    slips = 0 if len(levelled) < 4 else 1 if len(levelled) < 8 else 2
    found = [one for one in set(candidates) if OSA.distance(levelled, _levelled(one)) <= slips]
    return found[0] if len(found) == 1 else None


def _levelled(word: str) -> str:
    return re.sub(r"[ _-]+", "-", word.strip().lower())
