"""Each listed name occurs in the source under which it is listed, and the display name is one of them.

An unnamed group may be called by a description that holds one of its names, such as `Followers of …`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.evidence import Words
from generator.model import Actor, Place
from generator.naming import Names
from generator.passages import compared, nearest
from generator.sources import SourceText
from generator.vocabulary import ActorKind


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a finding for each name that its source does not hold, and for each display name that is not listed."""
    dossier = context.dossier
    held = {
        (source, mention.record, mention.name)
        for source, text in dossier.texts.items()
        for mention in context.names.mentions(text.folded, nested=True)
    }
    for record in context.named_records():
        for source, names in record.names.items():
            text = dossier.texts.get(source)
            if text is None:
                continue  # the source is reported for itself
            for i, name in enumerate(names):
                if (source, record.id, name) not in held:
                    near = nearest(text, name)
                    hint = compared(name, text.text[near.start : near.end]) if near else "List what the text spells."
                    others = [other for other, elsewhere in dossier.texts.items() if _held(name, elsewhere)]
                    hint += f" It does occur in `{others[0]}`." if others else ""
                    where = dossier.at(record.id, "names", source, i)
                    yield Diagnostic("name-not-in-source", where, f"“{name}” does not occur in `{source}`", hint)
        listed = {name for names in record.names.values() for name in names}
        if not any(_called(record, name) for name in listed):
            hint = f"The listed names are {', '.join(sorted(listed))}."
            where = dossier.at(record.id, "name")
            yield Diagnostic("name-not-listed", where, f"“{record.name}” is none of the names listed below", hint)


def _held(name: str, text: SourceText) -> bool:
    return bool(Names({"": [name]}).mentions(text.folded))


def _called(record: Actor[Words] | Place[Words], listed: str) -> bool:
    """Tell whether a record's display name is a listed one, or, for an unnamed group, a description that holds one."""
    if record.kind is ActorKind.UNNAMED:
        return listed.lower() in record.name.lower()
    return record.name[1:] == listed[1:] and record.name[:1].lower() == listed[:1].lower()
