"""What is fuzzed: laws that hold whatever bytes come in. Each target raises for an input that breaks one.

A target is a function from bytes; the first of them pick a variant where there are several. It imports nothing of the
fuzzer, so that the kept inputs can be tried without it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import markdown
import yaml
from mkdocs.utils.meta import get_data
from pydantic import TypeAdapter, ValidationError

from generator import dates, report
from generator.diagnostics import Diagnostic, Location
from generator.evidence import Record, Words
from generator.fmt import formatted
from generator.front import Front
from generator.locate import as_yaml, locate
from generator.model import MODELS
from generator.passages import Miss, find
from generator.render import attribute, front_matter, md
from generator.sanitiser import intruders
from generator.scalars import Url
from generator.shaping import typed
from generator.sources import SourceText, Span, fold, inside_marks, quoted_spans, word_boundary, words_of
from generator.vocabulary import Match
from generator.yamlsource import parse, refused_in_seed
from tests.hostile.dossier import payloads

ROOT = Path(__file__).parents[2]
MODEL: tuple[type[Record], ...] = (*MODELS.values(), Front[Words])
CONTEXTS = (
    "{}",
    "before {} after",
    "# {}",
    "- {}",
    "1. {}",
    "| a | b |\n| - | - |\n| {} | c |",
    "[{}](x.md)",
    "**{}**",
    '<p markdown="span"><span class="w">{}</span></p>',
    "<div><p>{}</p></div>",
    "<section markdown>\n\n## {} {{ data-search-exclude }}\n\n</section>",
)
"""Where templates print a text, each as Markdown around it."""


class BrokenError(Exception):
    """An input was read to something that cannot be."""


def hold(law: bool, broken: str) -> None:
    """Raise BrokenError unless a law holds."""
    if not law:
        raise BrokenError(broken)


def reader(data: bytes) -> None:
    """A data file is a record or findings with places in it, and its house form says the same."""
    model, raw = MODEL[data[0] % len(MODEL)] if data else MODEL[0], data[1:]
    parsed, findings = parse(raw, "data/actors/x.yml")
    hold(parsed.value is not None or bool(findings), "neither a value nor a finding")
    record, shaped = typed(parsed, model, None if issubclass(model, Front) else "x")
    hold(not isinstance(parsed.value, dict) or record is not None or bool(shaped), "no record and no reason")
    lines = raw.split(b"\n")
    for finding in [*findings, *shaped]:
        line, column = finding.location[1:]
        hold(1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1, f"a place that is none: {finding}")
    _shown(report.text([*findings, *shaped]))
    if not findings:
        written = formatted(raw, "data/actors/x.yml", model)
        if written.text is not None:
            again = formatted(written.text.encode(), "data/actors/x.yml", model)
            hold(again.text == written.text, "a house form that has another house form")


def _shown(text: str) -> None:
    hold(not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text), "a command in a report")


def seed(data: bytes) -> None:
    """The text of a source is refused with a place, or cut into sentences that follow each other and lose nothing."""
    text = data.decode("utf-8", "replace")
    refused = list(refused_in_seed(text, "seeds/x.txt"))
    _shown(report.text(refused))
    if refused:
        return
    source = SourceText("own", text)
    spans = [sentence.span for sentence in source.sentences]
    hold(all(text[start:end].strip() for start, end in spans), "an empty sentence")
    hold(all(one.end <= next_.start for one, next_ in pairwise(spans)), "sentences that meet")
    between = pairwise([0, *(at for span in spans for at in span), len(text)])
    hold(not any(text[start:end].strip() for start, end in list(between)[::2]), "words in no sentence")
    whole = source.folded.unfold(Span(0, len(source.folded.text)))
    hold(source.folded.text == fold(text), "two ways of folding")
    hold(whole is None or fold(text[slice(*whole)]).strip() == fold(text).strip(), "words lost in folding")
    for span in quoted_spans(source):
        hold(0 <= span.start < span.end <= len(text), "a quoted stretch outside the text")
        inside_marks(text, span, source.paragraph(span))
    words_of(text)
    for at in range(min(len(text), 200) + 1):
        word_boundary(text, at)


def matcher(data: bytes) -> None:
    """Words are found where they stand, and nowhere else; what is cited is a slice of the source.

    The words come after the last NUL of the input; without one, they are a stretch of the text that its length picks.
    """
    text, nul, words = data.decode("utf-8", "replace").rpartition("\0")
    if not nul:
        text, size = words, len(words)
        words = text[size // 3 : size // 3 + 4 + size % 40]
    text, words = text.replace("\0", " "), words[:4000]
    if list(refused_in_seed(text, "seeds/x.txt")) or not words:
        return
    source = SourceText("own", text)
    found = find(source, Words(words=words))
    if isinstance(found, Miss):
        _shown(report.text([Diagnostic(found.code, Location("x.yml"), found.message, found.hint)]))
        hold(found.code != "passage-not-found" or words.strip() not in text or not words.strip(), "words not found")
    else:
        stands = text[found.start : found.end]
        hold(stands == found.text, "a passage that is no slice of its source")
        hold(fold(stands).strip() == fold(words).strip(), "a passage that says something else")
        hold((stands == words.strip()) == (found.match is Match.EXACT), "the wrong kind of match")
        hold(word_boundary(text, found.start) and word_boundary(text, found.end), "a word that is cut")
    for place in locate({"own": source}, words):
        hold(text[place.start : place.end] == place.text, "a place that is no slice of its source")
        cited, findings = parse(as_yaml(place).encode(), "x.yml")
        if not findings:
            hold(cited.value[0]["words"] == place.text, "a citation of other words")


class _Page(HTMLParser):
    """Reads the text of a page and the names of its elements and attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen += [tag, *(name for name, _ in attrs)]

    def handle_data(self, data: str) -> None:
        self.text += data


@cache
def _markdown() -> markdown.Markdown:
    """Return the converter with the extensions that the sites of all dossiers have."""
    shipped = (ROOT / "generator" / "site.yml").read_text("utf-8").replace("!ENV", "")
    listed: list[Any] = yaml.safe_load(shipped)["markdown_extensions"]
    names = [name for one in listed for name in ([one] if isinstance(one, str) else one)]
    return markdown.Markdown(extensions=names)


def _printed(source: str) -> tuple[str, _Page]:
    converted = _markdown().reset().convert(source)
    page = _Page()
    page.feed(converted)
    page.close()
    return converted, page


@cache
def _around(context: str) -> _Page:
    return _printed(context.format("letters"))[1]


def printing(data: bytes) -> None:
    """A text comes back letter for letter in every place, adds nothing to the page, and passes the sanitiser."""
    context = CONTEXTS[data[0] % len(CONTEXTS)] if data else CONTEXTS[0]
    text = re.sub(r"[^\S\n ]|[\x00-\x09\x0b-\x1f\x7f-\x9f]", "", data[1:].decode("utf-8", "replace")).strip()
    if not text:
        return
    plain = _around(context)
    converted, page = _printed(context.format(md(text)))
    hold(page.text == plain.text.replace("letters", text), f"other letters: {page.text!r}")
    hold(page.seen == plain.seen, f"more than text: {page.seen}")
    found = list(intruders(re.sub(r' id="[^"]*"| data-search-exclude="[^"]*"', "", converted)))
    hold(not found, f"refused: {found}")
    own = f'<p markdown="span" title="{attribute(text)}">[y](z.md){{ title="{md(text)}" }}</p>'
    raw = f'<p title="{md(text)}">x</p>\n\n{own}'
    titles = [html.unescape(title) for title in re.findall(r'title="([^"]*)"', _markdown().reset().convert(raw))]
    hold(titles == [text] * 3, f"other letters in an attribute: {titles}")
    told = get_data(front_matter({"title": text, "dossier": {"described": text}}) + "\n# Heading\n")[1]
    hold(set(told) == {"title", "dossier"}, f"other front matter: {told}")
    hold(html.unescape(told["title"]) == text, f"another title: {told}")
    hold(not set("<>\"'") & set(told["title"]), "a title that is markup")
    hold(told["dossier"] == {"described": text}, f"another description: {told}")


def date(data: bytes) -> None:
    """A date is refused with a reason, or has an order and words; comparing two dates never fails."""
    first, _, second = data.decode("utf-8", "replace").partition("\n")
    read = []
    for text in (first, second):
        try:
            earliest, latest = dates.bounds(text)
        except dates.DateError as error:
            _shown(report.text([Diagnostic("date-invalid", Location("x.yml"), str(error), error.hint)]))
            continue
        hold(dates.checked(text) == text, "a date that was changed")
        hold(not (earliest and latest) or earliest <= latest, "a date that ends before it begins")
        hold(bool(dates.wording(text).strip()), "a date without words")
        read.append(text)
    if len(read) == 2:
        there, back = dates.compared(*read), dates.compared(*reversed(read))
        hold(there.verdict == back.verdict, "two dates that differ in one direction only")


_URL: TypeAdapter[str] = TypeAdapter(Url)
_HOST = re.compile(r"https?://(?:[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)(?::[0-9]+)?(?:[/?#].*)?")


def address(data: bytes) -> None:
    """An address is refused, or leads where it says by http or https, and stands on a page as it was typed."""
    text = data.decode("utf-8", "replace")
    try:
        taken = _URL.validate_python(text)
    except ValidationError:
        return
    hold(taken == text, "an address that was changed")
    hold(bool(_HOST.fullmatch(text)), "an address that leads elsewhere than it seems")
    converted, page = _printed(f'<p markdown="span"><a href="{md(text)}" rel="external nofollow">there</a></p>')
    (href,) = re.findall(r'href="([^"]*)"', converted)
    hold(html.unescape(href) == text, f"another address: {href}")
    hold(page.seen == ["p", "a", "href", "rel"], f"more than a link: {page.seen}")
    found = list(intruders(converted))
    hold(not found, f"refused: {found}")


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one for one in (reader, seed, matcher, printing, date, address)
}
"""Every target by its name."""


def starts(target: str) -> Iterator[bytes]:
    """Yield what the fuzzer begins with, before there is a corpus: records, texts and payloads that the tests have."""
    base = ROOT / "tests" / "cases" / "base"
    texts = [one["text"].encode() for one in payloads()]
    records, seeds = sorted(base.rglob("*.yml")), sorted(base.rglob("*.txt"))
    match target:
        case "reader":
            kinds: dict[str, int] = {kind: number for number, kind in enumerate(MODELS)}
            for path in records:
                yield bytes([kinds.get(path.parent.name, len(kinds))]) + path.read_bytes()
            yield from (b"\x01name: " + text + b"\n" for text in texts)
        case "seed" | "matcher":
            yield from (path.read_bytes()[:2000] for path in seeds)
            yield from texts
        case "printing":
            yield from (bytes([number % len(CONTEXTS)]) + text for number, text in enumerate(texts))
        case "date":
            yield from (b"2020", b"2020-01-02", b"../2020-01\n2020-23", b"198X", b"19XX", b"2020-01~/2020-03", b"y17e7")
            yield from (
                b"2004-06-XX/2004-07-03",
                b"{1960,1961-12}",
                b"[..1984]",
                b"1984?/2004~",
                b"-0044",
                b"2004-06-(11)~",
            )
        case _:
            yield from (b"https://example.org/?a=1&b=(c)[d]{e}*_`#f", b"http://[::1]:80/", b"https://a@b/", *texts)
