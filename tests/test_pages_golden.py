"""Every page of the small dossier, as Markdown, under its own name in `golden/`.

After a change of wording or of markup, `REWRITE_EXPECTED=1 .venv/bin/pytest tests/test_pages_golden.py` writes them
anew. Read the difference as you would read code. The page of rules is left out: it is the same whatever the dossier,
and its words are reviewed where they are written.
"""

from __future__ import annotations

import os
from pathlib import Path

from generator import links, pages, render
from generator.load import load

GOLDEN = Path(__file__).parent / "golden"


def test_the_pages_are_the_golden_ones(base: Path) -> None:
    """No page differs from the one that was reviewed, none is missing and none is left over."""
    found = load(base).found
    assert found
    made = {page.file: render.render(page) for page in pages.plan(found) if page.file != links.RULES}
    if os.environ.get("REWRITE_EXPECTED"):
        _rewrite(made)
    kept = {path.relative_to(GOLDEN).as_posix(): path.read_text("utf-8") for path in GOLDEN.rglob("*.md")}
    assert sorted(made) == sorted(kept)
    for file, text in made.items():
        assert text == kept[file], file


def _rewrite(made: dict[str, str]) -> None:
    for path in GOLDEN.rglob("*.md"):
        path.unlink()
    for file, text in made.items():
        (GOLDEN / file).parent.mkdir(parents=True, exist_ok=True)
        (GOLDEN / file).write_text(text, encoding="utf-8")
