"""Which files of a project are data files, of which model each is, and how one is replaced. For tools that write data.

Only regular files are ever touched; links are left to `check`, which reports them.
"""

from __future__ import annotations

import os
from pathlib import Path

from generator import schema
from generator.evidence import Record, Words
from generator.front import Front
from generator.model import MODELS
from generator.vocabulary import KINDS

FRONT = "dossier.yml"
"""The name of the file of the dossier itself, in `data/`."""


def model_of(path: Path) -> type[Record] | None:
    """Return the model of a data file, which its folder tells; None where no data file belongs."""
    if path.suffix != ".yml" or path.is_symlink():
        return None
    folder = path.absolute().parent.name
    return next((MODELS[kind] for kind in KINDS if folder == kind), Front[Words] if path.name == FRONT else None)


def listed(folder: Path) -> list[Path]:
    """List the data files in a folder and the folders inside it, in order."""
    return [
        path for path in sorted(folder.rglob("*.yml")) if path.is_file() and not path.is_symlink() and model_of(path)
    ]


def schema_line(root: Path, path: Path, model: type[Record]) -> str | None:
    """Return the comment that names the schema of a file to editors; None where the project keeps no schemas."""
    name = schema.file_of(model)
    up = "../" * (len(path.relative_to(root).parts) - 1)
    return f"# yaml-language-server: $schema={up}schemas/{name}" if (root / "schemas" / name).is_file() else None


def replace(path: Path, content: bytes) -> None:
    """Put a file's new content in its place in one step: whoever looks sees the old or the new, whole."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.chmod(path.stat().st_mode & 0o7777)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def create(path: Path, content: bytes) -> None:
    """Write a new file. Raises FileExistsError where there is one: nothing is ever overwritten."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        stream.write(content)
