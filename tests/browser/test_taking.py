"""Citing a record in a real browser."""

import json

import pytest
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.site, pytest.mark.browser]


def test_a_button_copies_the_citation(browser: Browser, site: str) -> None:
    """What is copied is what stands beside the button, and the button says that it was done."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    export = page.request.get(f"{site}data/dossier.json").json()
    page.goto(site + export["events"][0]["url"])
    page.locator(".cite__more summary").click()
    copied = []
    for button in page.locator("[data-copy]").all():
        button.click()
        expect(button).to_contain_text("Copied")
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    words, bibtex, csl = copied
    assert export["events"][0]["title"] in words
    assert bibtex.startswith("@misc{" + export["events"][0]["id"])
    assert json.loads(csl)[0]["title"] == export["events"][0]["title"]
    context.close()


def test_without_a_script_there_is_no_button(browser: Browser, site: str) -> None:
    """The citation is there to be read, and nothing is offered that does not work."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    export = page.request.get(f"{site}data/dossier.json").json()
    page.goto(site + export["actors"][0]["url"])
    expect(page.locator(".cite__text")).to_be_visible()
    expect(page.locator("[data-copy]").first).to_be_hidden()
    context.close()
