"""Reads `data/` and `seeds/` into a dossier, and finds every passage. The only module that reads the project's data.

Nothing is raised for what is wrong in a file: it becomes a finding, and whatever depends on it stays away.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator import gaps, history, seedchange
from generator.diagnostics import Diagnostic, Location
from generator.dossier import Dossier
from generator.model import (
    ID_PATTERN,
    KINDS,
    Actor,
    Dispute,
    Event,
    Front,
    Kind,
    Passage,
    Place,
    Quote,
    Record,
    Source,
    Term,
    Words,
)
from generator.resolve import Ground, boilerplate, resolve
from generator.sources import SourceText
from generator.yamlsource import Parsed, parse

MODELS: Mapping[Kind, type[Record]] = {
    "sources": Source[Words],
    "actors": Actor[Words],
    "events": Event[Words],
    "quotes": Quote[Words],
    "places": Place[Words],
    "disputes": Dispute[Words],
}
MAX_SEED = 16 * 1024 * 1024
"""How large a source's text may be, in bytes."""
MAX_PAGE = 1024 * 1024
"""How large a hand-written page may be, in bytes."""
MANIFEST = ".dossier-manifest.json"
"""Where `write` keeps the names of the files that it owns, below `docs/`."""
_KEEPERS = frozenset({".gitkeep"})


@dataclass(frozen=True)
class Loaded:
    """What could be read: the records as typed, the same with passages found, and all findings.

    `curated` is None where there is no front page to hang the records on; `found` leaves out records of which a
    passage was not found, and is whole where `findings` holds no error. `pages` holds the hand-written pages below
    `docs/`, by their path in the project.
    """

    curated: Dossier[Words] | None
    found: Dossier[Passage] | None
    findings: list[Diagnostic]
    pages: Mapping[str, str]


def load(root: Path) -> Loaded:
    """Read the dossier whose `data/` and `seeds/` lie in a folder."""
    reader = _Reader(root)
    curated = reader.dossier()
    found = reader.resolved(curated) if curated else None
    return Loaded(curated, found, reader.findings, reader.pages())


class _Reader:
    """Gathers records and findings while reading."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.findings: list[Diagnostic] = []
        self.files: dict[str, Parsed] = {}
        self.changed: list[SourceText] = []
        """Texts that are not the pinned ones, while git still has the pinned ones."""

    def dossier(self) -> Dossier[Words] | None:
        records: dict[str, dict[str, Any]] = {kind: self._kind(kind) for kind in KINDS}
        front = self._record(self.root / "data" / "dossier.yml", Front[Words], None)
        self._misplaced()
        sources = dict(sorted(records["sources"].items(), key=lambda item: (item[1].sign, item[0])))
        texts = self._texts(sources)
        if front is None:
            return None
        self.files.setdefault(front.id, self.files.pop("dossier.yml"))
        return Dossier(front=front, texts=texts, files=self.files, **{**records, "sources": sources})

    def resolved(self, curated: Dossier[Words]) -> Dossier[Passage] | None:
        spans = {name: boilerplate(curated.sources[name], text) for name, text in curated.texts.items()}
        ground = Ground(curated.texts, spans)
        kinds: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        for kind, record in curated.records():
            found, findings = resolve(record, self.files[record.id], ground)
            self.findings += findings
            if found is not None:
                kinds[kind][record.id] = found
        front, findings = resolve(curated.front, self.files[curated.front.id], ground)
        self.findings += findings
        if front is None:
            return None
        whole: Any = {**kinds, "front": front}
        found = cast("Dossier[Passage]", replace(curated, **whole))
        for text in self.changed:
            self.findings += seedchange.consequences(found, text, gaps.cited(found))
        return found

    def pages(self) -> dict[str, str]:
        """Read the hand-written pages: every Markdown file below `docs/` that the generator does not own."""
        docs = self.root / "docs"
        owned = _owned(docs / MANIFEST)
        pages = {}
        for path in sorted(docs.rglob("*.md")):
            name = path.relative_to(docs).as_posix()
            raw = self._bytes(path, MAX_PAGE) if name not in owned else None
            if raw is not None:
                pages[self._name(path)] = raw.decode("utf-8", "replace")
        return pages

    def _kind(self, kind: Kind) -> dict[str, Any]:
        records: dict[str, Any] = {}
        for path in _listed(self.root / "data" / kind):
            record = self._record(path, MODELS[kind], path.stem) if self._expected(path) else None
            if record is not None:
                records[record.id] = record
        return records

    def _expected(self, path: Path) -> bool:
        if path.name in _KEEPERS:
            return False
        if path.suffix != ".yml":
            self._add("file-misplaced", path, "only records (*.yml) belong here", "Move it out of data/.")
            return False
        if not re.fullmatch(ID_PATTERN, path.stem) or len(path.stem) > 80:
            hint = "Ids hold a to z, 0 to 9 and single hyphens, and begin with a letter."
            self._add("id-invalid", path, f"`{path.stem}` is no id", hint)
            return False
        if path.stem in self.files:
            hint = "Ids are unique across all kinds; rename one of the two."
            self._add("id-duplicate", path, f"`{path.stem}` is also the id of {self.files[path.stem].path}", hint)
            return False
        return True

    def _record(self, path: Path, model: type[Record], record_id: str | None) -> Any | None:
        raw = self._bytes(path)
        if raw is None:
            return None
        parsed, findings = parse(raw, self._name(path))
        self.findings += findings
        self.files[record_id or path.name] = parsed
        if parsed.value is None:
            return None
        if not isinstance(parsed.value, dict):
            self._add("field-invalid", path, "the file holds no mapping of fields", "A record is `field: value` lines.")
            return None
        value = parsed.value
        if record_id is not None:
            if "id" in value:
                hint = "Remove the line."
                message = "the id of a record is the name of its file"
                self.findings.append(Diagnostic("field-unknown", parsed.at_key(("id",)), message, hint))
            value = {**value, "id": record_id}
        try:
            return model.model_validate(value)
        except ValidationError as error:
            self.findings += (_shaped(detail, parsed, model) for detail in error.errors(include_url=False))
            return None

    def _texts(self, sources: Mapping[str, Source[Words]]) -> dict[str, SourceText]:
        folder = self.root / "seeds"
        texts: dict[str, SourceText] = {}
        for name, source in sources.items():
            path = folder / source.file
            if not path.exists():
                near = difflib.get_close_matches(source.file, [other.name for other in _listed(folder)], 1, 0.5)
                hint = f"Did you mean {near[0]}?" if near else "Put the text there, byte for byte."
                where = self.files[name].at(("file",))
                self.findings.append(Diagnostic("seed-missing", where, f"seeds/{source.file} does not exist", hint))
                continue
            raw = self._bytes(path, MAX_SEED)
            if raw is None:
                continue
            actual = hashlib.sha256(raw).hexdigest()
            pinned = None
            if actual != source.sha256:
                where = self.files[name].at(("sha256",))
                message = f"seeds/{source.file} has the SHA-256 {actual}"
                hint = "Restore the text. If the change is meant, write the new sum here."
                self.findings.append(Diagnostic("seed-changed", where, message, hint))
                pinned = history.text_with(path, source.sha256)
            try:
                texts[name] = SourceText(name, raw.decode("utf-8"))
                if pinned is not None:
                    self.changed.append(texts[name])
                    texts[name] = SourceText(name, pinned)
            except UnicodeDecodeError as error:
                self._add("file-unreadable", path, f"byte {error.start} is not UTF-8", "Save the text as UTF-8.")
        claimed = {source.file for source in sources.values()} | _KEEPERS
        for path in _listed(folder):
            if path.name not in claimed:
                self._add(
                    "seed-unclaimed", path, "no source in data/sources names this text", "Add a source, or remove it."
                )
        return texts

    def _bytes(self, path: Path, limit: int | None = None) -> bytes | None:
        try:
            mode = path.lstat()
            if not stat.S_ISREG(mode.st_mode):
                self._add("file-unreadable", path, "it is not a regular file", "Links and folders are not followed.")
                return None
            if limit is not None and mode.st_size > limit:
                self._add(
                    "file-unreadable", path, f"it holds {mode.st_size} bytes; the limit is {limit}", "Split the source."
                )
                return None
            return path.read_bytes()
        except FileNotFoundError:
            self._add("file-unreadable", path, "it does not exist", "Every dossier has this file.")
        except OSError as error:
            self._add("file-unreadable", path, f"it cannot be read: {error.strerror}", "")
        return None

    def _misplaced(self) -> None:
        for path in _listed(self.root / "data"):
            if path.name not in {*KINDS, "dossier.yml", *_KEEPERS}:
                hint = f"data/ holds dossier.yml and the folders {', '.join(KINDS)}."
                self._add("file-misplaced", path, "nothing of that name is expected in data/", hint)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _add(self, code: str, path: Path, message: str, hint: str) -> None:
        self.findings.append(Diagnostic(code, Location(self._name(path)), message, hint))


def _owned(manifest: Path) -> frozenset[str]:
    try:
        return frozenset(json.loads(manifest.read_text("utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()


def _listed(folder: Path) -> Iterable[Path]:
    return sorted(folder.iterdir(), key=lambda path: path.name) if folder.is_dir() else []


def _shaped(error: ErrorDetails, parsed: Parsed, model: type[Record]) -> Diagnostic:
    """Turn one finding of pydantic into ours."""
    path = tuple(step for step in error["loc"] if step != "[key]")
    name = f"`{path[-1]}`" if path else "the record"
    kind = error["type"]
    if kind == "missing":
        return Diagnostic(
            "field-missing", parsed.at(path[:-1]), f"{name} is missing", "Every such record must have it."
        )
    if kind == "extra_forbidden":
        known = sorted(_fields(model, path[:-1]))
        near = difflib.get_close_matches(str(path[-1]), known, 1, 0.6)
        hint = f"Did you mean `{near[0]}`?" if near else f"The fields here are {', '.join(known)}."
        return Diagnostic("field-unknown", parsed.at_key(path), f"{name} is no field here", hint)
    if kind == "enum":
        expected = str(error.get("ctx", {}).get("expected", ""))
        terms = re.findall(r"'([^']+)'", expected)
        near = difflib.get_close_matches(str(error["input"]), terms, 1, 0.6)
        hint = (f"Did you mean `{near[0]}`? " if near else "") + f"The words are {', '.join(terms)}."
        return Diagnostic("term-unknown", parsed.at(path), f"{error['input']!r} is no word of {name}", hint)
    message = error["msg"].removeprefix("Value error, ")
    if "EDTF" in message or "is no date" in message or "ends before it starts" in message:
        return Diagnostic("date-invalid", parsed.at(path), message, "Dates are written like 2020, 2020-01, 2020-01-02.")
    message = message.replace("tuple", "list").replace("dictionary", "mapping").replace("Input should", "it should")
    return Diagnostic("field-invalid", parsed.at(path), f"{name}: {message}", "")


def _fields(model: type[Record], path: tuple[str | int, ...]) -> Iterator[str]:
    """Name the fields of the model that a path leads to."""
    current: Any = model
    for step in path:
        if isinstance(step, int) or not (isinstance(current, type) and issubclass(current, Record)):
            continue
        current = (
            next(_records_in(current.model_fields[step].annotation), current)
            if step in current.model_fields
            else current
        )
    yield from (name for name in current.model_fields if name != "id" or issubclass(current, Front))


def _records_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        if not (isinstance(part, type) and issubclass(part, Term)):
            yield from _records_in(part)
