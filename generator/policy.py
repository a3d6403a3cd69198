"""The third wall: a Content-Security-Policy in the head of every page. Knows the theme's own scripts, no page builder.

Scripts are run from the site’s own files only, and of inline ones those that the theme brings and one of ours, each by
its SHA-256. They are known here by their text: one that was not there when this list was made ends the build.
"""

from __future__ import annotations

import base64
import hashlib
import re

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_SOURCE = re.compile(r"""(?:^|\s)src\s*=""", re.IGNORECASE)
_DATA = re.compile(r"""\stype="application/(?:ld\+)?json"(?:\s|$)""")
"""Blocks of data, which no browser runs and no policy needs to name."""
_SCOPE = re.compile(r'\A__md_scope=new URL\("([A-Za-z0-9._~/-]*)",location\),')
"""The only thing in a script of the theme that differs from page to page: the way to the site's root."""
_CHARSET = '<meta charset="utf-8">'
INLINE = frozenset(
    {
        "7eb3684fdacd2881f67b9428983273a29d8774d8bc82622af9b65a8ec1032a90",  # where things are remembered
        "0db71ca753d13b2589dd17906a96354a18fd43934d4d8deabcb0c86845b55ff9",  # light or dark, which is ours
        "ffcc0f7735fdab434d257c80e65cec2e88d716991e69757185b7e450e41a5b2f",  # tabs, which this site does not use
    }
)
"""SHA-256 of the inline scripts of mkdocs-material 9.8.1, the way to the root left out of the one that has it, and of
the one in generator/theme/main.html."""
DIRECTIVES = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),  # the theme's stylesheets draw icons with data: masks
    ("font-src", "'self'"),
    ("connect-src", "'self'"),  # the search index
    ("worker-src", "'self'"),  # the search itself
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
)
"""What a page may load, and from where; the hashes of its inline scripts are added to `script-src`."""


class UnknownScriptError(Exception):
    """A page holds an inline script that is not the theme's."""


def applied(page: str, *, inline_allowed: bool = False) -> str:
    """Return a page with its policy before all scripts; raises UnknownScriptError.

    `inline_allowed` is for previews only, into whose pages MkDocs writes a script of its own.
    """
    hashes = []
    for attributes, script in _SCRIPT.findall(page):
        if _SOURCE.search(attributes) or _DATA.search(attributes):
            continue
        if attributes.strip() or fingerprint(script) not in INLINE:
            shown = " ".join(script.split())[:80]
            raise UnknownScriptError(
                f"an inline script is not one of the theme's that generator/policy.py names: {shown}"
            )
        hashes.append(f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'")
    before, charset, after = page.partition(_CHARSET)
    if not charset or "<script" in before or "<link" in before:
        raise UnknownScriptError("the page does not begin with its charset")
    inline = ["'unsafe-inline'"] if inline_allowed else sorted(set(hashes))
    directives = {name: [value] for name, value in DIRECTIVES}
    directives["script-src"] += inline
    content = "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())
    return f'{before}{charset}<meta http-equiv="Content-Security-Policy" content="{content}">{after}'


def fingerprint(script: str) -> str:
    """Return the SHA-256 of an inline script, in which the way to the site's root does not count."""
    return hashlib.sha256(_SCOPE.sub('__md_scope=new URL("",location),', script).encode()).hexdigest()
