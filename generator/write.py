"""Makes the generated files under `docs/` match what was rendered, and touches nothing else there.

A manifest says which files are the generator's, by their SHA-256. A file that it does not vouch for, because somebody
edited it or put it there, is neither overwritten nor deleted: it is reported, before anything is written.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.diagnostics import Diagnostic, Location

MANIFEST = ".dossier-manifest.json"
"""The manifest's name in `docs/`; MkDocs does not publish names that start with a full stop."""


class Written(NamedTuple):
    """What a call of `write` came to. With findings, nothing was changed."""

    findings: list[Diagnostic]
    changed: list[str]
    """The files that were written or deleted, relative to `docs/`, in order."""


def write(docs: Path, planned: Mapping[str, str | bytes]) -> Written:
    """Make the generated files in `docs` be exactly those planned, given by their paths relative to it.

    A file that has its planned content already is not touched, so that nobody who watches it is woken. Each file is
    replaced in one step. Killed at any moment, this leaves whole files, old or new, and the next call finishes.
    """
    files = {_checked(path): _bytes(content) for path, content in planned.items()}
    vouched = _read_manifest(docs)
    wanted = {path: _digest(content) for path, content in files.items()}
    present = {path: _present(docs, path) for path in sorted({*wanted, *vouched})}
    findings = [
        _foreign(docs, path, planned=path in wanted)
        for path, digest in present.items()
        if digest is not None and digest not in {wanted.get(path), *vouched.get(path, ())}
    ]
    if findings:
        return Written(findings, [])

    stale = [path for path, digest in present.items() if path not in wanted and digest is not None]
    fresh = [path for path, digest in wanted.items() if present[path] != digest]
    if stale or fresh:
        # Vouch for the old content and the new one while both may be there: whoever stops this midway, the next call
        # still knows every file as its own.
        _write_manifest(docs, {path: {*vouched.get(path, ()), *_one(wanted.get(path))} for path in present})
    for path in fresh:
        _replace(docs / path, files[path])
    for path in stale:
        _delete(docs, path)
    _write_manifest(docs, {path: {digest} for path, digest in wanted.items()})
    return Written([], sorted([*fresh, *stale]))


def owned(docs: Path) -> frozenset[str]:
    """Return the paths, relative to `docs`, of the files that the generator wrote there, its manifest among them."""
    return frozenset({*_read_manifest(docs), MANIFEST})


def _checked(path: str) -> str:
    parts = PurePosixPath(path).parts
    if not parts or path != "/".join(parts) or path.startswith("/") or ".." in parts or path == MANIFEST:
        raise ValueError(f"no path of a generated file: {path!r}")
    return path


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _one(digest: str | None) -> Iterator[str]:
    if digest is not None:
        yield digest


def _present(docs: Path, path: str) -> str | None:
    """Return the SHA-256 of what stands at a path: None for nothing, an empty text for no file of ours to read.

    A link is never followed: the file behind it may lie anywhere.
    """
    at = docs
    for part in PurePosixPath(path).parts[:-1]:
        at /= part
        if at.is_symlink() or (at.exists() and not at.is_dir()):
            return ""
    target = docs / path
    if target.is_symlink() or (target.exists() and not target.is_file()):
        return ""
    with suppress(FileNotFoundError):
        return _digest(target.read_bytes())
    return None


def _foreign(docs: Path, path: str, *, planned: bool) -> Diagnostic:
    if planned:
        message = "A page belongs here, but this file is not as the generator wrote it; nothing was written."
    else:
        message = "This page is generated no longer, but it was edited since; nothing was written."
    hint = "Put what should stay into data/ or a page of its own, then delete this file and generate again."
    return Diagnostic("file-foreign", Location(f"{docs.name}/{path}"), message, hint)


def _read_manifest(docs: Path) -> dict[str, frozenset[str]]:
    """Return for each file of ours the digests that it may have; a manifest that is missing or damaged gives none."""
    try:
        files = json.loads((docs / MANIFEST).read_bytes())["files"]
        return {_checked(path): frozenset(map(str, digests)) for path, digests in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write_manifest(docs: Path, files: Mapping[str, set[str]]) -> None:
    about = "Files that `dossier build` wrote, with their SHA-256. It may replace and delete these, and no others."
    entries = {path: sorted(digests) for path, digests in sorted(files.items())}
    content = (json.dumps({"about": about, "files": entries}, indent=1) + "\n").encode()
    target = docs / MANIFEST
    if not target.is_file() or target.read_bytes() != content:
        _replace(target, content)


def _replace(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    # Beside the target, since a rename is one step only within a file system; hidden from MkDocs by its full stop.
    temporary = target.with_name(f".dossier-{os.getpid()}-{target.name}")
    try:
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _delete(docs: Path, path: str) -> None:
    target = docs / path
    target.unlink()
    for folder in target.parents:
        if folder == docs or any(folder.iterdir()):
            break
        folder.rmdir()
