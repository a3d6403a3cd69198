"""Fuzzes the reading of data files and of sources: no input may raise, hang, or end with neither value nor finding.

    .venv/bin/python tests/hostile/fuzz.py --inputs 500000 [--seed 1] [--seconds 3600] [--atheris] [--crashes DIR]

An input is read as a data file (`yamlsource.parse`), validated against the model that its first byte picks, cut into
the sentences of a source, and its texts are looked for in that source and in itself (`passages.find`). The inputs are
mutations of `tests/cases/base` and of `corpus/`; with `--atheris`, which must be installed by hand since no lock names
it, libFuzzer guides them by coverage. What raised is kept in the folder of crashes, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import yaml

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from generator import report  # noqa: E402 - the folder above must be on the path first
from generator.load import MODELS, typed  # noqa: E402
from generator.model import Front, Record, Words  # noqa: E402
from generator.passages import Miss, find  # noqa: E402
from generator.sources import SourceText  # noqa: E402
from generator.yamlsource import Parsed, parse, refused_in_seed  # noqa: E402

BASE = HERE.parent / "cases" / "base"
SECONDS_EACH = 10
MODEL: tuple[type[Record], ...] = (*MODELS.values(), Front[Words])
SOURCE = SourceText("race-report", (BASE / "seeds" / "race-report.txt").read_text("utf-8"))


class SlowError(Exception):
    """One input took longer than it may."""


class BrokenError(Exception):
    """An input was read to something that cannot be."""


def once(data: bytes) -> None:
    """Read one input in every way; raises whatever the code under test raises, or what it should not have given."""
    parsed, findings = parse(data, "data/actors/x.yml")
    if parsed.value is None and not findings:
        raise BrokenError("neither a value nor a finding")
    model = MODEL[data[0] % len(MODEL)] if data else MODEL[0]
    record, shaped = typed(parsed, model, None if issubclass(model, Front) else "x")
    if isinstance(parsed.value, dict) and record is None and not shaped:
        raise BrokenError("no record and no reason")
    for finding in [*findings, *shaped]:
        if finding.location.line < 1 or finding.location.column < 1:
            raise BrokenError(f"a place that is none: {finding}")
    shown = report.text([*findings, *shaped])
    if any(ord(char) < 32 and char != "\n" for char in shown):
        raise BrokenError("a control character in the report")
    text = data.decode("utf-8", "replace")[1:4000]
    own = SourceText("own", text)
    if not list(refused_in_seed(text, "seeds/own.txt")):
        for sentence in own.sentences:
            if not text[sentence.span.start : sentence.span.end].strip():
                raise BrokenError("an empty sentence")
    for words in sorted(set(_texts(parsed)))[:4] or [text[10:60] or "x"]:
        for source in (SOURCE, own):
            found = find(source, Words(words=words[:4000]))
            if not isinstance(found, Miss) and source.text[found.start : found.end] != found.text:
                raise BrokenError("a passage that is no slice of its source")


def _texts(parsed: Parsed) -> Iterator[str]:
    pending: list[Any] = [parsed.value]
    while pending:
        value = pending.pop()
        if isinstance(value, str) and value:
            yield value
        elif isinstance(value, dict):
            pending += value.values()
        elif isinstance(value, tuple):
            pending += value


def corpus() -> list[bytes]:
    """Return what mutations begin with: the records and texts of `base`, the kept inputs, and the payloads."""
    kept = sorted([*BASE.rglob("*.yml"), *BASE.rglob("*.txt"), *(HERE / "corpus").iterdir()])
    payloads = (HERE / "payloads.yml").read_bytes() if (HERE / "payloads.yml").is_file() else b""
    # Plain BaseLoader values: the payloads are text and nothing else.
    texts = [item["text"] for item in yaml.load(payloads, yaml.BaseLoader) or ()]  # noqa: S506
    return [path.read_bytes()[:8000] for path in kept] + [f"name: {text}\n".encode() for text in texts]


PIECES = [
    b"\n", b": ", b"- ", b" #", b'"', b"'", b"|-\n  ", b">\n ", b"&a ", b"*a", b"!!str ", b"<<: ", b"? ", b"---\n",
    b"...\n", b"%YAML 1.1\n", b"{", b"}", b"[", b"]", b",", b"~", b"\t", b"\r\n", b"\0", b"\xff", b"\xc3",
    b"\xed\xa0\x80", b"\\u202e", b"\\x00", b"\\ud800", b"\\N", b"\\L", b"\xef\xbb\xbf", "\u202e\u200d\u200c".encode(),
    "e\u0301\u0316\u0323".encode(), "\u2028\u0085".encode(), "\U000e0041".encode(), "اسماعیل".encode(),
    "“‘’”…—".encode(), b"2020-01-02/..", b"19XX", b"2020-23", b"1" * 40, b"-0.0", b"1e400", b"{2020..2021}", b"(((",
    b"\xe2\x80\x8b" * 9, b" " * 300, b"a" * 1100, b"words: ", b"source: ",
]  # fmt: skip


def mutated(start: bytes, others: list[bytes], luck: random.Random) -> bytes:
    """Change an input in a few places: bits, pieces put in, stretches cut, doubled or taken from another."""
    data = bytearray(start)
    for _ in range(1 << luck.randrange(5)):
        at = luck.randrange(len(data) + 1)
        end = min(len(data), at + (1 << luck.randrange(9)))
        match luck.randrange(6):
            case 0 if data:
                data[at % len(data)] ^= 1 << luck.randrange(8)
            case 1 | 2:
                data[at:at] = luck.choice(PIECES)
            case 3:
                del data[at:end]
            case 4:
                data[at:at] = data[at:end] * luck.randrange(1, 4)
            case _:
                other = luck.choice(others)
                cut = luck.randrange(len(other) + 1)
                data[at:end] = other[cut : cut + (1 << luck.randrange(9))]
    return bytes(data[:12_000])


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Raise SlowError in what works longer; time in which others work on the machine does not count."""

    def ring(_: int, __: FrameType | None) -> None:
        raise SlowError(f"more than {seconds} s")

    signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def run(inputs: int, seconds: float, seed: int, crashes: Path) -> tuple[int, dict[str, bytes]]:
    """Try inputs until there were enough or time is up; return how many, and the first of each kind that raised."""
    luck, start, kept = random.Random(seed), time.monotonic(), corpus()  # noqa: S311 - to repeat a run, not to hide
    failed: dict[str, bytes] = {}
    tried = 0
    while tried < inputs and time.monotonic() - start < seconds:
        data = mutated(luck.choice(kept), kept, luck)
        tried += 1
        try:
            with at_most(SECONDS_EACH):
                once(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            frame = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}"
            if kind not in failed:
                failed[kind] = data
                _keep(crashes, data, kind)
    return tried, failed


def _keep(crashes: Path, data: bytes, kind: str) -> None:
    crashes.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(data).hexdigest()[:12]
    (crashes / name).write_bytes(data)
    print(f"{kind}: {crashes / name}", flush=True)  # noqa: T201 - a tool's only way to speak


def guided(arguments: list[str], target: Callable[[bytes], None]) -> None:
    """Hand over to atheris, which never comes back."""
    import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *arguments], target)
    atheris.Fuzz()


def main() -> None:
    """Read the command line and fuzz."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--inputs", type=int, default=500_000)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--crashes", type=Path, default=Path("crashes"))
    parser.add_argument("--atheris", nargs=argparse.REMAINDER, help="everything after it goes to libFuzzer")
    options = parser.parse_args()
    if options.atheris is not None:
        guided([f"-runs={options.inputs}", *options.atheris], once)
    tried, failed = run(options.inputs, options.seconds, options.seed, options.crashes)
    print(f"{tried} inputs, {len(failed)} kinds of exception")  # noqa: T201
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
