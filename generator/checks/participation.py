"""Each participant and each place of an event is named by the evidence; who is meant otherwise, a note says."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.yamlsource import Path


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a finding for each participant or place that no passage speaks for."""
    dossier = context.dossier
    for event in dossier.events.values():
        named = {account.source: context.named_in(account.evidence) for account in event.accounts}
        anywhere = set().union(*named.values())
        for i, participant in enumerate(event.participants):
            actor = context.curated.actors.get(participant.actor)
            if actor is None:
                continue  # the record is reported for itself
            at: Path = ("participants", i, "actor")
            if not participant.evidence and actor.id not in anywhere:
                hint = "Give the participant `evidence` of its own, or list the name that the source uses here."
                message = f"no passage here names {actor.name}"
                yield Diagnostic("participant-without-evidence", dossier.at(event.id, *at), message, hint)
            elif (
                participant.evidence and not participant.note and actor.id not in context.named_in(participant.evidence)
            ):
                hint = "Say in `note` whom the words mean, or cite words that name the participant."
                message = f"the evidence given here does not name {actor.name}"
                yield Diagnostic("participant-without-evidence", dossier.at(event.id, *at), message, hint)
        for i, account in enumerate(event.accounts):
            for j, name in enumerate(account.places):
                place = context.curated.places.get(name)
                if place and name not in named[account.source]:
                    hint = "Cite the sentence that names the place, or list the name that the source uses here."
                    where = dossier.at(event.id, "accounts", i, "places", j)
                    message = f"no passage of this account names {place.name}"
                    yield Diagnostic("place-without-evidence", where, message, hint)
