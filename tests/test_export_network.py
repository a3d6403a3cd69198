"""The network, read by networkx."""

from __future__ import annotations

from typing import Any

import networkx

from tests.exports import HARD, dossier, everywhere, files


def graph(name: str) -> Any:
    """The network as networkx reads it."""
    return networkx.parse_graphml(files(name)["data/network.graphml"], force_multigraph=True)


@everywhere
def test_every_actor_is_a_node_and_every_relation_an_edge(name: str) -> None:
    """Nodes are the actors with their names and kinds; edges lead from subject to object."""
    found = graph(name)
    actors = dossier(name).actors
    assert found.is_directed()
    assert {node: (data["label"], data["kind"]) for node, data in found.nodes(data=True)} == {
        actor.id: (actor.name, str(actor.kind)) for actor in actors.values()
    }
    edges = sorted(
        (subject, data["type"], object_, data["status"]) for subject, object_, data in found.edges(data=True)
    )
    assert edges == sorted(
        (actor.id, str(relation.type), relation.object, str(relation.status))
        for actor in actors.values()
        for relation in actor.relations
    )


@everywhere
def test_an_edge_says_how_certain_it_is(name: str) -> None:
    """Whoever draws the labels alone sees what is not reported; `happened` follows from the status."""
    for _, _, data in graph(name).edges(data=True):
        plain = data["status"] == "reported"
        assert data["label"].startswith(f"{data['status'].capitalize()}: ") is not plain
        assert data["happened"] is (data["status"] in ("reported", "claimed", "unconfirmed"))
        assert data["citations"]


def test_hard_names_come_back() -> None:
    """Signs that XML takes for its own."""
    assert graph("hard").nodes["hare"]["label"] == HARD
