"""`cards/<number>.json`: the cards that the site's own script shows on links, each file with those of a few records.

Made for that script and for nobody else: whoever wants the data takes `data/dossier.json`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from generator import links
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.history import Commit
from generator.pages.hover import CardSentence, HoverCard, hover_cards
from generator.pages.register import register_of


def files(dossier: Dossier[Passage], commits: Sequence[Commit] = ()) -> dict[str, str]:
    """Write the card of every record and term, spread evenly over a fixed number of files, by names below `docs/`."""
    spread: dict[str, dict[str, Any]] = defaultdict(dict)
    for card in hover_cards(register_of(dossier, commits)):
        spread[links.card_file(card.record)][card.record] = _card(card)
    return {
        file: json.dumps(cards, ensure_ascii=False, separators=(",", ":")) + "\n"
        for file, cards in sorted(spread.items())
    }


def _card(card: HoverCard) -> dict[str, Any]:
    return _filled(
        label=card.label,
        kind=card.kind,
        title=card.title,
        status=card.status and str(card.status),
        by=card.by,
        notyet=card.status is not None and not card.status.happened,
        when=card.when,
        differs=card.differs,
        said=[_sentence(sentence) for sentence in card.said],
        more=card.more,
        note=card.note,
    )


def _sentence(said: CardSentence) -> dict[str, Any]:
    return _filled(
        text=said.text,
        holder=said.holder,
        place=said.words and said.words.place,
        signs=[[sign.text, sign.css, sign.short] for sign in said.signs],
    )


def _filled(**values: Any) -> dict[str, Any]:
    """Leave out what is empty."""
    return {key: value for key, value in values.items() if value}
