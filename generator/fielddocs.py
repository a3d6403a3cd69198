"""What the fields of a model mean, from the docstrings below them; read when somebody asks, not on every start."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import ModelSchema


def meanings(model: type[BaseModel]) -> Mapping[str, str]:
    """Return what each field of a model means, by its name; a field without a docstring is left out."""
    found: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        if issubclass(kind, BaseModel):
            found |= _written(inspect.getmodule(kind)).get(kind.__name__.partition("[")[0], {})
    return found


class Described(GenerateJsonSchema):
    """JSON Schema in which every field that has a docstring is described by it."""

    def model_schema(self, schema: ModelSchema) -> dict[str, Any]:
        """Add the docstrings of its fields to the schema of a model."""
        made = super().model_schema(schema)
        for name, meaning in meanings(schema["cls"]).items():
            if name in made.get("properties", {}):
                made["properties"][name]["description"] = meaning
        return made


@cache
def _written(module: ModuleType | None) -> Mapping[str, Mapping[str, str]]:
    """Return the docstrings below the fields of a module's classes, by class and field."""
    tree = ast.parse(inspect.getsource(module) if module else "")
    return {node.name: dict(_fields(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _fields(node: ast.ClassDef) -> list[tuple[str, str]]:
    return [
        (field.target.id, inspect.cleandoc(below.value.value))
        for field, below in zip(node.body, node.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    ]
