"""EDTF dates: their bounds, their wording, and how two of them compare."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import DateError, bounds, checked, compared, wording


def day(text: str) -> date | None:
    """A day, or None for an open end."""
    return None if text == ".." else date.fromisoformat(text)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "words"),
    [
        ("2020", "2020-01-01", "2020-12-31", "2020"),
        ("2020-02", "2020-02-01", "2020-02-29", "February 2020"),
        ("2021-02", "2021-02-01", "2021-02-28", "February 2021"),
        ("2020-01-02", "2020-01-02", "2020-01-02", "2 January 2020"),
        ("2020-01-02?", "2020-01-02", "2020-01-02", "perhaps 2 January 2020"),
        ("2020-01~", "2020-01-01", "2020-01-31", "about January 2020"),
        ("2020%", "2020-01-01", "2020-12-31", "perhaps about 2020"),
        ("198X", "1980-01-01", "1989-12-31", "the 1980s"),
        ("2020-01-02/2020-01-03", "2020-01-02", "2020-01-03", "2 to 3 January 2020"),
        ("2020-01-02/2020-02-03", "2020-01-02", "2020-02-03", "2 January to 3 February 2020"),
        ("2019-10/2019-12", "2019-10-01", "2019-12-31", "October to December 2019"),
        ("2019/2020", "2019-01-01", "2020-12-31", "2019 to 2020"),
        ("2019-12-31/2020-01-01", "2019-12-31", "2020-01-01", "31 December 2019 to 1 January 2020"),
        ("2020~/2021~", "2020-01-01", "2021-12-31", "about 2020 to about 2021"),
        ("../2020", "..", "2020-12-31", "by 2020"),
        ("/2020", "..", "2020-12-31", "by 2020"),
        ("2020/..", "2020-01-01", "..", "from 2020"),
        ("2020/", "2020-01-01", "..", "from 2020"),
        ("2020-21", "2020-03-01", "2020-05-31", "spring 2020"),
        ("2020-24", "2020-12-01", "2020-12-31", "winter 2020"),
        ("[2020-01-02,2020-01-03]", "2020-01-02", "2020-01-03", "2 to 3 January 2020"),
        ("{2020-01,2020-03}", "2020-01-01", "2020-03-31", "1 January to 31 March 2020"),
    ],
)
def test_a_date_has_bounds_and_words(edtf: str, earliest: str, latest: str, words: str) -> None:
    """Uncertainty and approximation do not widen the bounds, and are said."""
    assert bounds(edtf) == (day(earliest), day(latest))
    assert checked(edtf) == edtf
    assert wording(edtf) == words


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "2 January 2020", "2020-1-2", "2020-01-2", "20-01-02", "02-01-2020", "2020/01/02", "2020-02-30",
        "2021-02-29", "2020-13", "2020-00", "2020-01-00", "2020-13-01", "2020-01-32", "0000", "0000-01-01",
        "2020-01-02T10:00", "2020-01-02/2020-01-01", "2021/2020", "../..", "/", "..", "2020/2021/2022", "2020-99",
        "٢٠٢٠", "２０２０", "2020 ", " 2020", "2020\n", "-2020-13", "2020??", "2020~?", "0", "1", "12", "123", "12345",
        "2020-01-02-03", "2020-W01",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    """An impossible date, a date in other forms and digits of other scripts all raise the same error."""
    with pytest.raises(DateError):
        checked(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021-02-29", "2021-02-29 is no date: February 2021 has 28 days"),
        ("2020-01-00", "2020-01-00 is no date: January 2020 has 31 days"),
        ("2020-13-01", "2020-13-01 is no date: there is no month 13"),
        ("2020-00", "2020-00 is no date: there is no month 0"),
        ("0000", "0000 is no date: years are counted from 1 here"),
        ("2021/2020", "2021/2020 ends before it starts"),
        ("3 May", "“3 May” is no EDTF date"),
    ],
)
def test_a_refusal_says_why(text: str, said: str) -> None:
    """The words do not depend on the version of Python."""
    with pytest.raises(DateError) as refused:
        checked(text)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("first", "second", "verdict", "words"),
    [
        ("2020-01-02", "2020-01-02", "agree", "same date"),
        ("2020-01-02", "2020-01-03", "differ", "one day apart"),
        ("2020-01-02", "2020-02-01", "differ", "30 days apart"),
        ("2020-01-02", "2020-01", "overlap", "not equally precise"),
        ("2020-01/2020-03", "2020-03/2020-04", "overlap", "not equally precise"),
        ("2020-01", "2020-03", "differ", "different dates"),
        ("2020-01", "2020~/2021", "overlap", "not equally precise"),
        ("../2020", "2021", "differ", "different dates"),
        ("../2020", "2019/..", "overlap", "not equally precise"),
        ("2020", "2020~", "agree", "same date"),
    ],
)
def test_two_dates_agree_overlap_or_differ(first: str, second: str, verdict: str, words: str) -> None:
    """The order in which they are given does not matter."""
    assert compared(first, second) == (verdict, words)
    assert compared(second, first) == (verdict, words)


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(DAYS)
def test_a_day_is_its_own_bounds(given_day: date) -> None:
    """Every day of the calendar is a date whose month and year hold it."""
    text = given_day.isoformat()
    assert bounds(text) == (given_day, given_day)
    for wider in (text[:7], text[:4]):
        earliest, latest = bounds(wider)
        assert earliest is not None
        assert latest is not None
        assert earliest <= given_day <= latest
        assert compared(text, wider).verdict == "overlap"
    assert wording(text) == f"{given_day.day} {calendar.month_name[given_day.month]} {text[:4]}"


@given(DAYS, DAYS)
def test_an_interval_runs_forward(first: date, second: date) -> None:
    """From a later day to an earlier one is no date."""
    text = f"{first}/{second}"
    if first <= second:
        assert bounds(text) == (first, second)
        assert wording(text).startswith(f"{first.day}")
    else:
        with pytest.raises(DateError):
            bounds(text)


@given(st.text(st.characters(codec="utf-8"), max_size=16) | st.text("0123456789-/.~?%X[]{},u", max_size=16))
def test_anything_else_is_refused_and_never_breaks(text: str) -> None:
    """Whatever is typed has bounds and words, or raises DateError."""
    try:
        earliest, latest = bounds(text)
    except DateError:
        return
    assert earliest is None or latest is None or earliest <= latest
    assert wording(text)
