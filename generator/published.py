"""Reads a published copy of a site, from a folder or over the web, and compares it with the files it should have.

Nothing of a copy is trusted: it is hashed, in no more memory than its largest file should take, and never run.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import file_digest, sha256
from http.client import HTTPException, HTTPResponse
from itertools import chain
from pathlib import Path
from typing import NamedTuple, cast
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from generator import cores

MAX_BYTES = 64 * 1024 * 1024
"""The most that is read of one file over the web."""
_SECONDS = 30
_AT_ONCE = 8
_BATCH = 1000
"""How many files one process sums up at a time."""
_GONE = {404, 410}


class Comparison(NamedTuple):
    """How a copy differs from what it should be: names of files, in order."""

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    extra: tuple[str, ...]


def compared(wanted: Mapping[str, str], found: Mapping[str, str]) -> Comparison:
    """Compare two listings of files with their SHA-256."""
    return Comparison(
        missing=tuple(sorted(wanted.keys() - found.keys())),
        changed=tuple(sorted(path for path in wanted.keys() & found.keys() if wanted[path] != found[path])),
        extra=tuple(sorted(found.keys() - wanted.keys())),
    )


def in_folder(folder: Path) -> dict[str, str]:
    """Return every file below a folder with its SHA-256; what is no regular file, such as a link, has an empty one.

    Raises OSError where something cannot be read.
    """

    def refused(error: OSError) -> None:
        raise error

    names: list[str] = []
    for parent, folders, files in os.walk(folder, onerror=refused):
        within = Path(parent).relative_to(folder).as_posix()
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        names += [name if within == "." else f"{within}/{name}" for name in (*files, *linked)]
    names.sort()
    batches = [names[at : at + _BATCH] for at in range(0, len(names), _BATCH)]
    sums = cores.shared([partial(_sums, str(folder), batch) for batch in batches])
    return dict(zip(names, chain.from_iterable(sums), strict=True))


def _sums(folder: str, names: Sequence[str]) -> list[str]:
    return [_sum(f"{folder}/{name}") for name in names]


def _sum(path: str) -> str:
    if not stat.S_ISREG(os.lstat(path).st_mode):
        return ""
    with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - thousands of files
        return file_digest(stream, "sha256").hexdigest()


def is_address(where: str) -> bool:
    """Tell whether a copy is to be read over the web."""
    return urlsplit(where).scheme in {"http", "https"}


def at_address(address: str, paths: Iterable[str]) -> dict[str, str]:
    """Return those of some files that a site has, with their SHA-256. Raises OSError where it does not answer."""
    names = sorted(paths)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        contents = pool.map(partial(_digest, address), names)
        return {name: digest for name, digest in zip(names, contents, strict=True) if digest is not None}


def fetched(address: str, path: str) -> bytes | None:
    """Return a file of a site, None where it has none. Raises OSError where it does not answer."""
    url = f"{address.removesuffix('/')}/{quote(path)}"
    if not is_address(url):
        raise ValueError(f"no address on the web: {url}")
    try:
        with urlopen(Request(url), timeout=_SECONDS) as answer:  # noqa: S310 - the scheme was looked at  # nosec B310
            return cast("HTTPResponse", answer).read(MAX_BYTES)
    except HTTPError as error:
        error.close()
        if error.code in _GONE:
            return None
        raise OSError(error.code, f"the site answers {error.code} {error.reason}", url) from None
    except HTTPException as error:
        raise OSError(0, f"the site's answer cannot be read ({type(error).__name__})", url) from None


def _digest(address: str, path: str) -> str | None:
    content = fetched(address, path)
    return None if content is None else sha256(content).hexdigest()
