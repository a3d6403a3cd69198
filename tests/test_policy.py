"""The policy names the theme's own inline scripts by their hashes, and no others pass."""

from __future__ import annotations

import pytest

from generator.policy import UnknownScriptError, applied

HEAD = '<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body>{}</body></html>'
TABS = (
    "var target=document.getElementById(location.hash.slice(1));"
    'target&&target.name&&(target.checked=target.name.startsWith("__tabbed_"))'
)


def test_the_policy_stands_first_and_forbids_what_is_not_named() -> None:
    """Before anything that loads, and without the words that would undo it."""
    page = applied(HEAD.format(f'<script src="a.js"></script><script>{TABS}</script>'))
    head, _, rest = page.partition('<meta http-equiv="Content-Security-Policy" content="')
    assert head.endswith('<meta charset="utf-8">')
    assert rest.startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert "unsafe" not in page


@pytest.mark.parametrize("kind", ["application/json", "application/ld+json"])
def test_data_needs_no_hash(kind: str) -> None:
    """Blocks of data are no scripts."""
    assert "sha256" not in applied(HEAD.format(f'<script type="{kind}">{{"a": 1}}</script>'))


@pytest.mark.parametrize(
    "script",
    [
        "<script>alert(1)</script>",
        f"<script>{TABS};alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT >",
        '<script type="module">alert(1)</script>',
        '<script type="application/json" type="module">alert(1)</script>'.replace('application/json" type="', ""),
        '<script>__md_scope=new URL("");alert(1);("",location),x=1</script>',
    ],
)
def test_an_inline_script_of_anybody_else_ends_the_build(script: str) -> None:
    """It is not given a hash, and not passed over."""
    with pytest.raises(UnknownScriptError):
        applied(HEAD.format(script))


@pytest.mark.parametrize("page", ["<p>x</p>", '<script src="a.js"></script><meta charset="utf-8">'])
def test_a_page_that_begins_otherwise_ends_the_build(page: str) -> None:
    """The policy rules only what comes after it."""
    with pytest.raises(UnknownScriptError):
        applied(page)
