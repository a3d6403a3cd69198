"""The laws hold for every input that a fuzzer found worth keeping. `make fuzz` looks for more."""

from __future__ import annotations

import pytest

from tests.fuzz import corpus
from tests.fuzz.targets import TARGETS, BrokenError, hold, starts


@pytest.mark.parametrize("target", TARGETS)
def test_the_kept_inputs_break_no_law(target: str) -> None:
    """Each reaches code that no other reaches, so that together they go wherever the fuzzer has been."""
    kept = [*corpus.kept(target), *starts(target)]
    assert len(kept) > len(list(starts(target)))
    for data in kept:
        TARGETS[target](data)


def test_a_broken_law_is_told() -> None:
    """A law that does not hold ends the target, and says which it is."""
    with pytest.raises(BrokenError, match="two and two"):
        hold(2 + 2 == 5, "two and two")
