"""What was counted: the passages of each source, how they were found, and what became of its sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator import gaps
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.pages.wording import counted
from generator.vocabulary import Match


@dataclass(frozen=True)
class Figures:
    """What was counted: different passages, how they were found, and what became of the sentences."""

    passages: int
    exact: int
    typographic: int
    cited: int
    aside: int
    gaps: int

    @property
    def sentences(self) -> int:
        """All sentences."""
        return self.cited + self.aside + self.gaps

    @property
    def found(self) -> str:
        """What the stamp says first."""
        if not self.typographic:
            return f"All {counted(self.passages, 'passage')} found, word for word"
        return f"All {counted(self.passages, 'passage')} found, {self.typographic:,} with typography levelled"

    @property
    def covered(self) -> str:
        """What the stamp says next, gaps included."""
        gaps = "no gaps" if not self.gaps else counted(self.gaps, "open gap")
        return f"{counted(self.sentences, 'sentence')}: {self.cited:,} cited, {self.aside:,} set aside, {gaps}"


def by_source(dossier: Dossier[Passage], coverage: Mapping[str, Sequence[gaps.SentenceState]]) -> dict[str, Figures]:
    """Count the different passages and the sentences of each source."""
    passages: dict[str, dict[tuple[int, int], Match]] = defaultdict(dict)
    for cited in gaps.cited(dossier):
        passages[cited.passage.source][cited.passage.start, cited.passage.end] = cited.passage.match
    found = {}
    for source in dossier.sources:
        matches = Counter(passages[source].values())
        states = Counter(state.state for state in coverage[source])
        found[source] = Figures(
            len(passages[source]),
            matches[Match.EXACT],
            matches[Match.TYPOGRAPHIC],
            states["cited"],
            states["set-aside"],
            states["gap"],
        )
    return found


def total(figures: Mapping[str, Figures]) -> Figures:
    """Add up the figures of all sources."""
    every = figures.values()
    return Figures(
        sum(one.passages for one in every),
        sum(one.exact for one in every),
        sum(one.typographic for one in every),
        sum(one.cited for one in every),
        sum(one.aside for one in every),
        sum(one.gaps for one in every),
    )
