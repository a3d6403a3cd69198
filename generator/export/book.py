"""`data/book.html`: the whole dossier as one document, to be read on paper.

It is HTML as it is, not Markdown for a site builder, so that a large dossier costs no more than its own length.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.dossier import Dossier
from generator.evidence import Passage
from generator.history import Commit
from generator.pages import book
from generator.pages.register import register_of
from generator.render import environment

MOST = 1000
"""Of more records, the site's own book says only that there are too many; reading such a document is no pleasure."""


def as_html(dossier: Dossier[Passage], commits: Sequence[Commit] = (), most: int | None = MOST) -> str:
    """Write the book; of a dossier of more records than `most`, a page that says so."""
    records = sum(1 for _ in dossier.records())
    if most is not None and records > most:
        front = dossier.front
        return _written(book.placeholder(front.title, front.tagline, records))
    return _written(book.view(register_of(dossier, commits)))


def _written(view: book.BookView) -> str:
    return environment(autoescape=True).get_template("book.html.jinja").render(view=view).strip() + "\n"
