"""What a reader's browser does with the built site: whom it asks, what it complains of."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, Response

from tests.site.links import longest, pages

pytestmark = [pytest.mark.site, pytest.mark.browser]


class Watch:
    """Everything that goes wrong while a tab opens one page after the other.

    What a page's scripts do in its last moment may be noted under the next page.
    """

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.host = urlsplit(home).netloc
        self.noted: list[str] = []
        self.answered: set[str] = set()
        self.aborted: set[str] = set()
        self.at = ""
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        page.on("console", self._said)
        page.on("pageerror", self._threw)

    def open(self, address: str, *, settle: bool) -> None:
        """Open a page and wait until it has loaded; to settle, wait on until its scripts ask for nothing more."""
        self.at = address
        self.page.goto(address, wait_until="networkidle" if settle else "load")

    def findings(self) -> list[str]:
        """Return what went wrong so far."""
        # Leaving a page cuts short what it has just begun to ask for; that is a failure only if it never came.
        lost = sorted(self.aborted - self.answered)
        return self.noted + [f"never answered: {url}" for url in lost]

    def _asked(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.netloc != self.host and url.scheme not in {"data", "blob"}:
            self._note(f"asks another host: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure == "net::ERR_ABORTED":
            self.aborted.add(request.url)
        else:
            self._note(f"request failed: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        self.answered.add(response.url)
        if response.status >= 400:
            self._note(f"status {response.status}: {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"console: {message.text}")

    def _threw(self, error: Error) -> None:
        self._note(f"script error: {error.message}")

    def _note(self, what: str) -> None:
        self.noted.append(f"{self.at}: {what}")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of its own, with nothing remembered."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def test_no_page_asks_another_host_or_fails(page: Page, site: str, site_folder: Path) -> None:
    """Every page of the site opens without a request to another host, a failed request or an error."""
    watch = Watch(page, site)
    for address in pages(site_folder):
        watch.open(site + address, settle=False)
    # All pages of a kind have the same scripts, so one of each is enough to wait for what those do later.
    for address in longest(site_folder):
        watch.open(site + address, settle=True)
    assert watch.findings() == []


def test_a_wrong_address_shows_the_sites_own_404_page(page: Page, site: str) -> None:
    """At any depth, the 404 page comes with status 404, in its clothes, and leads home."""
    watch = Watch(page, site)
    wrong = f"{site}no/such/page/"
    watch.open(wrong, settle=True)
    assert sorted(watch.findings()) == [
        f"{wrong}: console: Failed to load resource: the server responded with a status of 404 (Not Found)",
        f"{wrong}: status 404: {wrong}",
    ]
    assert page.locator("link[rel=stylesheet]").count() > 0
    page.locator("header a").first.click()
    page.wait_for_url(site)
