"""Picking from the timeline, the quotes and the network: what is left, its count, and the address that keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.site, pytest.mark.browser]


class Pick(NamedTuple):
    """A choice in a view: the field and its value, and the attribute of the rows that tells what it should leave."""

    view: str
    field: str
    value: str


PICKS = [
    Pick("timeline/", "status", "threatened"),
    Pick("timeline/", "source", "hashemi"),
    Pick("timeline/", "kind", "killing"),
    Pick("timeline/", "actor", "esmail-qaani"),
    Pick("quotes/", "voice", "reported"),
    Pick("quotes/", "source", "hashemi"),
    Pick("quotes/", "speaker", "brian-hook"),
    Pick("quotes/", "to", "iran"),
    Pick("quotes/", "year", "2020"),
    Pick("network/", "line", "word"),
    Pick("network/", "status", "claimed"),
    Pick("network/", "relation", "member-of"),
]
VIEWS = ("timeline/", "quotes/", "network/")


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab on a wide screen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def rows(page: Page) -> list[dict[str, str]]:
    """The data of the rows that show."""
    found: list[dict[str, str]] = page.evaluate(
        """() => [...document.querySelectorAll("[data-row]")]
            .filter(row => row.getClientRects().length).map(row => ({...row.dataset}))"""
    )
    return found


def total(page: Page) -> int:
    """How many rows there are."""
    return page.locator("[data-row]").count()


def query(page: Page) -> list[tuple[str, str]]:
    """What the address says after its question mark."""
    return parse_qsl(urlsplit(page.url).query, keep_blank_values=True)


def counted(page: Page) -> int:
    """Check that the count is that of the rows that show, and return it."""
    left = len(rows(page))
    expect(page.locator(".filters output")).to_have_text(f"{left} of {total(page)} shown")
    return left


def show_all(page: Page) -> None:
    """Take back every choice, and wait until that is done: a form is emptied after the click."""
    button = page.get_by_role("button", name="Show all")
    button.click()
    expect(button).to_be_hidden()


def only(page: Page, field: str, value: str) -> None:
    """Choose one value of a field, as a reader would."""
    box = page.locator(f".filters input[name={field}][value='{value}']")
    if not box.count():
        page.locator(f".filters select[name={field}]").select_option(value)
        return
    for other in page.locator(f".filters input[name={field}]:not([value='{value}'])").all():
        other.locator("xpath=..").click()


@pytest.mark.parametrize("pick", PICKS, ids="-".join)
def test_a_choice_leaves_its_rows_and_the_address_brings_them_back(tab: Page, site: str, pick: Pick) -> None:
    """Exactly the rows that have the value show; whoever opens the address sees the same."""
    tab.goto(f"{site}{pick.view}")
    every = rows(tab)
    only(tab, pick.field, pick.value)
    left = [row for row in every if pick.value in row[pick.field].split(" ")]
    assert 0 < len(left) < len(every)
    assert rows(tab) == left
    assert counted(tab) == len(left)
    assert query(tab) == [(pick.field, pick.value)]
    tab.goto("about:blank")
    tab.go_back()
    assert rows(tab) == left
    tab.reload()
    assert rows(tab) == left


def test_choices_combine(tab: Page, site: str) -> None:
    """A row must pass every field; one that none passes leaves nothing, and all comes back at once."""
    tab.goto(f"{site}timeline/?actor=esmail-qaani&source=hashemi&words=quds+force&kept=yes")
    left = rows(tab)
    assert left
    assert all("esmail-qaani" in row["actor"] and "hashemi" in row["source"] for row in left)
    assert counted(tab) < total(tab)
    tab.get_by_role("searchbox", name="Words").fill("no such words anywhere")
    assert counted(tab) == 0
    assert tab.locator(".tl h2:visible").count() == 0
    show_all(tab)
    assert counted(tab) == total(tab)
    assert query(tab) == [("kept", "yes")]


def test_none_of_a_group_can_be_ticked_at_once(tab: Page, site: str) -> None:
    """The button unticks the group, and then ticks it again; the address keeps that nothing is ticked."""
    tab.goto(f"{site}network/")
    button = tab.locator(".filters fieldset", has_text="Lines").get_by_role("button")
    expect(button).to_have_accessible_name("None of these: Lines")
    button.click()
    assert counted(tab) == 0
    assert query(tab) == [("line", "")]
    tab.reload()
    assert counted(tab) == 0
    expect(button).to_have_accessible_name("All of these: Lines")
    button.click()
    assert counted(tab) == total(tab)


def test_the_back_button_undoes_choice_by_choice(tab: Page, site: str) -> None:
    """What is typed in one go is one choice."""
    tab.goto(f"{site}quotes/")
    every = counted(tab)
    only(tab, "voice", "direct")
    direct = counted(tab)
    tab.get_by_role("searchbox", name="Words").press_sequentially("iran")
    assert counted(tab) < direct
    tab.go_back()
    assert counted(tab) == direct
    expect(tab.get_by_role("searchbox", name="Words")).to_have_value("")
    tab.go_back()
    assert counted(tab) == every
    tab.go_forward()
    assert counted(tab) == direct


def test_words_are_found_without_their_accents_and_capitals(tab: Page, site: str) -> None:
    """Either apostrophe finds the other."""
    tab.goto(f"{site}timeline/?words=SOLEIMANI'S")
    assert rows(tab)
    assert all("Soleimani’s" in text for text in tab.locator("[data-row]:visible").all_inner_texts())


@pytest.mark.parametrize("address", ["?status=no-such", "?actor=no-such", "?actor=%22%5D&words=%5B("])
def test_an_address_that_asks_for_what_there_is_not_does_no_harm(tab: Page, site: str, address: str) -> None:
    """Whatever stands there, the count is right and all can be shown again."""
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(f"{site}timeline/{address}")
    counted(tab)
    if tab.get_by_role("button", name="Show all").is_visible():
        show_all(tab)
    assert counted(tab) == total(tab)
    assert not errors


def test_the_filter_works_by_keyboard(tab: Page, site: str) -> None:
    """Boxes with the space bar, lists with arrows; the focus stays where it was, and the count is read out."""
    tab.goto(f"{site}quotes/")
    box = tab.locator("input[name=voice]").first
    box.focus()
    tab.keyboard.press("Space")
    assert {row["voice"] for row in rows(tab)} == {"reported"}
    expect(box).to_be_focused()
    tab.keyboard.press("Space")
    speaker = tab.locator("select[name=speaker]")
    speaker.focus()
    tab.keyboard.press("ArrowDown")
    assert {row["speaker"] for row in rows(tab)} == {speaker.input_value()} != {""}
    expect(tab.locator(".filters output")).to_have_attribute("aria-live", "polite")
    counted(tab)
    tab.get_by_role("button", name="Show all").press("Enter")
    expect(tab.locator(".filters output")).to_have_text(f"{total(tab)} of {total(tab)} shown")
    assert counted(tab) == total(tab)
    assert tab.evaluate("document.activeElement.closest('.filters') !== null")


def test_marks_follow_their_rows(tab: Page, site: str) -> None:
    """In the strip and in the drawing what is not picked fades."""
    for view in ("timeline/?kind=killing", "network/?relation=killed-by"):
        tab.goto(f"{site}{view}")
        left = {row["row"] for row in rows(tab)}
        lit = tab.evaluate("[...document.querySelectorAll('[data-mark]:not(.is-off)')].map(mark => mark.dataset.mark)")
        assert left
        assert set(lit) == left


def test_the_strip_leads_to_its_months(tab: Page, site: str) -> None:
    """Each column has as many marks as its stretch has rows, and leads to it."""
    tab.goto(f"{site}timeline/")
    columns = tab.locator(".density a")
    assert columns.count() > 5
    for column in columns.all():
        target = (column.get_attribute("href") or "").removeprefix("#")
        stretch = tab.locator(f"[id='{target}']")
        around = stretch if stretch.get_attribute("data-group") is not None else stretch.locator("xpath=..")
        assert column.locator("[data-mark]").count() == around.locator("[data-row]").count()
    columns.nth(5).click()
    assert tab.evaluate("document.querySelector(location.hash).getBoundingClientRect().top") < 200


@pytest.mark.parametrize("view", VIEWS)
def test_all_is_there_without_a_script(browser: Browser, site: str, view: str) -> None:
    """Every row shows, and no filter that could do nothing; an address with a choice hides nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}{view}?status=none&voice=none")
    assert page.locator("[data-row]:visible").count() == total(page) > 20
    assert page.locator(".filters:visible").count() == 0
    context.close()


def test_on_a_phone_the_filter_is_folded_until_it_is_wanted(browser: Browser, site: str) -> None:
    """An address with a choice shows what is chosen."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{site}timeline/")
    expect(page.locator("select[name=actor]")).to_be_hidden()
    page.get_by_text("Filter the events").click()
    expect(page.locator("select[name=actor]")).to_be_visible()
    page.goto(f"{site}timeline/?kind=killing")
    expect(page.locator("select[name=actor]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
