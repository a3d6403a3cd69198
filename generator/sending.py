"""Models that go from one process to another as their values alone. Knows no record."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel


class Sendable(BaseModel):
    """A frozen model that another process gets whole, and as quick to read as if it had been made there."""

    def __getstate__(self) -> Any:
        """Give what another process needs: the values, in the order of the fields."""
        return tuple(map(self.__dict__.__getitem__, _names(type(self))))

    def __setstate__(self, state: Any) -> None:
        """Take them; the names of fields are those of the kind, by which Python finds them at once."""
        object.__setattr__(self, "__dict__", dict(zip(_names(type(self)), state, strict=True)))
        object.__setattr__(self, "__pydantic_fields_set__", set(_names(type(self))))
        object.__setattr__(self, "__pydantic_extra__", None)
        object.__setattr__(self, "__pydantic_private__", None)


def name_all(kind: type[Sendable], module: dict[str, Any]) -> None:
    """Let a module find all that derives from a kind under its name, parametrised kinds too: so it is asked for."""
    for one in kind.__subclasses__():
        module.setdefault(one.__name__, one)
        name_all(one, module)


@cache
def _names(kind: type[Sendable]) -> tuple[str, ...]:
    return tuple(kind.model_fields)
