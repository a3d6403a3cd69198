"""A dossier of hostile texts: every payload in every text field of every kind of record, and in the seeds."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from generator import build, report, write
from generator.load import load

ROOT = Path(__file__).parents[2]
PAYLOADS = Path(__file__).with_name("payloads.yml")
AT_THE_START = {"markdown", "front matter", "formula"}
"""Categories that mean something only where a text begins."""
RECORDS = ("actors", "places", "events", "quotes", "disputes", "sources")


class Group(NamedTuple):
    """Some payloads in one line, which fills every text field of one record of each kind."""

    number: int
    text: str

    @property
    def title(self) -> str:
        """The same where angle brackets are refused, as they are in titles."""
        return self.text.translate({ord("<"): "\u2039", ord(">"): "\u203a"})

    def id(self, kind: str) -> str:
        """The id of its record of a kind."""
        return f"{kind[:-1]}-{self.number}"

    @property
    def words(self) -> str:
        """The words of its source that hold the payloads."""
        return f"Story {self.number} begins here {self.text} and story {self.number} ends"


def payloads() -> list[dict[str, str]]:
    """Every payload with its category; BaseLoader makes them text and nothing else."""
    listed: list[dict[str, str]] = yaml.load(PAYLOADS.read_bytes(), yaml.BaseLoader)  # noqa: S506
    return listed


def groups() -> list[Group]:
    """Put the payloads into lines that each begin with one that needs the beginning."""
    heads = [one["text"].strip() for one in payloads() if one["category"] in AT_THE_START]
    others = [one["text"].strip() for one in payloads() if one["category"] not in AT_THE_START]
    return [Group(i, "  ".join([head, *others[i :: len(heads)]])) for i, head in enumerate(heads)]


def lay(folder: Path) -> list[Group]:
    """Write the dossier into a folder, and return what it is filled with."""
    made = groups()
    for group in made:
        seed = f"{group.words}.\n\nTold again {group.number}: “{group.text}” the speaker {group.number} said.\n"
        _write(folder / "seeds" / f"{group.number}.txt", seed)
        for kind, record in _records(group, made[(group.number + 1) % len(made)], seed).items():
            _write(folder / "data" / kind / f"{group.id(kind)}.yml", json.dumps(record, ensure_ascii=False) + "\n")
    _write(folder / "data" / "dossier.yml", json.dumps(_front(made), ensure_ascii=False) + "\n")
    return made


def _records(group: Group, other: Group, seed: str) -> dict[str, dict[str, Any]]:
    text, title, source = group.text, group.title, group.id("sources")
    evidence = [{"source": source, "words": group.words}]
    said = [{"says": text, "evidence": evidence, "note": text}]
    named = {"name": title, "names": {source: [text]}, "search": [text], "about": said, "note": text}
    own = {"evidence": [group.words], "note": text}
    answered = {
        "corrections": [{"date": "2020-01-03", "says": text}],
        "replies": [
            {"by": text, "date": "2020-01-03", "words": text, "url": "https://example.org/?a=1&b=(c)[d]{e}*_`"}
        ],
    }
    made: dict[str, dict[str, Any]] = {
        "sources": {
            "title": title, "short": title, "sign": _sign(group.number), "kind": "document",
            "file": f"{group.number}.txt", "sha256": hashlib.sha256(seed.encode()).hexdigest(),
            "author": group.words, "outlet": group.words, "credit": group.words, "rights": text,
            "url": "https://example.org/?a=1&b=(c)[d]{e}*_`",
            "archived": {"url": "https://example.org/?kept=(c)[d]{e}*_`", "date": "2020-01-03"},
            "witness": {"held_by": text, "url": "https://example.org/~w/(c)", "date": "2020", "agrees": text},
            "date_written": "2020-01-02", "date_note": text, "publish": "full", "about": [{"says": text, **own}],
            "words_aside": {text: text}, "note": text,
        },
        "actors": {
            **named, "kind": "person",
            "roles": [{"title": text, "date": "2020", "evidence": evidence, "note": text}],
            "relations": [{"type": "rival-of", "object": other.id("actors"), "evidence": evidence, "note": text}],
        },
        "places": {**named, "kind": "city", "latitude": f"{group.number}.5", "longitude": f"-{group.number}.5"},
        "events": {
            "title": title, "kind": "development", "status": "reported",
            "participants": [{"actor": group.id("actors"), "role": "agent", "evidence": evidence, "note": text}],
            "accounts": [
                {
                    "source": source, "date": "2020-01-02", "as_stated": group.words, "says": text,
                    "places": [group.id("places")], **own, "aspects": {text: group.words},
                },
                {
                    "source": other.id("sources"), "says": text, "evidence": [other.words],
                    "aspects": {text: other.words},
                },
            ],
            "note": text,
        },
        "quotes": {
            "speaker": group.id("actors"), "source": source, "voice": "direct", "parts": [group.words],
            "attribution": f"the speaker {group.number} said", "medium": group.words, "gap_note": text,
            "events": [group.id("events")], "about": [other.id("actors")], "note": text,
        },
        "disputes": {
            "question": title, "kind": "fact", "note": text, "events": [group.id("events")],
            "positions": [
                {"holder": group.id("actors"), "says": text, "source": source, **own},
                {"holder": other.id("actors"), "says": text, "source": other.id("sources"), "evidence": [other.words]},
            ],
        },
    }  # fmt: skip
    return {kind: {**record, **answered} for kind, record in made.items()}


def _front(made: list[Group]) -> dict[str, Any]:
    sections = ("actors", "events", "quotes", "places", "disputes", "sources", "timeline")
    evidence = [[{"source": group.id("sources"), "words": group.words}] for group in made]
    return {
        "id": "hostile", "title": made[0].title, "tagline": made[1].title, "description": made[2].text,
        "lead": [{"says": g.text, "evidence": e, "note": g.text} for g, e in zip(made, evidence, strict=True)],
        "key_events": [made[3].id("events")],
        "sections": {name: "\n".join(group.text for group in made[i::7]) for i, name in enumerate(sections)},
        "glossary": [
            {"term": g.text, "says": g.text, "evidence": e, "note": g.text} for g, e in zip(made, evidence, strict=True)
        ],
    }  # fmt: skip


def _sign(number: int) -> str:
    return f"{chr(65 + number // 26)}{chr(97 + number % 26)}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def site(folder: Path) -> list[Group]:
    """Lay the dossier and build its site into `site/` of a folder, past the rules that would refuse its sentences.

    Reading and finding are as ever; only what a rule says of a sentence and its evidence is left unasked.
    """
    made = lay(folder)
    loaded = load(folder)
    assert report.text(loaded.findings) == ""
    assert loaded.found is not None
    shutil.copy(ROOT / "mkdocs.yml", folder / "shipped.yml")
    config = ["INHERIT: shipped.yml", "nav: [index.md, about/by-hand.md]", "not_in_nav: '*'", ""]
    (folder / "mkdocs.yml").write_text("\n".join(config))
    (folder / "generator").symlink_to(ROOT / "generator")
    _write(folder / "docs" / "about" / "by-hand.md", "---\ntitle: By hand\n---\n\n# By hand\n\nWords.\n")
    assert write.write(folder / "docs", build.files(loaded.found)).findings == []
    done = mkdocs(folder)
    assert done.returncode == 0, done.stderr
    return made


def mkdocs(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the site of a folder whose pages are written."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DOSSIER_PAGES": "ready"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
