"""The proof that a misquotation cannot pass: every passage is changed in every way, and every change must be refused.

`python -m tests.proof.mutation` prints what was tried and what was caught; it exits 1 unless that is all.
"""

import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

import click

from generator.evidence import Record, Words
from generator.model import Quote
from generator.yamlsource import Path
from tests.proof.changes import MUTATIONS, RETYPINGS, misquotations, retyped
from tests.proof.dossiers import Prepared, Typed, Verdict, exchanged, generated, probe, shipped, unit
from tests.proof.oracle import stands
from tests.proof.quoting import FORGERIES

Judge = Callable[[Record, Path], Verdict]
"""Takes a record and the path of the part of it that is to be judged."""
FOREIGN = "another source named"
DOSSIERS: dict[str, Callable[[], Prepared]] = {"shipped": shipped, "generated": generated}


class Failure(NamedTuple):
    """A misquotation that was accepted, or an honest quotation that was refused."""

    change: str
    dossier: str
    record: str
    words: str
    said: str

    def __str__(self) -> str:
        """Write it on one line."""
        return f"{self.change}: {self.dossier}: {self.record}: {' '.join(self.words.split())!r}: {self.said}"


class Report(NamedTuple):
    """How often each change was tried, was as it must be, or made a true passage by chance; and what failed."""

    tried: Counter[str]
    caught: Counter[str]
    chance: Counter[str]
    failures: list[Failure]


class Share(NamedTuple):
    """A part of the work: every n-th passage or quote of a dossier, from a first one."""

    first: int = 0
    step: int = 1

    def holds(self, number: int) -> bool:
        """Tell whether a passage or quote belongs to this share, by its number."""
        return number % self.step == self.first


WHOLE = Share()


def mutated(dossier: Prepared, judge: Judge | None = None, share: Share = WHOLE) -> Report:
    """Misquote every passage of a dossier in every way, and let the project judge each."""
    judge = judge or dossier.judge
    report = _empty()
    passages = list(dossier.typed())
    known: dict[str, bool] = {}
    """Many records rest on the same words; what was found of them as evidence holds for all."""
    order = {words: number for number, words in enumerate(dict.fromkeys(typed.words.words for typed in passages))}
    for typed in (typed for typed in passages if share.holds(order[typed.words.words])):
        for name, words in _misquoted(dossier, typed, _other_words(passages, typed)):
            report.tried[name] += 1
            if stands(dossier.text(words.source or typed.source), words.words):
                report.chance[name] += 1
            elif _refused(judge, typed, words, known):
                report.caught[name] += 1
            else:
                report.failures.append(Failure(name, dossier.name, _called(typed), words.words, "accepted"))
    return report


def _refused(judge: Judge, typed: Typed, words: Words, known: dict[str, bool]) -> bool:
    alone = probe(typed, words)
    if alone is None:
        return bool(judge(exchanged(typed.record, typed.path, words), unit(typed)).findings)
    key = f"{typed.source} {words.model_dump_json(exclude_defaults=True)}"
    if key not in known:
        known[key] = bool(judge(alone, ()).findings)
    return known[key]


def forged(dossier: Prepared, judge: Judge | None = None, share: Share = WHOLE) -> Report:
    """Make every quote of a dossier false in every way, and let the project judge each."""
    judge = judge or dossier.judge
    report = _empty()
    for quote in (quote for number, quote in enumerate(dossier.curated.quotes.values()) if share.holds(number)):
        for name, forgery in FORGERIES.items():
            for false in forgery(dossier, quote):
                report.tried[name] += 1
                if judge(false, ()).findings:
                    report.caught[name] += 1
                else:
                    report.failures.append(Failure(name, dossier.name, quote.id, _told(false), "accepted"))
    return report


def retyping(dossier: Prepared, judge: Judge | None = None, share: Share = WHOLE) -> Report:
    """Type every passage of a dossier otherwise, and see whether each is found where it stands."""
    judge = judge or dossier.judge
    report = _empty()
    for typed in (typed for number, typed in enumerate(dossier.typed()) if share.holds(number)):
        expected = _plain(judge(typed.record, unit(typed)).record)
        for name, words in retyped(typed.words.words):
            changed = exchanged(typed.record, typed.path, typed.words.model_copy(update={"words": words}))
            report.tried[name] += 1
            record, findings = judge(changed, unit(typed))
            if record is not None and not findings and _plain(record) == expected:
                report.caught[name] += 1
            else:
                said = findings[0].message if findings else "found elsewhere"
                report.failures.append(Failure(name, dossier.name, _called(typed), words, said))
    return report


def _empty() -> Report:
    return Report(Counter(), Counter(), Counter(), [])


def _misquoted(dossier: Prepared, typed: Typed, others: str) -> Iterator[tuple[str, Words]]:
    for name, words in misquotations(typed.words.words, others):
        yield name, typed.words.model_copy(update={"words": words})
    for source in dossier.curated.texts:
        if source != typed.source:
            yield FOREIGN, typed.words.model_copy(update={"source": source})


def _other_words(passages: list[Typed], here: Typed) -> str:
    """Return the next words of the same source that are others, and enough of them to choose from."""
    words = [typed.words.words for typed in passages if typed.source == here.source]
    following = words[words.index(here.words.words) :] + words
    return next(other for other in following if other != here.words.words and len(other.split()) > 5)


def _called(typed: Typed) -> str:
    return f"{getattr(typed.record, 'id', '')} {'.'.join(map(str, typed.path))}"


def _told(quote: Quote[Words]) -> str:
    parts = " | ".join(part.words for part in quote.parts)
    return f"{quote.speaker} ({quote.voice}): {parts} [{quote.attribution.words}]"


def _plain(record: Record) -> object:
    """Return everything about a record but how its passages were matched."""
    return _unmatched(record.model_dump())


def _unmatched(value: object) -> object:
    if isinstance(value, dict):
        return {key: _unmatched(item) for key, item in value.items() if key != "match"}
    return [_unmatched(item) for item in value] if isinstance(value, list | tuple) else value


def added(reports: Iterable[Report]) -> Report:
    """Return the sum of reports."""
    total = _empty()
    for report in reports:
        for counts, more in zip(total[:3], report[:3], strict=True):
            counts.update(more)
        total.failures.extend(report.failures)
    return total


def table(report: Report, names: list[str], head: tuple[str, str, str, str]) -> str:
    """Write a report as a table, one change a row, with the sums at its foot."""
    rows = [(name, report.tried[name], report.caught[name], report.chance[name]) for name in names]
    sums = ("in all", report.tried.total(), report.caught.total(), report.chance.total())
    lines = [f"{head[0]:44}{head[1]:>8}{head[2]:>10}{head[3]:>18}".rstrip()]
    for name, tried, caught, chance in (*rows, sums):
        lines.append(f"{name:44}{tried:>8}{caught:>10}{chance if head[3] else '':>18}".rstrip())
    return "\n".join(lines)


def run(processes: int | None = None) -> tuple[Report, Report]:
    """Prove both dossiers; returns what became of the misquotations and of the retypings."""
    step = processes or os.cpu_count() or 1
    names, shares = zip(*[(name, Share(first, step)) for name in DOSSIERS for first in range(step)], strict=True)
    # The processes start afresh: forking one that has threads may hang.
    with ProcessPoolExecutor(step, multiprocessing.get_context("spawn")) as pool:
        pairs = list(pool.map(_proved, names, shares))
    return added(wrong for wrong, _ in pairs), added(right for _, right in pairs)


def _proved(name: str, share: Share) -> tuple[Report, Report]:
    dossier = DOSSIERS[name]()
    return added([mutated(dossier, share=share), forged(dossier, share=share)]), retyping(dossier, share=share)


def main() -> int:
    """Print both tables and everything that failed; return the exit code."""
    wrong, right = run()
    names = [*MUTATIONS, FOREIGN, *FORGERIES]
    click.echo(table(wrong, names, ("misquotation", "tried", "refused", "true by chance")))
    click.echo()
    click.echo(table(right, list(RETYPINGS), ("retyping", "tried", "accepted", "")))
    failures = wrong.failures + right.failures
    for failure in failures:
        click.echo(str(failure), err=True)
    passages = sum(1 for dossier in (shipped(), generated()) for _ in dossier.typed())
    click.echo(f"\n{passages} passages; {len(wrong.failures)} false accepts, {len(right.failures)} false refusals")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
