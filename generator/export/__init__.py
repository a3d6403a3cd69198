"""What a build gives away beside the pages, one format a file. Nothing here reads a clock or knows the site's host."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator import links
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.export import (
    book,
    calendar,
    citing,
    dossier_json,
    entities,
    feed,
    jsonld,
    llms,
    network,
    tables,
    timeline,
    verification,
    web_annotations,
)
from generator.export.dossier_json import SCHEMA_ID
from generator.history import Commit


def makers(dossier: Dossier[Passage], commits: Sequence[Commit] = ()) -> list[Callable[[], dict[str, str | bytes]]]:
    """Return what makes the exports, by their names relative to `docs/`; first those that take longest."""
    return [
        lambda: {links.BOOK: book.as_html(dossier, commits)},
        lambda: {"data/annotations.jsonld": web_annotations.as_jsonld(dossier)},
        lambda: {**tables.files(dossier)},
        lambda: {"data/dossier.json": dossier_json.as_json(dossier), f"data/{SCHEMA_ID}": dossier_json.schema()},
        lambda: {"data/dossier.jsonld": jsonld.as_jsonld(dossier)},
        lambda: {"data/entities.ftm.json": entities.as_lines(dossier)},
        lambda: {
            "data/verification.json": verification.as_json(dossier),
            f"data/{verification.SCHEMA_ID}": verification.schema(),
            "data/badge.svg": verification.badge(dossier),
        },
        lambda: {"data/sources.bib": citing.as_bibtex(dossier), "data/sources.csl.json": citing.as_csl(dossier)},
        lambda: {"data/events.ics": calendar.as_icalendar(dossier), "data/timeline.json": timeline.as_json(dossier)},
        lambda: {"data/network.graphml": network.as_graphml(dossier)},
        lambda: {"llms.txt": llms.as_text(dossier)},
        lambda: {links.FEED: feed.as_atom(dossier, commits)} if commits else {},
    ]


def files(dossier: Dossier[Passage], commits: Sequence[Commit] = ()) -> dict[str, bytes]:
    """Write every export, by its name relative to `docs/`; a feed of changes only where there were any."""
    return {
        name: text if isinstance(text, bytes) else text.encode()
        for made in makers(dossier, commits)
        for name, text in made().items()
    }
