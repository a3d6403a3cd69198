"""What earlier runs of one process made of files: what did not change since is not made anew."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Made = TypeVar("Made")


class Memory:
    """Things by a key that holds all they were made from. What a run did not ask for is forgotten by the next."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._now: dict[Hashable, Any] = {}
        self._before: dict[Hashable, Any] = {}

    def begin(self) -> None:
        """Begin a run: what the last one asked for is still there."""
        self._now, self._before = {}, self._now

    def has(self, key: Hashable) -> bool:
        """Tell whether what was made for a key is still there."""
        return key in self._now or key in self._before

    def keep(self, key: Hashable, made: object) -> None:
        """Take over what was made for a key elsewhere."""
        self._now[key] = made

    def recall(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made for a key in this run or the one before, else make it. Nobody may change it."""
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        made: Made = self._now[key]
        return made


class Same:
    """A key that means one thing itself, not what is equal to it, and keeps it from going away."""

    __slots__ = ("_thing",)

    def __init__(self, thing: object) -> None:
        """Stand for a thing."""
        self._thing = thing

    def __hash__(self) -> int:
        """Go by where the thing lies."""
        return id(self._thing)

    def __eq__(self, other: object) -> bool:
        """Tell whether both stand for one thing."""
        return isinstance(other, Same) and self._thing is other._thing
