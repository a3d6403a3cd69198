"""What the built site's search knows: of a record, what was written for the search and nothing else."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from generator import searchindex

pytestmark = pytest.mark.site

KINDS = ("actors/", "disputes/", "events/", "places/", "quotes/", "sources/")


def entries(site: Path) -> list[dict[str, Any]]:
    """Every entry."""
    docs: list[dict[str, Any]] = json.loads((site / searchindex.NAME).read_text("utf-8"))["docs"]
    return docs


def test_the_index_is_small(site_folder: Path) -> None:
    """A quarter of a megabyte before compression, with everything that can be found."""
    assert (site_folder / searchindex.NAME).stat().st_size < 250_000


def test_a_record_is_found_by_what_was_written_for_it(site_folder: Path) -> None:
    """Its entry is a row of paragraphs; what its page repeats of them, and the signs around it, stay out."""
    more = {
        entry["location"]: rest
        for entry in entries(site_folder)
        if entry["location"].startswith(KINDS) and (rest := re.sub(r"<p>.*?</p>", "", entry["text"]).strip())
    }
    assert more == {}
