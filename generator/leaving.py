"""How a program ends: at once. To take apart what a build of thousands of records has made takes Python seconds."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from typing import NoReturn


def at_once(program: Callable[[], object]) -> NoReturn:
    """Run a program, and end the process with the exit code that it asks for, once all that it said is out.

    Nothing else is awaited: whatever is to be closed or taken away, the program itself has closed or taken away. What
    it raises besides is raised, and ends the process as it would.
    """
    code: object = 0
    try:
        program()
    except SystemExit as end:
        code = end.code or 0
    if not isinstance(code, int):
        sys.exit(str(code))
    logging.shutdown()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads it any more, or the disk is full
        code = code or 1
    os._exit(code)
