"""The second wall: what a page may be made of, and whether it is made of nothing else. Knows no page builder.

Data is made inert where it is printed (`render.md`). Here the rendered HTML of a page is held against an allow-list, so
that a mistake there, or in a hand-written page, ends the build and never reaches a reader. The list holds what the
templates and hand-written pages use; whoever needs more adds it here, where it can be seen.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import zip_longest

import nh3

_EVERYWHERE = frozenset(
    {
        "aria-current", "aria-hidden", "aria-label", "aria-labelledby", "class", "data-e", "data-k", "data-p",
        "data-search-exclude", "dir", "hidden", "id", "lang", "role", "title",
    }
)  # fmt: skip
_ROW = frozenset(
    {
        "data-actor", "data-group", "data-kind", "data-line", "data-mark", "data-relation", "data-row", "data-source",
        "data-speaker", "data-status", "data-to", "data-voice", "data-year",
    }
)  # fmt: skip
"""What the filters look at."""
_PAINT = frozenset(
    {
        "fill", "fill-opacity", "fill-rule", "stroke", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
        "stroke-opacity", "stroke-width", "transform",
    }
)  # fmt: skip
_TEXT = frozenset({"x", "y", "dx", "dy", "text-anchor", *_PAINT})
_PLAIN = (
    "article aside b bdi blockquote br caption code dd del desc div dl dt em fieldset figcaption figure h1 h2 h3"
    " h4 h5 h6 header hr i ins kbd legend li nav p pre s section small span strong sub"
    " summary sup table tbody thead tr ul wbr"
)
ALLOWED: dict[str, frozenset[str]] = {
    **dict.fromkeys(_PLAIN.split(), frozenset()),
    **dict.fromkeys(("article", "div", "header", "li", "section", "span", "tr"), _ROW),
    "a": frozenset({"data-id", "data-on", "data-reach", "href", "rel", "xlink:href"}),
    "details": frozenset({"open"}),
    "form": frozenset({"autocomplete"}),
    "img": frozenset({"alt", "height", "src", "width"}),
    "button": frozenset({"data-whole", "type"}),
    "input": frozenset({"checked", "disabled", "name", "type", "value"}),
    "label": frozenset(),
    "mark": frozenset(),
    "ol": frozenset({"start"}),
    "option": frozenset({"selected", "value"}),
    "output": frozenset({"aria-live"}),
    "select": frozenset({"name"}),
    "td": frozenset({"colspan", "data-s", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
    # drawings: geometry and paint, nothing that loads, moves or refers outwards
    "circle": frozenset({"cx", "cy", "r", *_PAINT}),
    "defs": frozenset(),
    "ellipse": frozenset({"cx", "cy", "rx", "ry", *_PAINT}),
    "g": _PAINT,
    "line": frozenset({"x1", "x2", "y1", "y2", *_PAINT}),
    "marker": frozenset({"markerheight", "markerunits", "markerwidth", "orient", "refx", "refy", "viewbox"}),
    "path": frozenset({"d", "data-a", "data-b", "data-mark", "marker-end", *_PAINT}),
    "pattern": frozenset({"height", "patterntransform", "patternunits", "width"}),
    "rect": frozenset({"height", "rx", "ry", "width", "x", "y", *_PAINT}),
    "svg": frozenset({"height", "overflow", "viewbox", "width", "x", "xmlns", "xmlns:xlink", "y", *_PAINT}),
    "text": _TEXT,
    "title": frozenset(),
    "tspan": _TEXT,
}
"""Which elements a page may hold, and with which attributes beyond those that every element may have. Lower case."""
_FORMS = {
    "class": re.compile(r"\s*(?:(?!md-)[A-Za-z0-9_-]+(?:\s+|$))*"),  # classes of the theme would put on its clothes
    "datetime": re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}"),
    "fill": re.compile(r"[a-zA-Z]+|#[0-9a-fA-F]+|var\(--[a-z0-9-]+\)|url\(#[A-Za-z0-9_-]+\)"),
    "href": re.compile(r"(?:https?:|mailto:)[^\s\\]+|(?![^/?#]*:)(?!//)[^\s\\]*"),
    "id": re.compile(r"(?!__|md-)[^\s]+"),  # the theme's scripts look for ids that begin with __
    "marker-end": re.compile(r"url\(#[A-Za-z0-9_-]+\)"),
    "name": re.compile(r"[a-z]+"),
    "src": re.compile(r"(?![^/?#]*:)(?!//)[^\s\\]*"),  # pictures of the site; those of others would not be shown
    "type": re.compile(r"button|checkbox|reset|search"),
    "xmlns": re.compile(r"http://www\.w3\.org/2000/svg"),
    "xmlns:xlink": re.compile(r"http://www\.w3\.org/1999/xlink"),
}
_FORMS |= {"stroke": _FORMS["fill"], "xlink:href": _FORMS["href"]}
"""What the value of an attribute must look like; every other value is only text."""

_TAG = re.compile(r"""<([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z][a-zA-Z0-9:-]*(?:="[^"<>]*")?)*)\s*/?>""")
_OTHER = re.compile(r"</[a-zA-Z][a-zA-Z0-9]*\s*>|<!--(?!-?>)(?:(?!--)[^<>])*-->")
_CLEANED = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)((?: [^\s=>]+=\"[^\"]*\")*)>")
_ATTRIBUTE = re.compile(r"""([a-zA-Z][a-zA-Z0-9:-]*)(?:="([^"]*)")?""")
_Tag = tuple[str, tuple[tuple[str, str], ...]]


def intruders(content: str) -> Iterator[str]:
    """Yield, in words, what a page's HTML holds that it must not; nothing where it equals its sanitised self.

    The HTML must first be plain: tags with quoted attributes, end tags, comments, and no other `<`. Then what nh3 reads
    as a browser does and leaves standing must have the same tags with the same attributes, one by one. So nothing was
    taken out, and nothing was read in another way than it was written.
    """
    tags = _TAG.findall(content)
    if content.count("<") != len(tags) + len(_OTHER.findall(content)):
        rest = _OTHER.sub("", _TAG.sub("", content))
        yield f"what is no plain tag: {_short(rest[rest.find('<') :])}"
        return
    for written in dict.fromkeys(tags):
        yield from _unwelcome(*written)
    left = _CLEANED.findall(_cleaner().clean(content))
    for ours, theirs in zip_longest(tags, left):
        if ours != theirs and (not ours or not theirs or _read(*ours) != _read(*theirs)):
            shown = _shown(_read(*ours) if ours else None)
            yield f"what a browser would read otherwise than it is written, from {shown} on"
            return


@lru_cache(maxsize=200_000)  # the same tags come again on page after page
def _read(name: str, attributes: str) -> _Tag:
    found = ((key.lower(), html.unescape(value)) for key, value in _ATTRIBUTE.findall(attributes))
    return name.lower(), tuple(sorted(found))


@lru_cache(maxsize=200_000)
def _unwelcome(name: str, attributes: str) -> tuple[str, ...]:
    element, pairs = _read(name, attributes)
    if element not in ALLOWED:
        return (f"the element {_shown((element, pairs))}",)
    return tuple(
        f"the attribute {key} in {_shown((element, pairs))}"
        for key, value in pairs
        if key not in ALLOWED[element] | _EVERYWHERE or (key in _FORMS and not _FORMS[key].fullmatch(value))
    )


@cache
def _cleaner() -> nh3.Cleaner:
    """Return the sanitiser. It looks at the names of SVG's attributes without prefix and in their own case."""
    cased = {
        "markerheight": "markerHeight", "markerunits": "markerUnits", "markerwidth": "markerWidth",
        "patterntransform": "patternTransform", "patternunits": "patternUnits", "refx": "refX", "refy": "refY",
        "viewbox": "viewBox", "xlink:href": "href", "xmlns:xlink": "xlink",
    }  # fmt: skip
    return nh3.Cleaner(
        tags=set(ALLOWED),
        clean_content_tags=set(),
        attributes={name: {cased.get(key, key) for key in keys | _EVERYWHERE} for name, keys in ALLOWED.items()},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _shown(tag: _Tag | None) -> str:
    if tag is None:
        return "the end"
    name, pairs = tag
    return _short(f"<{' '.join([name, *(f'{key}={value!r}' for key, value in pairs)])}>")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else f"{line[:120]}…"
