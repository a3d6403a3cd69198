"""How a program ends: with its exit code and all that it said, and without taking apart what it has made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def ran(program: str, **more: object) -> subprocess.CompletedProcess[str]:
    """What a program that is ended at once did, written as the body of a function."""
    body = "".join(f"    {line}\n" for line in program.splitlines())
    lines = f"import logging, sys\nfrom generator import leaving\ndef program():\n{body}leaving.at_once(program)\n"
    return subprocess.run([sys.executable, "-c", lines], stderr=subprocess.PIPE, text=True, check=False, **more)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize(
    ("program", "code"),
    [("pass", 0), ("sys.exit()", 0), ("sys.exit(0)", 0), ("sys.exit(2)", 2), ("sys.exit('no')", 1), ("1 / 0", 1)],
)
def test_the_exit_code_is_what_the_program_asks_for(program: str, code: int) -> None:
    """As it would be without."""
    assert ran(program).returncode == code


def test_what_it_raises_is_told() -> None:
    """A fault ends in its traceback, a word for an end in itself."""
    assert "ZeroDivisionError" in ran("1 / 0").stderr
    assert ran("sys.exit('no such thing')").stderr == "no such thing\n"


def test_all_that_it_said_is_out() -> None:
    """Also what Python had not yet handed to the system."""
    done = ran("print('x' * 1_000_000)\nprint('to the end', file=sys.stderr)", stdout=subprocess.PIPE)
    assert (done.stdout, done.stderr) == ("x" * 1_000_000 + "\n", "to the end\n")


def test_nothing_is_taken_apart() -> None:
    """What would tell of its end as Python tidies up has no occasion to."""
    program = "class Told:\n    def __del__(self): print('taken apart')\nglobal kept\nkept = Told()"
    assert ran(program, stdout=subprocess.PIPE).stdout == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk here that is always full")
def test_what_cannot_be_said_is_no_good_end() -> None:
    """A list that was cut short by a full disk does not pass for a whole one."""
    with Path("/dev/full").open("w") as full:
        assert ran("print('a list')", stdout=full).returncode == 1
