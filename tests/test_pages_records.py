"""Single pages: what they show of their record, and what other records add to it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator import pages
from generator.load import load
from generator.memory import Memory
from generator.pages.named import NameRow
from generator.pages.relation import REVERSED
from generator.pages.sheet import Said
from generator.pages.source import SentenceRow, SourceView
from generator.pages.track import Scale
from generator.vocabulary import RelationType, Status
from tests.exports import dossier

Views = dict[str, Any]


@pytest.fixture(scope="module")
def views(base: Path) -> Views:
    """The views of the small dossier's pages, by file."""
    found = load(base).found
    assert found
    return {page.file: page.view for page in pages.plan(found)}


def named(row: NameRow) -> str:
    """A spelling, of its parts."""
    return "".join(part.text for part in row.parts)


def plain(said: Said) -> str:
    """A sentence without its links."""
    return "".join(run.text for run in said.runs)


def test_an_event_shows_its_differing_dates_at_once(views: Views) -> None:
    """The date at the head says both, and how far they are apart."""
    race = views["events/race.md"]
    assert (race.when.words, race.when.verdict, race.when.difference) == ("2 or 3 May 1921", "differ", "one day apart")
    assert [marker.number for marker in race.when.markers] == [2, 3]


def test_participants_without_evidence_are_cited_by_their_names(views: Views) -> None:
    """Who is named by the accounts' evidence is cited where the name stands; who is not has evidence of its own."""
    who = {one.link.text: one for one in views["events/race.md"].who}
    assert [(marker.sign.text, marker.number) for marker in who["Hare"].markers] == [("A", 2), ("A", 9), ("B", 4)]
    assert [(marker.sign.text, marker.number) for marker in who["Meadow Council"].markers] == [("A", 13)]
    assert who["Meadow Council"].note == "As the judge."


def test_a_single_account_is_shown_plainly(views: Views) -> None:
    """Where one source tells of an event there is nothing to compare, and no column for the others."""
    taunt = views["events/taunt.md"]
    assert taunt.collation is None
    (account,) = taunt.accounts
    assert plain(account.said) == "The Hare told the Tortoise that it was “too slow for any race”."


def test_names_in_sentences_lead_to_their_records(views: Views) -> None:
    """A sentence links each record once, and never the page's own."""
    (account,) = views["events/taunt.md"].accounts
    assert [(run.text, run.target) for run in account.said.runs if run.target] == [
        ("The Hare", "../actors/hare.md"),
        ("the Tortoise", "../actors/tortoise.md"),
    ]
    (said,) = views["actors/tortoise.md"].about
    assert [run.target for run in said.runs if run.target] == ["hare.md"]


def test_a_longer_event_and_its_parts_lead_to_each_other(views: Views) -> None:
    """The part names the whole and the whole its parts."""
    assert views["events/taunt.md"].part_of.link.target == "quarrel.md"
    assert [one.link.target for one in views["events/quarrel.md"].parts] == ["taunt.md", "race.md"]


def test_quotes_and_disputes_are_shown_with_their_events(views: Views) -> None:
    """What was said in an event and what is disputed about it stand on its page, in the order of the sources."""
    race = views["events/race.md"]
    assert [(quote.speaker.text, quote.direct) for quote in race.quotes] == [
        ("Hare", True),
        ("the Tortoise", True),
        ("the Owl", False),
    ]
    assert [dispute.link.text for dispute in race.disputes] == ["On which day was the race?"]


def test_a_relation_is_read_from_both_ends(views: Views) -> None:
    """Each end has words of its own, and a claim its holder."""
    mine = {(one.words, one.other.text) for one in views["actors/tortoise.md"].relations}
    assert mine == {("competes with", "Hare"), ("is backed or funded by", "the Fox")}
    (backing,) = views["actors/fox.md"].relations
    assert (backing.words, backing.other.text, backing.status) == ("backs or funds", "the Tortoise", Status.CLAIMED)
    assert backing.holder.text == "Hare"
    assert [one.words for one in views["actors/hare.md"].stated] == ["the Tortoise is backed or funded by"]


def test_every_type_of_relation_can_be_read_backwards() -> None:
    """A type that is added to the vocabulary needs words for its other end."""
    assert set(REVERSED) == set(RelationType)


def test_an_actor_has_its_names_with_their_counts(views: Views) -> None:
    """Each spelling stands under the source that uses it, the most frequent first."""
    names = [(named(row), row.sign.text, row.times) for row in views["actors/hare.md"].names]
    assert names == [("the Hare", "A", 4), ("The Hare", "A", 2), ("Hare", "B", 3)]


def test_of_a_name_only_what_varies_is_marked() -> None:
    """Another source's form of a word is; a title that it leaves out is not, nor a name that both write alike."""
    planned = pages.plan_records(dossier("shipped"), (), ["esmail-qaani", "qassem-soleimani"], Memory())
    views = {page.file: page.view for page in planned}
    marked = {
        (named(row), part.text)
        for record in ("esmail-qaani", "qassem-soleimani")
        for row in views[f"actors/{record}.md"].names
        for part in row.parts
        if part.differs
    }
    assert ("Esmail Qaani", "Esmail") in marked
    assert ("General Ismail Qaani", "Ismail") in marked
    assert ("Suleimani", "Suleimani") in marked
    assert "Qassem Soleimani" not in {name for name, _ in marked}


def test_an_actor_has_its_own_timeline(views: Views) -> None:
    """Events are in time with the role in them and the sentences that tell of them; undated ones come last."""
    events = [(one.link.text, one.role) for one in views["actors/hare.md"].events]
    assert events == [
        ("The Hare mocks the Tortoise", "speaker"),
        ("The quarrel of the Tortoise and the Hare", "party"),
        ("The Tortoise beats the Hare", "party"),
        ("The Hare threatens to leave the meadow", "agent"),
    ]
    assert all(one.said for one in views["actors/hare.md"].events)


def test_a_record_lists_the_sentences_that_name_it(views: Views) -> None:
    """Back-links come with their sentence, and not for records that the page shows anyway."""
    mentions = {
        (row.kind, row.link.text): [plain(said) for said in row.said] for row in views["actors/hare.md"].mentions
    }
    assert mentions["actor", "the Tortoise"] == ["The Tortoise beat the Hare."]
    assert not any(kind == "event" and "mocks" in text for kind, text in mentions)


def test_a_quote_shows_its_cut(views: Views) -> None:
    """Between two parts stands what was left out: who said it, and how many words."""
    parts = views["quotes/closed-eyes.md"].parts
    assert [part.cut for part in parts] == ["", "attribution, 11 words"]
    assert views["quotes/woke-too-late.md"].parts[1].cut == "attribution, 3 words"


def test_every_card_of_a_quote_leads_to_its_place_in_the_source(views: Views) -> None:
    """On its own page, in the list and with an event: the paragraph, and a link to the characters of each part."""
    listed = next(row.card for row in views["quotes/index.md"].rows if row.id == "closed-eyes")
    told = next(quote for quote in views["events/race.md"].quotes if quote.link.target == "../quotes/closed-eyes.md")
    for stand in (views["quotes/closed-eyes.md"].stand, listed.stand, told.stand):
        assert stand.paragraphs == "paragraph 5"
        assert [(one.text, one.target) for one in stand.stretches] == [
            ("424 to 446", "../sources/race-report.md#p-424-446"),
            ("503 to 530", "../sources/race-report.md#p-503-530"),
        ]
    assert told.check == "found word for word"


def test_a_dispute_sets_positions_in_the_order_of_the_sources(views: Views) -> None:
    """Each position has its holder, its sentence and its words; the page says nothing about who is right."""
    dispute = views["disputes/race-day.md"]
    assert [(one.holder.text, one.sign.text) for one in dispute.positions] == [
        ("The report", "A"),
        ("Slow and steady", "B"),
    ]
    assert dispute.summary == "The report gives 1 position and Slow and steady gives 1 position."


def test_a_place_has_its_events_and_its_surroundings(views: Views) -> None:
    """A place knows what it lies in and what lies in it."""
    assert [link.text for link in views["places/mill.md"].within] == ["Millbrook"]
    assert [link.text for link in views["places/millbrook.md"].holds] == ["the mill"]
    assert [one.link.text for one in views["places/mill.md"].happened] == ["The Tortoise beats the Hare"]
    assert views["places/millbrook.md"].coordinates == "51.5° N, 0.5° W"


def test_a_source_counts_its_sentences(views: Views) -> None:
    """The strip has one cell a sentence, and elided sentences are counted with their reasons."""
    source = views["sources/slow-and-steady.md"]
    assert len(source.cells) == 10
    elided = [(row.numbers, row.words) for row in source.rows if hasattr(row, "numbers")]
    assert elided == [("2", "1 set aside: The date line of the page")]


def test_a_space_between_passages_has_no_mark_of_its_own() -> None:
    """Where more records rest on each of two passages than on both with what lies between, that may be a space."""
    views = [page.view for page in pages.plan(dossier("shipped")) if isinstance(page.view, SourceView)]
    rows = [row for view in views for row in view.rows if isinstance(row, SentenceRow)]
    marked = [one.whole.text for row in rows for one in row.stretches if one.css]
    assert len(marked) > 50
    assert [text for text in marked if not text.strip()] == []


def test_beside_a_sentence_unfolds_what_does_not_say_what_it_tells(views: Views) -> None:
    """Events, quotes and disputes stand there; actors, relations and the rest unfold where they are many."""
    telling = {"Event", "Quote", "Dispute"}
    rows = [row for source in ("slow-and-steady", "race-report") for row in views[f"sources/{source}.md"].rows]
    found = [row for row in rows if not hasattr(row, "numbers") and row.resting]
    folding = [row for row in found if row.folded]
    assert folding
    assert any(row.unfolds == "the original" for row in found)
    for row in found:
        shown, folded = ({group.label for group in groups} for groups in (row.resting, row.folded))
        assert shown
        assert not folded & telling
        assert not row.unfolds or shown <= telling
        others = sum(len(group.records) for group in (*row.resting, *row.folded) if group.label not in telling)
        assert bool(row.unfolds) == (bool(shown & telling) and others + len(row.originals) > 3)
    assert all(f"{len(group.records)} {group.label.lower()}" in row.unfolds for row in folding for group in row.folded)


def test_the_timeline_has_every_event_once(views: Views) -> None:
    """Dated events are in sections, the others in a group of their own."""
    timeline = views["timeline/index.md"]
    rows = [
        row.event.link.text for section in timeline.sections for stretch in section.stretches for row in stretch.rows
    ]
    assert len(rows) + len(timeline.undated) == timeline.total == len(set(rows)) + 2
    assert [row.event.link.text for row in timeline.undated] == [
        "The Hare threatens to leave the meadow",
        "The Fox is rumoured to have moved the finish",
    ]


def test_the_stamp_counts_what_was_checked(views: Views) -> None:
    """Passages are counted once each, sentences by what became of them, gaps included."""
    figures = views["index.md"].figures
    assert figures.exact + figures.typographic == figures.passages
    assert figures.sentences == 25
    assert figures.covered.endswith("no gaps")
    assert views["index.md"].records == "24 records"


@pytest.mark.parametrize("days", [0, 1, 5, 20, 45, 100, 400, 1500, 9000, 60000])
def test_a_scale_has_ticks_that_can_be_read(days: int) -> None:
    """Ticks are few, in order, inside the scale, and the first of them says the year."""
    first = date(1850, 3, 14)
    ticks = Scale(first, first + timedelta(days=days)).ticks()
    places = [float(tick.x.rstrip("%")) for tick in ticks]
    assert 1 <= len(ticks) <= 7
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)
    assert "18" in ticks[0].text
