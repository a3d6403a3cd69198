"""A relation that is claimed says who claims it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.model import Status


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a finding for each claimed relation without a holder."""
    dossier = context.dossier
    for actor in dossier.actors.values():
        for i, relation in enumerate(actor.relations):
            if relation.status is Status.CLAIMED and not relation.holder:
                where = dossier.at(actor.id, "relations", i)
                hint = "Add `holder`: the actor or the source that says so."
                yield Diagnostic("holder-missing", where, "a claimed relation does not say who claims it", hint)
