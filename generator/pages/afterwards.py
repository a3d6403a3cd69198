"""What became of a record after it was written: corrections, answers of those it speaks of, and its changes."""

from __future__ import annotations

from dataclasses import replace

from generator import dates, links
from generator.evidence import Correction, Reply
from generator.history import SHORT
from generator.pages.page import Afterwards, ChangeLine, Corrected, Page, Replied
from generator.pages.register import Register
from generator.pages.wording import counted

MOST_CHANGES = 5
"""How many changes a record's page lists; the page of the history has the others."""


def told(register: Register, page: Page) -> Page:
    """Return a record's page with what became of the record, or any other page as it is."""
    record = page.front.get("dossier", {}).get("id")
    kind = register.kinds.get(record)
    if not kind:
        return page
    found = register.dossier.of_kind(kind)[record]
    changes = register.changes.get(record, [])
    more = len(changes) - MOST_CHANGES
    afterwards = Afterwards(
        tuple(_corrected(one) for one in found.corrections),
        tuple(_replied(one) for one in found.replies),
        tuple(
            ChangeLine(
                commit.made[:10],
                dates.wording(commit.made[:10]),
                commit.subject,
                commit.id[:SHORT],
                _target(register, page, commit.id),
            )
            for commit in changes[:MOST_CHANGES]
        ),
        counted(more, "earlier change") if more > 0 else "",
    )
    empty = not (afterwards.corrections or afterwards.replies or afterwards.changes)
    return page if empty else replace(page, afterwards=afterwards)


def _target(register: Register, page: Page, commit: str) -> str:
    shown = commit in register.recent
    return links.relative(page.file, links.HISTORY, links.commit_anchor(commit) if shown else "")


def _corrected(correction: Correction) -> Corrected:
    return Corrected(dates.wording(correction.date), correction.says)


def _replied(reply: Reply) -> Replied:
    paragraphs = tuple(" ".join(lines.split()) for lines in reply.words.split("\n\n") if lines.strip())
    return Replied(reply.by, dates.wording(reply.date), paragraphs, reply.url or "")
