"""Rendering: what comes from data comes back letter for letter and does nothing on the way."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.page import Page, front_matter
from generator.render import front_matter as dumped
from generator.render import md, render

EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]
TEMPLATES = Path(__file__).parent.parent / "generator" / "templates"
CONTEXTS = {
    "paragraph": "before {} after",
    "line": "{}",
    "heading": "# {}",
    "item": "- {}",
    "ordered": "1. {}",
    "cell": "| a | b |\n| - | - |\n| {} | c |",
    "link": "[{}](x.md)",
    "bold": "**{}**",
    "span": '<p markdown="span"><span class="w">{}</span></p>',
    "block": '<div markdown>\n<p markdown="span">{}</p>\n</div>',
    "raw": "<div><p>{}</p></div>",
    "heading in a block": "<section markdown>\n\n## {}\n\n</section>",
}
NASTY = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    '{: onmouseover="alert(1)" }',
    "a\n\n# b\n- c\n\n```\nd",
    "&#106;avascript &amp; &lt;",
    "**b** _i_ `c` ~~d~~ ==e== ^f^ H~2~O",
    "1. one",
    "[ref]: https://example.org",
    "a | b \\| c",
    "https://example.org/a_b_c <b@example.org>",
    "“curly” — ‘quotes’ … 10² ½ Ω اسماعیل",
    "a -- b --- c ... (c) 'd' \"e\"",
    "    indented",
    "x *[abbr]: y",
    "\\# \\[ \\\\",
]
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1)


class _Reader(HTMLParser):
    """Reads the text of a page and the names of its elements and attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.update([tag, *(name for name, _ in attrs)])

    def handle_data(self, data: str) -> None:
        self.text += data


def read(source: str) -> _Reader:
    """Convert Markdown as the site does, and read the result."""
    reader = _Reader()
    reader.feed(markdown.markdown(source, extensions=EXTENSIONS))
    reader.close()
    return reader


def assert_comes_back(text: str, context: str) -> None:
    """Hold that a text is printed as it is, and that it adds no element and no attribute."""
    plain, found = read(context.format("letters")), read(context.format(md(text)))
    assert found.text == plain.text.replace("letters", text)
    assert found.seen == plain.seen


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=CONTEXTS)
@pytest.mark.parametrize("text", NASTY)
def test_known_attacks_are_only_text(text: str, context: str) -> None:
    """What has been made to run elsewhere is printed as it was typed."""
    assert_comes_back(text.strip(), context)


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=CONTEXTS)
@given(text=TEXT)
def test_any_text_comes_back_letter_for_letter(context: str, text: str) -> None:
    """No text changes on its way to the page, except that Markdown trims what surrounds it."""
    if text.strip():
        assert_comes_back(text.strip(), context)


@given(text=TEXT)
def test_the_filter_is_safe_in_attributes(text: str) -> None:
    """An attribute holds the text, whether the element is raw or made from Markdown."""
    source = f'<i title="{md(text)}">x</i> [y](z.md){{ title="{md(text)}" }}'
    found = markdown.markdown(source, extensions=EXTENSIONS)
    titles = [html.unescape(title) for title in re.findall(r'title="([^"]*)"', found)]
    assert titles == [text, text]


@given(title=TEXT, description=TEXT)
def test_front_matter_says_what_it_was_given(title: str, description: str) -> None:
    """Front matter is YAML whose texts are HTML-escaped, and it holds the keys we know and no others."""
    text = dumped(front_matter(title, description, kind="events", id="a"))
    assert text.startswith("---\n")
    assert text.endswith("---\n")
    loaded = yaml.safe_load(text.strip("-\n"))
    assert set(loaded) == {"title", "description", "hide", "dossier"}
    assert (html.unescape(loaded["title"]), html.unescape(loaded["description"])) == (title, description)
    assert not set("<>\"'") & set(loaded["title"] + loaded["description"])


@pytest.mark.parametrize("letter", ["\u0085", "\u2028", "\ufeff", "\ufffe", "\uffff", "\x00"])
def test_front_matter_holds_what_yaml_refuses(letter: str) -> None:
    """One such letter would lose the whole front matter, and with it the title."""
    text = dumped({"title": f"a{letter}b"})
    assert yaml.safe_load(text.strip("-\n")) == {"title": f"a{letter}b"}


def test_a_view_that_lacks_a_value_is_an_error() -> None:
    """A template never prints nothing where something was expected."""
    with pytest.raises(AttributeError):
        render(Page("moved.md", "moved", front_matter("T", "D"), object(), "data"))


@pytest.mark.parametrize("template", sorted(TEMPLATES.iterdir()), ids=lambda path: path.name)
def test_a_template_formats_and_does_nothing_else(template: Path) -> None:
    """A template says what it is given, escapes what it prints, and has no style, no script and no sorting."""
    text = template.read_text("utf-8")
    assert text.startswith("{#")
    assert not re.search(r"\bstyle=|<script|\bon[a-z]+=|\|\s*(?:sort|safe|groupby|selectattr|map|unique)\b", text)
