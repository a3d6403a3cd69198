"""The inputs that a fuzzer found worth keeping: a file a target, an input a line, written with Python's escapes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent / "corpus"
WORDS = [
    b": ", b"- ", b" #", b'"', b"'", b"|-\n  ", b">\n ", b"&a ", b"*a", b"!!str ", b"<<: ", b"? ", b"---\n", b"...\n",
    b"%YAML 1.1\n", b"{", b"}", b"[", b"]", b", ", b"~", b"\t", b"\r\n", b"\xed\xa0\x80", b"\\u202e", b"\\x00",
    b"\\ud800", b"\xef\xbb\xbf", "\u202e\u200d\u200c".encode(), "e\u0301\u0316\u0323".encode(),
    "\u2028\u0085".encode(), "\U000e0041".encode(), "اسماعیل".encode(), "“‘’”…—".encode(), b"2020-01-02/..", b"19XX",
    b"2020-23", b"-0.0", b"1e400", b"{2020..2021}", b"words: ", b"source: ", b"says: ", b"evidence:\n  - ",
    b"{: onclick=", b"](javascript:", b"&#106;", b"</script>", b"<!--", b"{{ ", b"{% ", b"https://", b"@", b"%00",
    b"xn--",
]  # fmt: skip
"""What means something to a reader that is fuzzed, and takes long to come upon by chance."""


def kept(target: str) -> list[bytes]:
    """Return the kept inputs of a target, the shortest first."""
    path = HERE / f"{target}.txt"
    lines = path.read_text("ascii").splitlines() if path.is_file() else []
    return [line.encode().decode("unicode_escape").encode("latin-1") for line in lines]


def keep(target: str, inputs: Iterable[bytes]) -> None:
    """Keep these inputs of a target and no others."""
    lines = [one.decode("latin-1").encode("unicode_escape").decode() for one in sorted(set(inputs), key=_order)]
    HERE.mkdir(exist_ok=True)
    (HERE / f"{target}.txt").write_text("".join(f"{line}\n" for line in lines), "ascii")


def _order(one: bytes) -> tuple[int, bytes]:
    return len(one), one


def unpacked(inputs: Iterable[bytes], folder: Path) -> None:
    """Write each input into a file of its own, as the fuzzer reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in inputs:
        (folder / hashlib.sha256(one).hexdigest()[:16]).write_bytes(one)


def dictionary(path: Path) -> Path:
    """Write `WORDS` as libFuzzer reads them."""
    lines = ['"' + "".join(f"\\x{byte:02x}" for byte in word) + '"' for word in WORDS]
    path.write_text("\n".join(lines) + "\n", "ascii")
    return path
