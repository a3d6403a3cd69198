"""The project that `dossier init` lays: a small dossier on two texts, which checks, builds and publishes as it is.

Its files lie beside this module, in the folder of the same name; links among them lead to files that this repository
uses itself, and a package holds what they lead to. Two things are made here, since their home is elsewhere: the
schemas, and the line that asks for the generator. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator import __version__, schema

DISTRIBUTION = "dossier-generator"
"""The name under which the generator is installed."""
MAY_BE_THERE = frozenset({".git", ".venv"})
"""What a folder may hold in which a project is laid: a repository or an environment that was made first."""
_FOLDER = Path(__file__).with_suffix("")


def files() -> dict[str, bytes]:
    """Return every file of the project by its path, in order."""
    lying = {path.relative_to(_FOLDER).as_posix(): path.read_bytes() for path in _FOLDER.rglob("*") if path.is_file()}
    schemas = {f"schemas/{name}": text.encode() for name, text in schema.schemas().items()}
    required = {"requirements.txt": f"{DISTRIBUTION}=={__version__}\n".encode()}
    return dict(sorted({**lying, **schemas, **required}.items()))


def in_the_way(names: Iterable[str]) -> list[str]:
    """Return, in order, the names in a folder for which no project can be laid there."""
    return sorted(set(names) - MAY_BE_THERE)
