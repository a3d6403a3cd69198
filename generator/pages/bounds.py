"""How much a page may list: the one home of these numbers.

What is more is cut into parts, each a page of its own; a drawing chooses what is most connected, and says so.
"""

from __future__ import annotations

from typing import NamedTuple


class Bounds(NamedTuple):
    """The most of each sort of thing on one page, chosen so that no page needs more than some 60 KB compressed."""

    rows: int = 150
    """Lines of an index, of the timeline, or of a table."""
    cards: int = 60
    """Quotes on a page that lists quotes."""
    lines: int = 60
    """Lines of one list on a record's page."""
    says: int = 24
    """Quotes of one list on a record's page: each is as long as several lines."""
    beside: int = 12
    """Further records at a record's foot, which are listed in full elsewhere."""
    sentences: int = 150
    """Sentences of a source's text."""
    signs: int = 12
    """Marks of sources in one line."""
    parts: int = 60
    """Links to the parts of one list."""
    actors: int = 100
    relations: int = 150
    """What one drawing of the network can show. Of more it shows the actors that have most relations."""
    places: int = 100
    """Places on the map and in its list. Of more it shows those with most events."""


BOUNDS = Bounds()
