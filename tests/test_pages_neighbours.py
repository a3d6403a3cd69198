"""The events beside one in time: in the order of the timeline, and never surer than the dates are."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from generator.dossier import Dossier
from generator.evidence import Passage
from generator.load import load
from generator.pages.neighbours import Beside, beside, in_time
from generator.pages.register import Register
from generator.pages.sheet import Sheet


@cache
def small() -> Dossier[Passage]:
    """The small dossier."""
    found = load(Path(__file__).parent / "cases" / "base").found
    assert found
    return found


def around(event: str, *dates: str | None) -> Beside:
    """What stands beside one of the events e-0, e-1 … that have these dates."""
    model = small().events["taunt"]
    (account,) = model.accounts
    events = {}
    for at, date in enumerate(dates):
        change = {"id": f"e-{at}", "title": f"e-{at}", "accounts": (account.model_copy(update={"date": date}),)}
        events[f"e-{at}"] = model.model_copy(update={**change, "part_of": None})
    register = Register(replace(small(), events=events, quotes={}, disputes={}))
    order = in_time(register)
    return beside(Sheet(register, f"events/{event}.md"), event, order, {one: at for at, one in enumerate(order)})


@pytest.mark.parametrize(
    ("before", "date", "expected"),
    [
        ("2020-01-01", "2020-01-02", "Earlier"),
        ("2019", "2020-01-02", "Earlier"),
        ("2020-01-02", "2020-01-02", "The same day"),
        ("2020-01", "2020-01-02", "Perhaps earlier"),
        ("2020-01", "2020-01", "Perhaps earlier"),
        ("2020-01-01/..", "2020-01-02", "Perhaps earlier"),
        ("2020-01-01", "../2020-01-02", "Perhaps earlier"),
    ],
)
def test_what_came_first_is_said_only_where_the_dates_tell(before: str, date: str, expected: str) -> None:
    """Overlapping dates leave it open."""
    found = around("e-1", before, date).before
    assert found
    assert (found.order, found.link.text) == (expected, "e-0")


def test_both_sides_are_named_and_the_ends_have_one() -> None:
    """In the order of time, not of ids."""
    middle = around("e-0", "2020-01-02", "2020-01-03", "2020-01-01")
    assert middle.before
    assert middle.after
    assert (middle.before.link.text, middle.after.link.text) == ("e-2", "e-1")
    assert (middle.after.order, middle.after.when) == ("Later", "3 January 2020")
    assert around("e-1", "2020-01-02", "2020-01-03").after is None


def test_an_undated_event_stands_beside_none() -> None:
    """And none stands beside it."""
    assert around("e-0", None, "2020-01-03") == Beside(None, None)
    assert around("e-1", None, "2020-01-03") == Beside(None, None)
