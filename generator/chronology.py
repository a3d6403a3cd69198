"""When an event happened, over all its accounts: one date, or the dates between which its sources differ.

Differing dates are kept side by side; none is preferred. Where one source is only less precise than another, the more
precise date stands, since it fits both.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import combinations
from typing import Literal, NamedTuple

from generator import dates
from generator.evidence import Passage, Words
from generator.model import Event

Verdict = Literal["none", "one", "agree", "overlap", "differ"]
NOT_GIVEN = "date not given"


class When(NamedTuple):
    """The date of an event (EDTF), its first and last possible day, its words, and how its sources agree on it.

    `verdict` is `none` without a date, `one` where a single account dates it, else `agree`, `overlap` or `differ`.
    """

    edtf: str | None
    earliest: date | None
    latest: date | None
    words: str
    verdict: Verdict


def when(event: Event[Passage] | Event[Words]) -> When:
    """Say when an event happened, by all its accounts together."""
    given = [account.date for account in event.accounts if account.date]
    if not given:
        return When(None, None, None, NOT_GIVEN, "none")
    distinct = sorted(set(given), key=_precise)
    verdict = _verdict(given)
    if verdict == "differ":
        return _apart(distinct)
    narrowest = distinct[0]
    if all(_within(narrowest, other) for other in distinct):
        return When(narrowest, *dates.bounds(narrowest), dates.wording(narrowest), verdict)
    return _apart(distinct)._replace(verdict=verdict)


@cache
def dated(edtf: str | None) -> When:
    """Say when something happened that a single source dates."""
    if edtf is None:
        return When(None, None, None, NOT_GIVEN, "none")
    return When(edtf, *dates.bounds(edtf), dates.wording(edtf), "one")


@cache
def month_of(found: When) -> str | None:
    """Return the month (`2020-01`) in which a date lies as a whole, or None where it is vaguer than that."""
    first, last = found.earliest, found.latest
    within = first and last and (first.year, first.month) == (last.year, last.month)
    return f"{first.year:04}-{first.month:02}" if first and within else None


def sort_key(found: When) -> tuple[date, date]:
    """Order by the first possible day, then by the last; what is undated comes last."""
    start = found.earliest or found.latest or date.max
    return start, found.latest or date.max


def difference(event: Event[Passage]) -> str:
    """Put into words how the accounts' dates compare: `one day apart`, `same date`, `not equally precise`."""
    given = [account.date for account in event.accounts if account.date]
    pairs = [dates.compared(first, second) for first, second in combinations(given, 2)]
    apart = [pair.words for pair in pairs if pair.verdict == "differ"]
    if apart:
        return apart[0] if len(set(apart)) == 1 else "different dates"
    unequal = [pair.words for pair in pairs if pair.verdict == "overlap"]
    return unequal[0] if unequal else "same date"


def _verdict(given: list[str]) -> Verdict:
    if len(given) == 1:
        return "one"
    verdicts = {dates.compared(first, second).verdict for first, second in combinations(given, 2)}
    return "differ" if "differ" in verdicts else "overlap" if "overlap" in verdicts else "agree"


def _apart(distinct: list[str]) -> When:
    """Hold differing dates together: a set of EDTF where each is a plain date, else the interval that spans them."""
    ordered = sorted(distinct, key=lambda text: (sort_key(dated(text)), text))
    bounds = [dates.bounds(text) for text in ordered]
    first = None if any(b.earliest is None for b in bounds) else min(b.earliest for b in bounds if b.earliest)
    last = None if any(b.latest is None for b in bounds) else max(b.latest for b in bounds if b.latest)
    plain = all(len(text) in (4, 7, 10) and text.replace("-", "").isdigit() for text in ordered)
    edtf = f"[{','.join(ordered)}]" if plain else f"{first or '..'}/{last or '..'}"
    return When(edtf, first, last, either([dates.wording(text) for text in ordered]), "differ")


def either(words: Iterable[str]) -> str:
    """Join dates by `or`, naming a shared month or year once: `2 or 3 January 2020`."""
    split = [text.split(" ") for text in dict.fromkeys(words)]
    shared: list[str] = []
    while all(len(part) > 1 for part in split) and len({part[-1] for part in split}) == 1 and _plain(split):
        shared.insert(0, split[0][-1])
        split = [part[:-1] for part in split]
    said = [" ".join(part) for part in split]
    joined = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"
    return " ".join([joined, *shared])


def _plain(split: list[list[str]]) -> bool:
    return all(len(part) <= 3 and part[0] not in ("about", "perhaps", "by", "from", "the") for part in split)


def _precise(text: str) -> tuple[int, str]:
    earliest, latest = dates.bounds(text)
    return ((latest - earliest).days if earliest and latest else 10**9), text


def _within(inner: str, outer: str) -> bool:
    ours, theirs = dates.bounds(inner), dates.bounds(outer)
    starts = theirs.earliest is None or (ours.earliest is not None and theirs.earliest <= ours.earliest)
    ends = theirs.latest is None or (ours.latest is not None and ours.latest <= theirs.latest)
    return starts and ends
