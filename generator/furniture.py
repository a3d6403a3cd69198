"""What in a text is probably no content: page furniture such as dates, addresses, link labels and form fields.

Guesses for a curator who adds a source, from the form of lines alone. Only the first and last lines of a text are
guessed at: a short line amid the text may be a heading.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.sources import SourceText, Span

_URL = re.compile(r"https?://\S+")
_LABEL = re.compile(
    r"(?:source link|source:.*|related (?:posts|articles|stories|news)|read more.*|share (?:this|on)\b.*|share|tags?:.*"
    r"|(?:your )?(?:name|e-?mail|e-?mail address|website|comments?|message)\*?"
    r"|(?:leave|post|add) a (?:reply|comment).*"
    r"|subscribe\b.*|sign up\b.*|newsletter|advertisement|sponsored|print|photo:.*|image:.*|©.*|all rights reserved\.?"
    r"|previous|next|home|menu|search|log ?in|submit|send)",
    re.IGNORECASE,
)
_MONTHS = "|".join(name for name in (*calendar.month_name, *calendar.month_abbr) if name)
_DATES = (
    re.compile(rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTHS})\.?,? (?P<year>[0-9]{{4}})"),
    re.compile(rf"(?P<month>{_MONTHS})\.? (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<year>[0-9]{{4}})"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
)
_SENTENCE_END = re.compile(r"[.!?\u2026\u061f\u06d4\u3002][\"'\u201d\u2019\u00bb)\]]*$")
_SHORT = 60
"""How many code points a line of furniture has at most, unless its words give it away."""
_LONG = 200
"""How many code points a title has at most."""


class Guess(NamedTuple):
    """A line that is probably no content, and why."""

    span: Span
    reason: str


class Furniture(NamedTuple):
    """What the first and last lines of a text are taken for."""

    title: Span | None
    """The first line, where it looks like a title."""
    boilerplate: tuple[Guess, ...]
    doubtful: tuple[Span, ...]
    """Lines amid the text that do not end as a sentence does: headings or captions."""
    url: str | None
    """The only address among the boilerplate."""
    date: tuple[str, Span] | None
    """The date among the boilerplate, as EDTF, and where it stands."""


def furniture(text: SourceText) -> Furniture:
    """Guess which lines of a text are no content."""
    lines = list(_lines(text.text))
    top = list(_run(text.text, lines))
    bottom = list(_run(text.text, [line for line in reversed(lines) if line not in top]))
    title = next((line for line in top if not _reason(text.text, line)), None) or _long_title(text, lines[len(top) :])
    # What follows a title is content until it proves to be furniture.
    found = [line for line in top if _reason(text.text, line)] + [*reversed(bottom)]
    guesses = tuple(Guess(line, _reason(text.text, line) or "A label of the page.") for line in found)
    urls = [text.text[guess.span.start : guess.span.end] for guess in guesses if _is(_URL, text.text, guess.span)]
    dated = [(edtf, guess.span) for guess in guesses if (edtf := _date(text.text, guess.span))]
    known = {*found, title}
    return Furniture(
        title=title,
        boilerplate=guesses,
        doubtful=tuple(line for line in lines if line not in known and not _is_sentence(text.text, line)),
        url=urls[0] if len(urls) == 1 else None,
        date=dated[0] if len(dated) == 1 else None,
    )


def _lines(text: str) -> Iterator[Span]:
    for found in re.finditer(r"\S(?:.*\S)?", text):
        yield Span(*found.span())


def _run(text: str, lines: Iterable[Span]) -> Iterator[Span]:
    """Yield lines as long as they look like furniture."""
    for line in lines:
        if not _reason(text, line) and (_is_sentence(text, line) or line.end - line.start > _SHORT):
            return
        yield line


def _long_title(text: SourceText, lines: Sequence[Span]) -> Span | None:
    """Return the first of some lines, if it stands alone and does not end as a sentence does."""
    alone = lines and text.paragraph(lines[0]) == lines[0] and lines[0].end - lines[0].start <= _LONG
    return lines[0] if alone and not _is_sentence(text.text, lines[0]) else None


def _reason(text: str, line: Span) -> str | None:
    if _is(_URL, text, line):
        return "The address of the page."
    if _date(text, line):
        return "The date line of the page."
    return "A label of the page." if _is(_LABEL, text, line) else None


def _is(pattern: re.Pattern[str], text: str, line: Span) -> bool:
    return bool(pattern.fullmatch(text, line.start, line.end))


def _is_sentence(text: str, line: Span) -> bool:
    return bool(_SENTENCE_END.search(text[line.start : line.end]))


def _date(text: str, line: Span) -> str | None:
    for pattern in _DATES:
        found = pattern.fullmatch(text, line.start, line.end)
        if found:
            month = found["month"] if found["month"].isdigit() else f"{_month(found['month']):02}"
            return f"{found['year']}-{month}-{int(found['day']):02}"
    return None


def _month(name: str) -> int:
    return next(n for n in range(1, 13) if name in (calendar.month_name[n], calendar.month_abbr[n]))
