"""What the model says of the value at a place in a file: its fields, its vocabulary, its written form.

Derived from the annotations of `model`, so that no tool keeps a list of fields of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import AfterValidator, StringConstraints

from generator import dates
from generator.evidence import Record
from generator.front import Front
from generator.scalars import ID_PATTERN
from generator.vocabulary import Term
from generator.yamlsource import Path

_IN_THEIR_ORDER = frozenset({"key_events"})
"""Lists of ids in the order in which a page shows them; all other lists of ids have no order of their own."""


class Shape(NamedTuple):
    """What a value may be. At most one of `record`, `terms`, `items` and `values` is set; a text has none of them.

    A `record` of `Words` may also be a plain text.
    """

    record: type[Record] | None = None
    """A mapping with these fields."""
    terms: type[Term] | None = None
    """A word of this vocabulary."""
    items: Shape | None = None
    """A list of these."""
    values: Shape | None = None
    """A mapping of free keys to these."""
    is_id: bool = False
    """It is the id of a record, or its keys are."""
    is_typed: bool = False
    """It is a date, a number or a flag, which reads the same with quotes and without."""
    is_unordered: bool = False
    """It is a list or a mapping whose order means nothing."""


def fields(record: type[Record]) -> Mapping[str, Shape]:
    """Return the fields that a file of this record may have, in the order in which they stand."""
    return _fields(record)


@cache
def _fields(record: type[Record]) -> Mapping[str, Shape]:
    is_file_named = "id" in record.model_fields and record.__mro__[1] is not Front
    return {
        name: _shape(field.annotation, tuple(field.metadata), name)
        for name, field in record.model_fields.items()
        if not (is_file_named and name == "id")
    }


def _shape(annotation: Any, marks: tuple[Any, ...], name: str) -> Shape:
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(parts[0], (*marks, *parts[1:]), name)
    if origin in (Union, UnionType):
        (only,) = (part for part in parts if part is not NoneType)
        return _shape(only, marks, name)
    if origin is tuple:
        items = _shape(parts[0], (), name)
        return Shape(items=items, is_unordered=_is_plain(items) and name not in _IN_THEIR_ORDER)
    if origin is dict:
        keyed = _shape(parts[0], (), name).is_id
        return Shape(values=_shape(parts[1], (), name), is_id=keyed, is_unordered=keyed)
    if issubclass(annotation, Record):
        return Shape(record=annotation)
    if issubclass(annotation, Term):
        return Shape(terms=annotation)
    dated = any(isinstance(mark, AfterValidator) and mark.func is dates.checked for mark in marks)
    is_id = any(isinstance(mark, StringConstraints) and mark.pattern == ID_PATTERN for mark in marks)
    return Shape(is_id=is_id, is_typed=dated or annotation is not str)


def _is_plain(shape: Shape) -> bool:
    return not (shape.record or shape.terms or shape.items or shape.values)


def inner(shape: Shape | None, step: str | int) -> Shape | None:
    """Return the shape of the value below a key or an index; None where the model knows of none."""
    if shape is None:
        return None
    if isinstance(step, int):
        return shape.items
    return fields(shape.record).get(step) if shape.record else shape.values


class Placed(NamedTuple):
    """A value in a file, the way to it, and what it may be; no shape where the model knows of none."""

    path: Path
    value: Any
    shape: Shape | None


def placed(value: Any, shape: Shape | None, path: Path = ()) -> Iterator[Placed]:
    """Yield a value and every value inside it, from the top down."""
    yield Placed(path, value, shape)
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    for step, part in steps:
        yield from placed(part, inner(shape, step), (*path, step))
