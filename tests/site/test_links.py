"""Every internal link and fragment of the built site resolves; and the check sees those that do not."""

import json
from pathlib import Path

import pytest

from tests.site.folder import address
from tests.site.links import broken, kinds, longest, pages

HOME = "https://example.org/dossier/"


@pytest.mark.site
def test_every_link_resolves(site_folder: Path) -> None:
    """Each href, src, fragment, sitemap entry, search entry and exported address leads somewhere."""
    assert list(broken(site_folder, address(site_folder))) == []


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A site of two pages, an image and a 404 page, without a broken link."""
    files = {
        "index.html": f'<link rel="canonical" href="{HOME}"><a href="b/">b</a><a href="b/#p-1-2">b</a>'
        '<a href=".">home</a>',
        "b/index.html": '<p id="p-1-2"><a href="..">up</a><a href="#p-1-2:~:text=x">here</a><img src="../pic%20a.png">'
        '<a href="https://elsewhere.example/">out</a>',
        "old/index.html": '<meta http-equiv="refresh" content="0; url=../b/">',
        "404.html": '<a href="/dossier/b/#p-1-2">b</a>',
        "pic a.png": "",
        "sitemap.xml": f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{HOME}b/</loc></url></urlset>',
        "search/search_index.json": json.dumps({"docs": [{"location": ""}, {"location": "b/#p-1-2"}]}),
        "data/dossier.json": json.dumps({"dossier": {"id": "toy"}, "events": [{"url": "b/"}]}),
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_sound_site_has_no_findings(toy: Path) -> None:
    """What resolves is not reported."""
    assert list(broken(toy, HOME)) == []


def test_pages_leave_out_redirects_and_the_404_page(toy: Path) -> None:
    """A page is what a reader can stay on."""
    assert pages(toy) == ["b/", ""]


def test_a_few_pages_stand_for_all(tmp_path: Path) -> None:
    """The longest of each section and depth; and short ones that have every class between them."""
    for path, content in {
        "": "",
        "a/": '<p class="x">',
        "a/b/": '<p class="x y">',
        "a/c/": f'<p class="x">{"long " * 50}',
        "a/d/": '<p class="z">' + "so-so " * 20,
    }.items():
        (tmp_path / path).mkdir(exist_ok=True)
        (tmp_path / path / "index.html").write_text(f"<h1>{content}", encoding="utf-8")
    assert set(longest(tmp_path)) == {"", "a/", "a/c/"}
    assert set(kinds(tmp_path)) == {"", "a/", "a/b/", "a/d/"}


@pytest.mark.parametrize(
    ("path", "link", "wrong"),
    [
        ("index.html", "c/", "no such file"),
        ("index.html", "b", "no such file"),
        ("index.html", "B/", "no such file"),
        ("index.html", "b/#p-1-3", "no such fragment"),
        ("index.html", "#p-1-2", "no such fragment"),
        ("index.html", "/dossier/b/", "not relative"),
        ("index.html", "../b/", "leaves /dossier/"),
        ("index.html", "//elsewhere.example/", "address without a scheme"),
        ("index.html", "javascript:go()", "scheme javascript"),
        ("index.html", f"{HOME}c/", "no such file"),
        ("404.html", "b/", "relative, on a page that answers at every depth"),
        ("404.html", "/b/", "leaves /dossier/"),
        ("404.html", "#main", "no such fragment"),
    ],
)
def test_a_broken_link_is_found(toy: Path, path: str, link: str, wrong: str) -> None:
    """Each way of being broken is reported with its page."""
    (toy / path).write_text(f'<a href="{link}">x</a>', encoding="utf-8")
    assert list(broken(toy, HOME)) == [f"{path}: {link} ({wrong})"]


@pytest.mark.parametrize("attribute", ['src="x.js"', 'xlink:href="x.js"', 'srcset="b/ 1x, x.js 2x"'])
def test_every_kind_of_reference_is_followed(toy: Path, attribute: str) -> None:
    """A link is more than an href."""
    (toy / "index.html").write_text(f"<i {attribute}>", encoding="utf-8")
    assert list(broken(toy, HOME)) == ["index.html: x.js (no such file)"]


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("sitemap.xml", f"<urlset xmlns='x'><url><loc>{HOME}c/</loc></url></urlset>", f"sitemap.xml: {HOME}c/"),
        ("search/search_index.json", '{"docs": [{"location": "c/"}]}', "search/search_index.json: c/"),
        ("data/dossier.json", '{"events": [{"url": "c/"}]}', "data/dossier.json: events: c/"),
        ("old/index.html", '<meta http-equiv="refresh" content="0; url=../c/">', "old/index.html: ../c/"),
    ],
)
def test_links_outside_pages_are_followed(toy: Path, path: str, text: str, found: str) -> None:
    """The sitemap, the search index, the export and redirects make links too."""
    (toy / path).write_text(text, encoding="utf-8")
    assert list(broken(toy, HOME)) == [f"{found} (no such file)"]
