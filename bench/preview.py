"""How long an edit takes into the preview: `python -m bench.preview FOLDER` serves a made-up dossier and edits it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median

from bench import builders, dossier
from generator.published import fetched

ADDRESS = "127.0.0.1:8799"
SITE = f"http://{ADDRESS}/dossier/"
_WORDS = ("again", "anew", "still", "yet", "ever", "then", "now")
"""What is put at the end of a title, one after the other: nothing that needs evidence."""
_SECONDS = 600
_LOOK = 0.01
_QUIET = 30


def main(root: Path) -> None:
    """Serve, edit a record several times, then do nothing for a while; print what each took."""
    record = dossier.event(root)
    page = f"events/{record.stem}/"
    title = dossier.title(record)
    with _served(root) as server:
        _until(server, page, title)
        seen = []
        for word in _WORDS:
            time.sleep(2)
            dossier.entitle(record, f"{title} once more {word}")
            began = time.perf_counter()
            _until(server, page, f"once more {word}")
            seen.append(time.perf_counter() - began)
        _until(server, page, "once more", without="Not checked yet")
        before = _processor(server.pid)
        time.sleep(_QUIET)
        idle = _processor(server.pid) - before
    print(f"seconds from an edit to its page, {len(_WORDS)} times: median {median(seen):.2f}, worst {max(seen):.2f}")  # noqa: T201
    print(f"seconds of a processor in {_QUIET} seconds without an edit: {idle:.2f}")  # noqa: T201


@contextmanager
def _served(root: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (root / "bench.log").open("wb") as log:
        server = subprocess.Popen(
            builders.cli("serve", "--address", ADDRESS),
            cwd=root,
            env=builders.here(),
            stdout=log,
            stderr=subprocess.STDOUT,
            process_group=0,
        )
        try:
            yield server
        finally:
            os.killpg(server.pid, signal.SIGINT)
            server.wait()


def _until(server: subprocess.Popen[bytes], page: str, words: str, without: str = "\0") -> None:
    """Look at a page until it holds some words, and not others. Raises TimeoutError, also where nobody serves it."""
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end and server.poll() is None:
        with suppress(OSError):  # not yet up
            text = (fetched(SITE, page) or b"").decode()
            if words in text and without not in text:
                return
        time.sleep(_LOOK)
    raise TimeoutError(f"{page} never showed {words!r}")


def _processor(group: int) -> float:
    """Return the seconds of a processor that the living processes of a group have taken."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = re.sub(r"\(.*\)", "", path.read_text()).split()
        except OSError:
            continue
        if int(fields[3]) == group:
            ticks += int(fields[12]) + int(fields[13])
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
