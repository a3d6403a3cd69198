"""The verification file and the badge say what the page says."""

from __future__ import annotations

import hashlib
import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator import pages, render
from generator.diagnostics import CODES
from tests.exports import ROOT, dossier, everywhere, files

SVG = "{http://www.w3.org/2000/svg}"


def verified(name: str) -> dict[str, Any]:
    """The verification file, read."""
    found: dict[str, Any] = json.loads(files(name)["data/verification.json"])
    return found


@everywhere
@pytest.mark.parametrize("file", ["verification", "dossier"])
def test_the_file_keeps_its_schema(name: str, file: str) -> None:
    """Both files that have a schema of ours are valid by it, and the schema by its dialect."""
    schema = json.loads(files(name)[f"data/{file}.schema.json"])
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(json.loads(files(name)[f"data/{file}.json"]))) == []


@everywhere
def test_the_figures_add_up(name: str) -> None:
    """Passages are exact or typographic, sentences cited, set aside or gaps; totals are sums; nothing is skipped."""
    found = verified(name)
    for figures in (found, *found["sources"]):
        passages, sentences = figures["passages"], figures["sentences"]
        assert passages["found"] == passages["exact"] + passages["typographic"] > 0
        assert passages["skipped"] == 0
        assert sentences["total"] == sentences["cited"] + sentences["set_aside"] + sentences["gaps"] > 0
    for what in ("passages", "sentences"):
        for figure, total in found[what].items():
            assert total == sum(source[what][figure] for source in found["sources"])


@everywhere
def test_the_figures_are_those_of_the_export(name: str) -> None:
    """Who counts passages and sentences in dossier.json comes to the same."""
    everything = json.loads(files(name)["data/dossier.json"])
    for source, figures in zip(everything["sources"], verified(name)["sources"], strict=True):
        assert (source["id"], source["sha256"]) == (figures["id"], figures["sha256"])
        states = [sentence["state"] for sentence in source["sentences"]]
        assert figures["sentences"]["cited"] == states.count("cited")
        assert figures["sentences"]["set_aside"] == states.count("set-aside")


def test_the_sums_are_those_of_the_seeds() -> None:
    """What the file says of a text is true of the text in seeds/."""
    for source in verified("shipped")["sources"]:
        raw = (ROOT / "seeds" / source["file"]).read_bytes()
        assert source["sha256"] == hashlib.sha256(raw).hexdigest()
        assert source["characters"] == len(raw.decode())


def test_every_code_is_listed_with_its_meaning() -> None:
    """The rules that ran are those of the one table."""
    rules = {rule["code"]: (rule["severity"], rule["meaning"]) for rule in verified("base")["rules"]}
    assert rules == {name: (str(code.severity), code.meaning) for name, code in CODES.items()}


@everywhere
def test_the_badge_says_the_same_to_eyes_and_ears(name: str) -> None:
    """It is an image with a title and a description, holds nothing that loads or runs, and gives the total."""
    badge = ET.fromstring(files(name)["data/badge.svg"])  # noqa: S314 - our own file
    total = verified(name)["passages"]["found"]
    assert badge.get("role") == "img"
    assert (badge.get("aria-labelledby") or "").split() == [badge[0].get("id"), badge[1].get("id")]
    assert (badge[0].tag, badge[1].tag) == (f"{SVG}title", f"{SVG}desc")
    assert badge[0].text == f"passages {total:,} of {total:,} found"
    assert " ".join(text.text or "" for text in badge.iter(f"{SVG}text")) == badge[0].text
    assert {element.tag.removeprefix(SVG) for element in badge.iter()} == {
        "svg", "title", "desc", "rect", "path", "g", "text",
    }  # fmt: skip


def test_the_page_links_to_both_and_says_the_same() -> None:
    """The verification page gives the same totals, and leads to the file and the badge."""
    page = next(page for page in pages.plan(dossier("base")) if page.file == "verification/index.md")
    assert page.view.figures.passages == verified("base")["passages"]["found"]
    assert (page.view.proven, page.view.not_proven) == (verified("base")["proves"], verified("base")["does_not_prove"])
    listed = [(group.title, rule.code, rule.meaning) for group in page.view.rules for rule in group.rules]
    assert listed == [(rule["group"], rule["code"], rule["meaning"]) for rule in verified("base")["rules"]]
    text = render.render(page)
    assert "](../data/verification.json)" in text
    assert "](../data/badge.svg)" in text
