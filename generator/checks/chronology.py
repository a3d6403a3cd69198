"""A date agrees with the words cited for it, or is explained, and is not later than its source was written.

The last holds for what is said to have happened; plans, threats and fears may lie ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator import dates
from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.evidence import Passage
from generator.yamlsource import Path

_MONTHS = {name: number for number, name in enumerate(dates.MONTHS, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()}
_WEEKDAYS = {name: number for number, name in enumerate(dates.WEEKDAYS)}
_FEASTS = {"Christmas Eve": (12, 24), "Christmas Day": (12, 25), "New Year's Eve": (12, 31), "New Year's Day": (1, 1)}
_YEAR = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})(s?)\b")
_DAY = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)?\b(?![-%,.]?[0-9])")


def check(context: Context) -> Iterator[Diagnostic]:
    """Yield a finding for each date that its words contradict, that nothing explains, or that is too late."""
    dossier = context.dossier
    for event in dossier.events.values():
        for i, account in enumerate(event.accounts):
            at: Path = ("accounts", i, "date")
            yield from _dated(context, event.id, at, account.date, account.as_stated, account.note)
            if event.status.happened and (message := _late(context, account.date, account.source)):
                hint = "Is it planned, threatened or feared? Then say so in `status`."
                yield Diagnostic("date-after-writing", dossier.at(event.id, *at), message, hint)
    for actor in dossier.actors.values():
        for i, role in enumerate(actor.roles):
            yield from _dated(context, actor.id, ("roles", i, "date"), role.date, role.as_stated, role.note)
    for quote in dossier.quotes.values():
        yield from _dated(context, quote.id, ("date",), quote.date, quote.as_stated, quote.note)
        if message := _late(context, quote.date, quote.source):
            hint = "Words cannot be reported before they were said; is one of the two dates wrong?"
            yield Diagnostic("date-after-writing", dossier.at(quote.id, "date"), message, hint)
    for source in dossier.sources.values():
        yield from _dated(context, source.id, ("date_printed",), source.date_printed, source.as_printed, None)
        if source.date_written and not source.date_note:
            where = dossier.at(source.id, "date_written")
            yield Diagnostic(
                "date-unsupported", where, "nothing says how the date of writing is known", "Add `date_note`."
            )


def _late(context: Context, edtf: str | None, source: str) -> str:
    """Say that a date lies after the writing of a source; empty where it does not, or where either is not known."""
    written = context.curated.sources[source].date_written
    earliest = dates.bounds(edtf).earliest if edtf else None
    latest = dates.bounds(written).latest if written else None
    return (
        f"{edtf} lies after the writing of its source ({written})" if earliest and latest and earliest > latest else ""
    )


def _dated(
    context: Context, record: str, path: Path, edtf: str | None, stated: Passage | None, note: str | None
) -> Iterator[Diagnostic]:
    if edtf is None:
        return
    words = stated.text if stated else ""
    contradiction = contradicted(edtf, words)
    if contradiction:
        message = f"{edtf} does not agree with the words “{words}”: {contradiction}"
        where = context.dossier.at(record, *path)
        yield Diagnostic("date-unsupported", where, message, "Give the date as the source states it.")
    elif not note and not spelled_out(edtf, words):
        message = f"the words “{words}” do not say all of {edtf}" if words else f"no words are cited for {edtf}"
        hint = "Say in `note` how the date follows, or give it less precisely."
        yield Diagnostic("date-unsupported", context.dossier.at(record, *path), message, hint)


def contradicted(edtf: str, words: str) -> str:
    """Say in what an English date expression contradicts an EDTF date; empty where it does not."""
    earliest, latest = dates.bounds(edtf)
    if earliest is None or latest is None:
        return ""
    plain = words.replace("\u2019", "'")
    years = [(int(year), int(year) + (9 if decade else 0)) for year, decade in _YEAR.findall(plain)]
    if years and all(latest.year < first or earliest.year > last for first, last in years):
        return f"the year is {' or '.join(year + decade for year, decade in _YEAR.findall(plain))}"
    months = _months(plain)
    one_month = (earliest.year, earliest.month) == (latest.year, latest.month)
    if months and one_month and earliest.month not in months:
        return f"the month is {' or '.join(dates.MONTHS[month - 1] for month in months)}"
    if earliest != latest:
        return ""
    days = {int(day) for day in _DAY.findall(_YEAR.sub(" ", plain))} if months else set()
    apart = len(months) > 1 and len(days) > 1  # from a day of one month to a day of another
    if days and not apart and not min(days) <= earliest.day <= max(days):
        return f"the day is {' or '.join(map(str, sorted(days)))}"
    for name, (month, day) in _FEASTS.items():
        if name in plain and (earliest.month, earliest.day) != (month, day):
            return f"{name} is {day} {dates.MONTHS[month - 1]}"
    return _weekday(plain, earliest)


def _months(words: str) -> list[int]:
    return sorted({number for name, number in _MONTHS.items() if re.search(rf"\b{name}\b", words)})


def _weekday(words: str, day: date) -> str:
    for name, number in _WEEKDAYS.items():
        if re.search(rf"\b{name}\b", words) and day.weekday() != number:
            return f"{day} was a {dates.WEEKDAYS[day.weekday()]}"
    return ""


def spelled_out(edtf: str, words: str) -> bool:
    """Tell whether an English date expression says everything that a plain EDTF date says: its year, month and day."""
    plain = words.replace("\u2019", "'")
    if re.fullmatch(r"[0-9]{3}X", edtf):
        return f"{edtf[:3]}0s" in plain
    parts = edtf.split("-")
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", edtf) or parts[0] not in plain:
        return False
    if len(parts) > 1 and int(parts[1]) not in _months(plain):
        return False
    return len(parts) < 3 or int(parts[2]) in {int(day) for day in _DAY.findall(_YEAR.sub(" ", plain))}
