"""What a host of the site asks for: the domain at which it stands, and a size that the host accepts."""

from __future__ import annotations

import re
from pathlib import Path

from generator.regular import read_regular

CNAME = "CNAME"
"""The file in `docs/` that names a domain of one's own, and is published as it is for hosts that read it."""
LIMIT = 1_000_000_000
"""How many bytes a site on GitHub Pages may have."""
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_LONGEST = 255


class NoDomainError(Exception):
    """The file that names a domain holds none."""


def domain_address(docs: Path) -> str | None:
    """Return the address of the domain that `CNAME` in a folder names, None without one; raises NoDomainError."""
    try:
        raw = read_regular(docs / CNAME, _LONGEST)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NoDomainError(f"{docs.name}/{CNAME} cannot be read: {error.strerror}") from None
    name = (raw or b"").decode("ascii", "replace").strip().lower()
    if not _HOST.fullmatch(name):
        raise NoDomainError(
            f"{docs.name}/{CNAME} must hold the name of a domain, such as dossier.example.org, and no more"
        )
    return f"https://{name}/"


def in_words(size: int) -> str:
    """Say a site's size beside what GitHub Pages takes."""
    return f"{size / 1e6:,.1f} MB, {size / LIMIT:.1%} of what GitHub Pages takes"
