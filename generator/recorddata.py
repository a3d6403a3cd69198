"""Each record's own data, cut out of the export of all, so that the two never differ. Reads no record."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pydantic_core import to_json

from generator import links
from generator.vocabulary import KINDS


def parts(whole: str) -> Iterator[tuple[str, str]]:
    """Yield, from the JSON of all records, the file of each record's own data, relative to the site, and its JSON."""
    records = json.loads(whole)
    for kind in KINDS:
        for record in records[kind]:
            yield links.data_file(kind, record["id"]), to_json(record, indent=1).decode() + "\n"
