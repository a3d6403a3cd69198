"""The timeline keeps to the form that TimelineJS documents, and its texts are safe as HTML."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

from jsonschema import Draft202012Validator

from generator.chronology import when
from generator.vocabulary import Status
from tests.exports import HARD, dossier, everywhere, files

DATE = {
    "type": "object",
    "properties": {
        "year": {"type": "integer"},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
    },
    "required": ["year"],
    "dependentRequired": {"day": ["month"]},
    "additionalProperties": False,
}
TEXT = {
    "type": "object",
    "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
    "required": ["headline", "text"],
    "additionalProperties": False,
}
DOCUMENTED = {
    "type": "object",
    "properties": {
        "title": {"type": "object", "properties": {"text": TEXT}, "required": ["text"], "additionalProperties": False},
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "unique_id": {"type": "string"},
                    "group": {"type": "string"},
                    "start_date": DATE,
                    "end_date": DATE,
                    "display_date": {"type": "string"},
                    "text": TEXT,
                },
                "required": ["start_date", "text"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["events"],
    "additionalProperties": False,
}
"""What https://timeline.knightlab.com/docs/json-format.html says of the fields that are used."""


def slides(name: str) -> dict[str, dict[str, Any]]:
    """The events of a timeline by id."""
    return {slide["unique_id"]: slide for slide in json.loads(files(name)["data/timeline.json"])["events"]}


class _Tags(HTMLParser):
    """The tags of a piece of HTML, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@everywhere
def test_it_has_the_documented_form(name: str) -> None:
    """Every field is one that TimelineJS knows, of the type that it expects."""
    found = json.loads(files(name)["data/timeline.json"])
    assert list(Draft202012Validator(DOCUMENTED).iter_errors(found)) == []
    assert len(slides(name)) == len(found["events"])


@everywhere
def test_events_with_two_ends_are_drawn_between_them(name: str) -> None:
    """What is open at one end, or undated, is not drawn; dates are no more precise than the event's."""
    expected = {event.id for event in dossier(name).events.values() if when(event).earliest and when(event).latest}
    assert set(slides(name)) == expected
    for identifier, slide in slides(name).items():
        found = when(dossier(name).events[identifier])
        parts = list(slide["start_date"].values())
        assert found.earliest
        assert parts == [found.earliest.year, found.earliest.month, found.earliest.day][: len(parts)]
        assert ("end_date" in slide) or len(parts) == len((found.edtf or "").split("-"))


@everywhere
def test_what_is_not_reported_says_so(name: str) -> None:
    """The group is the status, and the headline begins with it unless it is reported."""
    for identifier, slide in slides(name).items():
        status = dossier(name).events[identifier].status
        assert slide["group"] == status.capitalize()
        assert slide["text"]["headline"].startswith(f"{status.capitalize()}: ") is (status is not Status.REPORTED)


@everywhere
def test_texts_are_no_markup(name: str) -> None:
    """TimelineJS puts texts into the page as HTML: nothing of ours is a tag but paragraphs."""
    for slide in slides(name).values():
        for html in (*slide["text"].values(), slide["display_date"]):
            assert _Tags(html).tags <= {"p"}
    if name == "hard":
        assert _Tags(slides(name)["it-was-reported"]["text"]["headline"]).text == HARD
