"""How a table is written: as CSV (RFC 4180), and as what a Frictionless `datapackage.json` says of it.

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula. Such a text
gets an apostrophe in front, and so does a text that begins with an apostrophe, so that whoever takes one away from
every text that begins with one has exactly what was written. Numbers are left as they are: `-0.5` is no formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

Row = tuple[object, ...]
GUARD = "'"
_GUARDED = ("=", "+", "-", "@", "\t", "\r", GUARD)


class Column(NamedTuple):
    """A column: its name, its Table Schema type, what it holds, whether every row fills it, and what it refers to."""

    name: str
    type: str
    meaning: str
    required: bool = False
    refers_to: str = ""
    """The table whose ids it holds."""


class Table(NamedTuple):
    """A table: what a row is, its columns, the columns that identify a row, and its rows."""

    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: tuple[Row, ...]


def as_csv(table: Table) -> str:
    """Write a table with a header line; lines end in CRLF, absent values are empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(column.name for column in table.columns)
    for row in table.rows:
        writer.writerow(_cell(value) for value in row)
    return text.getvalue()


def guarded(text: str) -> str:
    """Return a text as it is safe in a spreadsheet."""
    return GUARD + text if text.startswith(_GUARDED) else text


def unguarded(cell: str) -> str:
    """Return what was written: the way back from `guarded`."""
    return cell.removeprefix(GUARD)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(str(value)) if isinstance(value, str) else str(value)


def package(name: str, title: str, description: str, written: Mapping[str, tuple[Table, str]]) -> dict[str, Any]:
    """Describe tables, given by their names with their CSV, as a data package."""
    guard = (
        "A text that begins with = + - @, a tab, a carriage return or an apostrophe has one apostrophe in front, so"
        " that no spreadsheet takes it for a formula. To have the text as it was, take one apostrophe away from every"
        " text that begins with one. Numbers and dates are as they are."
    )
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "description": f"{description} {guard}",
        "resources": [_resource(each, table, text.encode()) for each, (table, text) in written.items()],
    }


def _resource(name: str, table: Table, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": list(_foreign_keys(name, table)) or None,
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints = {"required": True} if column.required else None
    return {"name": column.name, "type": column.type, "description": column.meaning, "constraints": constraints}


def _foreign_keys(name: str, table: Table) -> Iterator[dict[str, Any]]:
    for column in table.columns:
        if column.refers_to:
            resource = "" if column.refers_to == name else column.refers_to
            yield {"fields": column.name, "reference": {"resource": resource, "fields": "id"}}
