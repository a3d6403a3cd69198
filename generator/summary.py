"""Writes what a pull request changes, as Markdown for its summary or a terminal. Text from data is inert in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.diff import Change, Difference
from generator.history import Touched, What

_MOST = 40
"""How many pages or files are named at most."""
_CONTEXT = 60
"""How many characters before a difference are shown."""


@dataclass(frozen=True)
class Summary:
    """A difference with what surrounds it: the signs of the sources, the pages and the other files that it touches."""

    difference: Difference
    signs: Mapping[str, str]
    pages: tuple[Touched, ...] = ()
    """The generated pages, by their files."""
    beyond: tuple[Touched, ...] = ()
    """What is no data but decides what becomes of it: the generator, workflows, and texts that were there before."""


def pages_touched(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[Touched, ...]:
    """Compare the rendered files of two states; of what is made from data, only pages are named."""
    found = []
    for file in sorted(before.keys() | after.keys()):
        if file.endswith(".md") and before.get(file) != after.get(file):
            what: What = "added" if file not in before else "removed" if file not in after else "changed"
            found.append(Touched(file, what))
    return tuple(found)


def beyond_data(touched: Iterable[Touched]) -> tuple[Touched, ...]:
    """Pick the files that a change of data alone would leave as they are; a new text in `seeds/` is data."""
    return tuple(
        file
        for file in touched
        if not (file.path.startswith("data/") or (file.path.startswith("seeds/") and file.what == "added"))
    )


def as_markdown(summary: Summary) -> str:
    """Write a summary: records in words, passages, gaps, new differences between sources, pages, and other files."""
    found, signs = summary.difference, summary.signs
    lines = ["## What this changes in the dossier", ""]
    lines += _beyond(summary)
    if not found.changes:
        lines += ["No record changes in meaning.", ""]
    for record in found.records:
        of_record = [change for change in found.changes if change.record == record]
        lines.append(f"- **{_safe(of_record[0].kind)}/{_safe(record)}**: {_safe(_short(of_record[0].title))}")
        lines += (f"  - {_said(change)}" for change in of_record)
    counts = f"{found.passages_before} before, {found.passages_after} now"
    lines += ["", f"Passages: {counts}, every one found in its source."]
    lines += _listed("Gaps opened", _gaps(found.gaps_opened, signs))
    lines += _listed("Gaps closed", _gaps(found.gaps_closed, signs))
    lines += _listed("Sources now differ on the date of", map(_safe, found.disagreements))
    lines += _listed("Sources no longer differ on the date of", map(_safe, found.agreements))
    lines += _listed(f"Pages touched, {len(summary.pages)} in all", _files(summary.pages))
    return "\n".join(lines).rstrip() + "\n"


def _beyond(summary: Summary) -> list[str]:
    if not summary.beyond or not summary.difference.changes:
        return []
    files = ", ".join(_files(summary.beyond))
    return [f"**Look twice:** besides records, this touches what decides how they are read or shown: {files}.", ""]


def _gaps(found: Iterable[tuple[str, int]], signs: Mapping[str, str]) -> list[str]:
    return [_safe(f"{signs.get(source, source)} {number}") for source, number in found]


def _files(touched: Sequence[Touched]) -> list[str]:
    named = [f"{_code(file.path)} {file.what}" for file in touched[:_MOST]]
    return named if len(touched) <= _MOST else [*named, f"and {len(touched) - _MOST} more"]


def _listed(label: str, items: Iterable[str]) -> list[str]:
    named = ", ".join(items)
    return [f"{label}: {named}."] if named else []


def _said(change: Change) -> str:
    if not change.field:
        return f"{change.what} as a record"
    field = _safe(_short(change.field, 160))
    if change.what == "changed":
        before, after = _apart(change.before, change.after)
        return f"{field} changes from {_code(before)} to {_code(after)}"
    value = change.after or change.before
    return f"{field} {change.what}" + ("" if value == "yes" else f": {_code(value)}")


def _apart(before: str, after: str) -> tuple[str, str]:
    """Leave out of two long texts what they begin with alike, but for a few words."""
    same = next((at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), len(before))
    start = before.rfind(" ", 0, max(0, same - _CONTEXT)) + 1
    return (before, after) if not start else (f"… {before[start:]}", f"… {after[start:]}")


def _code(text: str) -> str:
    line = _short(text).replace("`", "\u02cb")
    return f"`{line}`"


def _safe(text: str) -> str:
    return "".join(f"&#{ord(char)};" if char in "<>&[]()*_`#|!\\@" else char for char in text)


def _short(text: str, length: int = 200) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length].rstrip()}…"
