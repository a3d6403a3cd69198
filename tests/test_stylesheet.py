"""One style sheet holds what pages have of the theme's, and all of ours."""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pytest

from generator import stylesheet

THEME = next(Path(str(files("material"))).glob("templates/assets/stylesheets/main.*.css"))


def lean(theme: str, *own: str) -> str:
    """What is left of a theme's sheet, and a site's own."""
    return stylesheet.joined(theme, own).strip()


@pytest.mark.parametrize(
    ("theme", "left"),
    [
        (".md-tabs{color:red}", ""),
        (".md-header{color:red}", ".md-header{color:red}"),
        ("a,.md-tabs a,.md-header a{color:red}", "a,.md-header a{color:red}"),
        (":is(.md-tabs, b) a{color:red}", ""),
        ("@media print{.md-tabs{color:red}}a{color:red}", "a{color:red}"),
        ("@media print{.md-tabs{color:red}a{color:red}}", "@media print{a{color:red}}"),
        ('a[href=".md-tabs, {x}"]{color:red}', 'a[href=".md-tabs, {x}"]{color:red}'),
        ("@keyframes turn{0%{top:0}to{top:1px}}", "@keyframes turn{0%{top:0}to{top:1px}}"),
        ('@charset "UTF-8";a{color:red}', '@charset "UTF-8";a{color:red}'),
        ("/* .md-header{} */a  b{ color : red ; }", "a b{color : red}"),
    ],
)
def test_what_no_page_has_is_left_out(theme: str, left: str) -> None:
    """Selector by selector, and rules and conditions that are left without any."""
    assert lean(theme) == left


def test_a_value_that_nothing_asks_for_is_left_out() -> None:
    """Even one that only such a value asks for; what the site's own sheets ask for stays."""
    theme = ":root{--a:var(--b);--b:1px;--c:var(--d);--d:2px;--e:3px}.md-tabs{top:var(--a)}p{top:var(--c)}"
    assert lean(theme) == ":root{--c:var(--d);--d:2px}p{top:var(--c)}"
    assert "--e:3px" in lean(theme, "i { top: var(--e) }")


def test_a_sites_own_sheets_follow_whole_and_in_their_order() -> None:
    """Whatever their classes, and without their comments."""
    assert lean("a{top:0}", "/* x */ .tab { --z: 1 }", ".n{x:y}") == "a{top:0}.tab{--z: 1}.n{x:y}"


def test_the_installed_theme_is_the_one_that_is_known() -> None:
    """Of its sheet less than a third is left, with what the header, the search and texts need."""
    assert version("mkdocs-material") == stylesheet.KNOWN
    whole = THEME.read_text("utf-8")
    left = lean(whole)
    assert len(left) < len(whole) / 3
    assert {".md-search__input{", ".md-typeset table:not([class]){", ".md-skip:focus{"} <= {
        f"{rule.rpartition('}')[2]}{{" for rule in left.split("{")
    }
    assert ".tabbed-" not in left
