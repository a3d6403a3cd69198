"""The book, printed by a real Chromium."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.load import load

pytestmark = pytest.mark.browser
BASE = Path(__file__).parents[1] / "cases" / "base"


def test_the_book_is_printed(tmp_path: Path) -> None:
    """A PDF with every record's title, an outline to them, and the same bytes whenever it is printed."""
    dossier = Path(sys.executable).with_name("dossier")
    printed = []
    for name in ("one.pdf", "two.pdf"):
        subprocess.run([dossier, "book", "--root", BASE, tmp_path / name], check=True, timeout=300)
        printed.append((tmp_path / name).read_bytes())
    assert printed[0] == printed[1]
    pdf = PdfReader(io.BytesIO(printed[0]))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    found = load(BASE).found
    assert found
    for event in found.events.values():
        assert event.title in text
    assert len(pdf.pages) > 3
    assert pdf.outline
