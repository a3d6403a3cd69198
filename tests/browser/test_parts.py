"""Lists and texts in parts, in a reader's browser: old addresses lead on, and a filter says of which part it counts.

The pages of the small dossier, cut very short, are tried with the site's own scripts.
"""

import posixpath
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import markdown
import pytest
from playwright.sync_api import Browser, Page, expect

from generator import gaps, links, pages, render
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.load import load
from generator.pages.bounds import Bounds
from generator.pages.register import Register
from tests.browser.server import serve

pytestmark = pytest.mark.browser

ASSETS = Path(__file__).parents[2] / "generator" / "theme" / "assets"
SHORT = Bounds(rows=3, sentences=4)


@pytest.fixture(scope="module")
def dossier(base: Path) -> Dossier[Passage]:
    """The small dossier."""
    found = load(base).found
    assert found
    return found


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory, dossier: Dossier[Passage]) -> Iterator[str]:
    """The address below which its timeline and its sources are served, in parts."""
    folder = tmp_path_factory.mktemp("parts")
    shutil.copytree(ASSETS, folder / "assets")
    for page in pages.plan(dossier, bounds=SHORT):
        if page.file.startswith(("timeline/", "sources/")):
            target = folder / links.url(page.file) / "index.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(html(page), "utf-8")
    with serve(folder, "/dossier/") as address:
        yield address


def html(page: pages.Page) -> str:
    """A page as it is published, without its head."""

    def address(found: re.Match[str]) -> str:
        aimed = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), found[1]))
        return f'href="{links.between(page.file, links.url(aimed))}{found[2]}"'

    body = markdown.markdown(render.render(page).split("---\n", 2)[2], extensions=["attr_list", "md_in_html"])
    body = re.sub(r'href="([^"#:]+\.md)(#[^"]*)?"', address, body.replace('.md"', '.md#"')).replace('#"', '"')
    up = links.between(page.file, "assets/dossier.js").removesuffix("dossier.js")
    scripts = "".join(f'<script src="{up}{name}" defer></script>' for name in ("dossier.js", "views.js"))
    head = f'<meta charset="utf-8"><title>x</title>{scripts}'
    return f'<!doctype html><html lang="en"><head>{head}</head><body><main>{body}</main></body></html>'


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of its own."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_the_address_of_a_passage_leads_to_the_page_on_which_it_is(
    page: Page, parts: str, dossier: Dossier[Passage]
) -> None:
    """From the source's own page, at which every passage has its address; so does the address of a sentence."""
    register = Register(dossier, bounds=SHORT)
    passages = {one.passage for one in gaps.cited(dossier)}
    moved = [one for one in passages if register.passage_file(one) != links.page_file("sources", one.source)]
    assert moved
    for one in sorted(moved, key=lambda one: (one.source, one.start, one.end))[::4]:
        page.goto("about:blank")
        anchor = links.span_anchor(one.start, one.end)
        page.goto(f"{parts}sources/{one.source}/#{anchor}")
        expect(page).to_have_url(f"{parts}{links.url(register.passage_file(one))}#{anchor}")
        expect(page.locator(f"[id='{anchor}']")).to_be_attached()
    page.goto("about:blank")
    page.goto(f"{parts}sources/race-report/#s-7")
    expect(page).to_have_url(f"{parts}{links.url(register.sentence_file('race-report', 7))}#s-7")


def test_a_filter_says_of_which_part_it_counts(page: Page, parts: str) -> None:
    """Before and after a choice."""
    page.goto(f"{parts}timeline/")
    page.get_by_role("navigation", name="Timeline, in parts").get_by_role("link").first.click()
    said = re.search(r"of (\d+) shown in (.+)$", page.locator("output").inner_text())
    assert said
    page.get_by_label("Words").fill("no event says this")
    expect(page.locator("output")).to_have_text(f"0 of {said[1]} shown in {said[2]}")
