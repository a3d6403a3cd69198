"""Whatever stands in the data comes back letter for letter, wherever it lands, and does nothing there."""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.hostile.conftest import Hostile
from tests.hostile.dossier import RECORDS, Group, payloads

pytestmark = [pytest.mark.site, pytest.mark.browser]

LISTEN = """
window.__seen = [];
window.ran = what => window.__seen.push(`ran ${what}`);
for (const name of ["alert", "confirm", "prompt", "open"]) window[name] = () => window.__seen.push(name);
addEventListener("securitypolicyviolation", e => window.__seen.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`));
"""  # noqa: E501
# What a page says to a reader and to a screen reader, and what in it could act.
READ = """() => {
    const all = [...document.querySelectorAll(".md-content *")];
    return {
        seen: window.__seen,
        text: document.querySelector(".md-content").textContent,
        drawn: [...document.querySelectorAll(".md-content svg text, .md-content svg title")].map(e => e.textContent).join("\\n"),
        handlers: all.flatMap(e => [...e.attributes].filter(a => /^(on|style$|formaction|srcdoc)/i.test(a.name)).map(a => a.name)),
        elements: [...new Set(all.map(e => e.localName))],
        links: [...new Set([...document.querySelectorAll("a")].map(a => new URL(a.href.baseVal ?? a.href, location).protocol))],
    };
}"""  # noqa: E501
# The same of pages that are only parsed, which is much quicker than opening them.
PARSE = """async addresses => Promise.all(addresses.map(async address => {
    const read = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    const all = [...read.querySelectorAll(".md-content *")];
    return {
        title: read.title,
        heading: read.querySelector("h1").textContent,
        text: read.querySelector(".md-content").textContent,
        labels: all.map(one => one.getAttribute("aria-label")).filter(Boolean),
        cells: all.map(one => one.dataset.s).filter(Boolean),
        handlers: all.flatMap(e => [...e.attributes].filter(a => /^(on|style$|formaction|srcdoc)/i.test(a.name)).map(a => a.name)),
        elements: [...new Set(all.map(e => e.localName))],
    };
}))"""  # noqa: E501
NEVER = {"script", "style", "iframe", "object", "embed", "img", "link", "meta", "base", "video", "use", "template"}
VIEWS = ("", *(f"{kind}/" for kind in RECORDS), "timeline/", "network/", "map/", "glossary/", "verification/")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab that listens from the first moment for whatever a payload could do."""
    context = browser.new_context()
    context.add_init_script(LISTEN)
    yield context.new_page()
    context.close()


def squeezed(text: str) -> str:
    """A text as a browser shows it: runs of spaces as one."""
    return re.sub(r"[ \n]+", " ", text).strip()


def test_nothing_runs_and_every_letter_comes_back(page: Page, hostile: Hostile) -> None:
    """On every page: no script, no request elsewhere, no violation, no dialog; and all texts are there as typed."""
    noted: list[str] = []
    host = urlsplit(hostile.address).netloc

    def dismiss(dialog: Dialog) -> None:
        noted.append(dialog.message)
        dialog.dismiss()

    page.on("request", lambda asked: noted.append(asked.url) if urlsplit(asked.url).netloc != host else None)
    page.on("console", lambda said: noted.append(said.text))
    page.on("pageerror", lambda error: noted.append(error.message))
    page.on("dialog", dismiss)

    def read(address: str) -> dict[str, Any]:
        page.goto(hostile.address + address, wait_until="domcontentloaded")
        assert page.url == hostile.address + address
        found: dict[str, Any] = page.evaluate(READ)
        assert (address, found["seen"], found["handlers"]) == (address, [], [])
        assert NEVER.isdisjoint(found["elements"])
        assert set(found["links"]) <= {"http:", "https:"}
        return found

    for group in hostile.groups:
        # Every page has the same scripts, and the lists below hold every payload: one record of each group is enough
        # to open. HOSTILE_ALL=1 opens all.
        for kind in RECORDS if os.environ.get("HOSTILE_ALL") else [RECORDS[group.number % len(RECORDS)]]:
            read(f"{kind}/{group.id(kind)}/")
    for address in VIEWS:
        found = read(address)
        if address in {"", "glossary/"}:
            assert [g for g in hostile.groups if squeezed(g.text) not in squeezed(found["text"])] == []
        if address in {"actors/", "places/", "events/", "disputes/", "sources/", "timeline/"}:
            assert [g for g in hostile.groups if squeezed(g.title) not in squeezed(found["text"])] == []
        if address == "map/":
            assert any("# not a heading" in line for line in found["drawn"].split("\n"))
    assert noted == []


def test_every_letter_comes_back(page: Page, hostile: Hostile) -> None:
    """On the page of every record: in its text, its heading, its title, its description, its labels and attributes."""
    page.goto(hostile.address)
    for kind in RECORDS:
        addresses = [f"{hostile.address}{kind}/{group.id(kind)}/" for group in hostile.groups]
        for group, found in zip(hostile.groups, page.evaluate(PARSE, addresses), strict=True):
            title, text = squeezed(group.title), squeezed(group.text)
            assert found["handlers"] == []
            assert NEVER.isdisjoint(found["elements"])
            assert text in squeezed(found["text"]), (kind, group)
            assert any(squeezed(label).endswith(f"evidence from {title}") for label in found["labels"]), (kind, group)
            if kind != "quotes":  # these are called after their speaker
                assert title in squeezed(found["heading"]), (kind, group)
                assert title in squeezed(found["title"]), (kind, group)
            if kind == "events":
                assert any(squeezed(cell).endswith(f"· {title}") for cell in found["cells"]), group


def test_the_export_and_the_search_hold_the_texts(hostile: Hostile) -> None:
    """The data for others is the text itself; what the search may show is the text, escaped once."""
    export = json.loads((hostile.folder / "site" / "data" / "dossier.json").read_bytes())
    named = {actor["id"]: actor for actor in export["actors"]}
    for group in hostile.groups:
        assert named[group.id("actors")]["name"] == group.title
        assert group.text in named[group.id("actors")]["names"]
    index = json.loads((hostile.folder / "site" / "search" / "search_index.json").read_bytes())
    texts: dict[str, str] = {}
    for entry in index["docs"]:
        at = entry["location"].partition("#")[0]
        tags = [str(tag) for tag in entry.get("tags", ())]
        assert not any(set("<>\"'") & set(text) for text in (entry["title"], *tags)), entry
        assert set(re.findall(r"<\s*([^\s>]+)", entry["text"])) <= {
            "p", "/p", "ul", "/ul", "ol", "/ol", "li", "/li", "code", "/code", "pre", "/pre",
        }  # fmt: skip
        texts[at] = texts.get(at, "") + " " + html.unescape(entry["title"] + " " + entry["text"])
    for group in hostile.groups:
        assert squeezed(group.title) in squeezed(texts[f"actors/{group.id('actors')}/"]), group


def test_what_machines_are_told_holds_the_texts(page: Page, hostile: Hostile) -> None:
    """A browser reads each page's JSON-LD and citation whole: no text in them ends the block that it stands in."""
    page.goto(hostile.address)
    read = """async addresses => Promise.all(addresses.map(async address => {
        const read = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
        const blocks = [...read.querySelectorAll("script[type='application/ld+json']")].map(one => one.textContent);
        const [words, bibtex, csl] = [...read.querySelectorAll("[data-copied]")].map(one => one.textContent);
        const shared = read.querySelector("meta[property='og:title']").content;
        return { blocks, words, csl, shared };
    }))"""
    for kind in RECORDS:
        addresses = [f"{hostile.address}{kind}/{group.id(kind)}/" for group in hostile.groups]
        for group, found in zip(hostile.groups, page.evaluate(read, addresses), strict=True):
            (described,) = map(json.loads, found["blocks"])
            (cited,) = json.loads(found["csl"])
            title = squeezed(group.title)
            assert described["identifier"] == cited["id"] == group.id(kind)
            if kind != "quotes":  # these are called after their speaker
                assert title in squeezed(described.get("headline") or described["name"])
                assert all(title in squeezed(text) for text in (cited["title"], found["shared"]))
                assert title in squeezed(found["words"])


@pytest.mark.parametrize("words", ["ran", "script", "javascript", "onerror"])
def test_search_results_do_nothing(page: Page, hostile: Hostile, words: str) -> None:
    """The list of results holds names as text, and none of what they look like."""
    page.goto(hostile.address, wait_until="networkidle")
    page.click("[data-press=__search]")
    page.keyboard.type(words)
    page.wait_for_selector(".md-search-result__item")
    result = page.locator(".md-search-result")
    assert result.locator("script, img, iframe, svg script, [onerror], [onload], [style]").count() == 0
    assert page.evaluate("window.__seen") == []


def test_there_are_enough_payloads() -> None:
    """Each is there once, and no field is without one of every category."""
    texts = [one["text"] for one in payloads()]
    assert len(texts) == len(set(texts)) >= 120
    assert isinstance(Group(0, "x").title, str)
