"""The comments of a data file, and which value each of them speaks of.

A comment speaks of what stands below it, or beside it on its line; at the end of a list or mapping, of nothing but
that list or mapping. What stands above the first blank line at the top of a file speaks of the file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from generator.yamlsource import Parsed, Path

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
_SCHEMA = re.compile(r"#\s*yaml-language-server:")
_ITEM = re.compile(r"\s*(?:-\s+)*-\s*")


@dataclass
class Comments:
    """The comments of a file, each a line that begins with `#`, by the path of what they speak of."""

    schema: str | None = None
    """The line that tells editors which schema the file keeps; it stands first."""
    head: list[str] = field(default_factory=list)
    """Those that speak of the whole file."""
    above: dict[Path, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Those that stand above a value and its key."""
    below: dict[Path, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Those that stand at the end of a list or mapping."""


class _Entry(NamedTuple):
    """Where a field or an item begins. Lines and columns count from 0; the column is that of the key or the dash."""

    line: int
    column: int
    path: Path


class _Comment(NamedTuple):
    line: int
    column: int
    text: str
    alone: bool
    """Nothing but the dash of an item stands before it on its line."""


def comments(text: str, parsed: Parsed) -> Comments:
    """Return the comments of a file that was parsed without a finding."""
    entries = list(_entries(text, parsed))
    everything = list(_comments(text))
    found = Comments(schema=next((comment.text for comment in everything if _SCHEMA.match(comment.text)), None))
    last_of_head = _end_of_head(text, entries)
    for comment in everything:
        if comment.text == found.schema:
            continue
        if comment.line < last_of_head:
            found.head.append(comment.text)
        else:
            _place(comment, entries, found)
    return found


def _end_of_head(text: str, entries: list[_Entry]) -> int:
    """Return the last blank line above the first field, 0 where there is none."""
    top = text.split("\n")[: entries[0].line if entries else None]
    return max((number for number, line in enumerate(top) if not line.strip()), default=0)


def _place(comment: _Comment, entries: list[_Entry], found: Comments) -> None:
    before = [entry for entry in entries if (entry.line, entry.column) < (comment.line, comment.column)]
    after = entries[len(before)] if len(before) < len(entries) else None
    beside = next((entry for entry in before if entry.line == comment.line), None)
    if not comment.alone and before:
        found.above[(beside or before[-1]).path].append(comment.text)
        return
    if not before:
        target = found.above[after.path] if after else found.below[()]
        target.append(comment.text)
        return
    path = before[-1].path
    columns = {entry.path[:-1]: entry.column for entry in before}
    inside = next((path[:depth] for depth in reversed(range(len(path))) if columns[path[:depth]] <= comment.column), ())
    if after and (after.path[: len(path)] == path or len(inside) <= len(after.path) - 1):
        found.above[after.path].append(comment.text)
    else:
        found.below[inside].append(comment.text)


def _entries(text: str, parsed: Parsed) -> Iterator[_Entry]:
    lines = text.split("\n")
    starts = {path: at for path, at in parsed.values.items() if path and isinstance(path[-1], int)} | parsed.keys
    for path, (line, column) in sorted(starts.items(), key=lambda item: (item[1], len(item[0]))):
        dash = _dash(lines, line - 1, column - 1) if isinstance(path[-1], int) else None
        yield _Entry(*(dash or (line - 1, column - 1)), path)


def _dash(lines: list[str], number: int, column: int) -> tuple[int, int] | None:
    """Find the dash of an item that begins at a line and column; None between square brackets."""
    before = lines[number][:column]
    while not before.strip() and number > 0:
        number -= 1
        before = _COMMENT.sub("", lines[number])
    return (number, before.rstrip().rfind("-")) if _ITEM.fullmatch(before) else None


def _comments(text: str) -> Iterator[_Comment]:
    lines = text.split("\n")
    for number, line in enumerate(without_scalars(text)):
        found = _COMMENT.search(line)
        if found:
            before = lines[number][: found.start()]
            alone = not before.strip() or bool(_ITEM.fullmatch(before))
            yield _Comment(number, found.start(), lines[number][found.start() :].rstrip(), alone)


def without_scalars(text: str) -> list[str]:
    """Return the lines of a file that can be parsed, every character of a value or key replaced by `x`."""
    lines = text.split("\n")
    for event in _scalars(text):
        start, end = event.start_mark, event.end_mark
        first, column = start.line, start.column
        if event.style in ("|", ">"):
            first, column = first + 1, 0
        for number in range(first, min(end.line + 1, len(lines))):
            begin = column if number == first else 0
            until = end.column if number == end.line else len(lines[number])
            line = lines[number]
            lines[number] = line[:begin] + "x" * max(0, until - begin) + line[max(begin, until) :]
    return lines


def _scalars(text: str) -> Iterator[Any]:
    return (event for event in yaml.parse(text, Loader=_LOADER) if isinstance(event, yaml.ScalarEvent))
