"""The offline edition of a small site: addresses name files, and the search comes as scripts."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from generator import searchindex
from generator.offline import NoSearchError, edition, pack, page

SITE = {
    "index.html": b'<a href="events/a/#p-1">a</a>',
    "404.html": b"lost",
    "sitemap.xml": b"<urlset/>",
    "assets/offline.js": b"start();",
    "assets/offline-worker.js": b"asks();",
    "assets/search-near.js": b"near();",
    "assets/search-parts.js": b"parts();",
    "assets/search.js": b"ours();",
    "assets/javascripts/workers/search.0a1b.min.js": b"theirs('</script>');",
    "assets/javascripts/bundle.0a1b.min.js.map": b"{}",
    "search/search_index.json": json.dumps(
        {"docs": [{"location": ""}, {"location": "events/a/"}, {"location": "events/a/#p-1"}]}
    ).encode(),
    "cards/7.json": b'{"a": {"title": "\xc3\xb1"}}',
    "data/dossier.json": b"{}",
}


def made(site: dict[str, bytes]) -> dict[str, bytes]:
    """The edition of a site."""
    return dict(edition(site, site.__getitem__))


@pytest.mark.parametrize(
    ("link", "offline"),
    [
        ("../b/", "../b/index.html"),
        ("../b/#p-1-2", "../b/index.html#p-1-2"),
        ("../b/#:~:text=a/b", "../b/index.html#:~:text=a/b"),
        (".", "./index.html"),
        ("../..", "../../index.html"),
        ("", "index.html"),
        ("#p-1-2", "#p-1-2"),
        ("../data/dossier.json", "../data/dossier.json"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("/rooted/", "/rooted/"),
    ],
)
def test_links_name_files(link: str, offline: str) -> None:
    """What a server would look up is written out, in links of pages, of drawings, and to where a record has moved."""
    for form in ('<a class="x" href="{}">', '<a xlink:href="{}">', '<meta http-equiv="refresh" content="0; url={}">'):
        assert page(form.format(link)) == form.format(offline)


def test_words_are_left_alone() -> None:
    """Text that looks like a link is none, in an attribute or out of one."""
    text = '<p title="href=a/" data-x=" href=">a/#b href="c/"</p>'
    assert page(text) == text


def test_pages_take_the_search_s_worker_from_a_text() -> None:
    """Before the theme's script comes the one that has the worker, and the policy lets that run."""
    head = "<meta content=\"script-src 'self'; worker-src 'self'\">"
    assert page(f'{head}<script src="../assets/javascripts/bundle.0a1b.min.js"></script>') == (
        "<meta content=\"script-src 'self'; worker-src blob:\">"
        '<script src="../assets/offline.js"></script>\n<script src="../assets/javascripts/bundle.0a1b.min.js"></script>'
    )


def test_the_search_comes_as_scripts() -> None:
    """Index and workers are literals of a script; what the index finds are files."""
    files = made(SITE)
    index = json.loads(files["search/search_index.js"].decode().removeprefix("var __index = "))
    assert [entry["location"] for entry in index["docs"]] == [
        "index.html", "events/a/index.html", "events/a/index.html#p-1",
    ]  # fmt: skip
    literal, _, start = files["assets/offline.js"].decode().removeprefix("var offlineWorker = ").partition(";\nstart")
    assert json.loads(literal) == "asks();\nnear();\nparts();\nours();\ntheirs('</script>');"
    assert start == "();"


def test_an_index_in_parts_comes_as_a_script_for_each() -> None:
    """A page that is a file can fetch none of them."""
    docs = json.loads(SITE[searchindex.NAME])["docs"]
    entries = [{**entry, "title": "Añ", "text": "<p>b</p>"} for entry in docs]
    parts = searchindex.divided(json.dumps({"config": {}, "docs": entries}).encode(), 0)
    files = made({**SITE, **parts})
    assert [name for name in sorted(files) if name.startswith("search/")] == [
        "search/names.js", "search/pages/0.js", "search/search_index.js", "search/terms/0.js",
    ]  # fmt: skip
    assert json.loads(files["search/search_index.js"].decode().removeprefix("var __index = "))["config"]["parts"]
    assert files["search/names.js"].startswith(b'offlinePart("names", {')
    assert files["search/terms/0.js"].startswith(b'offlinePart("terms/0", {')
    brought = files["search/pages/0.js"].decode("ascii").removeprefix('offlinePart("pages/0", ').removesuffix(");\n")
    assert [entry["location"] for page in json.loads(brought)["pages"] for entry in page] == [
        "index.html", "events/a/index.html", "events/a/index.html#p-1",
    ]  # fmt: skip


def test_cards_come_as_scripts() -> None:
    """In ASCII, by their number."""
    files = made(SITE)
    assert files["cards/7.js"] == b'offlineCards(7, {"a":{"title":"\\u00f1"}});\n'
    assert "cards/7.json" not in files


def test_what_only_a_server_needs_stays_away() -> None:
    """All else is taken along as it is."""
    files = made(SITE)
    assert not {"404.html", "sitemap.xml", "search/search_index.json"} & files.keys()
    assert not any(name.endswith(".map") for name in files)
    assert files["data/dossier.json"] == b"{}"


def test_a_site_without_the_search_is_refused() -> None:
    """An edition whose search fails in silence would be worse than none."""
    with pytest.raises(NoSearchError):
        made({name: content for name, content in SITE.items() if "workers" not in name})


def test_the_same_site_makes_the_same_bytes() -> None:
    """Whatever the order in which its files are found; each lies below one folder and can be read."""
    packed = []
    for site in (SITE, dict(reversed(SITE.items()))):
        stream = io.BytesIO()
        pack(stream, "toy", edition(site, site.__getitem__))
        packed.append(stream.getvalue())
    assert packed[0] == packed[1]
    with zipfile.ZipFile(io.BytesIO(packed[0])) as found:
        assert found.testzip() is None
        assert all(name.startswith("toy/") for name in found.namelist())
        assert found.read("toy/data/dossier.json") == b"{}"
