"""The annotated records in CONTRIBUTING.md are a dossier without a mistake."""

from pathlib import Path

from generator import build
from generator.model import KINDS
from tests.guide import unpack


def test_the_annotated_records_make_a_clean_dossier(tmp_path: Path) -> None:
    """Copied into files, they pass every check and hold each kind, so that whoever starts from one starts well."""
    unpack(tmp_path)
    dossier, findings = build.examine(tmp_path)
    assert findings == []
    assert dossier
    assert all(dossier.of_kind(kind) for kind in KINDS)
