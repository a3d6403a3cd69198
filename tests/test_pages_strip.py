"""The drawn period: whatever the events, no label covers another, and no stem runs through a label."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.dossier import Dossier
from generator.evidence import Passage
from generator.load import load
from generator.pages.register import Register
from generator.pages.sheet import Sheet
from generator.pages.strip import Item, Strip, strip
from generator.vocabulary import Status

BASE = Path(__file__).parent / "cases" / "base"
EVENTS = st.lists(
    st.tuples(
        st.integers(1, 27),
        st.integers(0, 40),
        st.sampled_from(list(Status)),
        st.text("abcdefghij klmnop", min_size=3, max_size=80).filter(lambda text: bool(text.strip())),
    ),
    min_size=5,
    max_size=24,
)


@cache
def dossier() -> Dossier[Passage]:
    """The small dossier."""
    found = load(BASE).found
    assert found
    return found


def drawn(events: list[tuple[int, int, Status, str]]) -> Strip:
    """Draw events that begin on days of March 1921 and last some days."""
    found = dossier()
    one = found.events["taunt"]
    made = {}
    for at, (day, days, status, title) in enumerate(events):
        start = date(1921, 3, day)
        account = one.accounts[0].model_copy(
            update={"date": f"{start}/{start + timedelta(days)}" if days else f"{start}"}
        )
        changes = {"id": f"e{at}", "title": title.strip(), "status": status, "accounts": (account,), "part_of": None}
        made[f"e{at}"] = one.model_copy(update=changes)
    found = replace(
        found, events=made, quotes={}, disputes={}, front=found.front.model_copy(update={"key_events": ("e0",)})
    )
    result = strip(Sheet(Register(found), "index.md"))
    assert result
    return result


def box(item: Item) -> tuple[float, float, float, float]:
    """The box of a label: left, top, right, bottom."""
    letter = 8 if item.key else 7
    right = item.text_x + max(len(line) for _, line in item.lines) * letter
    return item.text_x, item.lines[0][0] - 11, right, item.lines[-1][0] + 3


def apart(ours: tuple[float, float, float, float], theirs: tuple[float, float, float, float]) -> bool:
    """Whether two boxes share no point."""
    return ours[2] <= theirs[0] or theirs[2] <= ours[0] or ours[3] <= theirs[1] or theirs[3] <= ours[1]


@given(EVENTS)
def test_nothing_collides(events: list[tuple[int, int, Status, str]]) -> None:
    """Labels keep apart from labels, bars and the stems of other events, and all stay inside the drawing."""
    strip_ = drawn(events)
    for at, item in enumerate(strip_.marks):
        left, top, right, bottom = box(item)
        assert left >= 0
        assert right <= strip_.width
        assert top >= 0
        assert bottom <= strip_.height
        for other in strip_.marks[at + 1 :]:
            assert apart(box(item), box(other)), (item, other)
        for other in strip_.marks:
            if other.bar:
                bar = (other.bar.x, other.bar.y, other.bar.x + other.bar.width, other.bar.y + 8)
                assert apart(box(item), bar), (item, other)
            elif other is not item:
                low, high = sorted((other.mark_y, float(strip_.y)))
                assert apart(box(item), (other.mark_x, low, other.mark_x, high)), (item, other)


@given(EVENTS)
def test_the_axis_divides_what_happened_from_what_did_not(events: list[tuple[int, int, Status, str]]) -> None:
    """Above the axis stands only what is said to have happened, below it only what did not."""
    strip_ = drawn(events)
    assert all((item.mark_y < strip_.y) is item.status.happened for item in strip_.marks)


def test_a_dossier_with_few_dates_has_no_strip() -> None:
    """Where nothing is dense there is nothing to draw."""
    found = dossier()
    few = replace(
        found, events={"taunt": found.events["taunt"].model_copy(update={"part_of": None})}, quotes={}, disputes={}
    )
    few = replace(few, front=few.front.model_copy(update={"key_events": ()}))
    assert strip(Sheet(Register(few), "index.md")) is None


def of_days(days: Iterable[date]) -> Strip:
    """Draw events on these days."""
    found = dossier()
    one = found.events["taunt"]
    made = {}
    for at, day in enumerate(days):
        account = one.accounts[0].model_copy(update={"date": f"{day}"})
        made[f"e{at}"] = one.model_copy(update={"id": f"e{at}", "accounts": (account,), "part_of": None})
    front = found.front.model_copy(update={"key_events": ()})
    result = strip(Sheet(Register(replace(found, events=made, quotes={}, disputes={}, front=front)), "index.md"))
    assert result
    return result


def test_a_long_busy_time_is_one_stretch() -> None:
    """No pause is drawn where only the year turns, and the years are marked, not the months."""
    drawn_ = of_days(date(1901, 1, 1) + timedelta(days=8 * at) for at in range(560))
    assert (len(drawn_.axis), drawn_.pauses) == (1, ())
    assert len(drawn_.ticks) == 13
    assert len(drawn_.events) <= 20


def test_of_many_busy_times_the_busiest_are_drawn() -> None:
    """As many as there is room for, in their order."""
    drawn_ = of_days(date(1900 + 3 * at, 3, 1 + day) for at in range(9) for day in range(12 if at > 5 else 6))
    assert (len(drawn_.axis), len(drawn_.pauses)) == (5, 4)
    widths = [width for _, width in drawn_.axis]
    assert all(width > 0 for width in widths)
