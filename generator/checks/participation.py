"""Each participant and each place of an event is named by the evidence, or has evidence of its own."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a finding for each participant or place that no passage speaks for."""
    dossier = context.dossier
    for event in dossier.events.values():
        named = {account.source: context.named_in(account.evidence) for account in event.accounts}
        anywhere = set().union(*named.values())
        for i, participant in enumerate(event.participants):
            if not participant.evidence and participant.actor not in anywhere:
                actor = dossier.actors[participant.actor]
                hint = "Give the participant `evidence` of its own, or list the name that the source uses here."
                where = dossier.at(event.id, "participants", i, "actor")
                yield Diagnostic("participant-without-evidence", where, f"no passage here names {actor.name}", hint)
        for i, account in enumerate(event.accounts):
            for j, place in enumerate(account.places):
                if place not in named[account.source]:
                    hint = "Cite the sentence that names the place, or list the name that the source uses here."
                    where = dossier.at(event.id, "accounts", i, "places", j)
                    message = f"no passage of this account names {dossier.places[place].name}"
                    yield Diagnostic("place-without-evidence", where, message, hint)
