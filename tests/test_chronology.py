"""Dates of events over all their accounts: what agrees is one date, what differs is kept side by side."""

from __future__ import annotations

from datetime import date

import pytest

from generator import dates
from generator.chronology import NOT_GIVEN, dated, difference, either, sort_key, when
from generator.evidence import Passage
from generator.model import Account, Event
from generator.vocabulary import EventKind, Match, Status

PASSAGE = Passage(source="a", start=0, end=1, text="x", match=Match.EXACT)


def event(*given: str | None) -> Event[Passage]:
    """An event with one account for each date."""
    accounts = tuple(
        Account[Passage](source=f"s{at}", date=found, says="x", evidence=(PASSAGE,)) for at, found in enumerate(given)
    )
    return Event[Passage](id="e", title="E", kind=EventKind.ATTACK, status=Status.REPORTED, accounts=accounts)


@pytest.mark.parametrize(
    ("given", "edtf", "words", "verdict"),
    [
        ((None,), None, NOT_GIVEN, "none"),
        (("2020-01-02", None), "2020-01-02", "2 January 2020", "one"),
        (("2020-01-02", "2020-01-02"), "2020-01-02", "2 January 2020", "agree"),
        (("2020-01-03", "2020-01-02"), "[2020-01-02,2020-01-03]", "2 or 3 January 2020", "differ"),
        (("2019-12-31", "2020-01-02"), "[2019-12-31,2020-01-02]", "31 December 2019 or 2 January 2020", "differ"),
        (("2020-01", "2020-01-03"), "2020-01-03", "3 January 2020", "overlap"),
        (("2020-01/2020-03", "2020-02/2020-05"), "2020-01-01/2020-05-31",
         "January to March 2020 or February to May 2020", "overlap"),
        (("2020-01-01/2020-01-03", "2020-02"), "2020-01-01/2020-02-29",
         "1 to 3 January 2020 or February 2020", "differ"),
        (("../2007", "2010"), "../2010-12-31", "by 2007 or 2010", "differ"),
    ],
)  # fmt: skip
def test_the_date_of_an_event(given: tuple[str | None, ...], edtf: str | None, words: str, verdict: str) -> None:
    """A date that all accounts allow stands; dates that exclude each other are all kept."""
    found = when(event(*given))
    assert (found.edtf, found.words, found.verdict) == (edtf, words, verdict)
    if edtf:
        assert (found.earliest, found.latest) == dates.bounds(edtf)


def test_the_order_of_accounts_does_not_matter() -> None:
    """Whichever account comes first, the date is the same."""
    assert when(event("2020-01-02", "2020-01-03")) == when(event("2020-01-03", "2020-01-02"))


def test_what_is_undated_comes_last() -> None:
    """Events are ordered by their first possible day; without any they come last."""
    found = [dated(text) for text in (None, "2020-01-02", "../2007", "2020-01", "198X")]
    assert [one.edtf for one in sorted(found, key=sort_key)] == ["198X", "../2007", "2020-01", "2020-01-02", None]
    assert sort_key(dated(None)) == (date.max, date.max)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("2020-01-02", "2020-01-03"), "one day apart"),
        (("2020-01-02", "2020-01-05", "2020-01-09"), "different dates"),
        (("2020-01-02", "2020-01-02"), "same date"),
        (("2020-01", "2020-01-02"), "not equally precise"),
    ],
)
def test_how_the_dates_compare_is_said_in_words(given: tuple[str, ...], words: str) -> None:
    """The words are the widest thing that is true of all accounts."""
    assert difference(event(*given)) == words


def test_shared_months_and_years_are_named_once() -> None:
    """Two dates that end alike share their end, unless one of them is vague."""
    assert either(["2 January 2020", "3 January 2020"]) == "2 or 3 January 2020"
    assert either(["1 January 2020", "2 January 2020", "5 January 2020"]) == "1, 2 or 5 January 2020"
    assert either(["about 2 January 2020", "3 January 2020"]) == "about 2 January 2020 or 3 January 2020"
    assert either(["2 January 2020", "2 January 2020"]) == "2 January 2020"
