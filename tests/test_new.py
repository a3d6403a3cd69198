"""`dossier new` drafts records: what can be found is filled in, the rest is named, nothing is overwritten."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import fmt
from generator.cli import main
from generator.datafile import model_of
from generator.diagnostics import Diagnostic
from generator.evidence import Passage
from generator.examination import examine
from generator.furniture import furniture
from generator.model import Quote
from generator.naming import Names
from generator.sources import SourceText, Span
from generator.speech import speech
from generator.vocabulary import ActorKind, Marks, Voice

FAIR = """The fair at Millbrook

4 June 1921

The Fox sold tickets. The Owl bought one.

Prices

A ticket cost two acorns.

Read more about fairs
Related posts
https://example.org/fair
"""


@pytest.fixture
def dossier(tmp_path: Path, base: Path) -> Path:
    """A copy of the small dossier, without a mistake, with schemas for editors."""
    target = tmp_path / "dossier"
    shutil.copytree(base, target)
    CliRunner().invoke(main, ["schema", "--root", str(target)])
    return target


def new(dossier: Path, *arguments: str, stdin: bytes | None = None) -> Result:
    """Call `dossier new` without a terminal."""
    kind, *rest = arguments
    return CliRunner().invoke(main, ["new", kind, "--root", str(dossier), *rest], input=stdin)


def left(dossier: Path, name: str) -> list[tuple[str, str]]:
    """What `check` says of a file: codes and messages."""
    return [(one.code, one.message) for one in _findings(dossier) if one.location.path == name]


def _findings(dossier: Path) -> list[Diagnostic]:
    return examine(dossier).findings


def fill(path: Path, **answers: str) -> None:
    """Fill in the empty fields of a draft."""
    text = path.read_text("utf-8")
    for name, answer in answers.items():
        assert f'{name}: ""' in text
        text = text.replace(f'{name}: ""', f"{name}: {answer}")
    path.write_text(text, "utf-8")


def test_a_quote_is_found_from_rough_words(dossier: Path) -> None:
    """Passage, source, voice, part, attribution and speaker stand in the draft, which passes every check."""
    (dossier / "data/quotes/too-slow.yml").unlink()
    done = new(dossier, "quote", "--from", "you are to slow for any race")
    assert done.exit_code == 0, done.output
    path = dossier / "data/quotes/hare-you-too-slow.yml"
    assert done.output.splitlines()[0] == "data/quotes/hare-you-too-slow.yml"
    assert "the source does not have the words as typed: “you” is “You” there; “to” is “too” there." in done.output
    body = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert body == [
        "speaker: hare",
        "source: race-report",
        "voice: direct",
        "parts:",
        "  - You are too slow for any race,",
        "attribution: the Hare had told the Tortoise on 1 May",
    ]
    assert path.read_text("utf-8").startswith("# yaml-language-server: $schema=../../schemas/quote.json\n")
    assert left(dossier, "data/quotes/hare-you-too-slow.yml") == []


def test_the_rest_of_an_interrupted_utterance_is_shown(dossier: Path) -> None:
    """Whether it belongs to the same quote a person decides; the draft has it in a comment."""
    new(dossier, "quote", "slow", "--from", "is a pace like any other")
    text = (dossier / "data/quotes/slow.yml").read_text("utf-8")
    assert (
        "# In the same paragraph stand between marks; are they of the same utterance?\n# - Slow and steady,\n" in text
    )
    assert "attribution: Old Tortoise said at the mill on Monday, 2 May\n" in text


def test_a_pronoun_needs_a_person(dossier: Path) -> None:
    """The last one named is proposed; who is meant, and how that is known, is left to be said."""
    seed = dossier / "seeds/race-report.txt"
    content = seed.read_text("utf-8").replace("the Hare said after the race", "it said after the race")
    seed.write_text(content, "utf-8")
    record = dossier / "data/sources/race-report.yml"
    old = next(line for line in record.read_text("utf-8").splitlines() if line.startswith("sha256"))
    record.write_text(
        record.read_text("utf-8").replace(old, f"sha256: {sha256(content.encode()).hexdigest()}"), "utf-8"
    )
    (dossier / "data/quotes/closed-eyes.yml").unlink()
    done = new(dossier, "quote", "eyes", "--from", "I only closed my eyes")
    assert "named last before “it”: is it they?" in done.output
    assert left(dossier, "data/quotes/eyes.yml")[-1] == ("field-invalid", "`speaker_note`: it is empty")


def test_what_no_file_may_hold_is_levelled(dossier: Path, tmp_path: Path) -> None:
    """Soft hyphens and accents typed apart stay in the source; the draft finds the words without them."""
    file = tmp_path / "cafe.txt"
    file.write_text("The Owl told every\u00adbody that the cafe\u0301 was\tclosed.\n", "utf-8")
    new(dossier, "source", str(file), "cafe", "--title", "The café", "--kind", "document", "--rights", "Anybody’s.")
    done = new(dossier, "quote", "closed", "--from", "everybody that the café was closed")
    assert "To be filled in" not in done.output
    assert "  - everybody that the café was closed\n" in (dossier / "data/quotes/closed.yml").read_text("utf-8")


def test_damaged_marks_are_noticed() -> None:
    """A mark that is never closed makes the words a direct quote with a note to be written."""
    text = SourceText("a", 'The Owl said it was "too late for all of them.\n')
    found = speech(text, Span(21, 46), Names({"owl": ["The Owl"]}), {"owl"})
    assert (found.voice, found.marks, found.speaker) == (Voice.DIRECT, Marks.UNBALANCED, "owl")


def test_words_that_stand_nowhere_are_refused(dossier: Path) -> None:
    """Nothing is written, and the exit code says that it could not be done."""
    before = sorted(dossier.rglob("*"))
    for arguments in (
        ["quote", "--from", "zebras dance the polka at midnight"],
        ["quote", "--from", "the race"],  # several places
        ["quote", "--from", "I only closed my eyes", "--speaker", "zebra"],
        ["quote"],
        ["actor", "--name", "Zebra"],
        ["actor", "hare", "--name", "Hare"],  # taken
        ["actor", "march-hare", "--name", "Hare"],  # was taken
        ["actor", "No Id", "--name", "Hare"],
        ["dispute", "--question", "Was it?", "--position", "zebra", "the Hare slept on", "--position", "hare", "slept"],
    ):
        done = new(dossier, *arguments)
        assert (done.exit_code, arguments) == (2, arguments)
    assert sorted(dossier.rglob("*")) == before


@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_an_actor_is_found_in_the_sources(dossier: Path, kind: str) -> None:
    """Its spellings and the first sentence that names it are filled in; who it is must be said."""
    done = new(dossier, "actor", "--name", "the meadow", "--kind", kind)
    name = "data/actors/meadow.yml"
    assert left(dossier, name) == [("field-invalid", "`says`: it is empty")]
    assert f"{name}:14:11: error: `says`: it is empty [field-invalid]" in done.output
    fill(dossier / name, says="Nobody in the meadow had expected it.")
    assert _findings(dossier) == []


def test_an_actor_with_another_name(dossier: Path) -> None:
    """An unnamed group is called by a description; its spelling in a source is given."""
    new(dossier, "actor", "--name", "rumours about the Fox", "--kind", "unnamed", "--spelling", "rumours",
        "--says", "Unconfirmed rumours speak of the Fox.")  # fmt: skip
    assert left(dossier, "data/actors/rumours-about-fox.yml") == []


def test_a_surname_that_stands_alone_is_pointed_out(dossier: Path) -> None:
    """It may be another spelling of the same person."""
    (dossier / "data/actors/tortoise.yml").unlink()
    new(dossier, "actor", "--name", "Old Tortoise", "--kind", "person")
    text = (dossier / "data/actors/old-tortoise.yml").read_text("utf-8")
    assert "# “Tortoise” stands alone in race-report; list it there if it means the same.\n" in text


def test_a_place_is_complete_at_once(dossier: Path) -> None:
    """Kind and spellings are all that a place needs."""
    done = new(dossier, "place", "--name", "the old oak", "--kind", "site")
    assert done.exit_code == 0
    assert "To be filled in" not in done.output
    assert _findings(dossier) == []


def test_an_event_has_an_account_for_each_source(dossier: Path) -> None:
    """Whole sentences become evidence, grouped by source; who is named there stands in a comment."""
    new(dossier, "event", "--title", "The Hare sleeps", "--from", "lay down under a hedge", "--from",
        "asleep under a hedge", "--kind", "development", "--status", "reported")  # fmt: skip
    path = dossier / "data/events/hare-sleeps.yml"
    assert left(dossier, "data/events/hare-sleeps.yml") == [("field-invalid", "`says`: it is empty")] * 2
    assert "# The evidence names hare (Hare)." in path.read_text("utf-8")
    fill(path, says="It was asleep under a hedge.")
    assert left(dossier, "data/events/hare-sleeps.yml") == []


def test_a_dispute_has_a_position_for_each_holder(dossier: Path) -> None:
    """A holder that is a source is looked for in its own text."""
    new(dossier, "dispute", "--question", "Did the Hare sleep?", "--kind", "fact", "--position", "slow-and-steady",
        "asleep under a hedge", "--position", "hare", "I only closed my eyes")  # fmt: skip
    path = dossier / "data/disputes/did-hare-sleep.yml"
    assert "    source: slow-and-steady\n" in path.read_text("utf-8")
    fill(path, says="It is so.")
    assert left(dossier, "data/disputes/did-hare-sleep.yml") == []


def test_a_source_is_stored_byte_for_byte(dossier: Path, tmp_path: Path) -> None:
    """Its sum, title, date, address and page furniture are filled in; kind and rights must be said."""
    file = tmp_path / "fair.txt"
    file.write_bytes(FAIR.replace("\n", "\r\n").encode())
    done = new(dossier, "source", str(file))
    assert (dossier / "seeds/fair.txt").read_bytes() == file.read_bytes()
    path = dossier / "data/sources/fair-millbrook.yml"
    assert [code for code, _ in left(dossier, "data/sources/fair-millbrook.yml")] == ["term-unknown", "field-invalid"]
    fill(path, kind="news article", rights="Anybody’s.")
    assert {one.code for one in _findings(dossier)} == {"sentence-gap"}
    text = path.read_text("utf-8")
    for line in (
        "title: The fair at Millbrook",
        "sign: F",
        f"sha256: {sha256(file.read_bytes()).hexdigest()}",
        "url: https://example.org/fair",
        "date_printed: 1921-06-04",
        "as_printed: 4 June 1921",
        "  - words: Related posts",
    ):
        assert f"{line}\n" in text
    assert "taken for page furniture, by its form: “Read more about fairs”" in done.output
    assert "Heading or caption, to be set aside or declared: “Prices”" in done.output


def test_a_source_from_standard_input(dossier: Path) -> None:
    """A dash takes the text from there."""
    done = new(dossier, "source", "-", "fair", "--kind", "document", "--rights", "Anybody’s.", stdin=FAIR.encode())
    assert done.exit_code == 0, done.output
    assert (dossier / "seeds/fair.txt").read_text("utf-8") == FAIR


def test_a_text_is_never_overwritten(dossier: Path, tmp_path: Path) -> None:
    """A file of the same name is another text, or another source's; the same text in its place is used."""
    other = tmp_path / "fair.txt"
    other.write_text(FAIR, "utf-8")
    (dossier / "seeds/fair.txt").write_text("Another text.\n", "utf-8")
    assert new(dossier, "source", str(other)).exit_code == 2
    (tmp_path / "race-report.txt").write_text(FAIR, "utf-8")
    assert new(dossier, "source", str(tmp_path / "race-report.txt")).exit_code == 2
    (dossier / "seeds/fair.txt").write_text(FAIR, "utf-8")
    assert new(dossier, "source", str(dossier / "seeds/fair.txt"), "fair").exit_code == 0
    (tmp_path / "latin.txt").write_bytes("Café".encode("latin-1"))
    assert new(dossier, "source", str(tmp_path / "latin.txt")).exit_code == 2


def test_drafts_are_in_the_house_form(dossier: Path) -> None:
    """Formatting changes nothing."""
    new(dossier, "quote", "a", "--from", "You are too slow")
    new(dossier, "event", "b", "--title", "The Hare sleeps", "--from", "lay down under a hedge")
    new(dossier, "actor", "c", "--name", "old oak")
    for path in sorted((dossier / "data").glob("*/[abc].yml")):
        model = model_of(path)
        assert model
        assert fmt.formatted(path.read_bytes(), "", model).text == path.read_text("utf-8")


def test_it_asks_on_a_terminal(dossier: Path) -> None:
    """Whatever was not given as an option is asked for; an empty answer is left to be filled in."""
    answers = [
        ("Words of a source", "asleep under"),
        ("Its kind", ""),
        ("Its status", "reported"),
        ("What the source", ""),
    ]
    output = on_a_terminal(["new", "event", "--root", str(dossier), "--title", "Asleep"], answers)
    assert "development: anything else that comes about" in output
    assert "data/events/asleep.yml" in output
    assert "To be filled in or looked at" in output
    assert "status: reported\n" in (dossier / "data/events/asleep.yml").read_text("utf-8")


def test_it_asks_which_place_is_meant(dossier: Path) -> None:
    """On a terminal the places are listed by number."""
    output = on_a_terminal(
        ["new", "quote", "slow", "--root", str(dossier), "--from", "Slow and steady"], [("Which", "2")]
    )
    assert "1. slow-and-steady, sentence 1: ‘[Slow and steady]’: how Old Tortoise won\n" in output
    assert "speaker: tortoise\n" in (dossier / "data/quotes/slow.yml").read_text("utf-8")


def on_a_terminal(arguments: list[str], answers: list[tuple[str, str]]) -> str:
    """Run the command on a terminal of its own, answer what it asks, and return all that it showed."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from generator.cli import main; main()", *arguments]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=Path(__file__).parent.parent) as run:
        os.close(theirs)
        shown, waiting, end = "", "", time.monotonic() + 60
        while time.monotonic() < end:
            if not select.select([ours], [], [], 1)[0]:
                continue
            try:
                piece = os.read(ours, 4096).decode("utf-8", "replace")
            except OSError:  # the terminal closes with the command
                break
            if not piece:
                break
            shown, waiting = shown + piece, waiting + piece
            if answers and answers[0][0] in waiting and waiting.rstrip(" ").endswith(":"):
                os.write(ours, f"{answers.pop(0)[1]}\n".encode())
                waiting = ""
        assert run.wait(10) == 0, shown
    os.close(ours)
    assert not answers, shown
    return shown.replace("\r\n", "\n")


def test_most_shipped_quotes_could_have_been_drafted(root: Path, base: Path) -> None:
    """Of the curated quotes of two dossiers, the speaker is found in nine of ten, and so is the voice."""
    hits = voices = total = 0
    for folder in (root, base):
        dossier = examine(folder).dossier
        assert dossier
        names = Names({one.id: {one.name, *sum(one.names.values(), ())} for one in dossier.actors.values()})
        persons = {one.id for one in dossier.actors.values() if one.kind is ActorKind.PERSON}
        for quote in dossier.quotes.values():
            found = speech(dossier.texts[quote.source], _first(quote), names, persons)
            total += 1
            hits += found.speaker == quote.speaker
            voices += found.voice is quote.voice
    assert hits >= 0.9 * total
    assert voices >= 0.9 * total


def _first(quote: Quote[Passage]) -> Span:
    return Span(quote.parts[0].start, quote.parts[0].end)


def test_page_furniture_is_guessed_at_both_ends_only() -> None:
    """A short line amid the text may be a heading: it is shown, not declared."""
    text = SourceText("", FAIR)
    guess = furniture(text)
    assert [FAIR[one.span.start : one.span.end] for one in guess.boilerplate] == [
        "4 June 1921", "Read more about fairs", "Related posts", "https://example.org/fair",
    ]  # fmt: skip
    assert [FAIR[line.start : line.end] for line in guess.doubtful] == ["Prices"]
    assert guess.title
    assert guess.url == "https://example.org/fair"
    assert guess.date == ("1921-06-04", Span(23, 34))


@pytest.mark.parametrize("text", ["", "One sentence only.", "A heading only", "No end and a\nsecond line of it", "…"])
def test_any_text_has_a_guess(text: str) -> None:
    """However little there is."""
    assert furniture(SourceText("", text)).url is None


def test_a_name_that_no_source_may_have_is_not_kept(dossier: Path, tmp_path: Path) -> None:
    """The text is then stored under the source's id."""
    for number, name in enumerate(("the fair.txt", "aux.txt", "-fair.txt")):
        file = tmp_path / name
        file.write_text(f"{FAIR}\nCopy {number}.\n", "utf-8")
        new(dossier, "source", str(file), f"fair-{number}", "--title", f"Fair {number}")
        assert (dossier / f"seeds/fair-{number}.txt").is_file()
