"""Reads `data/` and `seeds/` into a dossier, and finds every passage. The only module that reads the project's data.

Nothing is raised for what is wrong in a file: it becomes a finding, and whatever depends on it stays away.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import stat
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, cast

from generator import cores, gaps, history, seedchange
from generator.diagnostics import Diagnostic, Location
from generator.dossier import Dossier
from generator.evidence import Passage, Record, Words
from generator.front import Front
from generator.memory import Memory, Same
from generator.model import MODELS, Source
from generator.regular import printable, read_regular
from generator.resolve import Ground, Resolved, boilerplate, resolve
from generator.scalars import RESERVED_IDS, is_id
from generator.shaping import typed
from generator.sources import SourceText
from generator.vocabulary import KINDS, Kind
from generator.yamlsource import MAX_BYTES, Parsed, parse, refused_in_seed, undecodable

MAX_SEED = 1024 * 1024
"""How large a source’s text may be, in bytes: a book, read and checked within ten seconds whatever it holds."""
_FRONT = "dossier.yml"
_KEEPERS = frozenset({".gitkeep"})
_WORTH_SHARING = 500
"""From so many records on, to read them is shared among the cores."""
_FEW = 50
"""How many of them are shared out at a time."""
_UNIQUE = "Ids are unique across all kinds; rename one of the two."


@dataclass(frozen=True)
class Loaded:
    """What could be read: the records as typed, the same with passages found, and all findings.

    `curated` is None where there is no front page to hang the records on, or it is not known which records there are.
    `found` leaves out records of which a passage was not found, and the front page's statements if one of theirs was
    not; `whole` says that it lacks nothing. `unread` names the kinds of which a file, or a source's text, could not be
    read.
    """

    curated: Dossier[Words] | None
    found: Dossier[Passage] | None
    findings: list[Diagnostic]
    unread: frozenset[Kind]
    whole: bool


def load(root: Path, memory: Memory | None = None) -> Loaded:
    """Read the dossier whose `data/` and `seeds/` lie in a folder; what a memory has of its files is not made anew."""
    memory = memory or Memory()
    memory.begin()
    reader = _Reader(root, memory, _read_ahead(root, memory))
    curated = reader.dossier()
    found = reader.resolved(curated) if curated else None
    whole = found is not None and reader.whole and not reader.unread
    return Loaded(curated, found, reader.findings, frozenset(reader.unread), whole)


def reread(root: Path, loaded: Loaded, kind: Kind, record: str) -> Loaded:
    """Read one record of a whole dossier again, but no source; the findings are those of its file.

    `found` is None where it could not be read, or one of its passages was not found.
    """
    if loaded.curated is None or loaded.found is None or kind == "sources":
        raise ValueError("only a record of a whole dossier is read again, and no source")
    reader = _Reader(root, Memory())
    read = reader._record(root / "data" / kind / f"{record}.yml", MODELS[kind], record)
    if read is None:
        return replace(loaded, found=None, findings=reader.findings)
    files = {**loaded.curated.files, **reader.files}
    typed: Any = {kind: {**loaded.curated.of_kind(kind), record: read}, "files": files}
    curated = replace(loaded.curated, **typed)
    resolved, findings = resolve(read, files[record], reader.ground(curated.sources, curated.texts))
    kept: Any = {kind: {**loaded.found.of_kind(kind), record: resolved}, "files": files}
    found = replace(loaded.found, **kept) if resolved is not None else None
    return replace(loaded, curated=curated, found=found, findings=[*reader.findings, *findings])


class _Read(NamedTuple):
    """What became of a file of data."""

    parsed: Parsed
    findings: list[Diagnostic]
    record: Record | None
    shaped: list[Diagnostic]

    @classmethod
    def of(cls, raw: bytes, name: str, model: type[Record], record_id: str | None) -> _Read:
        parsed, findings = parse(raw, name)
        return cls(parsed, findings, *typed(parsed, model, record_id))


def _origin(name: str, record_id: str | None, raw: bytes) -> Hashable:
    """Return all that a record is made from."""
    return name, record_id, hashlib.sha256(raw).digest()


def _place(record: Record, ground: Ground) -> Hashable:
    """Return all that a record with its passages is made from."""
    return Same(record), Same(ground)


def _by_sign(sources: Mapping[str, Source[Words]]) -> dict[str, Source[Words]]:
    return dict(sorted(sources.items(), key=lambda item: (item[1].sign, item[0])))


def _read_ahead(root: Path, memory: Memory) -> dict[str, _Read]:
    """Let all cores read the records of a large dossier, and find their passages; return the records by their files.

    What cannot be read is left to who reads it in its turn, and so is what the memory has already.
    """
    if cores.available() == 1 or any((root / folder).is_symlink() for folder in ("data", "seeds")):
        return {}
    reader = _Reader(root, memory)
    others = [
        (path, kind)
        for kind in KINDS
        if kind != "sources"
        for path in reader._listed(root / "data" / kind)
        if path.suffix == ".yml"
    ]
    if len(others) < _WORTH_SHARING:
        return {}
    sources = _by_sign(reader._kind("sources"))
    ground = reader.ground(sources, reader._texts(sources))

    def read(few: Sequence[tuple[Path, Kind]]) -> list[tuple[Hashable, _Read, Resolved | None]]:
        done = []
        for path, kind in few:
            name, raw = reader._name(path), reader._bytes(path, MAX_BYTES, "")
            if raw is not None and not memory.has(key := _origin(name, path.stem, raw)):
                one = _Read.of(raw, name, MODELS[kind], path.stem)
                done.append((key, one, resolve(one.record, one.parsed, ground) if one.record else None))
        return done

    ahead = {}
    for done in cores.shared([partial(read, others[at : at + _FEW]) for at in range(0, len(others), _FEW)]):
        for key, one, resolved in done:
            ahead[one.parsed.path] = one
            memory.keep(key, one)
            if one.record and resolved:
                memory.keep(_place(one.record, ground), resolved)
    return ahead


class _Reader:
    """Gathers records and findings while reading."""

    def __init__(self, root: Path, memory: Memory, ahead: Mapping[str, _Read] | None = None) -> None:
        self.root = root
        self.prefix = f"{root.as_posix().rstrip('/')}/"
        self.memory = memory
        self.ahead = ahead or {}
        self.findings: list[Diagnostic] = []
        self.files: dict[str, Parsed] = {}
        self.unread: set[Kind] = set()
        self.listed = True
        """That every folder could be listed: else it is not known which records there are."""
        self.whole = True
        self.changed: list[SourceText] = []
        """Texts that are not the pinned ones, while git still has the pinned ones."""

    def dossier(self) -> Dossier[Words] | None:
        linked = [path for path in (self.root / "data", self.root / "seeds") if path.is_symlink()]
        for path in linked:
            self._add("file-misplaced", path, "it is not a folder", "Links are not followed.")
        if linked:
            return None
        records: dict[str, dict[str, Any]] = {kind: self._kind(kind) for kind in KINDS}
        front = self._record(self.root / "data" / _FRONT, Front[Words], None)
        self._misplaced()
        sources = _by_sign(records["sources"])
        texts = self._texts(sources)
        if front is None or not self.listed:
            return None
        parsed = self.files.pop(_FRONT)
        if front.id in self.files:
            message = f"`{front.id}` is also the id of {self.files[front.id].path}"
            self.findings.append(Diagnostic("id-duplicate", parsed.at(("id",)), message, _UNIQUE))
            return None
        self.files[front.id] = parsed
        return Dossier(front=front, texts=texts, files=self.files, **{**records, "sources": sources})

    def resolved(self, curated: Dossier[Words]) -> Dossier[Passage]:
        ground = self.ground(curated.sources, curated.texts)
        kinds: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        for kind, record in curated.records():
            found, findings = self._resolved(record, self.files[record.id], ground)
            self.findings += findings
            if found is None:
                self.whole = False
            else:
                kinds[kind][record.id] = found
        front, findings = self._resolved(curated.front, self.files[curated.front.id], ground)
        self.findings += findings
        if front is None:
            self.whole = False
            front = curated.front.model_copy(update={"lead": (), "glossary": ()})
        changed: Any = {**kinds, "front": front}
        found = cast("Dossier[Passage]", replace(curated, **changed))
        for text in self.changed:
            self.findings += seedchange.consequences(found, text, gaps.cited(found))
        return found

    def ground(self, sources: Mapping[str, Source[Words]], texts: Mapping[str, SourceText]) -> Ground:
        spans = {name: boilerplate(sources[name], text) for name, text in texts.items()}
        key = ("ground", tuple(map(Same, texts.values())), tuple(spans.items()))
        return self.memory.recall(key, lambda: Ground(texts, spans))

    def _resolved(self, record: Record, file: Parsed, ground: Ground) -> Resolved:
        return self.memory.recall(_place(record, ground), lambda: resolve(record, file, ground))

    def _kind(self, kind: Kind) -> dict[str, Any]:
        records: dict[str, Any] = {}
        for path in self._listed(self.root / "data" / kind):
            if path.name in _KEEPERS:
                continue
            record = self._record(path, MODELS[kind], path.stem) if self._expected(path) else None
            if record is None:
                self.unread.add(kind)
            else:
                records[record.id] = record
        return records

    def _expected(self, path: Path) -> bool:
        stem = path.stem
        if path.suffix != ".yml":
            hint = f"Rename it to {stem}.yml." if path.suffix == ".yaml" else "Move it out of data/."
            self._add("file-misplaced", path, "only records (*.yml) belong here", hint)
            return False
        if not is_id(stem):
            better = re.sub("[^a-z0-9]+", "-", stem.lower()).strip("-")
            hint = "Ids hold a to z, 0 to 9 and single hyphens, and begin with a letter"
            hint += f": {better}." if is_id(better) else "."
            if stem in RESERVED_IDS:
                hint = "Files of that name mean something else; say more of what the record is of."
            self._add("id-invalid", path, f"`{stem}` is no id", hint)
            return False
        if stem in self.files:
            self._add("id-duplicate", path, f"`{stem}` is also the id of {self.files[stem].path}", _UNIQUE)
            return False
        return True

    def _record(self, path: Path, model: type[Record], record_id: str | None) -> Any | None:
        name = self._name(path)
        self.files[record_id or _FRONT] = Parsed(name)
        if not (read := self.ahead.get(name)):
            raw = self._bytes(path, MAX_BYTES, "One file, one record.")
            if raw is None:
                return None
            read = self.memory.recall(_origin(name, record_id, raw), lambda: _Read.of(raw, name, model, record_id))
        parsed, findings, record, shaped = read
        self.findings += findings
        self.files[record_id or _FRONT] = parsed
        said = {finding.location for finding in findings}
        self.findings += (finding for finding in shaped if finding.location not in said)
        return record

    def _texts(self, sources: Mapping[str, Source[Words]]) -> dict[str, SourceText]:
        folder = self.root / "seeds"
        texts: dict[str, SourceText] = {}
        for name, source in sources.items():
            path = folder / source.file
            if not _is_there(path):
                self.unread.add("sources")
                near = difflib.get_close_matches(source.file, [other.name for other in self._listed(folder)], 1, 0.5)
                hint = f"Did you mean {near[0]}?" if near else "Put the text there, byte for byte."
                where = self.files[name].at(("file",))
                self.findings.append(Diagnostic("seed-missing", where, f"seeds/{source.file} does not exist", hint))
                continue
            raw = self._bytes(path, MAX_SEED, "Split the source.")
            if raw is None:
                self.unread.add("sources")
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
                text = raw.decode("utf-8")
                if refused := list(refused_in_seed(text, self._name(path))):
                    self.unread.add("sources")
                    self.findings += refused
                    continue
                texts[name] = self.memory.recall((name, actual), partial(SourceText, name, text))
                if pinned is not None:
                    self.changed.append(texts[name])
                    texts[name] = SourceText(name, pinned)
            except UnicodeDecodeError as error:
                self.unread.add("sources")
                self.findings.append(undecodable(raw, self._name(path), error.start))
        claimed = {source.file for source in sources.values()} | _KEEPERS
        for path in self._listed(folder) if len(texts) == len(sources) and "sources" not in self.unread else ():
            if path.name not in claimed:
                hint = "Add a source, or remove the text."
                self._add("seed-unclaimed", path, "no source in data/sources names this text", hint)
        return texts

    def _bytes(self, path: Path, limit: int, too_large: str) -> bytes | None:
        try:
            if not stat.S_ISREG(path.lstat().st_mode):
                self._add("file-unreadable", path, "it is not a regular file", "Links and folders are not followed.")
                return None
            raw = read_regular(path, limit)
        except FileNotFoundError:
            self._add("file-unreadable", path, "it does not exist", "Every dossier has this file.")
        except OSError as error:
            self._add("file-unreadable", path, f"it cannot be read: {error.strerror}", "")
        else:
            if raw is not None:
                return raw
            code = "yaml-limit" if limit == MAX_BYTES else "file-unreadable"
            self._add(code, path, f"it holds more than {limit} bytes", too_large)
        return None

    def _misplaced(self) -> None:
        for path in self._listed(self.root / "data"):
            if path.name in KINDS and (path.is_symlink() or not path.is_dir()):
                self._add("file-misplaced", path, "it is not a folder", "Links are not followed.")
            elif path.name not in {*KINDS, _FRONT, *_KEEPERS}:
                hint = f"data/ holds dossier.yml and the folders {', '.join(KINDS)}."
                self._add("file-misplaced", path, "nothing of that name is expected in data/", hint)

    def _listed(self, folder: Path) -> Sequence[Path]:
        """List what a folder holds; nothing where there is none, or where it cannot be read, which is a finding."""
        try:
            if not folder.is_symlink() and folder.is_dir():
                return sorted(folder.iterdir(), key=lambda path: path.name)
        except OSError as error:
            self._add("file-unreadable", folder, f"it cannot be read: {error.strerror}", "")
            self.unread.update(KINDS)
            self.listed = False
        return ()

    def _name(self, path: Path) -> str:
        return printable(path.as_posix().removeprefix(self.prefix))

    def _add(self, code: str, path: Path, message: str, hint: str) -> None:
        self.findings.append(Diagnostic(code, Location(self._name(path)), printable(message), hint))


def _is_there(path: Path) -> bool:
    """Tell whether a name is taken, if only by something that cannot be read."""
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True
