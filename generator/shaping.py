"""Makes records of a file's values, and says in words what is wrong with those of which it can make none."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator import dates
from generator.diagnostics import Diagnostic, Location
from generator.evidence import Record
from generator.front import Front
from generator.scalars import PATTERNS
from generator.vocabulary import Term
from generator.yamlsource import Parsed


def typed(parsed: Parsed, model: type[Record], record_id: str | None) -> tuple[Record | None, list[Diagnostic]]:
    """Make a record of the values of a file; None where they are none, and the findings say why."""
    value, findings = parsed.value, []
    if value is None:
        return None, []
    if not isinstance(value, dict):
        message, hint = "the file holds no mapping of fields", "A record is `field: value` lines."
        return None, [Diagnostic("field-invalid", Location(parsed.path), message, hint)]
    if record_id is not None:
        if "id" in value:
            message = "the id of a record is the name of its file"
            findings.append(Diagnostic("field-unknown", parsed.at_key(("id",)), message, "Remove the line."))
        value = {**value, "id": record_id}
    try:
        return model.model_validate(value), findings
    except ValidationError as error:
        return None, [*findings, *(_shaped(detail, parsed, model) for detail in _causes(error))]


def _causes(error: ValidationError) -> list[ErrorDetails]:
    """Leave out what only follows from another mistake: a list is too short because an item of it is not valid."""
    details = error.errors(include_url=False)
    inner = {detail["loc"][:size] for detail in details for size in range(len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in inner]


def _shaped(error: ErrorDetails, parsed: Parsed, model: type[Record]) -> Diagnostic:
    """Turn one finding of pydantic into ours."""
    path = tuple(step for step in error["loc"] if step != "[key]")
    if path[-1:] == ("words",) and path[:-1] in parsed.values and not isinstance(error["input"], dict):
        path = path if path in parsed.values else path[:-1]  # words alone, without a mapping around them
    name = f"`{path[-1]}`" if path and isinstance(path[-1], str) else "this item" if path else "the record"
    kind = error["type"]
    context = error.get("ctx", {})
    if kind == "missing":
        where = parsed.at_key(path[:-1]) if path[:-1] and isinstance(path[-2], str) else parsed.at(path[:-1])
        return Diagnostic("field-missing", where, f"{name} is missing", f"Add a line `{path[-1]}: …`.")
    if kind == "extra_forbidden":
        known = sorted(_fields(model, path[:-1]))
        near = difflib.get_close_matches(str(path[-1]), known, 1, 0.6)
        hint = f"Did you mean `{near[0]}`?" if near else f"The fields here are {', '.join(known)}."
        return Diagnostic("field-unknown", parsed.at_key(path), f"{name} is no field here", hint)
    if kind == "enum":
        expected = str(context.get("expected", ""))
        terms = re.findall(r"'([^']+)'", expected)
        near = difflib.get_close_matches(str(error["input"]), terms, 1, 0.6)
        hint = (f"Did you mean `{near[0]}`? " if near else "") + f"The words are {', '.join(terms)}."
        return Diagnostic("term-unknown", parsed.at(path), f"“{error['input']}” is no word of {name}", hint)
    where = parsed.at_key(path) if error["loc"][-1:] == ("[key]",) else parsed.at(path)
    if isinstance(context.get("error"), dates.DateError):
        return Diagnostic("date-invalid", where, str(context["error"]), context["error"].hint)
    return Diagnostic("field-invalid", where, f"{name}: {_form(error, context)}", "")


def _form(error: ErrorDetails, context: Mapping[str, Any]) -> str:
    """Say in words which form a value should have."""
    match error["type"]:
        case "string_pattern_mismatch":
            return PATTERNS[context["pattern"]]
        case "string_type":
            return "text is expected"
        case "tuple_type":
            return "a list is expected, each item on a line that begins with `- `"
        case "dict_type" | "model_type" | "model_attributes_type":
            return "a mapping of fields is expected"
        case "string_too_short":
            return "it is empty"
        case "string_too_long":
            return f"it holds more than {context['max_length']} characters"
        case "too_short":
            return f"at least {context['min_length']} item{'s' * (context['min_length'] > 1)} must stand here"
        case _:
            return error["msg"].removeprefix("Value error, ")


def _fields(model: type[Record], path: tuple[str | int, ...]) -> Iterator[str]:
    """Name the fields of the model that a path leads to."""
    current: Any = model
    for step in path:
        if isinstance(step, int) or not (isinstance(current, type) and issubclass(current, Record)):
            continue
        current = (
            next(_records_in(current.model_fields[step].annotation), current)
            if step in current.model_fields
            else current
        )
    yield from (name for name in current.model_fields if name != "id" or issubclass(current, Front))


def _records_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        if not (isinstance(part, type) and issubclass(part, Term)):
            yield from _records_in(part)
