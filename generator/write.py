"""Makes the generated files under `docs/` match what was rendered, and touches nothing else there.

A manifest says which files are the generator's, by their SHA-256. A file that it does not vouch for, because somebody
edited it or put it there, is neither overwritten nor deleted: it is reported, before anything is written.

All is made before anything is written; what differs from what stands there waits until then, in memory or in a file
without a name. It is first written out beside the pages, so that a full disk changes no page; then each page is
replaced by a rename.
Killed at any moment, or failed by the system in any step, this leaves whole files, old or new, and the next call
finishes. Two calls at once are kept apart by whoever calls (`build`).
"""

from __future__ import annotations

import json
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator import disk
from generator.diagnostics import Diagnostic, Location
from generator.waiting import Place, Waiting

MANIFEST = ".dossier-manifest.json"
"""The manifest's name in `docs/`; MkDocs does not publish names that start with a full stop."""
STAGING = ".dossier-writing"
"""The folder in `docs/` in which new content waits for its rename. It is there only while a call is at work, or after
one was killed."""


class Written(NamedTuple):
    """What a call of `write` came to. With findings, nothing was changed."""

    findings: list[Diagnostic]
    changed: list[str]
    """The files that were written or deleted, relative to `docs/`, in order."""


class Put(NamedTuple):
    """What one file is to hold, and what stood in its place before, by their SHA-256 (see `_present`)."""

    wanted: str
    present: str | None
    content: bytes | Place
    """What it is to hold, or where that waits; empty where it stands in its place already."""


class Writing:
    """Pages on their way into `docs`. Nothing is written before all of them are there.

    Processes that were forked after this was made may put files too; only one may finish.
    """

    def __init__(self, docs: Path) -> None:
        """Begin. Raises OSError where nothing can be kept."""
        self._docs = docs
        self._folders: dict[str, bool | None] = {}
        self._waiting = Waiting()

    def put(self, path: str, content: bytes) -> Put:
        """Compare a file, by its path relative to `docs`, with what stands in its place. Raises OSError where the
        system refuses.
        """
        wanted, present = _digest(content), _present(self._docs, _checked(path), self._folders)
        if wanted == present:
            return Put(wanted, present, b"")
        return Put(wanted, present, self._waiting.take(content))

    def finish(self, puts: Mapping[str, Put]) -> Written:
        """Make the generated files be exactly those that were put. Raises OSError where the system refuses a step."""
        docs, vouched = self._docs, _read_manifest(self._docs)
        gone = {path: _present(docs, path, self._folders) for path in sorted(vouched.keys() - puts.keys())}
        present = {path: put.present for path, put in sorted(puts.items())} | gone
        wanted = {path: put.wanted for path, put in puts.items()}
        findings = [
            _foreign(docs, path, planned=path in wanted)
            for path, digest in sorted(present.items())
            if digest is not None and digest not in {wanted.get(path), *vouched.get(path, ())}
        ]
        if findings:
            return Written(findings, [])

        fresh = {path: put for path, put in puts.items() if put.present != put.wanted}
        # Vouch for the old content and the new one while both may be there: whoever stops this midway, the next call
        # still knows every file as its own.
        meanwhile = _manifest({path: {*vouched.get(path, ()), *_one(wanted.get(path))} for path in present})
        final = _manifest({path: {digest} for path, digest in wanted.items()})
        _discard(docs / STAGING)
        if gone or fresh or _present(docs, MANIFEST, self._folders) != _digest(final):
            docs.mkdir(exist_ok=True)
            contents = ((path, self._waiting.given(put.content)) for path, put in fresh.items())
            _bring(docs, contents, list(gone), meanwhile, final)
        return Written([], sorted([*fresh, *(path for path, digest in gone.items() if digest is not None)]))

    def close(self) -> None:
        """Let go of what still waits."""
        self._waiting.close()


def write(docs: Path, planned: Mapping[str, str | bytes]) -> Written:
    """Make the generated files in `docs` be exactly those planned, given by their paths relative to it.

    A file that has its planned content already is not touched, so that nobody who watches it is woken. Raises OSError
    where the system refuses a step.
    """
    if findings := list(linked(docs)):
        return Written(findings, [])
    with closing(Writing(docs)) as writing:
        return writing.finish({path: writing.put(path, _bytes(content)) for path, content in planned.items()})


def linked(docs: Path) -> Iterator[Diagnostic]:
    """Yield a finding where `docs` itself is a link: what lies behind it is never written."""
    if docs.is_symlink():
        message = "The folder of the pages is a link, and links are not followed; nothing was written."
        yield Diagnostic("file-foreign", Location(docs.name), message, "Put a folder in its place.")


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


def _present(docs: Path, path: str, folders: dict[str, bool | None]) -> str | None:
    """Return the SHA-256 of what stands at a path: None for nothing, an empty text for no file of ours to read.

    A link is never followed: the file behind it may lie anywhere. `folders` is what is known of folders already.
    """
    if not (at := _plain(docs, str(PurePosixPath(path).parent), folders)):
        return None if at is None else ""
    target = docs / path
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(target.lstat().st_mode):
            return ""
        with target.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    return None


def _plain(docs: Path, folder: str, known: dict[str, bool | None]) -> bool | None:
    """Tell whether a folder and all above it, up to `docs`, are folders and no links; None where there is nothing."""
    if folder == ".":
        return True
    if folder not in known:
        found = _plain(docs, str(PurePosixPath(folder).parent), known)
        if found:
            try:
                found = stat.S_ISDIR((docs / folder).lstat().st_mode)
            except FileNotFoundError:
                found = None
        known[folder] = found
    return known[folder]


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
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _manifest(files: Mapping[str, set[str]]) -> bytes:
    about = "Files that `dossier build` wrote, with their SHA-256. It may replace and delete these, and no others."
    entries = {path: sorted(digests) for path, digests in sorted(files.items())}
    return (json.dumps({"about": about, "files": entries}, indent=1) + "\n").encode()


def _bring(
    docs: Path, fresh: Iterable[tuple[str, bytes]], stale: Sequence[str], meanwhile: bytes, final: bytes
) -> None:
    """Bring new contents to their places; delete what is stale before the last step, which is the manifest."""
    staging = docs / STAGING
    try:
        staging.mkdir()
        begun, done = _staged(staging / "0", meanwhile), _staged(staging / "1", final)
        pages = {path: _staged(staging / str(at), content) for at, (path, content) in enumerate(fresh, 2)}
        disk.settle([begun, done, *pages.values()])
        begun.replace(docs / MANIFEST)
        disk.settle([docs])
        targets = [docs / path for path in pages]
        for source, target in zip(pages.values(), targets, strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)
        left = {_delete(docs, path) for path in stale}
        left = {folder for folder in left if folder.is_dir()}  # one may have become empty after another
        named = {folder for target in targets for folder in target.parents if folder.is_relative_to(docs)}
        disk.settle(sorted({*left, *named}))
        done.replace(docs / MANIFEST)
        disk.settle([docs])
    finally:
        with suppress(OSError):  # the next call tries again; what ended this one is what must be told
            _discard(staging)


def _staged(at: Path, content: bytes) -> Path:
    with at.open("xb") as stream:
        stream.write(content)
    return at


def _discard(staging: Path) -> None:
    """Take away what a call put into the folder where content waits; what somebody else put there stays."""
    if staging.is_symlink() or not staging.is_dir():
        return
    for path in staging.iterdir():
        if path.name.isdigit():
            path.unlink()
    with suppress(OSError):
        staging.rmdir()


def _delete(docs: Path, path: str) -> Path:
    """Delete a file and the folders that this leaves empty; return the nearest folder that is left."""
    target = docs / path
    with suppress(FileNotFoundError):
        target.unlink()
    folder = target.parent
    while folder != docs and not (folder.is_dir() and any(folder.iterdir())):
        with suppress(FileNotFoundError):
            folder.rmdir()
        folder = folder.parent
    return folder
