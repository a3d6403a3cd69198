"""A real Chromium, and the built site served as GitHub Pages would: under its sub-path, with its own 404 page."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.server import serve
from tests.site.folder import built_site, subpath

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",  # containers and root cannot make one; only our own pages are opened
]

WHOLE = """(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { content-visibility: visible !important }");
    document.adoptedStyleSheets = [sheet];
})()"""
"""Lays out what stands far down a page at once, for what looks at all of it: `context.add_init_script(WHOLE)`."""


def searched(page: Page, query: str) -> None:
    """Type a query anew into the open search, and wait for its first result."""
    field, items = page.locator(".md-search__input"), page.locator(".md-search-result__item")
    field.fill("")
    field.press("End")
    expect(items).to_have_count(0)
    field.fill(query)
    field.press("End")
    items.first.wait_for()


@pytest.fixture(scope="session")
def site_folder() -> Path:
    """The folder of the built site."""
    return built_site()


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """The address at which the built site is served, ending in a slash."""
    with serve(site_folder, subpath(site_folder)) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a window; CHROMIUM names it, or it is on PATH."""
    given = os.environ.get("CHROMIUM")
    names = [given] if given else ["chromium", "chromium-browser", "google-chrome"]
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.fail(f"no Chromium ({', '.join(names)}): `make test` installs one, or set CHROMIUM", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
