"""Makes Python-Markdown convert what the templates write sooner, to the letter as it would. Knows no page builder.

Most of a page is text, entities, links and tags, which the processors of Python-Markdown take apart one by one though
nothing in them calls for that. Those here pass over such stretches at once, and leave to the others whatever
is not as plain. They touch private parts of the version that `VERSION` names.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Any, ClassVar, cast
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import md_in_html
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import STX, AtomicString

VERSION = "3.11.3"
"""The version whose private parts are known here."""


def quickened(md: markdown.Markdown) -> markdown.Markdown:
    """Give an object that has all its extensions, `md_in_html` among them, processors that do the same sooner."""
    blocks = frozenset(md.block_level_elements)
    cast("Any", md).is_block_level = lambda tag: isinstance(tag, str) and tag.lower().rstrip("/") in blocks
    md.preprocessors.register(_HtmlBlocks(md), "html_block", 20)
    md.treeprocessors.register(_Inline(md), "inline", 20)
    return md


_ATTRIBUTES = r'(?: [a-zA-Z][a-zA-Z0-9:-]*(?:="[^"<>]*")?)*'
_PLAIN = re.compile(rf"<[a-z][a-z0-9]*{_ATTRIBUTES} ?/?>|</[a-z][a-z0-9]*>|<!--(?!-?>)(?:(?!--)[^<>])*-->")
_ENTITY = re.compile(r"&(?:#[0-9]+|[a-zA-Z][a-zA-Z0-9]*);")
_ATTRIBUTE = re.compile(r' ([a-zA-Z][a-zA-Z0-9:-]*)(?:="([^"]*)")?')
_TOKEN = re.compile(r"</?([a-z][a-z0-9]*)[^>]*>|<!--(.*?)-->|&([^;]*);", re.DOTALL)


class _HtmlBlocks(Preprocessor):
    """Takes raw HTML, and elements that say `markdown`, out of a text."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with a mark in place of each piece."""
        extractor = _Extractor(self.md)
        extractor.feed("\n".join(lines))
        extractor.close()
        return "".join(extractor.cleandoc).split("\n")


class _Extractor(md_in_html.HTMLExtractorExtra):
    """Looks at no tag but those of blocks, as long as what is between them only passes through."""

    line_offset = cast("Any", 0)  # `offset` counts from the beginning of the text
    block_level_tags = cast("Any", frozenset())
    block_tags = cast("Any", frozenset())
    span_and_blocks_tags = cast("Any", frozenset())

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self.block_level_tags = frozenset(md.block_level_elements)
        self.block_tags = self.block_level_tags - (self.span_tags | self.raw_tags | self.empty_tags)
        self.span_and_blocks_tags = self.block_tags | self.span_tags

    def feed(self, data: str) -> None:
        """Take a text apart; one that is not plain is left to the parser of HTML."""
        if not self._is_plain(data):
            self.__class__ = md_in_html.HTMLExtractorExtra  # type: ignore[assignment] # it counts lines
            for name in ("block_level_tags", "block_tags", "span_and_blocks_tags"):
                self.__dict__.pop(name)
            self.feed(data)
            return
        self.rawdata = data
        block = _block_tag(tuple(sorted(self.block_level_tags | self.empty_tags)))
        at, end = 0, len(data)
        while at < end:
            passing = not (self.inraw or self.intail or (self._state() == "off"))
            found = (block if passing else _TOKEN).search(data, at)
            start = found.start() if found else end
            if start > at:
                self.offset = at
                self.handle_data(data[at:start])
            if found is None:
                break
            token = found if found.re is _TOKEN else cast("re.Match[str]", _TOKEN.match(data, start))
            self.offset, at = start, token.end()
            self._handle(token)
        self.rawdata = ""

    def at_line_start(self) -> bool:
        """Tell whether no more than three spaces stand before this place in its line."""
        line = self.rawdata.rfind("\n", 0, self.offset) + 1
        return self.offset - line <= 3 and not self.rawdata[line : self.offset].strip()

    def _state(self) -> str | None:
        stack: list[str | None] = cast("Any", self).mdstate
        return stack[-1] if stack else None

    def _is_plain(self, data: str) -> bool:
        """Tell whether every `<` begins a tag or a comment, and every `&` an entity, in their simplest forms."""
        found = _PLAIN.findall(data)
        if data.count("<") != len(found) or data.count("&") != len(_ENTITY.findall(data)):
            return False
        names = {_TOKEN.match(tag)[1] for tag in set(found) if not tag.startswith("<!")}  # type: ignore[index]
        rcdata = getattr(self, "RCDATA_CONTENT_ELEMENTS", ())
        if names & {*self.CDATA_CONTENT_ELEMENTS, *rcdata, "plaintext"}:
            return False
        comments = [tag for tag in found if tag.startswith("<!")]
        # What may stand around a comment decides how it is taken; one at the end has nothing around it.
        return not comments or (len(comments) == 1 and data.rstrip().endswith(comments[0]))

    def _handle(self, token: re.Match[str]) -> None:
        text, (tag, comment, entity) = token[0], token.groups()
        if comment is not None:
            self.handle_comment(comment)
        elif entity is not None:
            self.handle_empty_tag(text, is_block=False)
        elif text.startswith("</"):
            self.handle_endtag(tag)
        else:
            cast("Any", self)._HTMLExtractor__starttag_text = text
            attributes = list(_attributes(text))
            if text.endswith("/>"):
                self.handle_startendtag(tag, attributes)
            else:
                self.handle_starttag(tag, attributes)


@lru_cache(maxsize=1)
def _block_tag(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"</?(?:{'|'.join(names)})(?=[ />])|<!--")


@lru_cache(maxsize=100_000)  # the same tags come again on page after page
def _attributes(tag: str) -> tuple[tuple[str, str | None], ...]:
    return tuple(
        (name.lower(), html.unescape(value) if value else value if written else None)
        for written, name, value in ((f"{name}=" in tag, name, value) for name, value in _ATTRIBUTE.findall(tag))
    )


_LINK = re.compile(r"""\[([^\[\]]*)\]\(([^\s()<>"'\\\x02]+)\)""")


class _Inline(InlineProcessor):
    """Tries no pattern on a text that lacks what it begins with, and takes plain links and tags all at once."""

    BEGINS: ClassVar[dict[str, str]] = {
        "backtick": "`",
        "escape": "\\",
        "reference": "[",
        "link": "[",
        "image_link": "![",
        "image_reference": "![",
        "short_reference": "[",
        "short_image_ref": "![",
        "autolink": "<",
        "automail": "<",
        "linebreak": "  \n",
        "html": "<",
        "entity": "&",
    }
    _REFERENCES = frozenset({"reference", "short_reference"})
    _BESIDE_EMPHASIS = frozenset({"html", "entity", "em_strong"})

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        every = list(md.inlinePatterns)
        names = [item.name for item in cast("Any", md.inlinePatterns)._priority]
        self.patterns = [(name, self.BEGINS.get(name, ""), one) for name, one in zip(names, every, strict=True)]

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        start, count, apply = 0, len(self.patterns), cast("Any", self)._InlineProcessor__applyPattern
        while patternIndex < count:
            name, begins, pattern = self.patterns[patternIndex]
            matched = False
            if begins in data:
                quick = self._quickly(name, pattern, data, patternIndex) if not start else None
                if quick is None:
                    data, matched, start = apply(pattern, data, patternIndex, start)
                else:
                    data = quick
            if not matched:
                patternIndex += 1  # noqa: N806
                start = 0
        return data

    def _quickly(self, name: str, pattern: Any, data: str, at: int) -> str | None:
        """Return what a pattern makes of a text, where that can be told at once; else None."""
        if name in self._REFERENCES:
            return None if self.md.references else data
        if name == "link":
            return self._linked(pattern, data, at)
        if name in self._BESIDE_EMPHASIS and "*" not in data and "_" not in data:  # which looks at what is beside it
            # What writes the tree out leaves entities as they are.
            return self._kept(pattern, data) if name == "html" else data
        return None

    def _linked(self, pattern: Any, data: str, at: int) -> str | None:
        if "![" in data or not len(_LINK.findall(data)) == data.count("[") == data.count("]"):
            return None
        stash = cast("Any", self)._InlineProcessor__stashNode

        def linked(found: re.Match[str]) -> str:
            node = Element("a", {"href": found[2]})
            self.ancestors.append("a")
            node.text = self._InlineProcessor__handleInline(found[1], at + 1)
            self.ancestors.pop()
            return cast("str", stash(node, pattern.type()))

        return _LINK.sub(linked, data)

    def _kept(self, pattern: Any, data: str) -> str:
        """Put marks in place of tags, without marks of their own for these."""

        def kept(found: re.Match[str]) -> str:
            tag = found[1]
            return self.md.htmlStash.store(pattern.backslash_unescape(pattern.unescape(tag)) if STX in tag else tag)

        return cast("str", pattern.getCompiledRegExp().sub(kept, data))
