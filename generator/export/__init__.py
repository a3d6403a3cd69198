"""What a build gives away beside the pages, one format a file. Nothing here reads a clock or knows the site's address."""

from __future__ import annotations

from generator.dossier import Dossier
from generator.export import dossier_json, tables, verification
from generator.model import Passage


def files(dossier: Dossier[Passage]) -> dict[str, str]:
    """Write every export, by its name relative to `docs/`."""
    return {
        "data/dossier.json": dossier_json.as_json(dossier),
        f"data/{dossier_json.SCHEMA_ID}": dossier_json.schema(),
        "data/verification.json": verification.as_json(dossier),
        f"data/{verification.SCHEMA_ID}": verification.schema(),
        "data/badge.svg": verification.badge(dossier),
        **tables.files(dossier),
    }
