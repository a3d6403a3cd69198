"""The JSON Schemas say of every data file what the loader says of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from generator.schema import schemas
from generator.vocabulary import KINDS

ROOT = Path(__file__).parent.parent
SCHEMAS = {name: json.loads(text) for name, text in schemas().items()}


class Editor(yaml.SafeLoader):
    """YAML as editors read it: version 1.2, in which `yes` and dates are text and plain numbers are numbers."""


Editor.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("int", r"-?(?:0|[1-9][0-9]*)", "-0123456789"),
    ("float", r"-?(?:0|[1-9][0-9]*)\.[0-9]+", "-0123456789"),
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), first)


def schema_of(path: Path) -> str:
    """The name of the schema for a data file."""
    return "dossier.json" if path.name == "dossier.yml" else f"{path.parent.name.removesuffix('s')}.json"


def refusals(path: Path, value: Any) -> list[str]:
    """What the schema for a data file refuses in a value."""
    validator = Draft202012Validator(SCHEMAS[schema_of(path)])
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def read(path: Path) -> Any:
    """A data file as an editor reads it."""
    return yaml.load(path.read_text("utf-8"), Editor)  # noqa: S506 derived from the safe loader


def data_files(folder: Path) -> list[Path]:
    """All data files of a dossier."""
    return sorted((folder / "data").rglob("*.yml"))


def test_there_is_a_schema_for_each_kind() -> None:
    """One for each folder of `data/`, and one for the front page."""
    assert set(SCHEMAS) == {"dossier.json", *(f"{kind.removesuffix('s')}.json" for kind in KINDS)}


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_one(name: str) -> None:
    """Each is valid by its own dialect, and describes itself and every field."""
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["description"].endswith(".")
    for described in (SCHEMAS[name], *SCHEMAS[name].get("$defs", {}).values()):
        for field, schema in described.get("properties", {}).items():
            assert schema.get("description") or "const" in schema, f"{name}: {field} is not described"
    assert schemas()[name].endswith("}\n")
    assert "null" not in schemas()[name]


@pytest.mark.parametrize("folder", [ROOT, ROOT / "tests/cases/base"], ids=["shipped", "base"])
def test_what_the_loader_accepts_the_schema_accepts(folder: Path) -> None:
    """An editor marks nothing in data that is right."""
    assert len(data_files(folder)) > 10
    assert {str(path): found for path in data_files(folder) if (found := refusals(path, read(path)))} == {}


@pytest.mark.parametrize("path", data_files(ROOT / "tests/cases/base"), ids=lambda path: path.stem)
def test_an_unknown_field_is_refused_at_every_level(path: Path) -> None:
    """A misspelt field is marked wherever it stands, also inside words, accounts and positions."""
    value = read(path)
    mappings = list(_records(value))
    for mapping in mappings:
        mapping["wingspan"] = "wide"
        assert refusals(path, value), mapping
        del mapping["wingspan"]
    assert refusals(path, value) == []


def _records(value: Any, key: str = "") -> Any:
    """Yield every mapping but those whose keys are free: names by source, aspects, words aside."""
    if isinstance(value, dict):
        if key not in ("names", "aspects", "words_aside"):
            yield value
        for inner_key, inner in value.items():
            yield from _records(inner, inner_key)
    elif isinstance(value, list):
        for inner in value:
            yield from _records(inner)


@pytest.mark.parametrize(
    ("file", "field", "value"),
    [
        ("events/race.yml", "status", "rumoured"),
        ("events/race.yml", "title", 7),
        ("events/race.yml", "accounts", []),
        ("events/race.yml", "id", "race"),
        ("actors/owl.yml", "name", None),
        ("actors/owl.yml", "names", ["The Owl"]),
        ("actors/owl.yml", "names", {"slow-and-steady": []}),
        ("actors/owl.yml", "names", {"Slow and steady": ["The Owl"]}),
        ("sources/race-report.yml", "sign", "abc"),
        ("sources/race-report.yml", "sha256", "0"),
        ("sources/race-report.yml", "url", "ftp://example.org"),
        ("places/millbrook.yml", "latitude", 91),
        ("disputes/race-day.yml", "positions", []),
        ("dossier.yml", "lead", "text"),
        ("dossier.yml", "sections", {}),
    ],
)
def test_a_wrong_value_is_refused(base: Path, file: str, field: str, value: object) -> None:
    """Vocabularies, forms and numbers are those of the model."""
    path = base / "data" / file
    assert refusals(path, {**read(path), field: value})


@pytest.mark.parametrize(
    ("file", "field"), [("events/race.yml", "title"), ("actors/owl.yml", "about"), ("dossier.yml", "id")]
)
def test_a_missing_field_is_refused(base: Path, file: str, field: str) -> None:
    """What every record must have, the schema asks for."""
    value = read(base / "data" / file)
    del value[field]
    assert refusals(base / "data" / file, value)


def test_schemas_are_the_same_each_time() -> None:
    """They are made from the model and nothing else."""
    assert schemas() == schemas()
