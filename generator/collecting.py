"""When Python looks for cycles among the things that nobody needs any more: in a run that makes much, seldom."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python from searching for cycles: nearly all that a build makes lives to its end.

    What was made is then counted as old, else the first thing that is made afterwards sets off a search through it all.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
