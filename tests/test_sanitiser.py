"""What is no part of the allow-list is found in a rendered page, whatever it is written like; what is, passes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render import md
from generator.sanitiser import intruders
from tests.hostile.dossier import mkdocs, payloads

SOUND = [
    '<p class="std">a &lt; b &amp; c<br>d</p>',
    '<h2 id="x">A <small>b</small></h2>\n<!-- made from data/a.yml by the generator; edit that, not this -->',
    '<p><a href="../b/#p-1-2" class="ev src-1" data-e="e-1" aria-label="A 2, &quot;x&quot;">A 2</a><wbr></p>',
    '<p><a href="https://example.org/?a=b:c">x</a> <a href="a/b:c">y</a> <a href="/dossier/">z</a></p>',
    '<div><svg viewBox="0 0 1 1" xmlns:xlink="http://www.w3.org/1999/xlink"><text>t</text></svg></div>',
    '<svg><a xlink:href="b/"><title>t</title></a></svg>',
    '<svg><path d="M0 0" marker-end="url(#tip)" fill="var(--st)"/></svg>',
    '<form class="filters" autocomplete="off"><input type="checkbox" name="st" value="x" checked /></form>',
    '<button type="reset" hidden>y</button>',
    "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
    "<details><summary>a</summary><p>b</p></details>",
    '<img alt="x" src="../a/b.png" width="1" height="1">',
    "<pre><code>a\n&lt;script&gt;</code></pre>",
]
UNSOUND = [
    "<script>alert(1)</script>",
    "<script src='/x.js'></script>",
    '<p onclick="alert(1)">x</p>',
    '<p ONCLICK="alert(1)">x</p>',
    "<p onclick=alert(1)>x</p>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    '<a href=" javascript:alert(1)">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<a href="//evil.example/">x</a>',
    '<a href="\\\\evil.example">x</a>',
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<p style="color:red">x</p>',
    '<iframe src="x"></iframe>',
    '<form action="https://evil.example/"></form>',
    '<button formaction="x">y</button>',
    '<button type="submit">y</button>',
    '<input type="search" name="a b">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<base href="https://evil.example/">',
    '<link rel="stylesheet" href="x">',
    '<img src="x" onerror="alert(1)">',
    '<img alt="x" src="https://evil.example/x.png">',
    '<img alt="x" src="//evil.example/x.png">',
    '<img alt="x" src="data:image/png;base64,x">',
    '<img srcset="https://evil.example/x">',
    "<svg><animate></animate></svg>",
    '<svg><use href="#x"></use></svg>',
    "<svg><foreignObject><p>x</p></foreignObject></svg>",
    '<svg><rect fill="url(https://evil.example/x)"/></svg>',
    "<math><mi>x</mi></math>",
    "<textarea><p>x</p></textarea>",
    "<input type='checkbox'>",
    '<input type="password">',
    '<div id="__config">{}</div>',
    '<div id="__search">x</div>',
    '<div class="md-overlay">x</div>',
    '<div data-md-component="search">x</div>',
    '<p title="a<b">x</p>',
    "<p",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- a --!><img src=x>",
    "<![CDATA[x]]>",
    "<?x?>",
    "<!DOCTYPE html>",
    "</p/x>",
    '<p class="a" class="b">x</p>',
    "<p><div>a block in a paragraph</div></p>",
    "<table><p>before</p><tr><td>x</td></tr></table>",
    "<b><p>x</b></p>",
    "<plaintext>",
    "<noscript>x</noscript>",
    "<template>x</template>",
    "<x-element>y</x-element>",
]


@pytest.mark.parametrize("content", SOUND)
def test_what_pages_are_made_of_passes(content: str) -> None:
    """Our own elements, links, drawings and forms are left alone."""
    assert list(intruders(content)) == []


@pytest.mark.parametrize("content", UNSOUND)
def test_everything_else_is_found(content: str) -> None:
    """Each is found where it stands by itself and where it stands between sound pieces."""
    assert list(intruders(content))
    assert list(intruders(f"{SOUND[0]}\n<div>{content}</div>\n{SOUND[2]}"))


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=80))
def test_escaped_text_passes(text: str) -> None:
    """Whatever a text holds, escaped it is only text, in an attribute as well."""
    assert list(intruders(f'<p title="{md(text)}">{md(text)}</p>')) == []


@pytest.mark.parametrize("payload", payloads(), ids=lambda one: one["text"][:30])
def test_a_payload_that_is_not_escaped_is_found(payload: dict[str, str]) -> None:
    """If the escaping failed, every payload that makes an element would still end the build."""
    text = payload["text"]
    if payload["category"] == "element" and text not in {"<!-- a comment -->", "a < b > c"}:
        assert list(intruders(f"<p>{text}</p>")), text


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that builds, to which a test adds a page."""
    folder = tmp_path_factory.mktemp("walls")
    for name in ("docs", "data", "seeds"):  # which mkdocs.yml watches
        (folder / name).mkdir()
    (folder / "generator").symlink_to(Path(__file__).parent.parent / "generator")
    (folder / "docs" / "index.md").write_text("---\ntitle: Home\n---\n\n# Home\n\nWords.\n")
    lines = ["INHERIT: shipped.yml", "nav: [index.md]", "not_in_nav: '*'", ""]
    (folder / "mkdocs.yml").write_text("\n".join(lines))
    (folder / "shipped.yml").write_text((Path(__file__).parent.parent / "mkdocs.yml").read_text())
    return folder


def with_page(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    """Build the site with one more page."""
    page = folder / "docs" / "page.md"
    page.write_text(text)
    try:
        return mkdocs(folder)
    finally:
        page.unlink()


FRONT = "---\ntitle: A page\n---\n\n# A page\n\n"


@pytest.mark.parametrize(
    "content",
    [
        "<script>alert(1)</script>",
        '[x](y){: onmouseover="alert(1)" }',
        "[x](javascript:alert(1))",
        'words\n{: style="color:red" }',
        '<iframe src="https://evil.example/"></iframe>',
        '<form action="https://evil.example/"><input type="search"></form>',
        '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    ],
)
def test_a_page_with_an_intruder_fails_the_build(built: Path, content: str) -> None:
    """MkDocs stops and names the page."""
    done = with_page(built, FRONT + content + "\n")
    assert done.returncode != 0
    assert "page.md holds what no page may hold" in done.stderr


@pytest.mark.parametrize(
    "front",
    ["title: A\ntemplate: 404.html", "title: A\nicon: material/skull", "title: A <img src=x>", "title: A\nsocial: {}"],
)
def test_front_matter_that_asks_for_more_fails_the_build(built: Path, front: str) -> None:
    """So does a key that themes obey, and a title that is markup."""
    done = with_page(built, f"---\n{front}\n---\n\n# A page\n")
    assert done.returncode != 0
    assert "page.md holds what no page may hold" in done.stderr


def test_a_sound_page_is_built(built: Path) -> None:
    """The walls let through what they should, and every page has its policy before its first script."""
    done = with_page(built, FRONT + "Words, **bold**, a [link](index.md) and `code`.\n")
    assert done.returncode == 0, done.stderr
    for page in sorted((built / "site").rglob("*.html")):
        text = page.read_text("utf-8")
        assert 0 < text.index('http-equiv="Content-Security-Policy"') < text.index("<script"), page
        assert text.count("Content-Security-Policy") == 1
