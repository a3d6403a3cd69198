"""A large index is divided into parts that say together what it said, and in which every word is found at once."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import pytest

from generator.searchindex import LARGE, NAME, Entry, divided, words

CONFIG = {"lang": ["en"], "separator": " ", "pipeline": [], "fields": {}}
ENTRIES: list[Entry] = [
    {"location": "about/", "title": "About", "text": "<p>Of the lamp</p>"},
    {"location": "about/#how", "title": "How", "text": "<p>By hand, by lamp</p>"},
    {"location": "places/gull-point/", "title": "Gull Point", "text": "<p>A lamp</p>", "tags": ["Place"], "boost": 3.5},
    {
        "location": "actors/brook/",
        "title": "Ada Brook",
        "text": "<p>lamp &amp; oil</p>",
        "tags": ["Person"],
        "boost": 4,
    },
]


def index(entries: list[Entry]) -> bytes:
    """An index as Material writes it."""
    return json.dumps({"config": CONFIG, "docs": entries}).encode()


def parts(files: dict[str, bytes]) -> dict[str, Any]:
    """What the file in the index's place says of the others."""
    said: dict[str, Any] = json.loads(files[NAME])["config"]["parts"]
    return said


def shard(files: dict[str, bytes], word: str) -> dict[str, str]:
    """The terms of the file in which a word stands, if it stands anywhere."""
    at = max(bisect_right(parts(files)["terms"], word) - 1, 0)
    terms: dict[str, str] = json.loads(files[f"search/terms/{at}.json"])["terms"]
    return terms


def places(files: dict[str, bytes], word: str) -> list[tuple[str, int, list[int]]]:
    """Where a word stands, read as the worker reads it: the page, what share of a name it is, at which words."""
    size = parts(files)["block"]
    digits = iter(shard(files, word).get(word, ""))
    found = []
    page = 0
    while (step := _number(digits)) is not None:
        page += step
        head = _number(digits) or 0
        at = [_number(digits) or 0 for _ in range(head >> 3)]
        block = json.loads(files[f"search/pages/{page // size}.json"])["pages"]
        found.append((block[page % size][0]["location"], head & 7, [sum(at[: n + 1]) for n in range(len(at))]))
    return found


def _number(digits: Iterator[str]) -> int | None:
    number = None
    for shift, digit in enumerate(digits):
        bits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".index(digit)
        number = (number or 0) + ((bits & 31) << 5 * shift)
        if bits < 32:
            break
    return number


def test_a_small_index_is_left_whole() -> None:
    """Nothing takes its place."""
    assert divided(index(ENTRIES), LARGE) == {}


def test_a_large_one_is_divided() -> None:
    """What every page asks for holds no page any more, and what the theme reads of it is as it was."""
    many: list[Entry] = [
        {"location": f"events/{n}/", "title": f"Event {n}", "text": "<p>It happened.</p>" * 40} for n in range(900)
    ]
    files = divided(index(many), LARGE)
    assert len(files[NAME]) < 2_000
    kept = json.loads(files[NAME])
    del kept["config"]["parts"]
    assert kept == {"config": CONFIG, "docs": []}


def test_every_word_is_found_where_it_stands() -> None:
    """On pages of greater boost first; with its share of the name that it belongs to, and its places."""
    files = divided(index(ENTRIES), large=0)
    assert places(files, "lamp") == [
        ("actors/brook/", 0, [5]),
        ("places/gull-point/", 0, [6]),
        ("about/", 0, [4, 11]),
    ]
    assert places(files, "gull") == [("places/gull-point/", 3, [0])]
    assert places(files, "place") == [("places/gull-point/", 7, [3])]
    assert places(files, "amp") == places(files, "p") == []


def test_a_page_is_one_with_its_sections() -> None:
    """Pages are numbered in the order in which they come first, and know from which number on a boost is less."""
    files = divided(index(ENTRIES), large=0)
    pages = json.loads(files["search/pages/0.json"])["pages"]
    assert [[entry["location"] for entry in page] for page in pages] == [
        ["actors/brook/"], ["places/gull-point/"], ["about/", "about/#how"],
    ]  # fmt: skip
    assert parts(files)["boosts"] == [[4, 0], [3.5, 1], [1, 2]]
    assert parts(files)["pages"] == 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Brook’s", ["ada", "brook", "s"]),
        ("Qānī, قاسم", ["qani", "قاسم"]),
        ("<p>B-52 &amp; 9/11</p>", ["b", "52", "9", "11"]),
        ("a_b 2020-01-03", ["a", "b", "2020", "01", "03"]),
    ],
)
def test_words_are_cut_as_the_worker_cuts_them(text: str, found: list[str]) -> None:
    """Small letters and digits, without marks, tags and entities."""
    assert words(text) == found


@pytest.fixture(scope="module")
def many() -> dict[str, bytes]:
    """A divided index of 2,500 pages whose names begin alike."""
    entries: list[Entry] = [
        {"location": f"actors/{n}/", "title": f"Stone {chr(97 + n % 26)}x{n}", "text": "<p>A strange story</p>"}
        for n in range(2500)
    ]
    entries.append({"location": "actors/st/", "title": "Stoa", "text": "", "boost": 2})
    return divided(index(entries), large=0)


def test_files_are_bounded(many: dict[str, bytes]) -> None:
    """Only a word that stands on very many pages has a file larger than the others, and that to itself."""
    large = [name for name, content in many.items() if name.startswith("search/terms/") and len(content) > 16_100]
    assert [name for name in large if len(json.loads(many[name])["terms"]) > 1] == []


def test_what_begins_with_much_is_answered_by_the_best(many: dict[str, bytes]) -> None:
    """Of 2,501 names that begin with “sto”, 48 are named, that with the greatest boost among them; “ax” has too few."""
    best = places(many, "sto*")
    assert len(best) == 48
    assert best[0][0] == "actors/st/"
    assert "stone*" in shard(many, "stone*")
    assert "ax*" not in shard(many, "ax*")
    assert len(places(many, "stone")) == 2500


def test_no_entry_is_lost(many: dict[str, bytes]) -> None:
    """Each stands in one of the files of pages, as it was."""
    files = divided(index(ENTRIES), large=0)
    assert [entry for page in json.loads(files["search/pages/0.json"])["pages"] for entry in page] == [
        ENTRIES[3], ENTRIES[2], *ENTRIES[:2],
    ]  # fmt: skip
    blocks = [json.loads(content)["pages"] for name, content in many.items() if name.startswith("search/pages/")]
    assert sum(map(len, blocks)) == parts(many)["pages"] == 2501
    assert {len(block) for block in blocks[:-1]} == {parts(many)["block"]}


def test_parts_are_told_apart_when_pages_change_places() -> None:
    """A page more changes what every number means, a word more does not; all parts say to which order they belong."""
    files, again = divided(index(ENTRIES), large=0), divided(index(ENTRIES), large=0)
    assert files == again
    other = [{**ENTRIES[0], "text": "<p>Of another lamp</p>"}, *ENTRIES[1:]]
    assert parts(divided(index(other), large=0))["order"] == parts(files)["order"]
    assert parts(divided(index(ENTRIES[1:]), large=0))["order"] != parts(files)["order"]
    assert {json.loads(files[name])["order"] for name in files if name != NAME} == {parts(files)["order"]}


def test_the_words_of_names_are_told_once() -> None:
    """Those that come first where a query fits them alike come first; a text has no names, and figures are none."""
    many: list[Entry] = [*ENTRIES, {"location": "x/", "title": "Gull 1987", "text": "oil", "tags": ["Place"]}]
    names = json.loads(divided(index(many), 0)["search/names.json"])["names"]
    assert names == ["ada", "brook", "person", "gull", "point", "place", "about", "how"]
