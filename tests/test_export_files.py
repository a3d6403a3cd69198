"""All exports together: the same bytes each time, every file explained, and a guide whose links lead somewhere."""

from __future__ import annotations

import posixpath
import re

import markdown

from generator import export, links, pages
from tests.exports import HARD, ROOT, dossier, everywhere, files

DATA_PAGE = ROOT / "docs" / "about" / "data.md"


@everywhere
def test_the_same_data_gives_the_same_bytes(name: str) -> None:
    """Nothing of the clock, of chance or of the order of hashes is in a file."""
    assert {file: made.decode() for file, made in export.files(dossier(name)).items()} == files(name)


def test_the_page_on_the_data_leads_to_every_file() -> None:
    """A file that nobody explains is not published, and none is explained that does not exist."""
    text = DATA_PAGE.read_text("utf-8")
    targets = re.findall(r"\]\(([^)]+)\)", text)
    aimed = {posixpath.normpath(posixpath.join("about", target)) for target in targets}
    assert aimed - {links.VERIFICATION, links.HISTORY} == set(files("shipped"))
    assert len(targets) == len(set(targets))


@everywhere
def test_files_end_in_one_line_end(name: str) -> None:
    """They are texts without a byte-order mark; an empty one would be a mistake."""
    for path, text in files(name).items():
        assert text.endswith("\n"), path
        assert not text.startswith("\ufeff"), path


@everywhere
def test_the_guide_for_language_models_has_its_form(name: str) -> None:
    """A title, a summary, sections of links: read as Markdown, each link leads to a page or a file of the site."""
    html = markdown.markdown(files(name)["llms.txt"])
    assert re.findall("<(h[1-6]|blockquote)>", html)[:3] == ["h1", "blockquote", "h2"]
    published = {links.url(page.file) for page in pages.plan(dossier("base"))} if name == "base" else set()
    for target in re.findall('href="([^"]*)"', html):
        if target in files(name):
            continue
        assert target.endswith("/")
        assert name != "base" or target in published, target
    assert set(re.findall("<([a-z0-9]+)", html)) <= {"h1", "h2", "blockquote", "p", "ul", "li", "a", "code"}


def test_hard_titles_stay_texts_in_the_guide() -> None:
    """A title is no markup, and what did not happen has its status in front."""
    text = re.sub(r"\\(.)", r"\1", files("hard")["llms.txt"])
    assert f"- [{HARD}](events/it-was-reported/)".replace("\\", "") in text.replace("\\", "")
    assert "[Denied: @denied" in text
