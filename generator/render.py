"""Turns a planned page into Markdown. Templates format what the view holds; they look nothing up and order nothing."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, MutableMapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro

from generator.pages.page import Page

TEMPLATES = Path(__file__).parent / "templates"
"""The folder of the templates."""
_PLAIN = re.compile(r"(?<![A-Za-z])\.|(?<![A-Za-z0-9])-|-(?![A-Za-z0-9])|[^A-Za-z0-9 ,.\u0080-\U0010ffff-]")
_HEADING = re.compile(r"\n(#{1,6} .*?)(?: \{ (.*) \})?$", re.MULTILINE)
"""A heading below another line: to begin with a letter is what makes it quick to find."""
_YAML_BREAKS = re.compile("[\u007f-\u009f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def render(page: Page, described: Mapping[str, Any] | None = None) -> str:
    """Return a page's Markdown file: front matter, body, and a word on what it was made from.

    `described` is the JSON-LD of what the page is about; the theme puts it into the page's head.
    """
    body = _template(page.template).render(view=page.view).strip()
    if page.afterwards:
        body += "\n\n" + _template("_afterwards").render(view=page.afterwards).strip()
    if page.found:  # the entry holds what the sections would only repeat
        body = _HEADING.sub(lambda found: f"\n{found[1]} {{ {found[2] or ''} data-search-exclude }}", f"\n{body}")[1:]
    front = {**page.front, **_search(page)}
    if described:
        front["dossier"] = {**front.get("dossier", {}), "described": described}
    made = f"<!-- made from {page.made_from} by the generator; edit that, not this -->"
    return f"{front_matter(front)}\n{_found(page)}{body}\n\n{made}\n"


def _search(page: Page) -> dict[str, Any]:
    if not page.found:
        return {"search": {"exclude": True}}
    return {"search": {"boost": page.found.boost}, **({"tags": page.found.tags} if page.found.tags else {})}


def _found(page: Page) -> str:
    """Return what the search reads of a page. It is the first thing there, and no reader sees it."""
    if not page.found:
        return ""
    lines = "\n".join(f"<p>{md(line)}</p>" for line in page.found.lines)
    return f'<div class="found" hidden>\n{lines}\n</div>\n\n'


def front_matter(front: Mapping[str, Any]) -> str:
    """Return YAML front matter. Titles, descriptions and tags are HTML-escaped, since themes print them as they are."""
    lines = [f"{key}: {_yaml(_escaped(value))}" for key, value in front.items()]
    return "\n".join(["---", *lines, "---", ""])


def _escaped(value: Any) -> Any:
    """Escape a text, or each text of a list; what is `dossier`'s own goes through filters of the theme."""
    if isinstance(value, list | tuple):
        return [_escaped(one) for one in value]
    return html.escape(value) if isinstance(value, str) else value


def _yaml(value: Any) -> str:
    """Dump a value as JSON, which is YAML as long as no character in it breaks a line there or is refused."""
    return _YAML_BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


@lru_cache(maxsize=100_000)  # names, sentences and words come again on page after page
def md(text: object) -> str:
    """Escape a text for Markdown, for HTML and for their attributes alike; a reader gets it back letter for letter.

    ASCII that could mean something becomes a numeric entity: all but letters, digits, spaces, commas, a full stop after
    a letter, and a hyphen between letters or digits.
    """
    return _PLAIN.sub(lambda found: f"&#{ord(found[0])};", str(text))


def attribute(text: object) -> str:
    """Escape a text for an attribute of an element that says `markdown`; see `md` for all others.

    Markdown reads such an element and writes it anew, and then takes `&copy;` in a value for the sign that it names.
    """
    return md(text).replace("&#38;", "&#38;amp;")


def _compiled(escaping: str) -> FileSystemBytecodeCache | None:
    """Keep compiled templates in a folder that only this user can write, if there is one: they take longest to make.

    There a template is known by its name and text; the same one compiles to something else under another escaping.
    """
    try:
        return FileSystemBytecodeCache(pattern=f"__dossier_fields_{escaping}_%s.cache")
    except (OSError, RuntimeError):
        return None


def forget() -> None:
    """Have the templates read again; otherwise they stay as they were when they were first filled."""
    environment.cache_clear()


def _template(name: str) -> Template:
    return environment().get_template(f"{name}.md.jinja")


class _Context(Context):
    """What a template knows while it is filled."""

    def call(self, called: Any, /, *args: Any, **more: Any) -> Any:
        """Call something; a macro at once, since it is known what a macro takes."""
        if type(called) is not Macro:
            return super().call(called, *args, **more)
        if more:
            more.pop("_loop_vars", None)
            more.pop("_block_vars", None)
        special = called.caller, called.catch_kwargs, called.catch_varargs, called._default_autoescape
        if more or len(args) != called._argument_count or special != _NOTHING_SPECIAL:
            return called(*args, **more)
        return called._func(*args)


_NOTHING_SPECIAL = (False, False, False, False)
"""A macro that takes its arguments and no more, and gives a text that is not escaped."""


class _Code(CodeGenerator):
    """Writes the Python that a template becomes."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Take a name after a point for a field, and never for a key; a view that lacks it raises AttributeError."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")


class _Environment(Environment):
    """Fills the same templates with the same, without looking each time for what no template of ours does."""

    code_generator_class = _Code
    context_class = _Context

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what every template knows; where no template knows more, without another layer over it."""
        return super().make_globals(d) if d else self.globals


@cache
def environment(*, autoescape: bool = False) -> Environment:
    """Return what compiles the templates: strict about names, and escaping by itself only where HTML is written."""
    made = _Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=autoescape,
        auto_reload=False,
        bytecode_cache=_compiled("html" if autoescape else "md"),
    )
    made.filters["md"] = md
    made.filters["attribute"] = attribute
    return made
