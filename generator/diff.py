"""What changed between two states of a dossier, in meaning rather than in lines: records, fields, gaps, differences.

Lists are compared by what identifies their items (an account by its source, a participant by actor and role), so that
moving an item is no change and changing one is not a removal and an addition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from generator import chronology, gaps
from generator.dossier import Dossier, Named
from generator.evidence import Correction, Passage, Record, Reply, Statement
from generator.front import Entry
from generator.model import (
    Account,
    Actor,
    Dispute,
    Event,
    Follows,
    Participant,
    Place,
    Position,
    Quote,
    Relation,
    Role,
    SetAside,
    Source,
)

What = Literal["added", "removed", "changed"]


class Change(NamedTuple):
    """One change: of a whole record (`field` empty) or of one field of it; values as readers would see them."""

    what: What
    kind: str
    record: str
    title: str
    field: str = ""
    before: str = ""
    after: str = ""


class Difference(NamedTuple):
    """Everything that changed. Gaps are (source, sentence number); disagreements are ids of events."""

    changes: tuple[Change, ...]
    passages_before: int
    passages_after: int
    gaps_opened: tuple[tuple[str, int], ...]
    gaps_closed: tuple[tuple[str, int], ...]
    disagreements: tuple[str, ...]
    agreements: tuple[str, ...]

    @property
    def records(self) -> tuple[str, ...]:
        """The records that changed, each once, in order."""
        return tuple(dict.fromkeys(change.record for change in self.changes))


def difference(before: Dossier[Passage], after: Dossier[Passage]) -> Difference:
    """Compare two states of a dossier."""
    gone, come = _gaps(before), _gaps(after)
    old, new = _disagreeing(before), _disagreeing(after)
    return Difference(
        changes=tuple(_changes(before, after)),
        passages_before=len(gaps.cited(before)),
        passages_after=len(gaps.cited(after)),
        gaps_opened=tuple(sorted(come - gone)),
        gaps_closed=tuple(sorted(gone - come)),
        disagreements=tuple(sorted(new - old)),
        agreements=tuple(sorted(old - new)),
    )


def _gaps(dossier: Dossier[Passage]) -> set[tuple[str, int]]:
    return {
        (source, state.sentence.number)
        for source, states in gaps.coverage(dossier).items()
        for state in states
        if state.state == "gap"
    }


def _disagreeing(dossier: Dossier[Passage]) -> set[str]:
    return {event.id for event in dossier.events.values() if chronology.when(event).verdict == "differ"}


def _changes(before: Dossier[Passage], after: Dossier[Passage]) -> Iterator[Change]:
    yield from _fields("dossier", before.front.id, before.front.title, before.front, after.front)
    old = {(kind, record.id): record for kind, record in before.records()}
    new = {(kind, record.id): record for kind, record in after.records()}
    for kind, name in sorted(old.keys() | new.keys()):
        was, now = old.get((kind, name)), new.get((kind, name))
        if was is None and now is not None:
            yield Change("added", kind, name, title(now))
        elif now is None and was is not None:
            yield Change("removed", kind, name, title(was))
        elif was is not None and now is not None:
            yield from _fields(kind, name, title(now), was, now)


def title(record: Named[Passage]) -> str:
    """Return what a record is called, in a few words."""
    match record:
        case Actor() | Place():
            return record.name
        case Event() | Source():
            return record.title
        case Dispute():
            return record.question
        case Quote():
            return record.parts[0].text


def _fields(kind: str, name: str, called: str, was: Record, now: Record) -> Iterator[Change]:
    old, new = dict(flattened(was)), dict(flattened(now))
    for field in [*old, *(field for field in new if field not in old)]:
        first, second = old.get(field), new.get(field)
        if first == second:
            continue
        if first is None:
            yield Change("added", kind, name, called, field, "", second or "")
        elif second is None:
            yield Change("removed", kind, name, called, field, first, "")
        else:
            yield Change("changed", kind, name, called, field, first, second)


def flattened(value: Any, label: str = "") -> Iterator[tuple[str, str]]:
    """Yield every value of a record under a label that names it, such as `account of gazette: date`."""
    if value is None:
        return
    if isinstance(value, Passage):
        yield label, f"{value.source}: {value.text}"
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            if name != "id":
                yield from flattened(getattr(value, name), f"{label}: {_spoken(name)}" if label else _spoken(name))
    elif isinstance(value, tuple):
        yield from _items(value, label)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from flattened(item, f"{label}: {key}")
    else:
        yield label, str(value)


def _items(items: tuple[Any, ...], label: str) -> Iterator[tuple[str, str]]:
    seen: dict[str, int] = {}
    for item in items:
        identity = _identity(item)
        seen[identity] = seen.get(identity, 0) + 1
        numbered = identity if seen[identity] == 1 else f"{identity} ({seen[identity]})"
        if isinstance(item, Record) and not isinstance(item, Passage):
            yield from flattened(item, f"{label} [{numbered}]")
        else:
            yield f"{label} [{numbered}]", "yes"


def _identity(item: object) -> str:
    """Say what makes an item of a list the same item in two states."""
    match item:
        case Passage(source=source, text=text):
            return f"{source}: {text}"
        case Participant(actor=actor, role=role):
            return f"{actor} as {role}"
        case Relation(type=kind, object=other):
            return f"{kind} {other}"
        case Account(source=name) | Follows(event=name) | Position(holder=name) | Role(title=name):
            return str(name)
        case Correction(says=name) | Reply(words=name):
            return name
        case Entry(term=name) | Statement(says=name) | SetAside(words=Passage(text=name)):
            return str(name)
    return str(item)


def _spoken(name: str) -> str:
    return name.replace("_", " ")


__all__ = ["Change", "Difference", "difference", "flattened", "title"]
