"""Each listed name occurs in the source under which it is listed, and the display name is one of them.

An unnamed group may be called by a description that holds one of its names, such as `Followers of …`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.model import Actor, ActorKind, Passage, Place
from generator.naming import Names
from generator.passages import differing_words, nearest


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a finding for each name that its source does not hold, and for each display name that is not listed."""
    dossier = context.dossier
    for record in context.named_records():
        for source, names in record.names.items():
            text = dossier.texts[source]
            held = {name for name in names if Names({record.id: [name]}).mentions(text.text)}
            for i, name in enumerate(names):
                if name not in held:
                    near = nearest(text, name)
                    stands = text.text[near.start : near.end] if near else ""
                    hint = (
                        f"Nearest: “{stands}”. {differing_words(name, stands)}"
                        if near
                        else "List what the text spells."
                    )
                    where = dossier.at(record.id, "names", source, i)
                    yield Diagnostic("name-not-in-source", where, f"“{name}” does not occur in `{source}`", hint)
        listed = {name for names in record.names.values() for name in names}
        if not any(_called(record, name) for name in listed):
            hint = f"The listed names are {', '.join(sorted(listed))}."
            where = dossier.at(record.id, "name")
            yield Diagnostic("name-not-listed", where, f"“{record.name}” is none of the names listed below", hint)


def _called(record: Actor[Passage] | Place[Passage], listed: str) -> bool:
    """Tell whether a record's display name is a listed one, or, for an unnamed group, a description that holds one."""
    if record.kind is ActorKind.UNNAMED:
        return listed.lower() in record.name.lower()
    return record.name[1:] == listed[1:] and record.name[:1].lower() == listed[:1].lower()
