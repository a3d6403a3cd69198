"""What can be wrong with a dossier: where, how badly, under which code. Imports nothing of ours.

A mistake in the data is a value. Whoever finds one yields a `Diagnostic`; only `report` prints them and only `cli`
turns them into an exit code.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding weighs: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Location(NamedTuple):
    """A place in a file of the project. Lines and columns count from 1; columns count code points."""

    path: str
    line: int = 1
    column: int = 1


class Code(NamedTuple):
    """A kind of finding."""

    severity: Severity
    meaning: str


_E, _W = Severity.ERROR, Severity.WARNING
GROUPS: dict[str, dict[str, Code]] = {
    "Reading the files": {
        "file-unreadable": Code(_E, "A file cannot be read, or is not regular UTF-8 text."),
        "yaml-syntax": Code(_E, "The YAML cannot be parsed."),
        "yaml-refused": Code(
            _E, "The YAML uses what data files must not hold: anchors, aliases, tags, several documents."
        ),
        "yaml-limit": Code(_E, "The file is too large, too deep or holds too many nodes."),
        "key-duplicate": Code(_E, "The same key stands twice in one mapping."),
        "value-cut": Code(_E, "A comment follows an unquoted value, which is perhaps cut there."),
        "character-refused": Code(
            _E, "The text holds a control, bidirectional or invisible character, or is not in NFC."
        ),
        "file-misplaced": Code(_E, "A file stands where no record is expected."),
    },
    "The form of records": {
        "field-unknown": Code(_E, "The record has a field that the model does not know."),
        "field-missing": Code(_E, "The record lacks a field that it must have."),
        "field-invalid": Code(_E, "The value of a field is not of the form that the field takes."),
        "term-unknown": Code(_E, "The value is not a word of the field's vocabulary."),
        "date-invalid": Code(_E, "The date is impossible or not written in EDTF."),
    },
    "References between records": {
        "id-invalid": Code(_E, "A file name is not a valid id."),
        "id-duplicate": Code(_E, "Two records share an id, or one's former id is another's."),
        "id-dangling": Code(_E, "A record refers to an id that no record has."),
        "id-wrong-kind": Code(_E, "A record refers to a record of a kind that does not belong there."),
        "reference-repeated": Code(_E, "A record names another twice where once says all."),
        "reference-circular": Code(_E, "A record is, by what it refers to, a part or a counterpart of itself."),
        "sign-duplicate": Code(_E, "Two sources have the same sign."),
        "account-duplicate": Code(_E, "An event has two accounts of one source."),
    },
    "The texts of the sources": {
        "seed-missing": Code(_E, "The text of a source is not in seeds/."),
        "seed-changed": Code(_E, "The text of a source is not the one that its SHA-256 pins."),
        "passage-moved": Code(_W, "A source's text changed, and passages of the record stand elsewhere in it now."),
        "passage-gone": Code(_E, "A source's text changed, and a passage is no longer in it."),
        "seed-unclaimed": Code(_E, "A file in seeds/ belongs to no source."),
    },
    "Finding the words": {
        "passage-not-found": Code(_E, "The words do not occur in the source."),
        "passage-ambiguous": Code(_E, "The words occur more than once."),
        "passage-cuts-word": Code(_E, "The words begin or end inside a word or a number."),
        "passage-in-boilerplate": Code(_E, "The words lie in a stretch that the source declares to be no content."),
        "passage-across-paragraphs": Code(_E, "The words run across paragraphs without saying so."),
        "passage-too-short": Code(_E, "The words are too short to mean something."),
        "passage-out-of-place": Code(
            _E, "The words occur in the source, but not in the sentences of the evidence beside them."
        ),
        "passage-without-source": Code(_E, "Nothing says in which source the words stand."),
        "passage-source-mismatch": Code(_E, "The words name another source than the record around them."),
    },
    "Quotations": {
        "parts-out-of-order": Code(_E, "The parts of a quote stand in another order in the source, or overlap."),
        "gap-negation": Code(_E, "The gap between two parts of a quote holds a negation that nobody accounts for."),
        "quote-swallows-mark": Code(
            _E, "The words of a direct quote include a quotation mark that the speaker did not utter."
        ),
        "quote-outside-marks": Code(_E, "The words of a direct quote do not stand inside quotation marks."),
        "marks-note-missing": Code(_E, "A quote says that its marks are lost or unbalanced, but no note says how."),
        "marks-needless": Code(_E, "A quote says that its marks are lost or unbalanced, but they are whole."),
        "attribution-far": Code(_E, "The attribution stands far from the words."),
        "attribution-names-nobody": Code(_E, "The attribution names the speaker by none of the listed names."),
        "attribution-names-other": Code(
            _E, "The attribution names somebody else than the speaker as the one who speaks."
        ),
    },
    "Names, evidence and dates": {
        "name-not-in-source": Code(_E, "A listed name does not occur in the source under which it is listed."),
        "name-not-listed": Code(_E, "The display name is none of the listed names."),
        "name-lookalike": Code(
            _W, "A name mixes letters of several scripts, or looks like another name that it is not."
        ),
        "participant-without-evidence": Code(_E, "No evidence of the event names the participant."),
        "place-without-evidence": Code(_E, "No evidence of the account names the place."),
        "relation-without-evidence": Code(
            _E, "The evidence of a relation leaves one of its two actors unnamed, and no note says how they are meant."
        ),
        "statement-unsupported": Code(_E, "A number, date or name in a sentence is not in its evidence."),
        "quotation-unverified": Code(_E, "Words in quotation marks are not in the evidence of the sentence."),
        "date-unsupported": Code(
            _E, "The date disagrees with the words cited for it, or no reasoning is given for it."
        ),
        "date-after-writing": Code(
            _E, "Something that is said to have happened is dated after its source was written."
        ),
        "holder-missing": Code(_E, "A claimed relation, role or part does not say who claims it."),
    },
    "Hand-written pages": {
        "page-front-matter": Code(
            _E, "A hand-written page's front matter is missing, or asks for what pages must not ask."
        ),
    },
    "What the records account for": {
        "sentence-gap": Code(_W, "A sentence of a source is neither cited nor set aside."),
        "set-aside-cited": Code(_W, "A sentence is set aside although a record rests on it."),
    },
    "Writing the pages": {
        "file-foreign": Code(
            _E, "A file that the generator did not write, or that was edited since, stands where a page belongs."
        ),
    },
}
"""Every code with its severity and its meaning, by what is looked at: their one home."""
CODES: dict[str, Code] = {name: code for codes in GROUPS.values() for name, code in codes.items()}
"""Every code with its severity and its meaning."""


class Diagnostic(NamedTuple):
    """One finding. `message` says what is wrong, `hint` what to do about it."""

    code: str
    location: Location
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """The severity of its code."""
        return CODES[self.code].severity


def without_errors(findings: list[Diagnostic]) -> bool:
    """Tell whether no finding is an error, so that pages may be made."""
    return not any(finding.severity is Severity.ERROR for finding in findings)


def ordered(findings: list[Diagnostic]) -> list[Diagnostic]:
    """Sort findings by file and position, each once."""
    return sorted(set(findings), key=lambda d: (d.location, d.code, d.message))
