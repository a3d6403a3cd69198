"""The evidence of a relation names both actors by a listed name, or a note says how they are meant."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a finding for each relation without a note whose passages leave one of the two unnamed."""
    dossier = context.dossier
    for actor in dossier.actors.values():
        for i, relation in enumerate(actor.relations):
            both = (actor, context.curated.actors.get(relation.object))
            named = context.named_in(relation.evidence)
            unnamed = [one.name for one in both if one and one.id not in named]
            if unnamed and not relation.note:
                where = dossier.at(actor.id, "relations", i)
                message = f"no passage of this relation names {' or '.join(unnamed)}"
                hint = "Cite the sentence that names them too, or say in `note` by which words they are meant."
                yield Diagnostic("relation-without-evidence", where, message, hint)
