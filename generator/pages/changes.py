"""The history of the dossier: each commit that touched its data, and the records that it added, changed or removed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import dates, links
from generator.history import SHORT, Commit, Touched, What
from generator.pages.page import Page, front_matter
from generator.pages.register import MOST_COMMITS, Register
from generator.pages.sheet import Link, Sheet
from generator.pages.wording import counted

MOST_RECORDS = 12
"""How many records are named of those that a commit added, changed or removed."""


@dataclass(frozen=True)
class Group:
    """What a commit did to several records alike; a name without a target is that of a record no longer there."""

    what: What
    records: tuple[Link, ...]
    more: str


@dataclass(frozen=True)
class ChangeRow:
    """A commit: its anchor, its day, also in words, its first line and the beginning of its hash."""

    anchor: str
    day: str
    when: str
    subject: str
    commit: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class HistoryView:
    """What the page of the history shows, the newest first."""

    changes: tuple[ChangeRow, ...]
    left_out: str
    feed: str


def plan(register: Register) -> Iterator[Page]:
    """Plan the page of the history; where git knows none, it says so."""
    commits = register.commits
    sheet = Sheet(register, links.HISTORY)
    more = len(commits) - MOST_COMMITS
    view = HistoryView(
        changes=change_rows(sheet, commits[:MOST_COMMITS]),
        left_out=f"{counted(more, 'older change')} left out." if more > 0 else "",
        feed=sheet.target(links.FEED) if commits else "",
    )
    description = "What changed in the records of this dossier, when, and by which commit; also as an Atom feed."
    yield Page(links.HISTORY, "history", front_matter("History", description), view, "data")


def change_rows(sheet: Sheet, commits: Sequence[Commit]) -> tuple[ChangeRow, ...]:
    """Show commits on a page."""
    return tuple(
        ChangeRow(
            links.commit_anchor(commit.id),
            commit.made[:10],
            dates.wording(commit.made[:10]),
            commit.subject,
            commit.id[:SHORT],
            tuple(_groups(sheet, commit)),
        )
        for commit in commits
    )


def _groups(sheet: Sheet, commit: Commit) -> Iterator[Group]:
    found: dict[What, dict[Link, None]] = defaultdict(dict)
    for file in commit.files:
        found[file.what][_named(sheet, file)] = None
    for what in ("added", "changed", "removed"):
        if records := list(found[what]):
            more = len(records) - MOST_RECORDS
            yield Group(what, tuple(records[:MOST_RECORDS]), f"{more:,} more" if more > 0 else "")


def _named(sheet: Sheet, file: Touched) -> Link:
    register = sheet.register
    record = register.typed_in.get(file.path)
    if record == register.dossier.front.id:
        return Link("the front page", sheet.target(links.HOME))
    return sheet.link(record) if record else Link(file.path, "")
