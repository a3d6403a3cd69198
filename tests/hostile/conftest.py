"""A site built from hostile texts, served, and a Chromium to look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.browser.conftest import browser  # noqa: F401 - a fixture
from tests.browser.server import serve
from tests.hostile.dossier import Group, site


class Hostile(NamedTuple):
    """The site of the hostile dossier: its folder, where it is served, and what it is filled with."""

    folder: Path
    address: str
    groups: list[Group]


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    """Build the site of the hostile dossier once, and serve it."""
    folder = tmp_path_factory.mktemp("hostile")
    made = site(folder)
    with serve(folder / "site", "/dossier/") as address:
        yield Hostile(folder, address, made)
