"""The sources as BibTeX, read by pybtex, and as CSL-JSON, read by citeproc-py."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import Entry, parse_string

from generator.citation import Cited
from generator.evidence import Passage
from generator.export.citing import as_bibtex, as_csl
from generator.vocabulary import Match, SourceKind
from tests.exports import HARD, dossier, everywhere, files


def entries(text: str) -> dict[str, Entry]:
    """The entries of a BibTeX file by key."""
    return dict(parse_string(text, "bibtex").entries)


def bibliography(text: str) -> list[str]:
    """The references that a processor makes of CSL-JSON, in the Harvard style."""
    found = json.loads(text)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    made = CitationStylesBibliography(style, CiteProcJSON(found), formatter.plain)
    for item in found:
        made.register(Citation([CitationItem(item["id"])]))
    return [str(line) for line in made.bibliography()]


@everywhere
def test_every_source_is_an_entry(name: str) -> None:
    """Pybtex finds each source under its id, with its title and where it was published."""
    found = entries(files(name)["data/sources.bib"])
    assert list(found) == list(dossier(name).sources)
    for source in dossier(name).sources.values():
        entry = found[source.id]
        assert entry.fields["title"] == f"{{{source.title}}}"
        assert entry.fields.get("url") == source.url
        assert entry.fields.get("journal") == (source.outlet.text if source.outlet else None)
        assert [str(author) for author in entry.persons.get("author", [])] == (
            [f"{{{source.author.text}}}"] if source.author else []
        )


@pytest.mark.filterwarnings("ignore::UserWarning")  # citeproc-py on what its styles do not use
@everywhere
def test_a_processor_cites_every_source(name: str) -> None:
    """citeproc-py makes a reference of each, and finds title and year in it."""
    lines = bibliography(files(name)["data/sources.csl.json"])
    assert len(lines) == len(dossier(name).sources)
    for item in items(name):
        year = str(item["issued"]["date-parts"][0][0])
        title = item["title"].split("’")[0].strip("‘")[:20]
        assert any(title in line and year in line for line in lines), lines


def items(name: str) -> list[dict[str, Any]]:
    """The sources as CSL-JSON."""
    found: list[dict[str, Any]] = json.loads(files(name)["data/sources.csl.json"])
    return found


def test_an_inferred_date_is_not_a_printed_one() -> None:
    """A source without a printed date has its date of writing, marked as uncertain; one with both keeps both."""
    printed, unprinted = items("shipped")
    assert printed["issued"] == {"date-parts": [[2024, 11, 14]]}
    assert printed["original-date"] == {"date-parts": [[2020, 2]], "circa": True}
    assert unprinted["issued"] == {"date-parts": [[2021, 1, 1]], "circa": True}
    bibtex = entries(files("shipped")["data/sources.bib"])
    assert "month" not in bibtex["no-longer-safe"].fields
    assert "about 1 January 2021" in bibtex["no-longer-safe"].fields["note"]


@pytest.mark.parametrize("kind", list(SourceKind))
@pytest.mark.parametrize(("date", "expected"), [("192X", {"literal": "the 1920s"}), ("1921?", [[1921]]), (None, None)])
def test_hard_sources_are_read_too(kind: SourceKind, date: str | None, expected: object) -> None:
    """Signs that BibTeX takes for its own, a body as author, and vague dates."""
    base = dossier("base")
    author = Passage(source="race-report", start=0, end=1, text=f"Brook and {HARD}, Ltd", match=Match.EXACT)
    source = base.sources["race-report"].model_copy(
        update={"title": HARD, "kind": kind, "author": author, "date_printed": date, "date_written": None}
    )
    one = replace(base, sources={source.id: source})
    (entry,) = entries(as_bibtex(one)).values()
    assert [len(persons) for persons in entry.persons.values()] == [1]
    assert r"50\% \&" in entry.fields["title"]
    (item,) = json.loads(as_csl(one))
    issued = item.get("issued")
    assert (issued.get("date-parts", issued) if issued else None) == expected
    assert item["title"] == HARD


RECORD = Cited("race", HARD, "event, denied", HARD, "https://example.org/a_b/events/race/", "0123456789abcdef" * 4)


@pytest.mark.filterwarnings("ignore::UserWarning")  # citeproc-py on what its styles do not use
def test_a_record_is_cited_in_every_form() -> None:
    """Readers of BibTeX and CSL-JSON find its title, its address and its state; a status is never lost."""
    (entry,) = entries(RECORD.as_bibtex()).values()
    (item,) = json.loads(RECORD.as_csl())
    assert entry.fields["url"] == item["URL"] == RECORD.address
    assert item["title"] == item["container-title"] == HARD
    assert r"50\% \&" in entry.fields["title"]
    for note in (entry.fields["note"], item["note"]):
        assert note.startswith("Event, denied.")
        assert RECORD.state in note
    (line,) = bibliography(RECORD.as_csl())
    assert RECORD.address in line
    words = RECORD.in_words()
    assert f"“{HARD}” (event, denied)" in words
    assert words.endswith(f"{RECORD.address} (state 0123456789ab).")


def test_a_revision_is_named_where_there_is_one() -> None:
    """Shortened in the line of text, whole in the others."""
    revised = replace(RECORD, revision="f" * 40)
    assert revised.in_words().endswith(f"revision {'f' * 12}).")
    assert f"Revision: {'f' * 40}." in revised.as_bibtex()
    assert f"Revision: {'f' * 40}." in revised.as_csl()
