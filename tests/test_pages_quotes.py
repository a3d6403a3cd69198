"""The page of all quotes: by speaker, each with what the filter looks at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.dossier import Dossier
from generator.evidence import Passage
from generator.load import load
from generator.pages.quotes import QuotesView, plan
from generator.pages.register import Register


@pytest.fixture(scope="module")
def dossier(base: Path) -> Dossier[Passage]:
    """The small dossier."""
    found = load(base).found
    assert found
    return found


def view_of(dossier: Dossier[Passage]) -> QuotesView:
    """What the page of its quotes shows."""
    (page,) = plan(Register(dossier))
    assert isinstance(page.view, QuotesView)
    return page.view


def test_every_quote_is_there_once_by_speaker(dossier: Dossier[Passage]) -> None:
    """And each choice says how many rows it holds."""
    view = view_of(dossier)
    assert sorted(row.id for row in view.rows) == sorted(dossier.quotes)
    speakers = [row.card.speaker.text.casefold() for row in view.rows]
    assert speakers == sorted(speakers)
    for offered in (view.speakers, view.sources, view.voices):
        assert sum(choice.count for choice in offered) == len(view.rows)
    for choice in view.addressees:
        assert choice.count == sum(choice.value in row.to.split(" ") for row in view.rows)
    for choice in view.years:
        assert choice.count == sum(choice.value in row.years.split(" ") for row in view.rows)


@pytest.mark.parametrize(
    ("date", "years"),
    [
        (None, "undated"),
        ("2020-12-24", "2020"),
        ("2019-12/2020-01", "2019 2020"),
        ("../2020", "2020"),
        ("18XX", "1800 1899"),
    ],
)
def test_a_quote_is_found_in_every_year_it_may_be_of(dossier: Dossier[Passage], date: str | None, years: str) -> None:
    """Of a very long time in its first and its last."""
    quotes = {one: quote.model_copy(update={"date": date}) for one, quote in dossier.quotes.items()}
    assert {row.years for row in view_of(replace(dossier, quotes=quotes)).rows} == {years}
