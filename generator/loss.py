"""How many records a new state of the dossier has fewer than the published one. Pure: both come as exports."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

COUNTED = ("sources", "actors", "events", "quotes", "relations", "places", "disputes")
"""The lists of the export whose records are counted."""


class Loss(NamedTuple):
    """Of one kind there is less than before; `gone` has the ids that are no longer there, renamed ones among them."""

    kind: str
    before: int
    after: int
    gone: tuple[str, ...]

    @property
    def percent(self) -> float:
        """How much of what there was is lost."""
        return 100 * (self.before - self.after) / self.before


def losses(published: str, fresh: str) -> tuple[Loss, ...]:
    """Compare two exports, as JSON. Raises ValueError where one is none."""
    old, new = _read(published), _read(fresh)
    found = []
    for kind in COUNTED:
        before, after = _records(old, kind), _records(new, kind)
        if len(after) < len(before):
            kept = {record.get("id") for record in after}
            ids = (str(record.get("id")) for record in before if "id" in record and record["id"] not in kept)
            found.append(Loss(kind, len(before), len(after), tuple(sorted(ids))))
    cited, still_cited = (sum(len(_cited(source)) for source in state["sources"]) for state in (old, new))
    if still_cited < cited:
        found.append(Loss("cited sentences", cited, still_cited, ()))
    return tuple(found)


def _read(text: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(value, dict):
        raise ValueError("it is no export of a dossier")
    return value


def _records(state: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    records = state.get(kind)
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise ValueError(f"it has no list of {kind}")
    return records


def _cited(source: Mapping[str, Any]) -> list[Any]:
    sentences = source.get("sentences")
    if not isinstance(sentences, list):
        raise ValueError("it has a source without sentences")
    return [one for one in sentences if isinstance(one, dict) and one.get("state") == "cited"]
