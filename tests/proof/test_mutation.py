"""No misquotation of any passage passes, every honest retyping does; and a laxer checker would be caught."""

from collections import Counter

import pytest

from generator.diagnostics import Diagnostic, Location
from generator.evidence import Record
from generator.yamlsource import Path
from tests.proof.changes import MUTATIONS, RETYPINGS
from tests.proof.dossiers import Prepared, Verdict, generated, typed_in
from tests.proof.mutation import FOREIGN, Judge, Report, forged, mutated, retyping, run, table
from tests.proof.oracle import levelled, stands
from tests.proof.quoting import FORGERIES


@pytest.fixture(scope="module")
def proved() -> tuple[Report, Report]:
    """What became of all misquotations and of all retypings."""
    return run()


def test_every_misquotation_is_refused(proved: tuple[Report, Report]) -> None:
    """Over the shipped data and generated texts: whatever is not a true passage by chance has a finding."""
    wrong, _ = proved
    assert list(map(str, wrong.failures)) == []
    assert wrong.tried.total() == wrong.caught.total() + wrong.chance.total()


def test_every_change_is_tried_and_few_are_true_by_chance(proved: tuple[Report, Report]) -> None:
    """Each named way of misquoting applies somewhere, and next to none of its results is another true passage."""
    wrong, _ = proved
    assert {name for name, count in wrong.caught.items() if count} == {*MUTATIONS, FOREIGN, *FORGERIES}
    assert wrong.tried.total() > 50_000
    assert wrong.chance.total() < wrong.tried.total() / 100


def test_every_retyping_is_found_where_it_stands(proved: tuple[Report, Report]) -> None:
    """Wrapped lines, other marks, spaces, dashes and dots give the same offsets and the source's own text."""
    _, right = proved
    assert list(map(str, right.failures)) == []
    assert {name for name, count in right.caught.items() if count} == {*RETYPINGS}
    assert right.tried.total() > 5_000


@pytest.fixture(scope="module")
def small() -> Prepared:
    """A smaller dossier about generated texts."""
    return generated(seed=2, paragraphs=10)


def _lax(dossier: Prepared) -> Judge:
    """Make a judge that asks only whether words stand somewhere in the source, in whatever case, cut or not."""

    def judge(record: Record, _: Path) -> Verdict:
        lines = ((dossier.text(typed.source), typed.words.words) for typed in typed_in(record))
        found = all(levelled(words).lower() in levelled(text).lower() for text, words in lines)
        return Verdict(record, [] if found else [Diagnostic("passage-not-found", Location(""), "")])

    return judge


def test_a_laxer_matcher_would_be_caught(small: Prepared) -> None:
    """The proof fails for a matcher that ignores case and the edges of words."""
    report = mutated(small, _lax(small))
    assert {failure.change for failure in report.failures} >= {
        "the case changed",
        "cut inside the first word",
        "cut inside the last word",
        "cut at an apostrophe",
        "cut inside a number",
    }


def test_a_checker_that_looks_at_words_alone_would_be_caught(small: Prepared) -> None:
    """The proof fails where whatever stands in the source may be anybody's words, in any order."""
    report = forged(small, _lax(small))
    assert {failure.change for failure in report.failures} >= {
        "parts swapped",
        "a negation lost between two parts",
        "another speaker named",
        "the words of another speaker",
        "words of the narrator as direct",
        "reported speech as direct",
        "a quotation mark swallowed",
    }


def test_a_matcher_that_takes_letters_as_typed_would_be_caught(small: Prepared) -> None:
    """The proof fails for a matcher that refuses honest retypings."""

    def judge(record: Record, path: Path) -> Verdict:
        exact = all(typed.words.words in small.text(typed.source) for typed in typed_in(record))
        return small.judge(record, path) if exact else Verdict(None, [])

    failed = {failure.change for failure in retyping(small, judge).failures}
    assert {"lines wrapped and indented", "straight quotation marks", "letters decomposed (NFD)"} <= failed


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the 20 December", True),
        ("the 2", False),
        ("Dr O'Fell – “so”", True),
        ("O’Fell", True),
        ("Fell", False),
        ("O", False),
        ("2,000 men", True),
        ("000 men", False),
        ("2 000", False),
        ("on 9/11", True),
        ("on 9", False),
        ("MEN", False),
        ("a b-52", False),
        ("a B-52", True),
        ("52 flew", True),
        ("40% more", True),
        ("by 40", False),
    ],
)
def test_the_oracle_is_right_about_words_and_numbers(words: str, expected: bool) -> None:
    """What the proof counts as true by chance stands there, whole."""
    assert stands('the 20\n December: Dr O’Fell – "so" 2,000 men on 9/11, a B-52 flew by 40% more', words) == expected


def test_a_report_is_written_with_its_sums() -> None:
    """The table that people see names every change, and its last row adds them up."""
    report = Report(Counter({"a": 3, "b": 2}), Counter({"a": 2, "b": 2}), Counter({"a": 1}), [])
    rows = [row.split() for row in table(report, ["a", "b"], ("change", "tried", "refused", "by chance")).splitlines()]
    assert rows[1:] == [["a", "3", "2", "1"], ["b", "2", "2", "0"], ["in", "all", "5", "4", "1"]]
