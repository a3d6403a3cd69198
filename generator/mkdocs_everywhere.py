"""A digest of all that enters every page: settings, navigation, theme, libraries, and this program.

Of MkDocs it asks only what is public.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

_NOT_SHOWN = frozenset({"site_dir", "nav", "dev_addr", "watch"})
"""Settings that enter no page; the navigation enters as it is shown."""
_LIBRARIES = ("jinja2", "markupsafe", "nh3", "pydantic-core", "pyyaml")
_HERE = Path(__file__).parent
_TEXTS = frozenset({".html", ".svg", ".yml", ".css", ".js"})


def digest(config: MkDocsConfig, nav: Navigation, builders: Iterable[str], more: str) -> str:
    """Return the digest in hexadecimal; `builders` are the libraries that make pages, `more` is what else enters."""
    entering = hashlib.sha256()
    settings = {key: value for key, value in config.data.items() if key not in _NOT_SHOWN}
    shown = [(item.title, item.url if isinstance(item, Page) else None) for item in _items(nav)]
    libraries = {name: version(name) for name in (*builders, *_LIBRARIES)}
    told = [settings, shown, libraries, platform.python_version(), more]
    entering.update(json.dumps(told, default=_plain, sort_keys=True).encode())
    ours = [path for folder in config.theme.dirs for path in _texts(Path(folder))]
    for path in [*ours, *sorted(_HERE.glob("*.py"))]:
        entering.update(f"\0{path.name}\0".encode())
        entering.update(path.read_bytes())
    return entering.hexdigest()


def _texts(folder: Path) -> list[Path]:
    """Return the files of a theme that a page may hold; a library's are known by its version."""
    if "site-packages" in folder.parts and _HERE not in folder.parents:
        return []
    return sorted(path for path in folder.rglob("*") if path.suffix in _TEXTS and path.is_file())


def _items(nav: Navigation) -> Iterator[Any]:
    stack = list(reversed(nav.items))
    while stack:
        item = stack.pop()
        yield item
        stack += reversed(item.children or [])


def _plain(value: Any) -> Any:
    """Return a setting in a form that is the same whenever it says the same."""
    if isinstance(value, Theme):
        return [value.name, value.dirs, sorted(value.static_templates), dict(value)]
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if hasattr(value, "items"):
        return dict(value)
    if hasattr(value, "config"):
        return [type(value).__qualname__, dict(value.config)]
    return str(value)
