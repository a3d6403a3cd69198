"""JSON Schemas of the data files, made from the models, for editors that complete and check YAML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import EnumMeta
from typing import Any

from generator import model, vocabulary
from generator.evidence import Record, Words
from generator.fielddocs import Described
from generator.front import Front
from generator.vocabulary import Term

_SINGULAR: Mapping[str, type[Record]] = {
    "dossier": Front[Words],
    "source": model.Source[Words],
    "actor": model.Actor[Words],
    "event": model.Event[Words],
    "quote": model.Quote[Words],
    "place": model.Place[Words],
    "dispute": model.Dispute[Words],
}


def schemas() -> dict[str, str]:
    """Return the text of each schema by its file name, such as `event.json`."""
    return {f"{name}.json": _written(name, record) for name, record in _SINGULAR.items()}


def file_of(record: type[Record]) -> str:
    """Return the file name of the schema of a record."""
    return next(f"{name}.json" for name, known in _SINGULAR.items() if known is record)


def _written(name: str, record: type[Record]) -> str:
    described = record.model_json_schema(schema_generator=Described)
    if name != "dossier":  # the id of a record is the name of its file
        del described["properties"]["id"]
        described["required"].remove("id")
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **described,
        "title": name.capitalize(),
        "description": (record.__mro__[1].__doc__ or "").strip(),
    }
    definitions = described.get("$defs", {})
    for term, values in _vocabularies().items():
        if term in definitions:
            definitions[term] = {
                "description": (values.__doc__ or "").strip(),
                "oneOf": [{"const": str(value), "description": value.meaning} for value in values],
            }
    if "Words" in definitions:
        plain = {"type": ["string", "number"], "description": "The words, verbatim."}
        definitions["Words"] = {"anyOf": [plain, definitions["Words"]]}
    return json.dumps(_cleaned(described), ensure_ascii=False, indent=2) + "\n"


def _vocabularies() -> dict[str, Any]:
    return {
        name: value
        for name, value in vars(vocabulary).items()
        if isinstance(value, EnumMeta) and issubclass(value, Term) and value is not Term
    }


def _cleaned(node: Any) -> Any:
    """Say what files may hold rather than what the model may hold: nothing is null, and a bare year passes.

    Editors read `date: 2020` as a number; the loader reads it as the text that it is.
    """
    if isinstance(node, list):
        return [_cleaned(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("description") == "a date in EDTF (ISO 8601-2)":
        return {**node, "type": ["string", "integer"]}
    cleaned = {key: _cleaned(value) for key, value in node.items() if key != "default"}
    title = node.get("title")
    if isinstance(title, str):  # the name of a model, not a field of that name
        if "properties" in node:
            cleaned["title"] = title.partition("[")[0]
        else:
            del cleaned["title"]
    if "patternProperties" in cleaned:  # a key of another form is no key at all
        cleaned.setdefault("additionalProperties", False)
    choices = cleaned.get("anyOf")
    if choices and {"type": "null"} in choices:
        (choice,) = (choice for choice in choices if choice != {"type": "null"})
        del cleaned["anyOf"]
        cleaned = {**choice, **cleaned}
    return cleaned
