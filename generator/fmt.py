"""The house form of data files: the same values, written the one way in which a diff shows what changed in meaning.

Fields stand in the order of the model; lists whose order means nothing are sorted; a text is plain where it can be,
quoted where it must be, and a `|-` block where it has several lines. Comments stay with what they speak of.
No value ever changes: what is written is read again and compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from generator.comments import Comments, comments
from generator.diagnostics import Diagnostic
from generator.evidence import Record
from generator.shapes import Shape, fields, inner
from generator.yamlsource import Path, parse

WIDTH = 120
"""How long, in code points, the line of a list of ids may be; a longer one has each id on a line of its own."""
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_FLOWING = re.compile(r"\w(?:[\w .-]*\w)?")
"""What may stand between square brackets without quotation marks."""
_RESOLVER: Any = yaml.resolver.Resolver()
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")
"""What YAML 1.2 takes for a number; the resolver knows YAML 1.1."""


class Formatted(NamedTuple):
    """A file in the house form, or None and the reasons why it has none."""

    text: str | None
    findings: list[Diagnostic]


def formatted(raw: bytes, path: str, model: type[Record]) -> Formatted:
    """Bring the bytes of a data file to the house form. A file in which reading finds a mistake has none."""
    parsed, findings = parse(raw, path)
    if findings or not isinstance(parsed.value, dict):
        return Formatted(None, findings)
    text = written(parsed.value, model, comments(raw.decode("utf-8"), parsed))
    again, findings = parse(text.encode(), path)
    if findings:  # a character that the file spells by its number, and that must not stand in it as it is
        return Formatted(None, findings)
    if settled(again.value, Shape(record=model)) != settled(parsed.value, Shape(record=model)):
        raise RuntimeError(f"{path}: its house form would say something else; please report this")
    return Formatted(text, [])


def written(value: Mapping[str, Any], model: type[Record], remarks: Comments | None = None) -> str:
    """Write a record in the house form, with its comments."""
    remarks = remarks or Comments()
    lines = [remarks.schema] if remarks.schema else []
    lines += [*remarks.head, ""] if remarks.head else []
    lines += _Writer(remarks).mapping(dict(value), Shape(record=model), (), 0)
    return "\n".join(lines) + "\n"


def settled(value: Any, shape: Shape | None) -> Any:
    """Return a value with every list sorted whose order means nothing, so that equal values compare equal."""
    if isinstance(value, dict):
        return {key: settled(part, inner(shape, key)) for key, part in value.items()}
    if isinstance(value, tuple):
        items = [settled(item, inner(shape, index)) for index, item in enumerate(value)]
        return tuple(sorted(items, key=str)) if shape and shape.is_unordered else tuple(items)
    return value


class _Writer:
    """Writes values as lines."""

    def __init__(self, remarks: Comments) -> None:
        self.remarks = remarks

    def mapping(self, value: dict[str, Any], shape: Shape | None, path: Path, indent: int) -> list[str]:
        lines: list[str] = []
        for key in _order(value, shape):
            lines += self._above((*path, key), indent)
            lines += self._entry(f"{' ' * indent}{scalar(key)}:", value[key], inner(shape, key), (*path, key), indent)
        return lines + self._below(path, indent)

    def _entry(self, head: str, value: Any, shape: Shape | None, path: Path, indent: int) -> list[str]:
        if isinstance(value, str):
            first, *more = _scalar_lines(value, indent, typed=shape is None or shape.is_typed)
            return [f"{head} {first}", *more]
        if not value:
            return [f"{head} {'{}' if isinstance(value, dict) else '[]'}"]
        if isinstance(value, dict):
            return [head, *self.mapping(value, shape, path, indent + 2)]
        ids = shape is not None and shape.items is not None and shape.items.is_id
        flow = self._in_one_line(value, shape, path) if ids else None
        if flow and len(head) + 1 + len(flow) <= WIDTH:
            return [f"{head} {flow}"]
        return [head, *self._sequence(value, shape, path, indent + 2)]

    def _in_one_line(self, value: tuple[Any, ...], shape: Shape | None, path: Path) -> str | None:
        remarked = any((*path, index) in self.remarks.above for index in range(len(value)))
        if (
            remarked
            or path in self.remarks.below
            or not all(isinstance(item, str) and "\n" not in item for item in value)
        ):
            return None
        return f"[{', '.join(scalar(value[index], flow=True) for index in _indexes(value, shape))}]"

    def _sequence(self, value: tuple[Any, ...], shape: Shape | None, path: Path, indent: int) -> list[str]:
        lines: list[str] = []
        for index in _indexes(value, shape):
            above, item = self._item(value[index], inner(shape, index), (*path, index), indent)
            lines += [*above, *item]
        return lines + self._below(path, indent)

    def _item(self, value: Any, shape: Shape | None, path: Path, indent: int) -> tuple[list[str], list[str]]:
        """Return the comments above an item and its lines. Those of its first field stand above the dash, too."""
        above = self._above(path, indent)
        dash = f"{' ' * indent}- "
        if isinstance(value, str) or not value:
            return above, self._entry(dash[:-1], value, shape, path, indent)
        if isinstance(value, dict):
            lines = self.mapping(value, shape, path, indent + 2)
        else:
            lines = self._sequence(value, shape, path, indent + 2)
        first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
        above += [" " * indent + line.lstrip() for line in lines[:first]]
        return above, [dash + lines[first][indent + 2 :], *lines[first + 1 :]]

    def _above(self, path: Path, indent: int) -> list[str]:
        return [" " * indent + line for line in self.remarks.above.get(path, ())]

    def _below(self, path: Path, indent: int) -> list[str]:
        return [" " * indent + line for line in self.remarks.below.get(path, ())]


def _order(value: dict[str, Any], shape: Shape | None) -> list[str]:
    """Order the keys of a mapping: as the model does, by name where order means nothing, else as they are."""
    if shape and shape.record:
        known = fields(shape.record)
        return [*(key for key in known if key in value), *(key for key in value if key not in known)]
    return sorted(value) if shape and shape.is_unordered else list(value)


def _indexes(value: tuple[Any, ...], shape: Shape | None) -> Iterator[int]:
    if shape and shape.is_unordered:
        yield from sorted(range(len(value)), key=lambda index: str(value[index]))
    else:
        yield from range(len(value))


def _scalar_lines(text: str, indent: int, *, typed: bool) -> list[str]:
    lines = text.split("\n")
    if len(lines) == 1 or not text.strip() or any(line and not line.strip(" ") for line in lines):
        return [scalar(text, typed=typed)]
    body = text.rstrip("\n")
    chomping = {0: "-", 1: ""}.get(len(text) - len(body), "+")
    deeper = "2" if body.lstrip("\n").startswith(" ") else ""
    kept = lines if chomping == "-" else lines[:-1]
    return [f"|{deeper}{chomping}", *(" " * (indent + 2) + line if line else "" for line in kept)]


def scalar(text: str, *, typed: bool = False, flow: bool = False) -> str:
    """Write a text on one line: plain where every reader takes that for the same text, else between quotation marks.

    `typed` is for a date, a number or a flag, which may look like one; `flow` for an item between square brackets.
    """
    taken_for = _taken_for(text)
    if _is_plain(text, flow=flow) and (taken_for == "str" or (typed and taken_for != "null")):
        return text
    if '"' in text and not re.search(r"[\n\t]", text):
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _is_plain(text: str, *, flow: bool) -> bool:
    if not text or text != text.strip() or "\n" in text or "\t" in text:
        return False
    if flow and not _FLOWING.fullmatch(text):
        return False
    if text[0] in _INDICATORS and not re.match(r"-\w", text):
        return False
    return not (": " in text or " #" in text or text.endswith(":") or text.startswith(("---", "...")))


def _taken_for(text: str) -> str:
    """Say what a reader of YAML 1.1 or 1.2 takes a plain text for: `str`, `null`, `bool`, `int`, `timestamp` …"""
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))
    return "float" if _NUMBER.fullmatch(text) else tag.rpartition(":")[2]
