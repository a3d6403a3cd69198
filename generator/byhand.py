"""The part of `docs/` that somebody wrote by hand: reads its pages, and says what must not be published as it is.

Which files are the generator's, and so not by hand, is told by whoever asks.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from generator.diagnostics import Diagnostic, Location
from generator.regular import printable, read_regular
from generator.yamlsource import refused_in_page, undecodable

MAX_PAGE = 1024 * 1024
"""How large a hand-written page may be, in bytes."""
MAX_PICTURE = 1024 * 1024
"""How large a picture may be, in bytes."""
_PUBLISHED = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".md", ".png", ".txt", ".webp"})
"""What of `docs/` a browser shows without running anything; SVG, HTML and scripts are no part of it."""


def pages(root: Path, owned: Collection[str]) -> dict[str, str]:
    """Read the hand-written pages, by their path in the project: all Markdown in `docs/` but the files owned there.

    What cannot be read is left to `misplaced`.
    """
    found = {}
    for path in _by_hand(root / "docs", owned, []):
        if path.suffix == ".md" and not path.is_symlink():
            with suppress(OSError):
                if (raw := read_regular(path, MAX_PAGE)) is not None:
                    found[printable(path.relative_to(root).as_posix())] = raw.decode("utf-8", "replace")
    return found


def misplaced(root: Path, owned: Collection[str]) -> Iterator[Diagnostic]:
    """Yield a finding for each file among the hand-written pages that must not be published as it is."""
    unread: list[OSError] = []
    for path in _by_hand(root / "docs", owned, unread):
        at = Location(printable(path.relative_to(root).as_posix()))
        try:
            regular = stat.S_ISREG(path.lstat().st_mode)
            raw = read_regular(path, MAX_PAGE if path.suffix == ".md" else MAX_PICTURE) if regular else b""
        except OSError as error:
            yield Diagnostic("file-unreadable", at, f"it cannot be read: {error.strerror}")
            continue
        if not regular:
            yield Diagnostic("file-unreadable", at, "it is not a regular file", "Links are not published.")
        elif path.suffix not in _PUBLISHED and path.name != "CNAME":
            hint = f"docs/ holds Markdown and pictures: {', '.join(sorted(_PUBLISHED))}."
            yield Diagnostic("file-misplaced", at, "a file of this kind would be published as it is", hint)
        elif raw is None:
            yield Diagnostic("file-unreadable", at, "it is too large for a page or a picture")
        elif path.suffix == ".md":
            try:
                yield from refused_in_page(raw.decode("utf-8"), at.path)
            except UnicodeDecodeError as error:
                yield undecodable(raw, at.path, error.start)
    for refused in unread:
        if not isinstance(refused, FileNotFoundError):  # a dossier without pages
            at = Location(printable(Path(refused.filename).relative_to(root).as_posix()))
            yield Diagnostic("file-unreadable", at, f"it cannot be read: {refused.strerror}")


def _by_hand(docs: Path, owned: Collection[str], unread: list[OSError]) -> Iterator[Path]:
    """Yield what MkDocs would publish from `docs`, links and pipes too, but for what the generator wrote.

    What kept a folder from being read is added to `unread`.
    """
    for folder, folders, files in os.walk(docs, onerror=unread.append):
        linked = [name for name in folders if Path(folder, name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted([*files, *linked]):
            path = Path(folder, name)
            if not name.startswith(".") and path.relative_to(docs).as_posix() not in owned:
                yield path
