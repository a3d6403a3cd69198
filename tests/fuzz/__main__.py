"""Fuzzes a target by coverage, with atheris; `tools/fuzz.sh` installs that and calls this.

    tools/fuzz.sh TARGET [--inputs 500000] [--seconds 3600]

It begins with the corpus that is kept, and afterwards keeps of what it found the fewest and smallest inputs that reach
the same code. An input that breaks a law, hangs or takes too much memory ends it with exit code 1 and is left in
`.cache/fuzzing/`. libFuzzer never gives a process back, so that each step is a process of its own.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
OURS = ["generator", "edtf", "markdown", "yaml"]
"""What is watched. More would cost time, and find what is of no interest."""
LONGEST = 4096
"""Bytes of an input. What is long is tested as data (`tests/hostile/reading.yml`), and by time and memory."""
MEMORY = 1024
"""Megabytes that a process may take, coverage and caches with it."""


def main() -> None:
    """Read the command line and fuzz."""
    with atheris.instrument_imports(include=OURS):
        from tests.fuzz.targets import TARGETS

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--inputs", type=int, default=500_000)
    parser.add_argument("--seconds", type=int, default=0)
    at = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    options = parser.parse_args(sys.argv[1:at])
    if sys.argv[at:]:
        # To compare inputs, libFuzzer starts what its first argument names anew.
        atheris.Setup([str(_itself(options.target)), *sys.argv[at + 1 :]], TARGETS[options.target])
        atheris.Fuzz()
    else:
        sys.exit(run(options.target, options.inputs, options.seconds))


def run(target: str, inputs: int, seconds: int) -> int:
    """Fuzz a target and keep the smallest corpus; return the exit code of the fuzzer."""
    from tests.fuzz import corpus
    from tests.fuzz.targets import starts

    folder = ROOT / ".cache" / "fuzzing" / target
    folder.mkdir(parents=True, exist_ok=True)
    corpus.unpacked([*corpus.kept(target), *starts(target)], folder / "inputs")
    limits = [f"-max_len={LONGEST}", f"-rss_limit_mb={MEMORY}", "-timeout=10", f"-artifact_prefix={folder}/"]
    search = [f"-runs={inputs}", f"-max_total_time={seconds}", "-print_final_stats=1", "-close_fd_mask=0"]
    code = step(target, [*limits, *search, f"-dict={corpus.dictionary(folder / 'words')}", str(folder / "inputs")])
    fewest = folder / "fewest"
    shutil.rmtree(fewest, ignore_errors=True)
    fewest.mkdir()
    if not step(target, [*limits, "-merge=1", str(fewest), str(folder / "inputs")]):
        corpus.keep(target, [path.read_bytes() for path in fewest.iterdir()])
    return code


def step(target: str, arguments: list[str]) -> int:
    """Run libFuzzer in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tests.fuzz", target, "--", *arguments], cwd=ROOT, check=False
    ).returncode


def _itself(target: str) -> Path:
    """Return a command that is this step of this target."""
    path = ROOT / ".cache" / "fuzzing" / target / "step"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tests.fuzz {target} -- "$@"\n', "utf-8")
    path.chmod(0o755)
    return path


if __name__ == "__main__":
    main()
