"""`data/network.graphml`: actors and the relations between them, for Gephi, Cytoscape, yEd and networkx.

A relation that is not reported says so in its label as well as in `status`; one that did not come about is marked by
`happened`.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from generator import links
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.export import plain

_NODE = {"label": "string", "kind": "string", "url": "string"}
_EDGE = {
    "label": "string",
    "type": "string",
    "status": "string",
    "happened": "boolean",
    "holder": "string",
    "sources": "string",
    "citations": "string",
}


def as_graphml(dossier: Dossier[Passage]) -> str:
    """Write the network as GraphML: a directed graph, parallel edges allowed."""
    return "\n".join(_lines(dossier)) + "\n"


def _lines(dossier: Dossier[Passage]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for domain, fields in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in fields.items():
            yield f'<key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>'
    yield f'<graph id="{dossier.front.id}" edgedefault="directed">'
    for actor in dossier.actors.values():
        yield f'<node id="{actor.id}">'
        url = links.record_url("actors", actor.id)
        yield from _data("node", {"label": actor.name, "kind": actor.kind, "url": url})
        yield "</node>"
    for actor in dossier.actors.values():
        for number, relation in enumerate(actor.relations, 1):
            ends = f'source="{actor.id}" target="{relation.object}"'
            yield f'<edge id="{actor.id}-relation-{number}" {ends}>'
            found = {
                "label": plain.titled(relation.type.meaning, relation.status),
                "type": relation.type,
                "status": relation.status,
                "happened": str(relation.status.happened).lower(),
                "holder": relation.holder or "",
                "sources": " ".join(dict.fromkeys(passage.source for passage in relation.evidence)),
                "citations": ", ".join(plain.citations(dossier, relation.evidence)),
            }
            yield from _data("edge", found)
            yield "</edge>"
    yield "</graph>"
    yield "</graphml>"


def _data(domain: str, values: dict[str, str]) -> Iterator[str]:
    for name, value in values.items():
        if value:
            yield f'<data key="{domain}-{name}">{escape(value, quote=False)}</data>'
