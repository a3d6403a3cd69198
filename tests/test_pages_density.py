"""The strip of the timeline: a column for each stretch of time in which events begin, never too many, none misnamed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from generator.evidence import Passage
from generator.load import load
from generator.model import Event
from generator.pages.density import Column, Density, density
from generator.pages.register import Register
from generator.vocabulary import Status


@cache
def register() -> Register:
    """The small dossier."""
    found = load(Path(__file__).parent / "cases" / "base").found
    assert found
    return Register(found)


def drawn(*dates: str, status: Status = Status.REPORTED) -> Density:
    """The strip of events with these dates."""
    found = register().dossier
    model = found.events["taunt"]
    (account,) = model.accounts
    events: dict[str, Event[Passage]] = {}
    for at, date in enumerate(dates):
        dated = account.model_copy(update={"date": date or None})
        change = {"id": f"e-{at}", "accounts": (dated,), "status": status, "part_of": None}
        events[f"e-{at}"] = model.model_copy(update=change)
    made = Register(replace(found, events=events, quotes={}, disputes={}))
    in_time = sorted(events.values(), key=made.in_time)
    return density(made, in_time)


def named(column: Column) -> tuple[str, str]:
    """What stands under a column."""
    return column.short, column.year


def test_a_month_has_a_column_and_a_pause_is_told() -> None:
    """The year is named once; months without events are left out."""
    strip = drawn("2020-01-03", "2020-01-20", "2020-02", "2020-06-01", "2021-01-01")
    assert [named(column) for column in strip.columns] == [("Jan", "2020"), ("Feb", ""), ("Jun", ""), ("Jan", "2021")]
    assert [column.gap for column in strip.columns] == [False, False, True, True]
    assert strip.columns[0].title == "January 2020, 2 events"
    assert strip.columns[0].target == "#t-2020-01"
    assert strip.undated is None


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("198X", ("from", "1980")),
        ("2020", ("from", "2020")),
        ("2020-10/2020-12", ("from Oct", "2020")),
        ("../2007", ("by", "2007")),
        ("../2007-03", ("by Mar", "2007")),
        ("2020-03/..", ("from Mar", "2020")),
        ("2020-03~", ("Mar", "2020")),
    ],
)
def test_no_month_is_named_that_no_source_gives(date: str, expected: tuple[str, str]) -> None:
    """A date that is vaguer than its column says from or until when."""
    assert [named(column) for column in drawn(date).columns] == [expected]


def test_every_event_has_one_mark_and_what_happened_comes_first() -> None:
    """The undated ones stand beside the others."""
    strip = drawn("2020-01-03", "2020-01-20", "")
    assert strip.undated
    marks = [mark.ids for column in (*strip.columns, strip.undated) for mark in column.marks]
    assert sorted(marks) == ["e-0", "e-1", "e-2"]
    statuses = [mark.status for column in _of_the_small_dossier().columns for mark in column.marks]
    assert {status.happened for status in statuses} == {True, False}
    for column in _of_the_small_dossier().columns:
        happened = [mark.status.happened for mark in column.marks]
        assert happened == sorted(happened, reverse=True)


def _of_the_small_dossier() -> Density:
    return density(register(), sorted(register().dossier.events.values(), key=register().in_time))


def test_a_long_time_has_coarser_columns() -> None:
    """Years, decades or centuries, so that the strip stays short."""
    years = drawn(*(f"{year}-{month:02}-01" for year in range(1950, 1980) for month in (1, 7)))
    assert [named(column) for column in years.columns[:2]] == [("", "1950"), ("", "1951")]
    decades = drawn(*(f"{year}-01-01" for year in range(1700, 2000, 5)))
    assert named(decades.columns[0]) == ("", "1700s")
    centuries = drawn(*(f"{year:04}-01-01" for year in range(100, 2000, 10)))
    assert named(centuries.columns[0]) == ("", "100–199")
    assert len(centuries.columns) == 19


def test_of_very_many_events_a_mark_stands_for_several() -> None:
    """None of them is lost."""
    strip = drawn(*["2020-01-03"] * 1500)
    assert strip.per_mark == 10
    assert sum(len(mark.ids.split(" ")) for mark in strip.columns[0].marks) == 1500
    assert len(strip.columns[0].marks) == 150
    years = drawn(*(f"{year}-01-01" for year in range(1000, 2000) for _ in range(2)))
    assert years.per_mark == 4
