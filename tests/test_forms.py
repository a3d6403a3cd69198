"""The forms for issues ask for what records need: each answer is a field, each choice a vocabulary."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml

from generator import links
from generator.evidence import Record, Reply, Words
from generator.model import MODELS
from generator.shapes import Shape, fields
from generator.vocabulary import Kind

ROOT = Path(__file__).parent.parent
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
ABOUT: dict[str, Kind] = {"new-event": "events", "new-source": "sources"}
"""The forms that ask for a whole record, and of which kind."""
ABOUT_ANY = {"correction": {"id", "field", "page"}, "right-of-reply": {"id", "rights"}}
"""The other forms, and the answers that say which record is meant, which of its fields, and who gave leave."""


def answers(form: str) -> dict[str, dict[str, Any]]:
    """The parts of a form that ask for something, by their ids."""
    body = yaml.safe_load((FORMS / f"{form}.yml").read_text("utf-8"))["body"]
    return {part["id"]: part["attributes"] | part.get("validations", {}) for part in body if part["type"] != "markdown"}


def inner_fields(record: type[Record]) -> dict[str, Shape]:
    """The fields of a record, and of the accounts in it where it is an event."""
    found = dict(fields(record))
    for shape in list(found.values()):
        if shape.items and shape.items.record:
            found = {**fields(shape.items.record), **found}
    return found


def test_every_form_is_known() -> None:
    """A form that no test looks at does not exist."""
    assert {path.stem for path in FORMS.glob("*.yml")} == {*ABOUT, *ABOUT_ANY, "config"}


@pytest.mark.parametrize("form", ABOUT)
def test_answers_are_fields(form: str) -> None:
    """A form for a record asks for its fields by their names, and for every field that a person must fill in."""
    record = MODELS[ABOUT[form]]
    known = inner_fields(record)
    asked = answers(form)
    assert set(asked) <= set(known)
    required = {name for name, field in record.model_fields.items() if field.is_required()}
    assert required - set(asked) <= {"id", "accounts", "short", "sign", "sha256"}  # made from the others


@pytest.mark.parametrize("form", ABOUT)
def test_choices_are_vocabularies(form: str) -> None:
    """A choice offers exactly the words of its field, in their order."""
    known = inner_fields(MODELS[ABOUT[form]])
    for name, answer in answers(form).items():
        terms = known[name].terms
        assert answer.get("options") == ([term.value for term in terms] if terms else None)


@pytest.mark.parametrize("form", ABOUT_ANY)
def test_other_answers_are_fields_of_some_record(form: str) -> None:
    """What is asked about a record that exists has the name of a field, too."""
    records: list[type[Record]] = [*MODELS.values(), Words, Reply]
    names = {name for record in records for name in inner_fields(record)}
    assert set(answers(form)) - ABOUT_ANY[form] <= names


def test_a_page_fills_in_the_form_for_corrections() -> None:
    """The address of a filled-in form names that form, and answers questions that it asks."""
    address = links.reporting("https://example.org/owner/name", "race", "The race", "https://example.org/events/race/")
    filled = dict(parse_qsl(urlsplit(address).query, strict_parsing=True))
    form = FORMS / filled.pop("template")
    assert yaml.safe_load(form.read_text("utf-8"))["title"] == filled.pop("title").removesuffix("The race")
    assert filled.keys() <= answers(form.stem).keys()


def test_a_reply_is_asked_for_whole() -> None:
    """The form of the right of reply asks for every field of one, and insists on those that a reply must have."""
    asked = answers("right-of-reply")
    assert set(asked) - ABOUT_ANY["right-of-reply"] == set(Reply.model_fields)
    for name, field in Reply.model_fields.items():
        assert asked[name].get("required", False) == field.is_required(), name


def test_the_version_to_cite_is_the_package_s() -> None:
    """CITATION.cff and pyproject.toml agree."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert (cited["version"], cited["license"]) == (project["version"], project["license"])
