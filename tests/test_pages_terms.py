"""The terms of the glossary where the dossier's own sentences use them, and nowhere else."""

from __future__ import annotations

from generator import pages
from generator.pages.sheet import Run
from generator.pages.terms import Terms
from generator.sources import Span
from tests.exports import ROOT, dossier


def used(terms: list[str], says: str, *taken: Span) -> list[str]:
    """The stretches of a sentence that are found to use a term, each with the term's number."""
    return [f"{use.term}: {says[use.start : use.end]}" for use in Terms(terms).uses(says, taken)]


def test_a_term_is_found_as_a_word_of_its_own() -> None:
    """Letter for letter, but for the capital that begins a sentence; and once."""
    says = "Enrich uranium they may: to enrich uranium, with anti-war words, in antiquity, about 9/11."
    assert used(["anti", "anti-war", "enrich uranium", "9/11", "ANTI-WAR"], says) == [
        "2: Enrich uranium",
        "1: anti-war",
        "3: 9/11",
    ]


def test_words_in_quotation_marks_are_somebody_elses() -> None:
    """A term inside them is not touched; one beside them is."""
    says = 'He called it “a nuclear deal”, or ‘Iran’s nuclear deal’, or "nuclear deal"; the nuclear deal holds.'
    (use,) = Terms(["nuclear deal"]).uses(says, ())
    assert says[use.start - 4 :] == "the nuclear deal holds."


def test_a_name_goes_before_a_term() -> None:
    """Where a sentence names a record, there is no way to the glossary."""
    assert used(["force"], "The force of the force.", Span(4, 9)) == ["0: force"]
    assert used(["force"], "The force.", Span(0, 9)) == []


def test_a_page_leads_to_the_glossary_where_it_uses_a_term_first() -> None:
    """Once a page, at the term's own place; and the glossary's entry of a term not to itself."""
    plan = {page.file: page.view for page in pages.plan(dossier("base"))}
    rows = plan["actors/hare.md"].events
    runs = [run for row in rows for said in row.said for run in said.runs]
    assert [run for run in runs if run.is_term] == [Run("paces", "../glossary/index.md#t-paces", is_term=True)]
    assert sum("paces" in run.text for run in runs) == 2
    (term,) = plan["glossary/index.md"].terms
    assert not [run for run in term.said.runs if run.is_term]


def test_a_term_that_is_a_records_name_leads_to_the_record() -> None:
    """Except on the page of that record, which says of itself no more than the glossary does."""
    plan = {page.file: page.view for page in pages.plan(dossier("shipped"))}
    names = {record.id: record.name for record in dossier("shipped").actors.values()}
    terms = {entry.term for entry in dossier("shipped").front.glossary}
    both = [record for record, name in names.items() if name in terms]
    assert both
    for file, view in plan.items():
        if file.startswith("actors/") and hasattr(view, "about"):
            found = {run.text for said in view.about for run in said.runs if run.is_term}
            assert not found & ({names[record] for record in both} - {view.name}), file


def test_the_glossary_leads_to_its_lines() -> None:
    """And the front page to its own, and a record to its first field: all are lines of the files of the data."""
    found = dossier("shipped")
    made = {page.file: page.front.get("dossier", {}) for page in pages.plan(found)}
    for file, first in {
        "glossary/index.md": "  - term: ",
        "index.md": "  - says: ",
        "actors/irgc.md": "name: ",
    }.items():
        lines = (ROOT / made[file]["file"]).read_text("utf-8").splitlines()
        assert lines[made[file]["line"] - 1].startswith(first), file
