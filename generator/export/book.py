"""`data/book.html`: the whole dossier as one document, to be read on paper.

It is HTML as it is, not Markdown for a site builder, so that a large dossier costs no more than its own length.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.dossier import Dossier
from generator.model import Passage
from generator.pages import book
from generator.pages.register import Register

MOST = 1000
"""Of more records, the site's own book says only that there are too many; reading such a document is no pleasure."""
_TEMPLATES = Path(__file__).parent.parent / "templates"


def as_html(dossier: Dossier[Passage], most: int | None = MOST) -> str:
    """Write the book; of a dossier of more records than `most`, a page that says so."""
    records = sum(1 for _ in dossier.records())
    if most is not None and records > most:
        front = dossier.front
        return _written(book.placeholder(front.title, front.tagline, records))
    return _written(book.view(Register(dossier)))


def _written(view: book.BookView) -> str:
    return _environment().get_template("book.html.jinja").render(view=view).strip() + "\n"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
    )
