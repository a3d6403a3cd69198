"""The search's index of a large dossier, in parts, of which a browser asks for those that a query needs. Reads nothing.

Material keeps one index. Every page of the site asks for it, and every reader's browser works through all of it before
the first answer. Divided, it says where the words of a query stand: in files of words in alphabetical order, bounded in
bytes. Those name the pages by numbers, and files of a few pages each hold what is shown of them. One more
holds the words of all names, for a query with a word that stands nowhere. The worker that reads all this is
`theme/assets/search-parts.js`.
"""

from __future__ import annotations

import hashlib
import heapq
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import Any

import regex
from pydantic_core import to_json

NAME = "search/search_index.json"
"""Where Material writes its index, and every page looks for it."""
LARGE = 500_000
"""From so many bytes on, an index is divided: every page asks for a whole one, which compressed is a fifth of that."""
_BLOCK = 16
"""How many pages stand in one file."""
_SHARD = 16_000
"""How many bytes of words and their places stand in one file, unless one word alone has more."""
_MANY = 2_000
"""From so many places on, what begins with the same letters is answered by the best, which the index names."""
_BEST = 48
_SHARES = 7
"""In how many steps it is told what part of a name a word is."""
_TAG = re.compile(r"<[^>]*>|&(?:lt|gt|amp|quot);")
_MARK = regex.compile(r"\p{M}+")
_WORD = re.compile(r"[^\W_]+")
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

Entry = dict[str, Any]
"""What the search knows of a page or a section: `location`, `title`, `text`, and perhaps `tags` and `boost`."""


_Place = tuple[int, int, list[int]]
"""A page on which a word stands; the greatest part of a name on it, in steps, that the word is, 0 where it stands in
none; and which words of the page it is. There are half a million of these, so they are plain tuples."""


def divided(raw: bytes, large: int) -> dict[str, bytes]:
    """Return the files that take the place of Material's index, by their names in the site; none where it is smaller
    than `large` bytes.

    One of them stands where the index stood. It holds no pages, but says under `parts` what the others hold.
    """
    if len(raw) < large:
        return {}
    index = json.loads(raw)
    pages = _pages(index["docs"])
    boosts = [max(_boost(entry) for entry in page) for page in pages]
    words = _places(pages)
    lines = {word: _written(places) for word, places in words.items()}
    lines |= {f"{letters}*": _written(best) for letters, best in _best(words, boosts)}
    shards = list(_shards(lines))
    # Pages are numbers, which mean another page once there is one more or one less: then old parts must not be used.
    order = hashlib.sha256("\n".join(page[0]["location"] for page in pages).encode()).hexdigest()[:12]
    index["config"]["parts"] = {
        "order": order,
        "pages": len(pages),
        "block": _BLOCK,
        "boosts": [[boost, next(numbers)[0]] for boost, numbers in groupby(enumerate(boosts), lambda one: one[1])],
        "terms": [min(shard, key=_utf16) for shard in shards],
    }
    blocks = (pages[at : at + _BLOCK] for at in range(0, len(pages), _BLOCK))
    return {
        NAME: _json({"config": index["config"], "docs": []}),
        "search/names.json": _json({"order": order, "names": list(_names(pages))}),
        **{_file("terms", at): _json({"order": order, "terms": shard}) for at, shard in enumerate(shards)},
        **{_file("pages", at): _json({"order": order, "pages": block}) for at, block in enumerate(blocks)},
    }


def words(text: str) -> list[str]:
    """Return the words of a text, in HTML, as they are looked up: small letters without their marks.

    The worker, in `theme/assets/search.js`, does the same to what is typed.
    """
    text = _TAG.sub(lambda found: " " if found[0][0] == "&" else "", text)
    if not text.isascii():
        text = _MARK.sub("", unicodedata.normalize("NFKD", text))
    return _WORD.findall(text.lower())


def _pages(entries: list[Entry]) -> list[list[Entry]]:
    """Return the entries page by page: those first that come first where a query fits them alike, then by their titles.

    Titles that begin alike are found together, and so asked for together.
    """
    pages: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        pages[entry["location"].partition("#")[0]].append(entry)
    return sorted(pages.values(), key=lambda page: (-max(map(_boost, page)), words(page[0]["title"])))


def _names(pages: list[list[Entry]]) -> dict[str, None]:
    """Return each word of a name once, in the order of the pages; figures are none."""
    names = (name for page in pages for entry in page for name in (entry["title"], *entry.get("tags", ())))
    return dict.fromkeys(word for name in names for word in words(name) if not word.isdecimal())


def _boost(entry: Entry) -> float:
    return float(entry.get("boost", 1))


def _places(pages: list[list[Entry]]) -> dict[str, list[_Place]]:
    """Return where each word stands."""
    found: dict[str, list[_Place]] = defaultdict(list)
    for number, page in enumerate(pages):
        at: dict[str, list[int]] = defaultdict(list)
        shares: dict[str, int] = {}
        here = 0
        for entry in page:
            for name in (entry["title"], *entry.get("tags", ())):
                parts = words(name)
                letters = sum(map(len, parts))
                for word in parts:
                    at[word].append(here)
                    shares[word] = max(shares.get(word, 1), _SHARES * len(word) // letters)
                    here += 1
                here += 1  # what ends one name and what begins the next do not stand side by side
            for word in words(entry["text"]):
                at[word].append(here)
                here += 1
            here += 1
        for word, places in at.items():
            found[word].append((number, shares.get(word, 0), places))
    return found


def _best(found: Mapping[str, list[_Place]], boosts: list[float]) -> Iterator[tuple[str, list[_Place]]]:
    """Yield letters with which very much begins, each with the pages that should come first."""
    counts: Counter[str] = Counter()
    for word, places in found.items():
        for end in range(1, len(word) + 1):
            counts[word[:end]] += len(places)
    best: dict[str, dict[int, tuple[float, int]]] = {letters: {} for letters, n in counts.items() if n > _MANY}
    for word, places in found.items():
        under = [word[:end] for end in range(1, len(word) + 1) if word[:end] in best]
        if not under:
            continue
        for page, whole, _ in [one for at, one in enumerate(places) if one[1] or at < _BEST]:
            for letters in under:
                share = whole * len(letters) // len(word) or min(whole, 1)
                worth = 16 * whole * len(letters) / len(word) / _SHARES + boosts[page]
                best[letters][page] = max(best[letters].get(page, (0, 0)), (worth, share))
    for letters, pages in best.items():
        chosen = heapq.nsmallest(_BEST, pages, key=lambda page: (-pages[page][0], page))
        yield letters, [(page, pages[page][1], []) for page in sorted(chosen)]


def _written(places: list[_Place]) -> str:
    """Return places as digits: for each the steps to its page, how often the word stands there and its share, where."""
    numbers: list[int] = []
    before = 0
    for page, share, at in places:
        numbers += (page - before, len(at) * (_SHARES + 1) + share)
        before = page
        last = 0
        for here in at:
            numbers.append(here - last)
            last = here
    return "".join(map(_digits, numbers))


@cache
def _digits(number: int) -> str:
    """Return a number by 5 bits a digit, the lowest first; all digits but the last are greater by 32."""
    text = ""
    while number > 31:
        text += _DIGITS[number & 31 | 32]
        number >>= 5
    return text + _DIGITS[number]


def _shards(lines: dict[str, str]) -> Iterator[dict[str, str]]:
    shard: dict[str, str] = {}
    size = 0
    for word in sorted(lines, key=_utf16):
        length = len(f'"{word}":"{lines[word]}",'.encode())
        if shard and size + length > _SHARD:
            yield shard
            shard, size = {}, 0
        shard[word] = lines[word]
        size += length
    yield shard


def _utf16(word: str) -> bytes:
    """Order words as browsers do."""
    return word.encode("utf-16-be")


def _file(kind: str, at: int) -> str:
    return f"search/{kind}/{at}.json"


def _json(value: object) -> bytes:
    return to_json(value)
