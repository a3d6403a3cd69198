"""A relation, a role or a part in an event that is claimed says who claims it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.vocabulary import Status
from generator.yamlsource import Path


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a finding for each claim without a holder."""
    for record, path, status, holder in _claims(context):
        if status is Status.CLAIMED and not holder:
            where = context.dossier.at(record, *path)
            hint = "Add `holder`: the actor or the source that says so."
            yield Diagnostic("holder-missing", where, "nothing says who claims this", hint)


def _claims(context: Context) -> Iterator[tuple[str, Path, Status | None, str | None]]:
    for actor in context.dossier.actors.values():
        for i, role in enumerate(actor.roles):
            yield actor.id, ("roles", i), role.status, role.holder
        for i, relation in enumerate(actor.relations):
            yield actor.id, ("relations", i), relation.status, relation.holder
    for event in context.dossier.events.values():
        for i, participant in enumerate(event.participants):
            yield event.id, ("participants", i), participant.status, participant.holder
