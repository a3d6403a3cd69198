"""The list of a site's files with their SHA-256, as it is published with them. Pure: reads and writes no disk.

It has the form that `sha256sum -c` reads. Its comments say what the addresses in the site were made with, so that
whoever has the data can make the same site again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

NAME = "SHA256SUMS"
"""The name of the list, at the site's root."""
SETTINGS = {
    "site_url": "DOSSIER_SITE_URL",
    "repository": "DOSSIER_REPOSITORY",
    "branch": "DOSSIER_BRANCH",
    "revision": "DOSSIER_REVISION",
    "offline": "DOSSIER_OFFLINE",
}
"""What a site's addresses and citations are made with, and the variables by which its configuration is told."""
_ABOUT = f"""\
# Every file of this site with its SHA-256. `sha256sum -c {NAME}` checks a copy that lies in a folder;
# `dossier verify-site` makes the site anew from the data and compares.
"""
_FORMS = {
    "site_url": re.compile(r"https?://[^\s<>\"'\\]+"),
    "repository": re.compile(r"(?:https?://[^\s<>\"'\\]+)?"),
    "branch": re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*"),
    "revision": re.compile(r"[A-Za-z0-9._/-]*"),
    "offline": re.compile(r"(?:yes)?"),
}
_SETTING = re.compile(r"# ([a-z_]+): ?(.*)")
_FILE = re.compile(r"([0-9a-f]{64})  ([^\\]+)")


class Manifest(NamedTuple):
    """What a site was made with, by the names of `SETTINGS`, and the SHA-256 of every file but the list itself."""

    made_with: Mapping[str, str]
    files: Mapping[str, str]


def as_text(manifest: Manifest) -> str:
    """Write the list, in the order of the files' names."""
    settings = (f"# {name}: {manifest.made_with[name]}".rstrip() for name in SETTINGS)
    files = (f"{digest}  {path}" for path, digest in sorted(manifest.files.items()))
    return _ABOUT + "".join(f"{line}\n" for line in (*settings, *files))


def read(text: str) -> Manifest:
    """Read such a list, which anybody may have written. Raises ValueError where it is none."""
    made_with: dict[str, str] = {}
    files: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if found := _SETTING.fullmatch(line):
            name, value = found.groups()
            if name in SETTINGS:
                if not _FORMS[name].fullmatch(value):
                    raise ValueError(f"line {number} of {NAME} says no {name}: {value[:80]!r}")
                made_with[name] = value
        elif found := _FILE.fullmatch(line):
            files[found[2]] = found[1]
        elif line and not line.startswith("#"):
            raise ValueError(f"line {number} of {NAME} is not `sum  file`: {line[:80]!r}")
    if missing := [name for name in SETTINGS if name not in made_with]:
        raise ValueError(f"{NAME} does not say its {missing[0]}")
    return Manifest(made_with, files)


def sums(text: str) -> dict[str, str]:
    """Return the files of a list that `as_text` has written, with their SHA-256, whatever it was made with."""
    return {found[2]: found[1] for found in map(_FILE.fullmatch, text.split("\n")) if found}
