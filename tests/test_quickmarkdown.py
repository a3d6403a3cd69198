"""What the quick processors make of a text is what Python-Markdown makes of it, however odd the text."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.quickmarkdown import VERSION, quickened

EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list", "md_in_html"]
GOLDEN = Path(__file__).parent / "golden"
PIECES = [
    *("word ", "two words", "&#46;", "&amp;", "&", "&#x2e;", "&1a;", "&#42;", "&#95;", "&#125;", "<", ">", '"', "'"),
    *(
        "\n",
        "\n\n",
        "  \n",
        "    ",
        " ",
        "\t",
        "\u00a0",
        "\u2028",
        "é",
        "#",
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        "| a | b |\n",
    ),
    *(
        "*",
        "**",
        "_",
        "__",
        "`",
        "```",
        "\\",
        "\\*",
        "\\[",
        "{",
        "}",
        "{ .x }",
        "{ #x }",
        '{ title="&#34;" }',
        "{: .y }",
    ),
    *("[", "]", "(", ")", "![", "[a](b.md)", "[a *b*](../c.md#d)", '[a](b "t")', "[a](<b c>)", "[a]: b.md\n", "[a][b]"),
    *("[Aa 3](x.md#p-1-2){ .ev .src-1 }", "<http://a.b>", "<a@b.c>", "[TOC]", "!"),
    *("<b>", "</b>", '<span class="x">', "</span>", "<br>", "<wbr>", "<br />", "<hr>", "<hr />", "</>", "<b a=b>"),
    *(
        "<p>",
        '<p markdown="span">',
        "</p>",
        "<div>",
        "<div markdown>",
        '<div class="a&#34;b" markdown>',
        "</div>",
        "<li>",
    ),
    *("<ol markdown>", "</ol>", '<li id="e" markdown="span">', "</li>", "<dl markdown>", "<dt>", "</dt>", "</dl>"),
    *('<section hidden markdown="block">', "</section>", "<svg viewBox='0 0 1 1'>", "<title>", "</title>", "</svg>"),
    *(
        "<script>",
        "</script>",
        "<pre>",
        "</pre>",
        "<DIV markdown>",
        "</DIV>",
        "<!-- a -->",
        "<!--",
        "-->",
        "<?a?>",
        "<!a>",
    ),
    *(
        "<table markdown>",
        "<tr markdown>",
        "<td markdown>",
        "</td>",
        "</tr>",
        "</table>",
        "<textarea>",
        "<h2 markdown>",
    ),
]


@pytest.fixture(scope="module")
def both() -> tuple[markdown.Markdown, markdown.Markdown]:
    """The quick object and the plain one; each serves all texts, so that what one text leaves behind would show."""
    return quickened(markdown.Markdown(extensions=EXTENSIONS)), markdown.Markdown(extensions=EXTENSIONS)


def test_the_version_is_the_one_that_is_installed() -> None:
    """Private parts are those of one version; another one asks for a look at what it changed."""
    assert markdown.__version__ == VERSION


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_text_becomes_the_same(both: tuple[markdown.Markdown, markdown.Markdown], pieces: list[str]) -> None:
    """HTML and contents are equal, letter for letter."""
    assert_same(both, "".join(pieces))


@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=80), around=st.sampled_from(PIECES))
def test_any_character_becomes_the_same(
    both: tuple[markdown.Markdown, markdown.Markdown], text: str, around: str
) -> None:
    """Control characters, too, and those that look like the marks that Markdown puts into a text."""
    assert_same(both, f'{around}{text}\n\n<p markdown="span">{text}[{text}](a.md){around}</p>\n')


def test_every_page_becomes_the_same(both: tuple[markdown.Markdown, markdown.Markdown]) -> None:
    """The pages that the templates write, of each kind."""
    for path in sorted(GOLDEN.rglob("*.md")):
        assert_same(both, path.read_text("utf-8"))


def assert_same(both: tuple[markdown.Markdown, markdown.Markdown], text: str) -> None:
    """Convert a text in both ways and compare, also where it ends in an error."""
    (quick, contents), (plain, wanted) = (converted(one, text) for one in both)
    assert quick == plain
    assert contents == wanted


def converted(one: markdown.Markdown, text: str) -> tuple[str, object]:
    """Return the HTML of a text and its contents, or what went wrong."""
    one.reset()
    try:
        return one.convert(text), getattr(one, "toc_tokens", None)
    except Exception as error:  # noqa: BLE001 - an odd text may be too much for Markdown; then for both
        return type(error).__name__, str(error)
