"""What machines are told of each page of the built site, and where they find its data."""

import html
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from generator.stylesheet import HAD
from tests.site.folder import address
from tests.site.links import pages

pytestmark = pytest.mark.site

LEFT_TO_US = {"md-container"}
"""Classes for which the theme has no rule."""
META = re.compile(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">')
DESCRIBED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def head(site: Path, page: str) -> str:
    """The head of a page."""
    return (site / page / "index.html").read_text("utf-8").partition("</head>")[0]


def records(site: Path) -> dict[str, dict[str, Any]]:
    """Every record of the export that has a page, by its address."""
    export = json.loads((site / "data/dossier.json").read_text("utf-8"))
    return {
        record["url"]: record
        for kind in export.values()
        if isinstance(kind, list)
        for record in kind
        if "url" in record
    }


def test_one_sheet_has_all_that_pages_have_of_the_theme(site_folder: Path) -> None:
    """No page carries a class of the theme that its sheet has left out, and no page loads another sheet."""
    for page in pages(site_folder):
        text = (site_folder / page / "index.html").read_text("utf-8")
        assert len(re.findall('<link rel="stylesheet"', text)) == 1
        assert re.search('<link rel="stylesheet" href="[./]*assets/site.css">', text)
        carried = {name for names in re.findall('class="([^"]*)"', text) for name in names.split()}
        assert {name for name in carried if name.startswith("md-")} - LEFT_TO_US <= {
            name for name in carried if HAD.fullmatch(name)
        }, page


def test_every_page_describes_itself(site_folder: Path) -> None:
    """Title, description, canonical address, and the same for those who share it; no two pages share an address."""
    home = address(site_folder)
    for page in pages(site_folder):
        text = head(site_folder, page)
        meta = dict(META.findall(text))
        assert f'<link rel="canonical" href="{home}{page}">' in text, page
        assert meta["og:url"] == home + page
        assert meta["og:description"] == meta["description"]
        picture = (site_folder / meta["og:image"].removeprefix(home)).read_bytes()
        assert picture[16:24] == (1200).to_bytes(4) + (630).to_bytes(4), "a PNG file says its size there"
        assert len(html.unescape(meta["description"])) > 10, page
        title = re.search("<title>(.*?)</title>", text)
        assert title
        assert meta["og:title"]
        assert meta["og:title"] in title[1]


def test_no_two_records_describe_themselves_alike(site_folder: Path) -> None:
    """Whoever finds several of them sees which is which; and no title ends as a part of a sentence does."""
    described = [dict(META.findall(head(site_folder, page))) for page in records(site_folder)]
    assert len({meta["description"] for meta in described}) == len(described)
    assert [meta["og:title"] for meta in described if meta["og:title"].endswith((",", ";"))] == []


def test_records_and_home_are_described_as_data(site_folder: Path) -> None:
    """Each says in JSON-LD what it is; the addresses in it lead to pages and files that are there."""
    home = address(site_folder)
    for page in ["", *records(site_folder)]:
        (found,) = DESCRIBED.findall(head(site_folder, page))
        described = json.loads(found)
        assert urljoin(home + page, described["@id"]) == home + page
        for named in re.findall(r'"@id": "([^"]+)"', found):
            there = urljoin(home + page, named)
            if there.startswith(home):
                path = site_folder / there.removeprefix(home)
                assert path.is_file() or (path / "index.html").is_file(), (page, named)


def test_a_record_s_data_is_its_part_of_all_data(site_folder: Path) -> None:
    """Beside each page lies what the export says of its record, and the page leads there."""
    for page, record in records(site_folder).items():
        file = site_folder / f"{page.rstrip('/')}.json"
        assert json.loads(file.read_text("utf-8")) == record
        text = (site_folder / page / "index.html").read_text("utf-8")
        assert f'<a href="../{file.name}" type="application/json">' in text


def test_every_page_stands_in_the_site_map(site_folder: Path) -> None:
    """Each once, without a date; robots.txt leads there."""
    home = address(site_folder)
    sitemap = (site_folder / "sitemap.xml").read_text("utf-8")
    found = [loc.text for loc in ElementTree.fromstring(sitemap).findall(".//{*}loc")]  # noqa: S314 - our own build
    assert sorted(map(str, found)) == sorted(home + page for page in pages(site_folder))
    assert "lastmod" not in sitemap
    assert f"Sitemap: {home}sitemap.xml" in (site_folder / "robots.txt").read_text("utf-8").splitlines()
