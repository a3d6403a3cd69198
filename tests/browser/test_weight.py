"""How much a first visit costs: every answer that a page needs, compressed as GitHub Pages compresses it."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response

from tests.site.links import kinds

pytestmark = [pytest.mark.site, pytest.mark.browser]

TEXTS = ("text/", "application/javascript", "application/json", "image/svg+xml")


def weight(response: Response) -> int:
    """Return the bytes of an answer's body on the way; fonts and pictures are compressed already."""
    body = response.body()
    kind = response.headers.get("content-type", "")
    return len(gzip.compress(body, 6)) if kind.startswith(TEXTS) else len(body)


def test_a_first_visit_is_light(browser: Browser, site: str, site_folder: Path) -> None:
    """At most 300 KB for the longest page of each kind, with nothing in the cache; the search comes on top when used."""
    heavy = {}
    for address in kinds(site_folder):
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        page = context.new_page()
        answers: list[Response] = []
        page.on("response", lambda answer, found=answers: found.append(answer))
        page.goto(site + address, wait_until="networkidle")
        sizes = {answer.url.removeprefix(site): weight(answer) for answer in answers}
        if (total := sum(sizes.values())) > 300_000:
            heavy[address] = total, sizes
        context.close()
    assert heavy == {}
