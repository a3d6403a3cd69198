"""Cards on links in a reader's browser: what they show, how they come and go, and what they ask of the network."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.links import kinds

pytestmark = [pytest.mark.site, pytest.mark.browser]

# Every link to a record or a term on the page that a mouse can reach, as an address; not those of cards.
RECORDS = r"""() => [...document.querySelectorAll(".md-content a")]
    .map(link => new URL(link.href?.baseVal ?? link.href, location))
    .filter(to => to.pathname !== location.pathname)
    .map(to => (to.href.match(/\/(?:actors|disputes|events|places|quotes|sources)\/([a-z0-9-]+)\/(?:#.*)?$/)
        ?? to.href.match(/\/glossary\/(#t-.+)$/))?.[1])
    .filter(Boolean)"""
# How many records of the margin have a passage that covers a piece of text.
RESTING = """piece => {
    const [from, to] = piece.dataset.p.split(":").slice(1).map(Number);
    const covers = on => { const [start, end] = on.split("-").map(Number); return start <= from && to <= end; };
    return [...piece.closest(".sent").querySelectorAll("[data-on]")]
        .filter(link => link.dataset.on.split(" ").some(covers)).length;
}"""
# The middle of the first line of a piece of text.
MIDDLE = """piece => {
    const { x, y, width, height } = piece.getClientRects()[0];
    return [x + width / 2, y + height / 2];
}"""
# Where the pieces stand that the address of the page lights.
LIT = "() => [...document.querySelectorAll('.is-target')].map(one => one.dataset.p.split(':').slice(1).map(Number))"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of its own, with nothing remembered."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def card(page: Page) -> Locator:
    """The card that shows."""
    return page.locator(".md-content .card")


def an_event(page: Page, site: str) -> Locator:
    """Open the list of events; the link to the first of them."""
    page.goto(f"{site}events/")
    return page.locator(".tlrow .ti a").first


def test_a_link_to_a_record_shows_its_card(page: Page, site: str) -> None:
    """Kind, title, status and date in words, and a sentence with the sign of its source."""
    link = an_event(page, site)
    link.hover()
    expect(card(page)).to_be_visible()
    expect(card(page).locator(".kind")).to_have_text("Event")
    expect(card(page).locator(".card__title")).to_have_text(link.inner_text())
    row = page.locator(".tlrow").first
    expect(card(page).locator(".st")).to_contain_text(row.locator(".st").inner_text())
    expect(card(page)).to_contain_text(row.locator(".when b").inner_text())
    expect(card(page).locator(".card__said .sig").first).to_be_visible()
    expect(link).to_have_accessible_description(re.compile("(Hashemi|No longer safe) *$"))  # the name of the source


def test_the_keyboard_shows_a_card_and_escape_closes_it(page: Page, site: str) -> None:
    """The link is described by its card as long as that is there; moving on closes it too."""
    link = an_event(page, site)
    page.locator(".md-content a").first.focus()
    while not link.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
    expect(card(page)).to_be_visible()
    described = link.get_attribute("aria-describedby")
    assert described == card(page).get_attribute("id")
    assert card(page).get_attribute("role") == "tooltip"
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    assert link.get_attribute("aria-describedby") is None
    expect(link).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(card(page)).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}events/*/")


def test_a_term_shows_what_the_glossary_says_of_it(page: Page, site: str) -> None:
    """Under the pointer or with the focus, an editor's note told apart; the link leads to the entry."""
    page.goto(f"{site}events/alleged-nine-eleven-involvement/")
    link = page.locator(".md-content a.term").first
    page.keyboard.press("Tab")
    link.focus()
    expect(card(page).locator(".kind")).to_have_text("Glossary")
    expect(card(page).locator(".card__title")).to_have_text(link.inner_text())
    expect(card(page).locator(".note")).to_contain_text("Editor’s note")
    said = (card(page).locator(".card__said").text_content() or "").strip()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}glossary/#t-*")
    target = page.locator(":target dd")
    assert (target.text_content() or "")[:40] == said[:40]


def test_a_card_stays_under_the_pointer_and_leaves_with_it(page: Page, site: str) -> None:
    """It can be read, and its words be marked, at leisure."""
    an_event(page, site).hover()
    expect(card(page)).to_be_visible()
    card(page).hover()
    page.wait_for_timeout(400)
    expect(card(page)).to_be_visible()
    page.mouse.move(1, 1)
    expect(card(page)).to_have_count(0)


def test_a_finger_follows_the_link(browser: Browser, site: str) -> None:
    """The first tap opens the page; no card comes between."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    link = an_event(page, site)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    link.tap()
    page.wait_for_url(f"{site}events/*/")
    assert not [url for url in asked if "/cards/" in url]
    context.close()


def test_every_record_that_a_page_links_to_has_a_card(page: Page, site: str, site_folder: Path) -> None:
    """On the longest page of each kind, each link's card is in the file where the script looks for it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    shown = set()
    for address in kinds(site_folder):
        page.goto(site + address)
        shown |= set(page.evaluate(RECORDS))
    assert len(shown) > 100
    assert [record for record in shown if record.startswith("#")]
    assert not [url for url in asked if "/cards/" in url], "a page fetches no card before it is asked for"
    missing = page.evaluate(
        """async ([home, records]) => {
            const lost = [];
            for (const record of records) {
                let number = 0;
                for (const letter of record) number = (number * 37 + letter.charCodeAt(0)) % 61;
                const answer = await fetch(`${home}cards/${number}.json`);
                if (!answer.ok || !(await answer.json())[record]) lost.push(record);
            }
            return lost;
        }""",
        [site, sorted(shown)],
    )
    assert missing == []


def test_cards_ask_only_their_own_host_and_little_of_it(page: Page, site: str) -> None:
    """One small file below the site's sub-path, once; the second card out of it comes without a request."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    link = an_event(page, site)
    page.wait_for_load_state("networkidle")
    asked.clear()
    for _ in range(2):
        link.hover()
        expect(card(page)).to_be_visible()
        page.mouse.move(1, 1)
        expect(card(page)).to_have_count(0)
    (url,) = asked
    assert url.startswith(f"{site}cards/")
    assert urlsplit(site).path == "/dossier/"
    assert len(page.request.get(url).body()) < 100_000


def test_without_a_network_a_link_is_a_plain_link(page: Page, site: str) -> None:
    """No card, no error, and the next try may find it."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    link = an_event(page, site)
    page.route("**/cards/*", lambda route: route.abort())
    link.hover()
    page.wait_for_timeout(600)
    expect(card(page)).to_have_count(0)
    page.unroute("**/cards/*")
    page.mouse.move(1, 1)
    link.hover()
    expect(card(page)).to_be_visible()
    assert errors == []


@pytest.mark.parametrize("address", ["events/soleimani-killed/", "sources/hashemi/"])
def test_a_marker_shows_its_sentence(page: Page, site: str, address: str) -> None:
    """The sentence of the apparatus; on a source's own page, that of its text."""
    page.goto(site + address)
    for number in range(2):
        marker = page.locator(".md-content a.ev:visible").nth(number)
        entry = page.locator(f"[id='{marker.get_attribute('data-e')}'] .words")
        if not entry.count():
            continue
        marker.hover()
        expect(card(page).locator(".words")).to_have_text(entry.text_content() or "")
        page.keyboard.press("Escape")
        expect(card(page)).to_have_count(0)


def test_a_passage_shows_the_records_that_rest_on_it(page: Page, site: str) -> None:
    """All of those, and only those, whose passages cover the words under the pointer, however passages overlap."""
    page.goto(f"{site}sources/hashemi/")
    pieces = page.locator(".sent__t mark [data-p]")
    assert pieces.count() > 100
    for number in range(0, pieces.count(), pieces.count() // 12):
        piece = pieces.nth(number)
        wanted = piece.evaluate(RESTING)
        piece.scroll_into_view_if_needed()
        page.mouse.move(*piece.evaluate(MIDDLE))
        expect(card(page).locator(".card__row b, .card__one")).to_have_count(wanted)
        head = "Rests on these words" if wanted == 1 else f"{wanted} records rest on these words"
        expect(card(page).locator(".kind").first).to_have_text(head)
        page.mouse.move(1, 1)
        expect(card(page)).to_have_count(0)


def test_passages_can_be_reached_and_light_up(page: Page, site: str) -> None:
    """The keyboard reaches a passage; its address lights it whole, and a record in the margin lights all of its own."""
    page.goto(f"{site}sources/hashemi/")
    mark = page.locator(".reader mark.pass").first
    page.locator(".sent__n a").first.focus()
    page.keyboard.press("Tab")
    expect(mark).to_be_focused()
    expect(card(page)).to_be_visible()
    for anchor in page.locator(".reader .sent [id^='p-']").evaluate_all("all => all.map(one => one.id)")[::15]:
        page.goto(f"{site}sources/hashemi/#{anchor}")
        lit = page.evaluate(LIT)
        start, end = map(int, anchor.split("-")[1:])
        assert lit[0][0] == start
        assert lit[-1][1] == end
        assert all(first[1] <= second[0] for first, second in pairwise(lit))
    link = page.locator("[data-on]").first
    link.hover()
    expect(page.locator(".sent__t .is-on").first).to_be_visible()
