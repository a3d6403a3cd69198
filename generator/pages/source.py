"""A source's page: its bibliographic facts, how much of it the records account for, and its text to read.

Where the source is published in excerpts, the page shows the sentences that records rest on and says what it leaves
out. Every passage keeps an anchor of its own, however passages overlap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from generator import dates, links
from generator.evidence import Passage
from generator.gaps import SentenceState
from generator.holding import passages_in
from generator.model import Source
from generator.pages import resting
from generator.pages.evidence import Entry, Marker, Sign, Verbatim, cut, verbatim
from generator.pages.listing import Listing, Listings
from generator.pages.page import Page, front_matter, record_page
from generator.pages.reading import Stretch
from generator.pages.register import Register
from generator.pages.resting import RestingGroup
from generator.pages.sheet import Link, Said, Sheet
from generator.pages.ways import Parts, Stop, ways
from generator.pages.wording import counted, listed
from generator.sources import Sentence, Span
from generator.vocabulary import Publish

MANY = 10
"""From how many records on a sentence or passage is marked as much used."""


@dataclass(frozen=True)
class BibFact:
    """A bibliographic fact in the source's own words, in ours, or as an address."""

    label: str
    words: Verbatim | None = None
    text: str = ""
    address: str = ""
    markers: tuple[Marker, ...] = ()
    note: str = ""
    """The anchor of the note that gives the reasoning."""


@dataclass(frozen=True)
class CoverageCell:
    """A sentence on the coverage strip."""

    target: str
    css: str
    label: str


@dataclass(frozen=True)
class Piece:
    """A stretch of text in which no passage begins or ends, and the anchors of those that begin where it does."""

    anchors: tuple[str, ...]
    words: Verbatim


@dataclass(frozen=True)
class Marked:
    """A stretch of a sentence on which the same number of records rests: none, some (`pass`) or many."""

    css: str
    whole: Verbatim
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Original:
    """A way to a passage on the page where the source was published."""

    label: str
    address: str


@dataclass(frozen=True)
class SentenceRow:
    """A sentence that is shown, with the records that rest on it, or why none does."""

    number: int
    anchor: str
    paragraph: bool
    stretches: tuple[Marked, ...]
    resting: tuple[RestingGroup, ...]
    rest: Parts | None
    """The ways to what else rests on the sentence, where that is very much."""
    folded: tuple[RestingGroup, ...]
    """Further records, which unfold, so that the margin is not longer than the text."""
    unfolds: str
    """How many of each kind unfold; nothing where none do. Then the originals stand among them."""
    originals: tuple[Original, ...]
    silent: str
    is_elided: ClassVar[bool] = False


@dataclass(frozen=True)
class ElidedRow:
    """Sentences in a row that are not shown: their numbers, how many, and why; `anchors` still lead here."""

    is_elided: ClassVar[bool] = True
    numbers: str
    anchors: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class SourceView:
    """What a source's page shows."""

    above: Link
    sign: Sign
    title: str
    kind: str
    publish: str
    bib: tuple[BibFact, ...]
    about: tuple[Said, ...]
    cells: tuple[CoverageCell, ...]
    counts: dict[str, str]
    date_note: str
    note: str
    parts: Parts | None
    """The ways to the rest of a long text."""
    rows: tuple[SentenceRow | ElidedRow, ...]
    rights: str
    file: str
    sha256: str
    characters: str
    apparatus: tuple[Entry, ...]


@dataclass(frozen=True)
class SentencesView:
    """What a page shows on which the text of a source goes on."""

    above: Link
    owner: Link
    sign: Sign
    cells: tuple[CoverageCell, ...]
    parts: Parts
    rows: tuple[SentenceRow | ElidedRow, ...]
    apparatus: tuple[Entry, ...]


def plan(register: Register) -> Iterator[Page]:
    """Plan a page for each source, and those on which its text goes on."""
    for source in register.asked(register.dossier.sources):
        title = f"{source.sign}: {source.title}"
        description = f"{source.short}, sentence by sentence: what the dossier rests on, and what it leaves out."
        lists = {number: Listings(register, source.id, [found]) for number, found in _crowded(register, source)}
        first, *others = register.readings[source.id].stretches
        view = _view(register, source, first, lists)
        yield record_page(register.dossier, source.id, first.file, "source", title, description, view)
        for at, stretch in enumerate(others, 1):
            part = _part(register, source, stretch, at, lists)
            front = front_matter(f"{title}, {part.parts.title}", description, **part.parts.turns)
            path = register.dossier.at(source.id).path
            yield Page(stretch.file, "sentences", front, part, path, is_part=True)
        for one in lists.values():
            yield from one.pages()


def _crowded(register: Register, source: Source[Passage]) -> Iterator[tuple[int, Listing[resting.Entry]]]:
    """Yield the list of what rests on a sentence, with its number, where that is too much for the margin."""
    most = register.bounds.lines
    for state in register.coverage[source.id]:
        if len(state.cited) > most and len(found := resting.resting(register, state)) > most:
            number = state.sentence.number
            title = f"What rests on sentence {number}"
            begins = register.sentence_file(source.id, number)
            show = resting.resting_groups
            yield number, Listing(f"resting-{number}", title, "resting", found, most, show, begins)


def _view(register: Register, source: Source[Passage], stretch: Stretch, lists: Mapping[int, Listings]) -> SourceView:
    sheet = Sheet(register, stretch.file)
    states = register.coverage[source.id]
    shown = states[: stretch.last]
    return SourceView(
        above=sheet.section("sources"),
        sign=sheet.sign(source.id),
        title=source.title,
        kind=source.kind,
        publish="whole text shown" if source.publish is Publish.FULL else "excerpts shown",
        bib=tuple(_bib(sheet, source)),
        about=tuple(sheet.said(statement) for statement in register.statements.of[source.id]),
        cells=tuple(_cell(state) for state in shown),
        counts=_counts(states),
        date_note=source.date_note or "",
        note=source.note or "",
        parts=_ways(sheet, source, 0) if len(register.readings[source.id].stretches) > 1 else None,
        rows=tuple(_rows(sheet, source, shown, lists)),
        rights=source.rights,
        file=source.file,
        sha256=source.sha256,
        characters=f"{len(register.dossier.texts[source.id].text):,}",
        apparatus=sheet.apparatus(),
    )


def _part(
    register: Register, source: Source[Passage], stretch: Stretch, at: int, lists: Mapping[int, Listings]
) -> SentencesView:
    sheet = Sheet(register, stretch.file)
    shown = register.coverage[source.id][stretch.first - 1 : stretch.last]
    return SentencesView(
        above=sheet.section("sources"),
        owner=sheet.link(source.id),
        sign=sheet.sign(source.id),
        cells=tuple(_cell(state) for state in shown),
        parts=_ways(sheet, source, at),
        rows=tuple(_rows(sheet, source, shown, lists)),
        apparatus=sheet.apparatus(),
    )


def _ways(sheet: Sheet, source: Source[Passage], at: int) -> Parts:
    found = sheet.register.readings[source.id].stretches
    return ways(sheet, [Stop(one.title, one.file, reach=_reach(sheet, source, one)) for one in found], at)


def _reach(sheet: Sheet, source: Source[Passage], stretch: Stretch) -> str:
    sentences = sheet.register.dossier.texts[source.id].sentences[stretch.first - 1 : stretch.last]
    return f"{stretch.first}-{stretch.last} {sentences[0].span.start}-{sentences[-1].span.end}"


def _bib(sheet: Sheet, source: Source[Passage]) -> Iterator[BibFact]:
    printed = dates.wording(source.date_printed) if source.date_printed else ""
    facts = (
        ("Author", source.author, "not named"),
        ("Outlet", source.outlet, "not named"),
        ("Date printed", source.as_printed, printed or "none"),
        ("Credit line", source.credit, ""),
    )
    for label, words, otherwise in facts:
        if words:
            yield BibFact(label, sheet.verbatim(words), markers=sheet.markers([words]))
        elif otherwise:
            yield BibFact(label, text=otherwise)
    written = dates.wording(source.date_written) if source.date_written else "not known"
    yield BibFact("Written", text=written, note="note-date" if source.date_note else "")
    if source.url:
        yield BibFact("Address in the text", address=source.url)
    if source.archived:
        taken = dates.wording(source.archived.date)
        yield BibFact("Archived copy", text=f"taken {taken}: ", address=source.archived.url)
    if source.witness:
        compared = dates.wording(source.witness.date)
        said = f"{source.witness.held_by}. An editor compared it ({compared}): {source.witness.agrees}"
        yield BibFact(
            "Second witness", text=f"{said} " if source.witness.url else said, address=source.witness.url or ""
        )
    yield BibFact("Language", text=source.language)


def _records(state: SentenceState) -> int:
    return len({cited.record for cited in state.cited})


def _cell(state: SentenceState) -> CoverageCell:
    number = state.sentence.number
    target = f"#{links.sentence_anchor(number)}"
    if state.state == "cited":
        records = _records(state)
        css = "many" if records >= MANY else "cited"
        return CoverageCell(target, css, f"Sentence {number}, cited by {counted(records, 'record')}")
    if state.state == "set-aside":
        return CoverageCell(target, "aside", f"Sentence {number}, set aside: {state.reason}")
    return CoverageCell(target, "gap", f"Sentence {number}, gap: no record yet")


def _counts(states: tuple[SentenceState, ...]) -> dict[str, str]:
    found = Counter(state.state for state in states)
    return {
        "cited": f"{counted(found['cited'], 'sentence')} cited",
        "aside": f"{found['set-aside']:,} set aside, with a reason",
        "gap": counted(found["gap"], "gap") + ("" if not found["gap"] else ", no record yet"),
    }


def _rows(
    sheet: Sheet, source: Source[Passage], states: Sequence[SentenceState], lists: Mapping[int, Listings]
) -> Iterator[SentenceRow | ElidedRow]:
    own = [Span(passage.start, passage.end) for passage in passages_in(source)]
    paragraph = 0
    for shown, run in groupby(states, key=lambda s: s.state == "cited" or source.publish is Publish.FULL):
        if not shown:
            yield _elided(list(run), own)
            continue
        for state in run:
            yield _sentence(sheet, source, state, own, paragraph, lists.get(state.sentence.number))
            paragraph = state.sentence.paragraph


def _sentence(
    sheet: Sheet,
    source: Source[Passage],
    state: SentenceState,
    own: list[Span],
    paragraph: int,
    crowd: Listings | None,
) -> SentenceRow:
    silent = "" if state.cited else f"set aside: {state.reason}" if state.reason else "no record yet"
    number = state.sentence.number
    slug = f"resting-{number}"
    entries = () if crowd else resting.resting_groups(sheet, resting.resting(sheet.register, state))
    groups = crowd.first(sheet, slug) if crowd else tuple(entries)
    originals = tuple(_originals(source, state))
    folds = resting.unfolds(groups, len(originals))
    folded = tuple(group for group in groups if folds and group.label not in resting.TELLING)
    return SentenceRow(
        number,
        links.sentence_anchor(number),
        state.sentence.paragraph != paragraph,
        tuple(_stretches(sheet, source, state, own)),
        tuple(group for group in groups if group not in folded),
        crowd.rest(sheet)[slug] if crowd else None,
        folded,
        _unfolding(folded, originals) if folds else "",
        originals,
        silent,
    )


def _unfolding(folded: Iterable[RestingGroup], originals: Sequence[Original]) -> str:
    counts = [counted(len(group.records), group.label.lower()) for group in folded]
    return listed([*counts, "the original"] if originals else counts)


def _originals(source: Source[Passage], state: SentenceState) -> Iterator[Original]:
    """Lead to each passage that begins in a sentence where the source says that it was published."""
    if source.url is None:
        return
    begun = {(use.passage.start, use.passage.end): use.passage.text for use in state.cited}
    texts = [text for (start, _), text in sorted(begun.items()) if start >= state.sentence.span.start]
    for number, text in enumerate(texts, 1):
        label = "at its address" if len(texts) == 1 else f"passage {number} at its address"
        yield Original(label, links.text_fragment(source.url, text))


def _stretches(sheet: Sheet, source: Source[Passage], state: SentenceState, own: list[Span]) -> Iterator[Marked]:
    """Cut a sentence where the number of records changes its mark, and within that where a passage begins or ends."""
    text = sheet.register.dossier.texts[source.id]
    uses = [(Span(use.passage.start, use.passage.end), use.record) for use in state.cited]
    anchors = _anchors(state.sentence, [span for span, _ in uses] + own)
    pieces: list[tuple[str, Span]] = []
    for piece in cut(state.sentence.span, [span for span, _ in uses] + own):
        records = len({record for span, record in uses if span.holds(piece)})
        css = "" if not records else "pass" if records < MANY else "pass pass--many"
        if css and pieces and text.text[piece.start : piece.end].isspace():
            css = pieces[-1][0]  # a space that a longer passage holds between two others has no mark of its own
        pieces.append((css, piece))
    for css, run in groupby(pieces, key=lambda found: found[0]):
        spans = [span for _, span in run]
        whole = verbatim(text, Span(spans[0].start, spans[-1].end))
        yield Marked(css, whole, tuple(Piece(anchors.get(span.start, ()), verbatim(text, span)) for span in spans))


def _anchors(sentence: Sentence, spans: list[Span]) -> dict[int, tuple[str, ...]]:
    """Give the anchors of all passages that begin in a sentence, by where they begin."""
    begun: dict[int, tuple[str, ...]] = {}
    for span in sorted({span for span in spans if sentence.span.start <= span.start < sentence.span.end}):
        begun[span.start] = (*begun.get(span.start, ()), links.span_anchor(*span))
    return begun


def _elided(run: list[SentenceState], own: list[Span]) -> ElidedRow:
    first, last = run[0].sentence, run[-1].sentence
    anchors = [links.sentence_anchor(state.sentence.number) for state in run]
    for state in run:
        anchors += (anchor for begun in _anchors(state.sentence, own).values() for anchor in begun)
    aside = [state for state in run if state.reason]
    gaps = len(run) - len(aside)
    said = []
    if aside:
        reasons = "; ".join(dict.fromkeys(state.reason.rstrip(".") for state in aside))
        said.append(f"{len(aside)} set aside: {reasons}")
    if gaps:
        said.append(f"{gaps} left out, no record yet")
    numbers = str(first.number) if first == last else f"{first.number}–{last.number}"
    return ElidedRow(numbers, tuple(anchors), "; ".join(said))
