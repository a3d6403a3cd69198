"""Through which the files of a site are written: all of it, or all but what stands already as it is to be."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from generator import listing


class Outlet:
    """Writes the files of a new site, but for those that stand in the spare one as they are to be."""

    def __init__(self) -> None:
        """Write all."""
        self._sums: Mapping[str, str] = {}
        self.kept: dict[str, str] = {}
        """The files that were not written, with their SHA-256."""

    def begin(self, stands: Path | None) -> None:
        """Begin another site: write all of it, or all but what stands by a listing."""
        known = listing.read(stands) if stands else None
        self._sums, self.kept = known.sums if known else {}, {}

    def stands(self, name: str, digest: str) -> bool:
        """Tell whether a file, by its name in the site and its SHA-256, need not be written; take note of it if so."""
        if self._sums.get(name) != digest:
            self.kept.pop(name, None)
            return False
        self.kept[name] = digest
        return True

    def put(self, site: Path, name: str, content: bytes) -> None:
        """Have a file in the site, whatever has been written there before. Raises OSError."""
        at = f"{site}/{name}"
        if self._sums and self.stands(name, sha256(content).hexdigest()):
            with suppress(FileNotFoundError):
                os.unlink(at)  # noqa: PTH108 - thousands of files
            return
        try:
            stream = open(at, "wb")  # noqa: PTH123, SIM115 - thousands of files
        except FileNotFoundError:
            Path(at).parent.mkdir(parents=True, exist_ok=True)
            stream = open(at, "wb")  # noqa: PTH123, SIM115
        with stream:
            stream.write(content)
