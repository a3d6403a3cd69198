"""Ways of making a quote false whose words all stand in the source: whose they are, where, in what order.

Each takes a dossier and one of its quotes, and yields quotes that no reader should ever see.
"""

import re
from collections.abc import Callable, Iterator

from generator.evidence import Words
from generator.model import Quote
from generator.vocabulary import Voice
from tests.proof.dossiers import Prepared
from tests.proof.oracle import levelled

Forgery = Callable[[Prepared, Quote[Words]], Iterator[Quote[Words]]]

FORGERIES: dict[str, Forgery] = {}
"""Every way of making a quote false, by its name."""

_MARK = "[\"'“”„«»]"
_ELSEWHERE = 8
"""How many quotes of other paragraphs or sources a quote is mixed with."""
_NEGATION = re.compile(r"\s(?:not|no|never|nor|neither|without|cannot|didnt|\w+n['’]t)\s")


def _forgery(name: str) -> Callable[[Forgery], Forgery]:
    def named(forgery: Forgery) -> Forgery:
        FORGERIES[name] = forgery
        return forgery

    return named


def _with(quote: Quote[Words], **fields: object) -> Quote[Words]:
    return quote.model_copy(update=fields)


def _words(*words: str) -> tuple[Words, ...]:
    return tuple(Words(words=piece) for piece in words)


def _others(dossier: Prepared, quote: Quote[Words]) -> Iterator[Quote[Words]]:
    """Yield the quotes of other speakers in the same paragraph, and some elsewhere in the same source."""
    paragraph = _paragraph(dossier, quote)
    elsewhere = 0
    for other in dossier.curated.quotes.values():
        if other.speaker != quote.speaker and other.source == quote.source:
            near = levelled(other.parts[0].words) in paragraph
            elsewhere += not near
            if near or elsewhere <= _ELSEWHERE:
                yield other


def _other_sources(dossier: Prepared, quote: Quote[Words]) -> Iterator[str]:
    yield from (source for source in dossier.curated.texts if source != quote.source)


@_forgery("parts swapped")
def _swapped(_: Prepared, quote: Quote[Words]) -> Iterator[Quote[Words]]:
    if len(quote.parts) > 1:
        yield _with(quote, parts=quote.parts[::-1])


@_forgery("the same part twice")
def _twice(_: Prepared, quote: Quote[Words]) -> Iterator[Quote[Words]]:
    yield _with(quote, parts=(*quote.parts, quote.parts[-1]))


@_forgery("the halves of a part as parts, reversed")
def _reversed(_: Prepared, quote: Quote[Words]) -> Iterator[Quote[Words]]:
    for number, part in enumerate(quote.parts):
        words = part.words.split()
        half = len(words) // 2
        if half > 1:
            halves = _words(" ".join(words[half:]), " ".join(words[:half]))
            yield _with(quote, parts=(*quote.parts[:number], *halves, *quote.parts[number + 1 :]))


@_forgery("parts that overlap")
def _overlapping(_: Prepared, quote: Quote[Words]) -> Iterator[Quote[Words]]:
    for number, part in enumerate(quote.parts):
        words = part.words.split()
        if len(words) > 4:
            halves = _words(" ".join(words[:-1]), " ".join(words[2:]))
            yield _with(quote, parts=(*quote.parts[:number], *halves, *quote.parts[number + 1 :]))


@_forgery("a part of the other source")
def _foreign_part(dossier: Prepared, quote: Quote[Words]) -> Iterator[Quote[Words]]:
    for source in _other_sources(dossier, quote):
        for other in [other for other in dossier.curated.quotes.values() if other.source == source][:_ELSEWHERE]:
            foreign = other.parts[0].words
            yield _with(quote, parts=(*quote.parts, Words(words=foreign)))
            yield _with(quote, parts=(*quote.parts, Words(words=foreign, source=source)))


@_forgery("another source named for a quote")
def _foreign(dossier: Prepared, quote: Quote[Words]) -> Iterator[Quote[Words]]:
    yield from (_with(quote, source=source) for source in _other_sources(dossier, quote))


@_forgery("a negation lost between two parts")
def _negation_lost(_: Prepared, quote: Quote[Words]) -> Iterator[Quote[Words]]:
    for number, part in enumerate(quote.parts):
        for found in _NEGATION.finditer(part.words):
            pieces = part.words[: found.start()], part.words[found.end() :]
            if not quote.gap_note and min(len(piece.split()) for piece in pieces) > 1:
                yield _with(quote, parts=(*quote.parts[:number], *_words(*pieces), *quote.parts[number + 1 :]))


@_forgery("the words of another speaker")
def _other_words(dossier: Prepared, quote: Quote[Words]) -> Iterator[Quote[Words]]:
    for other in _others(dossier, quote):
        yield _with(quote, parts=other.parts)
        yield _with(quote, parts=other.parts, voice=other.voice, marks=other.marks)
        both = sorted((*quote.parts, *other.parts), key=lambda part: _at(dossier, quote, part))
        yield _with(quote, parts=tuple(both))


@_forgery("the attribution of another speaker")
def _other_attribution(dossier: Prepared, quote: Quote[Words]) -> Iterator[Quote[Words]]:
    for other in _others(dossier, quote):
        yield _with(quote, attribution=other.attribution)
        yield _with(quote, attribution=other.attribution, speaker=other.speaker)
        fields = {"attribution": other.attribution, "speaker": other.speaker, "speaker_note": other.speaker_note}
        yield _with(quote, **fields)


@_forgery("another speaker named")
def _other_speaker(dossier: Prepared, quote: Quote[Words]) -> Iterator[Quote[Words]]:
    yield from (_with(quote, speaker=actor) for actor in dossier.curated.actors if actor != quote.speaker)


@_forgery("another speaker named, with a note")
def _other_explained(dossier: Prepared, quote: Quote[Words]) -> Iterator[Quote[Words]]:
    """Name somebody, and say so in the note, of whom the paragraphs around say nothing."""
    near = _paragraphs(dossier, quote)
    for actor in dossier.curated.actors.values():
        names = [name for names in actor.names.values() for name in names]
        if actor.id != quote.speaker and not any(levelled(name) in near for name in names):
            yield _with(quote, speaker=actor.id, speaker_note=f"This is {actor.name}.")


@_forgery("a name in the words taken for the speaker")
def _named_inside(dossier: Prepared, quote: Quote[Words]) -> Iterator[Quote[Words]]:
    for part in quote.parts:
        for actor in dossier.curated.actors.values():
            names = [name for names in actor.names.values() for name in names if name in part.words]
            if names and actor.id != quote.speaker:
                yield _with(quote, speaker=actor.id, attribution=Words(words=part.words))
                yield _with(quote, speaker=actor.id, attribution=Words(words=_around(part.words, names[0])))


def _around(words: str, name: str) -> str:
    found = re.search(rf"(?:\S+\s+)?(?:\S+\s+)?\S*{re.escape(name)}\S*(?:\s+\S+)?(?:\s+\S+)?", words)
    return found[0] if found else words


@_forgery("words of the narrator as direct")
def _narrator(dossier: Prepared, quote: Quote[Words]) -> Iterator[Quote[Words]]:
    for words in _narrated(dossier, quote):
        if quote.voice is Voice.DIRECT:
            yield _with(quote, parts=_words(words))
            both = sorted((*quote.parts, Words(words=words)), key=lambda part: _at(dossier, quote, part))
            yield _with(quote, parts=tuple(both))


def _narrated(dossier: Prepared, quote: Quote[Words]) -> Iterator[str]:
    """Yield the stretches of a quote's paragraph that no direct quote gives as somebody's words."""
    text = _paragraph(dossier, quote)
    spoken = [
        levelled(part.words)
        for other in dossier.curated.quotes.values()
        if other.source == quote.source and other.voice is Voice.DIRECT
        for part in other.parts
    ]
    for words in spoken:
        text = text.replace(words, "\0")
    for piece in re.split(f"\0|{_MARK}", text):
        words = piece.strip(" .,;:?…")
        if len(words.split()) > 2:
            yield words
            yield from (sentence for sentence in re.split(r"(?<=[.?!]) ", words) if len(sentence.split()) > 2)


def _paragraphs(dossier: Prepared, quote: Quote[Words]) -> str:
    """Return the paragraph of a quote, the one before it and the further passages of the quote, levelled."""
    paragraphs = [levelled(paragraph) for paragraph in re.split(r"\n\s*\n", dossier.text(quote.source))]
    at = paragraphs.index(_paragraph(dossier, quote))
    return "\n".join([*paragraphs[max(at - 1, 0) : at + 1], *(levelled(words.words) for words in quote.context)])


def _paragraph(dossier: Prepared, quote: Quote[Words]) -> str:
    """Return the paragraph in which a quote's first part stands, levelled."""
    first = levelled(quote.parts[0].words)
    paragraphs = map(levelled, re.split(r"\n\s*\n", dossier.text(quote.source)))
    return next(paragraph for paragraph in paragraphs if first in paragraph)


def _at(dossier: Prepared, quote: Quote[Words], part: Words) -> int:
    return levelled(dossier.text(quote.source)).find(levelled(part.words))


@_forgery("reported speech as direct")
def _as_direct(_: Prepared, quote: Quote[Words]) -> Iterator[Quote[Words]]:
    if quote.voice is Voice.REPORTED:
        yield _with(quote, voice=Voice.DIRECT)


@_forgery("a quotation mark swallowed")
def _mark_swallowed(dossier: Prepared, quote: Quote[Words]) -> Iterator[Quote[Words]]:
    if quote.voice is not Voice.DIRECT:
        return
    paragraph = _paragraph(dossier, quote)
    for number, part in enumerate(quote.parts):
        words = re.escape(levelled(part.words))
        for pattern in (
            r"{mark}\s*{words}",
            r"{words}\s*{mark}",
            r"{mark}\s*{words}\s*{mark}",
            r"{words}\s*{mark} \S+ \S+",
        ):
            if found := re.search(pattern.format(mark=_MARK, words=words), paragraph):
                yield _with(quote, parts=(*quote.parts[:number], *_words(found[0]), *quote.parts[number + 1 :]))


@_forgery("words of the narrator swallowed at the end")
def _run_on(dossier: Prepared, quote: Quote[Words]) -> Iterator[Quote[Words]]:
    if quote.voice is not Voice.DIRECT:
        return
    paragraph = _paragraph(dossier, quote)
    for number, part in enumerate(quote.parts):
        for pattern in (r"\W+(?:\S+ ){2}\S*\w", r"\W+(?:\S+ ){6}\S*\w"):
            if found := re.search(re.escape(levelled(part.words)) + pattern, paragraph):
                yield _with(quote, parts=(*quote.parts[:number], *_words(found[0]), *quote.parts[number + 1 :]))
