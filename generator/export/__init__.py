"""What a build gives away beside the pages, one format a file. Nothing here reads a clock or knows the site's host."""

from __future__ import annotations

from collections.abc import Sequence

from generator import links
from generator.dossier import Dossier
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
from generator.history import Commit
from generator.model import Passage


def files(dossier: Dossier[Passage], commits: Sequence[Commit] = ()) -> dict[str, str]:
    """Write every export, by its name relative to `docs/`; a feed of changes only where there were any."""
    changes = {links.FEED: feed.as_atom(dossier, commits)} if commits else {}
    return changes | {
        "data/dossier.json": dossier_json.as_json(dossier),
        f"data/{dossier_json.SCHEMA_ID}": dossier_json.schema(),
        "data/verification.json": verification.as_json(dossier),
        f"data/{verification.SCHEMA_ID}": verification.schema(),
        "data/badge.svg": verification.badge(dossier),
        **tables.files(dossier),
        links.BOOK: book.as_html(dossier, commits),
        "data/dossier.jsonld": jsonld.as_jsonld(dossier),
        "data/annotations.jsonld": web_annotations.as_jsonld(dossier),
        "data/sources.bib": citing.as_bibtex(dossier),
        "data/sources.csl.json": citing.as_csl(dossier),
        "data/events.ics": calendar.as_icalendar(dossier),
        "data/network.graphml": network.as_graphml(dossier),
        "data/timeline.json": timeline.as_json(dossier),
        "data/entities.ftm.json": entities.as_lines(dossier),
        "llms.txt": llms.as_text(dossier),
    }
