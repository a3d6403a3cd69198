"""The drawn views in a reader's browser: names that do not meet, links that lead somewhere, lines that can be picked.

The drawings of a large made-up dossier are tried on a plain page with the site's own style sheets and scripts.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import markdown
import pytest
from playwright.sync_api import Browser, Page, expect

from generator import render
from generator.pages import map as atlas
from generator.pages import network
from generator.pages.lettering import width
from generator.pages.network_layout import SIZE
from generator.pages.register import Register
from tests import large
from tests.browser.server import serve

pytestmark = pytest.mark.browser

ASSETS = Path(__file__).parents[2] / "generator" / "theme" / "assets"
SHEETS = ("tokens.css", "material.css", "dossier.css", "views.css")
SIZES = {"wide": 1280, "narrow": 390}

# Every text of every drawing that shows: its words, the box around it on the page, how long it is, how large.
TEXTS = """async () => {
  await document.fonts.ready;
  return [...document.querySelectorAll(".fig svg text")]
    .filter(text => text.getClientRects().length)
    .map(text => {
      const box = text.getBBox(), parts = [...text.querySelectorAll("tspan")];
      const lines = (parts.length ? parts : [text]).map(line => line.textContent.trim());
      return {
        drawing: [...document.querySelectorAll(".fig svg")].indexOf(text.ownerSVGElement),
        lines, x: box.x, y: box.y, width: box.width, height: box.height,
        size: parseFloat(getComputedStyle(text).fontSize),
        family: document.fonts.check(`14px "Schibsted Grotesk"`),
      };
    });
}"""


class Text(NamedTuple):
    """A label as the browser sets it, in the units of its drawing."""

    drawing: int
    lines: list[str]
    x: float
    y: float
    width: float
    height: float
    size: float
    family: bool


def texts(page: Page) -> list[Text]:
    """All labels that show."""
    return [Text(**found) for found in page.evaluate(TEXTS)]


def meetings(found: list[Text]) -> list[tuple[list[str], list[str]]]:
    """Which labels of one drawing overlap."""
    return [
        (one.lines, other.lines)
        for at, one in enumerate(found)
        for other in found[at + 1 :]
        if one.drawing == other.drawing
        and one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    ]


@pytest.fixture(scope="session")
def large_pages(tmp_path_factory: pytest.TempPathFactory, base: Path) -> Iterator[str]:
    """The address below which the views of large dossiers are served: `network/` and `map/`."""
    folder = tmp_path_factory.mktemp("drawn")
    shutil.copytree(ASSETS, folder / "assets")
    points = {f"p-{at}": (30 + at * 7.3 % 34, 14 + at * 4.7 % 23) for at in range(60)}
    planned = [
        *network.plan(Register(large.actors(base, 100, 150))),
        *atlas.plan(Register(large.places(base, points, 120))),
    ]
    for page in planned:
        body = markdown.markdown(render.render(page).split("---\n", 2)[2], extensions=["attr_list", "md_in_html"])
        links = "".join(f'<link rel="stylesheet" href="../assets/{sheet}">' for sheet in SHEETS)
        head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>x</title>{links}'
        script = '<script src="../assets/views.js" defer></script>'
        html = f'<!doctype html><html lang="en" dir="ltr" class="js"><head>{head}{script}</head><body dir="ltr"'
        html += f' data-md-color-scheme="default"><main class="md-content"><div class="md-typeset">{body}</div></main>'
        target = folder / page.file.replace(".md", ".html")
        target.parent.mkdir()
        target.write_text(html, "utf-8")
    with serve(folder, "/dossier/") as address:
        yield address


@pytest.fixture(params=SIZES)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab of a wide and of a narrow screen."""
    context = browser.new_context(viewport={"width": SIZES[request.param], "height": 900})
    yield context.new_page()
    context.close()


def fits(page: Page, least: int) -> None:
    """Check that all labels are in the site's own letters, no wider than reckoned with, and that none meets another."""
    found = texts(page)
    assert len(found) >= least
    assert all(text.family for text in found)
    assert meetings(found) == []
    for text in found:
        assert text.width <= max(width(line, text.size) for line in text.lines) * 1.02 + 1, text
    assert {text.size for text in found} <= {SIZE, 13.0, 12.0}


def test_no_names_meet_among_100_actors_and_150_relations(page: Page, large_pages: str) -> None:
    """Names that are hard to set among them."""
    page.goto(f"{large_pages}network/")
    fits(page, 90)


def test_no_names_meet_on_a_crowded_map(page: Page, large_pages: str) -> None:
    """Sixty places close to each other."""
    page.goto(f"{large_pages}map/")
    fits(page, 20 if page.viewport_size == {"width": 1280, "height": 900} else 4)


@pytest.mark.site
@pytest.mark.parametrize(("view", "least"), [("network", 50), ("map", 15)])
def test_no_names_of_the_shipped_dossier_meet(page: Page, site: str, view: str, least: int) -> None:
    """On the built site."""
    page.goto(f"{site}{view}/")
    fits(page, least)


@pytest.mark.site
@pytest.mark.parametrize("view", ["network", "map"])
def test_every_name_leads_to_a_page(page: Page, site: str, view: str) -> None:
    """Below the site's sub-path; a name can be clicked, and reached and followed by keyboard."""
    page.goto(f"{site}{view}/")
    addresses = page.evaluate(
        "[...document.querySelectorAll('.fig a')].map(a => new URL(a.href.baseVal, location).href)"
    )
    assert len(set(addresses)) > 15
    for address in sorted(set(addresses)):
        assert page.request.get(address).status == 200, address
    name = page.locator(".fig a:visible").first
    text = " ".join((name.text_content() or "").split())
    name.locator("text").click()
    page.wait_for_url(f"{site}**/*/")
    expect(page.locator("h1")).to_have_text(text)
    page.goto(f"{site}{view}/")
    name.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(text)


@pytest.mark.site
@pytest.mark.parametrize("view", ["network", "map"])
def test_the_views_are_whole_without_a_script(browser: Browser, site: str, view: str) -> None:
    """The drawing and its list or table are there; what needs the script is not shown."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}{view}/")
    assert page.locator(".fig svg:visible a").count() > 15
    assert page.locator(".md-content :is(li, td):visible a.ev").count() > 15
    assert page.locator(".filters:visible").count() == 0
    context.close()


def shown(page: Page, selector: str) -> list[dict[str, Any]]:
    """The data of the lines in the drawing that shows, as far as they have none of these classes."""
    found: list[dict[str, Any]] = page.evaluate(
        """selector => [...document.querySelectorAll('.fig svg .e')]
            .filter(line => line.ownerSVGElement.getClientRects().length && line.matches(selector))
            .map(line => ({...line.dataset}))""",
        selector,
    )
    return found


def test_a_name_keeps_only_its_own_lines(page: Page, large_pages: str) -> None:
    """Under the pointer and with focus alike; Escape lets go."""
    page.goto(f"{large_pages}network/")
    every = shown(page, ".e")
    name = page.locator(f".fig a:visible[data-id='{every[0]['a']}']")
    own = [line for line in every if every[0]["a"] in (line["a"], line["b"])]
    name.locator("text").hover()
    assert shown(page, ".is-hot") == shown(page, ":not(.is-dim)") == own
    near = {end for line in own for end in (line["a"], line["b"])}
    lit = page.evaluate(
        """() => [...document.querySelectorAll('.fig a:not(.is-dim)')]
            .filter(name => name.getClientRects().length).map(name => name.dataset.id)"""
    )
    assert set(lit) == near
    page.mouse.move(0, 0)
    assert shown(page, ".is-dim") == []
    name.focus()
    assert shown(page, ":not(.is-dim)") == own
    page.keyboard.press("Escape")
    assert shown(page, ".is-dim") == []


def test_lines_and_rows_can_be_picked_by_kind_and_status(page: Page, large_pages: str) -> None:
    """The drawing, the list and the count agree, and all comes back."""
    page.goto(f"{large_pages}network/")
    rows, output = page.locator(".ties [data-row]:visible"), page.locator(".filters output")
    expect(output).to_have_text("150 of 150 shown")
    assert rows.count() == 150
    page.goto(f"{large_pages}network/?line=force&line=word&status=reported&status=planned")
    left = rows.count()
    assert 0 < left < 150
    expect(output).to_have_text(f"{left} of 150 shown")
    visible = shown(page, ":not(.is-off)")
    assert {line["mark"].split(".")[2] for line in visible} == {"force", "word"}
    assert {line["mark"].split(".")[3] for line in visible} == {"reported", "planned"}
    page.locator(".chip:has(input[value=tie])").click()
    page.locator(".chip:has(input[value=claimed])").click()
    expect(output).to_have_text("150 of 150 shown")
    assert len(shown(page, ":not(.is-off)")) == len(shown(page, ".e"))


@pytest.mark.site
@pytest.mark.parametrize("view", ["network", "map"])
def test_the_views_fit_a_narrow_screen(browser: Browser, site: str, large_pages: str, view: str) -> None:
    """At 320 pixels nothing sticks out, the large dossiers' views included."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    for address in (site, large_pages):
        page.goto(f"{address}{view}/")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()
