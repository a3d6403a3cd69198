"""FollowTheMoney entities: lines that hang together; valid under the library where it is installed."""

from __future__ import annotations

import json
from typing import Any

from tests.exports import dossier, everywhere, files

REFERENCES = ("proof", "involved", "subject", "object")


def entities(name: str) -> list[dict[str, Any]]:
    """Every entity, in the order of the lines."""
    return [json.loads(line) for line in files(name)["data/entities.ftm.json"].splitlines()]


@everywhere
def test_references_lead_to_entities(name: str) -> None:
    """Ids are unique, values are lists of texts, and what is referred to is there."""
    found = {entity["id"]: entity for entity in entities(name)}
    assert len(found) == len(entities(name))
    for entity in found.values():
        for field, values in entity["properties"].items():
            assert values
            assert all(isinstance(value, str) and value for value in values)
            if field in REFERENCES:
                assert set(values) <= set(found)


@everywhere
def test_what_nobody_says_came_about_is_left_out(name: str) -> None:
    """Of events and relations only those that are reported, claimed or unconfirmed; the latter say so."""
    prefix = f"{dossier(name).front.id}-"
    events = {entity["id"].removeprefix(prefix): entity for entity in entities(name) if entity["schema"] == "Event"}
    assert set(events) == {event.id for event in dossier(name).events.values() if event.status.happened}
    for identifier, entity in events.items():
        event = dossier(name).events[identifier]
        assert entity["properties"]["summary"][0].startswith(f"Status: {event.status}, ")
        assert entity["properties"]["proof"]
        if event.status != "reported":
            assert entity["properties"]["name"][0].startswith(f"{event.status.capitalize()}: ")
    links = [entity for entity in entities(name) if entity["schema"] == "UnknownLink"]
    assert len(links) == sum(
        relation.status.happened for actor in dossier(name).actors.values() for relation in actor.relations
    )
