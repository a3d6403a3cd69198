"""The proof that a misquotation cannot pass: every passage is changed in every way, and every change must be refused.

`python -m tests.proof.mutation` prints what was tried and what was caught; it exits 1 unless that is all.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

import click

from generator.model import Quote, Record, Words
from generator.yamlsource import Path
from tests.proof.changes import MUTATIONS, RETYPINGS, misquotations, retyped
from tests.proof.dossiers import Prepared, Typed, Verdict, exchanged, generated, shipped, unit
from tests.proof.oracle import stands
from tests.proof.quoting import FORGERIES

Judge = Callable[[Record, Path], Verdict]
"""Takes a record and the path of the part of it that is to be judged."""
FOREIGN = "another source named"


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


def mutated(dossier: Prepared, judge: Judge | None = None) -> Report:
    """Misquote every passage of a dossier in every way, and let the project judge each."""
    judge = judge or dossier.judge
    report = Report(Counter(), Counter(), Counter(), [])
    passages = list(dossier.typed())
    for number, typed in enumerate(passages):
        others = _other_words(passages, number)
        for name, words in _misquoted(dossier, typed, others):
            changed = exchanged(typed.record, typed.path, words)
            report.tried[name] += 1
            if stands(dossier.text(words.source or typed.source), words.words):
                report.chance[name] += 1
            elif judge(changed, unit(typed)).findings:
                report.caught[name] += 1
            else:
                report.failures.append(Failure(name, dossier.name, _called(typed), words.words, "accepted"))
    for quote in dossier.curated.quotes.values():
        for name, forgery in FORGERIES.items():
            for forged in forgery(dossier, quote):
                report.tried[name] += 1
                if judge(forged, ()).findings:
                    report.caught[name] += 1
                else:
                    report.failures.append(Failure(name, dossier.name, quote.id, _told(forged), "accepted"))
    return report


def retyping(dossier: Prepared, judge: Judge | None = None) -> Report:
    """Type every passage of a dossier otherwise, and see whether each is found where it stands."""
    judge = judge or dossier.judge
    report = Report(Counter(), Counter(), Counter(), [])
    for typed in dossier.typed():
        expected = judge(typed.record, unit(typed)).record
        for name, words in retyped(typed.words.words):
            changed = exchanged(typed.record, typed.path, typed.words.model_copy(update={"words": words}))
            report.tried[name] += 1
            record, findings = judge(changed, unit(typed))
            if record is not None and not findings and _plain(record) == _plain(expected):
                report.caught[name] += 1
            else:
                said = findings[0].message if findings else "found elsewhere"
                report.failures.append(Failure(name, dossier.name, _called(typed), words, said))
    return report


def _misquoted(dossier: Prepared, typed: Typed, others: str) -> Iterator[tuple[str, Words]]:
    for name, words in misquotations(typed.words.words, others):
        yield name, typed.words.model_copy(update={"words": words})
    for source in dossier.curated.texts:
        if source != typed.source:
            yield FOREIGN, typed.words.model_copy(update={"source": source})


def _other_words(passages: list[Typed], number: int) -> str:
    """Return the next words of the same source that are others, and enough of them to choose from."""
    here = passages[number]
    following = (typed for typed in passages[number + 1 :] + passages[:number] if typed.source == here.source)
    words = (typed.words.words for typed in following)
    return next(others for others in words if others != here.words.words and len(others.split()) > 5)


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


def added(first: Report, second: Report) -> Report:
    """Return the sum of two reports."""
    return Report(
        first.tried + second.tried, first.caught + second.caught, first.chance + second.chance,
        first.failures + second.failures,
    )  # fmt: skip


def table(report: Report, names: list[str], head: tuple[str, str, str, str]) -> str:
    """Write a report as a table, one change a row, with the sums at its foot."""
    rows = [(name, report.tried[name], report.caught[name], report.chance[name]) for name in names]
    sums = ("in all", report.tried.total(), report.caught.total(), report.chance.total())
    lines = [f"{head[0]:44}{head[1]:>8}{head[2]:>10}{head[3]:>18}"]
    lines += [f"{row[0]:44}{row[1]:>8}{row[2]:>10}{row[3]:>18}" for row in (*rows, sums)]
    return "\n".join(lines)


def run() -> tuple[Report, Report]:
    """Prove both dossiers; returns what became of the misquotations and of the retypings."""
    dossiers = (shipped(), generated())
    return (
        added(*(mutated(dossier) for dossier in dossiers)),
        added(*(retyping(dossier) for dossier in dossiers)),
    )


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
