"""The calendar, read by icalendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from icalendar import Calendar, Event

from tests.exports import HARD, dossier, everywhere, files


def entries(name: str) -> dict[str, Any]:
    """The entries of a calendar by their UID."""
    calendar = Calendar.from_ical(files(name)["data/events.ics"])
    assert isinstance(calendar, Calendar)
    found = [entry for entry in calendar.walk("VEVENT") if isinstance(entry, Event)]
    assert [entry.errors for entry in found] == [[] for _ in found]
    assert len({str(entry["UID"]) for entry in found}) == len(found)
    return {str(entry["UID"]).partition("@")[0]: entry for entry in found}


@everywhere
def test_only_exact_days_of_what_is_said_to_have_happened(name: str) -> None:
    """An entry's event happened, by somebody's word, on that one day by every account that dates it."""
    for identifier, entry in entries(name).items():
        event = dossier(name).events[identifier]
        assert event.status.happened
        days = {account.date for account in event.accounts if account.date}
        assert str(entry["DTSTART"].dt) in days
        assert all(str(entry["DTSTART"].dt).startswith(day) or "/" in day for day in days)


def test_every_exact_day_is_there() -> None:
    """Vague, doubtful, open and differing dates are left out, and so is what did not happen; nothing else is."""
    assert [identifier for identifier in entries("hard") if identifier.startswith(("it-was", "vague", "race"))] == [
        "it-was-claimed", "it-was-reported", "it-was-unconfirmed",
    ]  # fmt: skip
    assert "soleimani-killed" not in entries("shipped")
    assert "biden-takes-office" not in entries("shipped")
    assert "friday-ceremony" not in entries("shipped")
    assert "hook-threat" in entries("shipped")


def test_an_entry_says_how_certain_it_is() -> None:
    """Title and status differ between what is reported and what is claimed; the whole day is taken, nobody is busy."""
    found = entries("hard")
    reported, claimed = found["it-was-reported"], found["it-was-claimed"]
    assert (str(reported["SUMMARY"]), str(reported["STATUS"])) == (HARD, "CONFIRMED")
    assert (str(claimed["SUMMARY"]), str(claimed["STATUS"])) == (f"Claimed: @claimed: {HARD}", "TENTATIVE")
    assert reported["DTSTART"].dt == date(1921, 5, 3)
    assert reported["DTEND"].dt - reported["DTSTART"].dt == timedelta(days=1)
    assert HARD in str(reported["DESCRIPTION"])


@everywhere
def test_lines_are_short_and_end_as_they_should(name: str) -> None:
    """At most 75 octets a line, no character cut, CRLF throughout."""
    raw = files(name)["data/events.ics"].encode()
    assert raw.endswith(b"END:VCALENDAR\r\n")
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        line.decode()
