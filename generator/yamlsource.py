"""YAML text to plain values, and where each of them stands.

Only what data files need exists here: mappings with text keys, sequences and scalars, and every scalar is a string
until the model types it. The parser's events show what its loaders hide (duplicate keys, aliases, implicit types) and
can be stopped by limits before anything is built.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import regex
import yaml

from generator.diagnostics import Diagnostic, Location

MAX_BYTES = 256 * 1024
MAX_DEPTH = 12
MAX_NODES = 20_000
MAX_FINDINGS = 200

Path = tuple[str | int, ...]
"""The way to a value: keys and indexes from the top."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_REFUSED = re.compile(
    "[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(f"{chr(end - 1)}{chr(end)}" for end in range(0x1FFFF, 0x110000, 0x10000))
    + "]"
)
"""Controls, what turns the order of writing round, what nobody sees (Unicode's Default_Ignorable_Code_Point), and what
is no character and never will be."""
_PRINTABLE = b"\n" + bytes(range(0x20, 0x7F))
"""What of ASCII is not refused: most files hold nothing else, and this is the quickest way to know."""
_WITHOUT_JOINERS = (
    r"\p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}\p{Georgian}\p{Hebrew}\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}"
)
_JOINED = rf"[[\p{{L}}\p{{M}}]--[{_WITHOUT_JOINERS}]]"
_BELONGS = regex.compile(
    rf"(?<={_JOINED})[\u200c\u200d](?={_JOINED})"
    r"|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})"
    r"|(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]|(?<=[0-9#*])\ufe0f(?=\u20e3)",
    regex.V1,
)
"""Of these, what is part of a word in a script that needs it, or of a picture: joiners and selectors of its form."""
_PILE = regex.compile(r"\p{M}{31}")
"""More marks on one letter than any script writes, 30 as in Unicode's stream-safe form (UAX #15); they bury a line."""
_CUT = re.compile(r"\s*#")
_COMMENT = re.compile(r"\s+#")
_REFUSED_IN_SEED = re.compile(
    "\\A\ufeff|[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u202d\u202e\ufffe\uffff]|[\U000e0000-\U000e0fff]"
)
_HINTS = {
    "\t": ("a tab", "Indent with spaces, and write spaces between words."),
    "\r": ("a carriage return", "Save the file with Unix line ends (LF)."),
    "\ufeff": ("a byte order mark", "Save the file as UTF-8 without a byte order mark."),
    "\u00ad": ("a soft hyphen", "Remove it; words are found without it."),
}
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass
class Parsed:
    """A file's values, and the position (line, column, from 1) of each value and of each key."""

    path: str
    value: Any = None
    sha256: str = ""
    """The SHA-256 of the file's bytes, in hexadecimal; empty where it could not be read to its end."""
    places: array[int] = field(default_factory=partial(array, "Q"))
    """Where each key and each value stands, in the order of the file; see `_packed`."""

    @cached_property
    def values(self) -> dict[Path, tuple[int, int]]:
        """The position of each value, by the way to it; of most files nobody asks for that."""
        return self._table(keys=False)

    @cached_property
    def keys(self) -> dict[Path, tuple[int, int]]:
        """The position of the key of each value."""
        return self._table(keys=True)

    def at(self, path: Path) -> Location:
        """Say where a value stands; for a missing one, where the nearest value around it does."""
        if not path and self.places:
            return Location(self.path, *_unpacked(self.places[0]))
        while path and path not in self.values:
            path = path[:-1]
        return Location(self.path, *self.values.get(path, (1, 1)))

    def at_key(self, path: Path) -> Location:
        """Say where the key of a value stands."""
        return Location(self.path, *self.keys[path]) if path in self.keys else self.at(path)

    def _table(self, *, keys: bool) -> dict[Path, tuple[int, int]]:
        ways = _ways(self.value, ()) if self.places else ()
        return {
            path: _unpacked(place) for (path, is_key), place in zip(ways, self.places, strict=True) if is_key is keys
        }


def _ways(value: Any, path: Path) -> Iterator[tuple[Path, bool]]:
    """Yield the way to each key and each value in the order of the file, and whether it is a key."""
    yield path, False
    if isinstance(value, dict):
        for key, one in value.items():
            yield (*path, key), True
            yield from _ways(one, (*path, key))
    elif isinstance(value, tuple):
        for at, one in enumerate(value):
            yield from _ways(one, (*path, at))


def _packed(line: int, column: int) -> int:
    """Return a position as one number: a file has fewer columns, and fewer lines, than `MAX_BYTES`."""
    return line << 20 | column


def _unpacked(place: int) -> tuple[int, int]:
    return place >> 20, place & 0xFFFFF


class _StopError(Exception):
    """Ends the reading of one file with a finding."""

    def __init__(self, code: str, position: tuple[int, int], message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.position, self.message, self.hint = code, position, message, hint


def decoded(raw: bytes, path: str) -> str | Diagnostic:
    """Decode a data file: strict UTF-8 without a byte order mark, within the size limit."""
    if len(raw) > MAX_BYTES:
        return Diagnostic("yaml-limit", Location(path), f"the file holds {len(raw)} bytes; the limit is {MAX_BYTES}")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return undecodable(raw, path, error.start)


def undecodable(raw: bytes, path: str, at: int) -> Diagnostic:
    """Say where in a file the byte stands that is not UTF-8."""
    line = raw.count(b"\n", 0, at) + 1
    column = len(raw[raw.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace")) + 1
    message = f"the byte {raw[at]:02X} is not UTF-8"
    return Diagnostic("file-unreadable", Location(path, line, column), message, "Save the file as UTF-8.")


def parse(raw: bytes, path: str) -> tuple[Parsed, list[Diagnostic]]:
    """Read one file. Where anything is wrong, the value may be missing and the findings say why."""
    text = decoded(raw, path)
    if isinstance(text, Diagnostic):
        return Parsed(path), [text]
    findings = list(_characters(text, path, lambda at: _position(text, at)))
    if findings:
        return Parsed(path), findings
    reader = _Reader(text, path)
    try:
        reader.document(text)
    except _StopError as stop:
        findings = [Diagnostic(stop.code, Location(path, *stop.position), stop.message, stop.hint)]
        return Parsed(path), [*reader.findings, *findings]
    finally:
        del reader.following  # the parser would stay
    reader.parsed.sha256 = hashlib.sha256(raw).hexdigest()
    return reader.parsed, reader.findings


def refused_in_seed(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield a finding for each kind of character that no text of a source may hold, at the first of its places.

    Less is refused than in data files, since a source is kept byte for byte: what pages cannot print (controls), what
    would turn the order of what is printed round (bidirectional overrides), and tags, which nobody sees.
    """
    yield from _unwanted(text, path, lambda at: _position(text, at), _REFUSED_IN_SEED, "the text of a source")


def refused_in_page(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield the same for a page that is written by hand."""
    yield from _unwanted(text, path, lambda at: _position(text, at), _REFUSED_IN_SEED, "a page")


def _characters(text: str, path: str, place: Callable[[int], tuple[int, int]]) -> Iterator[Diagnostic]:
    if text.isascii() and not text.encode("ascii").translate(None, _PRINTABLE):
        return
    yield from _unwanted(text, path, place, _REFUSED, "a data file")
    if not unicodedata.is_normalized("NFC", text):
        # Whatever a text in NFC begins with is in NFC, so that the place can be found by halving.
        ends = range(1, len(text) + 1)
        at = bisect_left(ends, True, key=lambda end: not unicodedata.is_normalized("NFC", text[:end]))
        message = "the text is not in Unicode's composed form (NFC) here"
        yield Diagnostic("character-refused", Location(path, *place(at)), message, "Type the letter anew.")


def _unwanted(
    text: str, path: str, place: Callable[[int], tuple[int, int]], pattern: re.Pattern[str], kept_in: str
) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    count: Counter[str] = Counter()
    for found in pattern.finditer(text):
        at, char = found.start(), found[0]
        if _BELONGS.match(text, at):
            continue
        first.setdefault(char, at)
        count[char] += 1
    for char, at in first.items():
        name, hint = _HINTS.get(char, (unicodedata.name(char, "no letter").lower(), "Remove the character."))
        times = f", {count[char]} times" if count[char] > 1 else ""
        message = f"U+{ord(char):04X} ({name}) must not stand in {kept_in}{times}"
        yield Diagnostic("character-refused", Location(path, *place(at)), message, hint)
    if not text.isascii() and (pile := _PILE.search(text)):
        message = "more than 30 marks stand on one letter"
        yield Diagnostic("character-refused", Location(path, *place(pile.start())), message, "Remove the marks.")


def _position(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


class _Reader:
    """Builds values from the parser's events, refusing what data files must not hold."""

    def __init__(self, text: str, path: str) -> None:
        self.lines = text.split("\n")
        self.parsed = Parsed(path)
        self.places = self.parsed.places
        self.findings: list[Diagnostic] = []
        self.nodes = 0
        self.following: Callable[[], Any] = lambda: None
        """Gives the next event; what `yaml.parse` does too, asking before each whether there is one."""

    def document(self, text: str) -> None:
        """Read the file's one document."""
        try:
            self.following = _LOADER(text).get_event  # which may refuse the text already
            self._document()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            position = self._within(mark) if mark else (1, 1)
            problem = (error.problem or "it cannot be parsed").replace("\n", " ")
            hint = (
                "Text that holds `: ` or ` #`, or begins with a mark, needs quotes or a `|-` block; "
                "fields that belong together begin in one column."
            )
            raise _StopError("yaml-syntax", position, problem, hint) from None
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            raise _StopError("yaml-syntax", (1, 1), str(error).split("\n")[0]) from None

    def _document(self) -> None:
        self.following()
        event = self.following()
        if isinstance(event, yaml.StreamEndEvent):
            raise _StopError("yaml-syntax", (1, 1), "the file holds no record", "A record is a mapping of fields.")
        if event.explicit or event.version or event.tags:
            raise _StopError(
                "yaml-refused", self._at(event), "document markers and directives have no place here", "Remove it."
            )
        self.parsed.value = self._node(self.following(), 1)
        self.following()
        after = self.following()
        if not isinstance(after, yaml.StreamEndEvent):
            raise _StopError(
                "yaml-refused", self._at(after), "the file holds more than one document", "One file, one record."
            )

    def _node(self, event: Any, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _StopError("yaml-limit", self._at(event), f"the file holds more than {MAX_NODES} values")
        if depth > MAX_DEPTH:
            hint = "Quote the text if its brackets belong to it."
            raise _StopError("yaml-limit", self._at(event), f"values are nested more than {MAX_DEPTH} deep", hint)
        if type(event) is yaml.AliasEvent:
            raise _StopError(
                "yaml-refused", self._at(event), "an alias (*) has no place here", "Write the value out, or quote it."
            )
        if event.anchor:
            raise _StopError(
                "yaml-refused", self._at(event), "an anchor (&) has no place here", "Remove it, or quote the text."
            )
        if event.tag:
            raise _StopError(
                "yaml-refused", self._at(event), "a tag (!) has no place here", "Remove it, or quote the text."
            )
        self.places.append(_packed(*self._at(event)))
        if type(event) is yaml.ScalarEvent:
            return self._scalar(event)
        if type(event) is yaml.SequenceStartEvent:
            return self._sequence(depth)
        return self._mapping(depth)

    def _scalar(self, event: Any) -> str:
        value: str = event.value
        if event.style == '"':
            self._escaped(event)
        if not event.style:  # plain; the C parser says '', the other None
            line = self.lines[event.end_mark.line] if event.end_mark.line < len(self.lines) else ""
            end = event.end_mark.column
            hint = "Quote the value if the # belongs to it; else put the comment on a line of its own."
            if not value and _CUT.match(line, end):
                self._add("value-cut", self._at(event), "nothing stands before the #, which begins a comment", hint)
            elif value in _NULLS:
                empty = "Leave the field out where there is nothing to say."
                self._add("field-invalid", self._at(event), "the value is empty", empty)
            elif _COMMENT.match(line, end):
                self._add(
                    "value-cut",
                    (event.end_mark.line + 1, event.end_mark.column + 1),
                    "the value ends here; what follows the # is a comment",
                    hint,
                )
        return value

    def _escaped(self, event: Any) -> None:
        """Refuse in a value, too, what an escape between double quotes would bring in."""
        self.findings += _characters(event.value, self.parsed.path, lambda _: self._at(event))

    def _sequence(self, depth: int) -> tuple[Any, ...]:
        items: list[Any] = []
        while type(event := self.following()) is not yaml.SequenceEndEvent:
            items.append(self._node(event, depth + 1))
        return tuple(items)

    def _mapping(self, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        firsts: dict[str, int] = {}  # where in the row of places each key has its own
        while type(event := self.following()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent:
                hint = "Write `name: value`, or quote the text."
                raise _StopError("yaml-refused", self._at(event), "a key must be plain text", hint)
            key = str(event.value)
            if event.style == '"':
                self._escaped(event)
            if key == "<<":
                raise _StopError(
                    "yaml-refused", self._at(event), "a merge key (<<) has no place here", "Write the fields out."
                )
            if event.anchor or event.tag:
                raise _StopError("yaml-refused", self._at(event), "anchors and tags have no place here", "Remove it.")
            here = len(self.places)
            self.places.append(_packed(*self._at(event)))
            if key in values:
                line, _ = _unpacked(self.places[firsts[key]])
                self._add("key-duplicate", self._at(event), f"`{key}` stands twice", f"It stands first in line {line}.")
                self._node(self.following(), depth + 1)
                del self.places[here:]
            else:
                firsts[key] = here
                values[key] = self._node(self.following(), depth + 1)
        return values

    def _add(self, code: str, position: tuple[int, int], message: str, hint: str) -> None:
        if len(self.findings) >= MAX_FINDINGS:
            raise _StopError("yaml-limit", position, f"the file holds more than {MAX_FINDINGS} mistakes")
        self.findings.append(Diagnostic(code, Location(self.parsed.path, *position), message, hint))

    def _at(self, event: Any) -> tuple[int, int]:
        mark = event.start_mark
        return (mark.line + 1, mark.column + 1) if mark.line < len(self.lines) else self._within(mark)

    def _within(self, mark: Any) -> tuple[int, int]:
        """Return the place of a mark; the parser also puts one on the line below a last line that has no end."""
        if mark.line >= len(self.lines):
            return len(self.lines), len(self.lines[-1]) + 1
        return mark.line + 1, mark.column + 1
