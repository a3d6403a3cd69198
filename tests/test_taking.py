"""What a page offers to take along, by its front matter and where the site and the repository stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.taking import Site, of_page

SITE = Site("The race & more", "https://example.org/owner/name", "main", "")
MADE: dict[str, Any] = {
    "kind": "events", "id": "race", "status": "claimed", "file": "data/events/race.yml", "line": 1, "sha256": "ab" * 32,
}  # fmt: skip
FRONT = {"title": "Fox &amp; Hare", "description": "", "dossier": MADE}
ADDRESS = "https://example.org/dossier/events/race/"


def test_a_record_is_cited_by_its_page() -> None:
    """The title as readers see it, what it is, the address, and the state of its data."""
    taking = of_page(SITE, FRONT, ADDRESS)
    assert taking
    assert taking.citation
    assert (
        taking.citation.words == f"“Fox & Hare” (event, claimed). In: The race & more. {ADDRESS} (state abababababab)."
    )
    assert taking.data == "events/race.json"


def test_ways_lead_to_the_file_and_to_the_form() -> None:
    """To the line of the file, its editor, and a form that knows which record and page are meant."""
    taking = of_page(SITE, FRONT, ADDRESS)
    assert taking
    assert taking.shown == "https://example.org/owner/name/blob/main/data/events/race.yml#L1"
    assert taking.editing == "https://example.org/owner/name/edit/main/data/events/race.yml"
    assert "id=race&page=https%3A" in taking.reporting


def test_a_revision_shows_the_file_as_it_was() -> None:
    """The link to the file leads to the commit that was published; changes still go to the branch."""
    taking = of_page(replace(SITE, revision="f" * 40), FRONT, ADDRESS)
    assert taking
    assert f"/blob/{'f' * 40}/" in taking.shown
    assert "/edit/main/" in taking.editing


def test_without_a_repository_nothing_leads_to_one() -> None:
    """The file is named, and that is all."""
    taking = of_page(replace(SITE, repository=""), FRONT, ADDRESS)
    assert taking
    assert (taking.file, taking.shown, taking.editing, taking.reporting) == ("data/events/race.yml", "", "", "")


def test_without_an_address_there_is_no_citation() -> None:
    """A site that does not know where it stands has no permalink to give."""
    taking = of_page(SITE, FRONT, "")
    assert taking
    assert taking.citation is None


def test_other_pages_offer_what_they_were_made_from_or_nothing() -> None:
    """A page of one file that is no record names the file; all others offer nothing."""
    home = of_page(SITE, {"title": "Home", "dossier": {"file": "data/dossier.yml", "line": 1}}, ADDRESS)
    assert home
    assert (home.record, home.data, home.reporting, home.citation) == ("", "", "", None)
    assert of_page(SITE, {"title": "Timeline"}, ADDRESS) is None
    assert of_page(SITE, {"title": "Old", "dossier": {"moved": "events/race/"}}, ADDRESS) is None
