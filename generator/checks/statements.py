"""Each number, date and proper name in a curated sentence is in its evidence or is a listed name of a linked record.

Words between quotation marks are verbatim.

The evidence of a sentence is taken with the whole sentences around it, as pages show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.evidence import Passage
from generator.model import Actor, Dispute, Event, Place, Source
from generator.passages import occurrences
from generator.sources import SourceText, fold, words_of
from generator.vocabulary import ActorKind
from generator.yamlsource import Path

_QUOTED = re.compile('[\u201c\u2018](?=\\S)(.+?)[\u201d\u2019](?![^\\W_])|(?<!\\S)"(.+?)"(?![^\\W_])')
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_STARTS = re.compile(r"(?:^|[.!?:]\s+|[\u201c\u2018(]\s*)$")
_POSSESSIVE = re.compile(r"'s?$")
_TERM = re.compile(r"[^\W\d_][^\W_]*(?:['\u2019.][^\W\d_]+)*")
_COMMON = frozenset({"I", "A", "An", "The"})


class Sentence(NamedTuple):
    """A curated sentence to be judged: where it was typed, what it says, its evidence and the records it links to."""

    record: str
    path: Path
    says: str
    evidence: tuple[Passage, ...]
    linked: frozenset[str] = frozenset()


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a finding for each name, number or quotation in a sentence that its evidence does not carry."""
    for sentence in sentences(context):
        text = context.sentence_text(sentence.evidence)
        evidence = SourceText("", text)
        for quoted in quotations(sentence.says):
            if not occurrences(evidence, quoted.rstrip(",.")):
                hint = "Quote words of the evidence, letter for letter, or drop the marks."
                where = context.dossier.at(sentence.record, *sentence.path)
                yield Diagnostic("quotation-unverified", where, f"“{quoted}” is not in the evidence", hint)
        if not all(map(context.knows, sentence.linked)):
            continue  # the record is reported for itself
        lacking = list(unsupported(context, sentence))
        if lacking:
            said = ", ".join(f"“{word}”" for word in lacking)
            hint = "Cite the passage that says so, link the record that is meant, or leave it out."
            message = f"{said} {'is' if len(lacking) == 1 else 'are'} not in the evidence of this sentence"
            yield Diagnostic(
                "statement-unsupported", context.dossier.at(sentence.record, *sentence.path), message, hint
            )


def quotations(text: str) -> Iterator[str]:
    """Yield what stands between quotation marks in a sentence of ours."""
    for found in _QUOTED.finditer(text):
        yield (found[1] or found[2]).strip()


def sentences(context: Context) -> Iterator[Sentence]:
    """Yield every curated sentence of a dossier: statements, accounts, titles of events, positions, roles, entries."""
    dossier = context.dossier
    front = dossier.front
    for i, said in enumerate(front.lead):
        yield Sentence(front.id, ("lead", i, "says"), said.says, said.evidence)
    for i, entry in enumerate(front.glossary):
        yield Sentence(front.id, ("glossary", i, "says"), entry.says, entry.evidence)
    for _, record in dossier.records():
        match record:
            case Source():
                yield from _about(record, frozenset({record.id}))
            case Place():
                yield from _about(record, frozenset({record.id}))
            case Actor():
                yield from _of_actor(record)
            case Event():
                yield from _of_event(record)
            case Dispute():
                yield from _of_dispute(record)


def _about(record: Source[Passage] | Place[Passage] | Actor[Passage], linked: frozenset[str]) -> Iterator[Sentence]:
    for i, said in enumerate(record.about):
        yield Sentence(record.id, ("about", i, "says"), said.says, said.evidence, linked)


def _of_actor(actor: Actor[Passage]) -> Iterator[Sentence]:
    linked = frozenset({actor.id, *(relation.object for relation in actor.relations)})
    linked |= {role.organisation for role in actor.roles if role.organisation}
    yield from _about(actor, linked)
    if actor.kind is ActorKind.UNNAMED:
        described = tuple(passage for said in actor.about for passage in said.evidence)
        yield Sentence(actor.id, ("name",), actor.name, described, linked)
    for i, role in enumerate(actor.roles):
        yield Sentence(actor.id, ("roles", i, "title"), role.title, role.evidence, linked)


def _of_event(event: Event[Passage]) -> Iterator[Sentence]:
    linked = frozenset(participant.actor for participant in event.participants)
    linked |= {event.holder} if event.holder else frozenset()
    linked |= {place for account in event.accounts for place in account.places}
    everything = tuple(passage for account in event.accounts for passage in account.evidence)
    yield Sentence(event.id, ("title",), event.title, everything, linked)
    for i, account in enumerate(event.accounts):
        yield Sentence(event.id, ("accounts", i, "says"), account.says, account.evidence, linked | {account.source})


def _of_dispute(dispute: Dispute[Passage]) -> Iterator[Sentence]:
    linked = frozenset({*dispute.about, *(position.holder for position in dispute.positions)})
    everything = tuple(passage for position in dispute.positions for passage in position.evidence)
    yield Sentence(dispute.id, ("question",), dispute.question, everything, linked)
    for i, position in enumerate(dispute.positions):
        yield Sentence(
            dispute.id, ("positions", i, "says"), position.says, position.evidence, linked | {position.source}
        )


def unsupported(context: Context, sentence: Sentence) -> Iterator[str]:
    """Yield the names and numbers of a sentence that neither its evidence nor a linked record carries."""
    carried: set[str] = set()
    for passage in sentence.evidence:
        text = context.dossier.texts[passage.source].text
        for whole in context.sentences(passage):
            carried |= _parts(text[whole.span.start : whole.span.end])
    sources = {passage.source for passage in sentence.evidence}
    for record in sentence.linked | context.named_in(sentence.evidence) | sources:
        for name in _names(context, record):
            carried |= _parts(name)
    ours = _QUOTED.sub(" ", sentence.says)
    for found in _NUMBER.finditer(ours):
        if found[0] not in carried:
            yield found[0]
    for word, first in _capitalised(ours):
        if word not in carried and not _derived(word, carried) and not (first and not _known(context, word)):
            yield word


def _names(context: Context, record: str) -> Iterable[str]:
    source = context.curated.sources.get(record)
    if source:
        said = (source.author, source.outlet)
        return [source.short, *(words.words for words in said if words)]
    return context.listed.get(record, ())


@lru_cache(maxsize=100_000)  # sentences and names come again and again
def _parts(text: str) -> frozenset[str]:
    """Return the words of a text, with and without possessive endings, and the numbers in them."""
    words = frozenset(words_of(fold(text)))
    bare = frozenset(_POSSESSIVE.sub("", word) for word in words if "'" in word)
    return words | bare | frozenset(_NUMBER.findall(" ".join(words)))


def _capitalised(text: str) -> Iterator[tuple[str, bool]]:
    """Yield words with a capital, and whether they may owe it to the beginning of a sentence."""
    for found in _TERM.finditer(text):
        word = found[0] if found[0].isascii() else fold(found[0])
        word = _POSSESSIVE.sub("", word) if "'" in word else word
        if word[:1].isupper() and word not in _COMMON:
            yield word, bool(_STARTS.search(text, 0, found.start()))


def _known(context: Context, word: str) -> bool:
    """Tell whether a word that begins a sentence is part of any listed name."""
    return word in context.name_words


def _derived(word: str, carried: set[str]) -> bool:
    """Tell whether a word is an adjective of a carried name, or the other way round: Peruvian, Peru."""
    return any(
        len(stem) >= 4 and stem[:1].isupper() and (word.startswith(stem) or stem.startswith(word)) and len(word) >= 4
        and abs(len(word) - len(stem)) <= 3
        for stem in carried
    )  # fmt: skip
