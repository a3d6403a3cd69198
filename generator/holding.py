"""Where in a record its words stand, or the passages that were found for them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar, get_args

from generator.evidence import Passage, Record, Words
from generator.yamlsource import Path

_LEAVES = (Words, Passage)


@cache
def fields(kind: type[Record]) -> tuple[str, ...]:
    """Return the fields of a kind of record in which words or passages may stand, in their order."""
    return tuple(name for name, field in kind.model_fields.items() if _may_hold(field.annotation))


def held(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield all words and passages of a record, or of a part of one, with the way there, in the order of the fields."""
    if isinstance(value, _LEAVES):
        yield path, value
    elif isinstance(value, Record):
        for name in fields(type(value)):
            yield from held(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from held(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from held(item, (*path, key))


def passages_in(value: Any) -> Iterator[Passage]:
    """Yield every passage of a resolved record or a part of one, in the order of the fields."""
    return (passage for _, passage in held(value))


def _may_hold(annotation: Any) -> bool:
    if isinstance(annotation, TypeVar):
        return True
    if inner := get_args(annotation):
        return any(map(_may_hold, inner))
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation in _LEAVES or bool(fields(annotation))
    return False
