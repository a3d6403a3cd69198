"""A month's page: all that is dated to it as a whole, day by day, and apart from that what may belong to it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from generator.load import load
from generator.pages.month import MonthView, plan
from generator.pages.register import Register
from generator.pages.sheet import Sheet


@cache
def register() -> Register:
    """The small dossier."""
    found = load(Path(__file__).parent / "cases" / "base").found
    assert found
    return Register(found)


def dated(*dates: str) -> Register:
    """The small dossier with events of these dates instead of its own."""
    model = register().dossier.events["taunt"]
    (account,) = model.accounts
    events = {}
    for at, date in enumerate(dates):
        change = {"id": f"e-{at}", "title": f"e-{at}", "accounts": (account.model_copy(update={"date": date}),)}
        events[f"e-{at}"] = model.model_copy(update={**change, "part_of": None})
    return Register(replace(register().dossier, events=events, quotes={}, disputes={}))


def views(register: Register) -> dict[str, MonthView]:
    """The pages of a dossier's months, by their files."""
    return {page.file: page.view for page in plan(register)}


def test_a_month_has_a_page_from_four_records_on() -> None:
    """Few records need none, and dates vaguer than a month count for none."""
    assert views(dated("2020-01-01", "2020-01-02", "2020-01-03")) == {}
    assert list(views(dated(*["2020-01-02/2020-02-03"] * 5, *["2021-05"] * 4))) == ["months/2021-05.md"]


def test_days_are_in_order_and_what_is_dated_alike_stands_together() -> None:
    """A day has an anchor, a longer time has none."""
    (view,) = views(dated("2020-01-20", "2020-01", "2020-01-03", "2020-01-20")).values()
    days = [(day.title, day.anchor, [event.link.text for event in day.events]) for day in view.days]
    assert days == [
        ("January 2020", "", ["e-1"]),
        ("3 January 2020", "d-2020-01-03", ["e-2"]),
        ("20 January 2020", "d-2020-01-20", ["e-0", "e-3"]),
    ]


def test_what_may_belong_to_the_month_stands_apart() -> None:
    """Unless its date is vaguer than a year, or open, and so says nothing."""
    sure = ["2020-01-03"] * 4
    (view,) = views(dated(*sure, "2020", "2019-12-20/2020-01-02", "201X", "../2020-02", "2020-02")).values()
    assert [event.link.text for event in view.vague] == ["e-5", "e-4"]


def test_months_lead_to_each_other_and_back() -> None:
    """In time, whatever lies between them."""
    found = views(dated(*["2020-01-03"] * 4, *["2020-06"] * 4, *["2019-01"] * 4))
    beside = {file: (view.before and view.before.text, view.after and view.after.text) for file, view in found.items()}
    assert beside == {
        "months/2019-01.md": (None, "January 2020"),
        "months/2020-01.md": ("January 2019", "June 2020"),
        "months/2020-06.md": ("January 2020", None),
    }
    assert {view.above.target for view in found.values()} == {"../timeline/index.md"}


def test_dates_lead_to_the_day_or_to_the_month() -> None:
    """As precisely as they are; where there is no page, there is no link."""
    made = dated(*["2020-01-03"] * 3, "2020-01", "2020-02-01")
    sheet = Sheet(made, "events/e-0.md")
    found = [sheet.month(made.whens[event]) for event in made.dossier.events]
    assert [link.target if link else None for link in found] == [
        *["../months/2020-01.md#d-2020-01-03"] * 3,
        "../months/2020-01.md",
        None,
    ]


def test_words_stand_with_the_events_of_their_day() -> None:
    """The quotes that a source dates to the month are all there."""
    (view,) = views(register()).values()
    shown = {card.link.target for day in view.days for card in day.quotes}
    sheet = Sheet(register(), "months/1921-05.md")
    expected = {
        sheet.link(quote.id).target
        for quote in register().dossier.quotes.values()
        if (quote.date or "").startswith("1921-05")
    }
    assert shown == expected != set()
