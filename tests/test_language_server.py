"""Editors complete and check data files: what the real YAML language server makes of the schemas, spoken to by LSP."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator import datafile, schema
from generator.cli import main
from generator.model import MODELS
from generator.shapes import fields
from generator.vocabulary import KINDS, EventKind, Status

ROOT = Path(__file__).parent.parent
SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
EVENT = "# yaml-language-server: $schema=../../schemas/event.json\n"


class Editor:
    """As much of an editor as it takes to talk with the server."""

    def __init__(self, settings: dict[str, Any]) -> None:
        """Start the server on this project."""
        installed = subprocess.run(["tools/language-server.sh"], cwd=ROOT, check=True, capture_output=True, text=True)
        command = [os.environ.get("NODE", "node"), installed.stdout.strip(), "--stdio"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.settings = settings
        self.asked = 0
        document = {
            "completion": {"completionItem": {"documentationFormat": ["plaintext"]}},
            "hover": {"contentFormat": ["plaintext"]},
            "publishDiagnostics": {},
        }
        capabilities = {"workspace": {"configuration": True, "workspaceFolders": True}, "textDocument": document}
        folder = {"uri": ROOT.as_uri(), "name": "project"}
        self.request(
            "initialize",
            {"processId": None, "rootUri": ROOT.as_uri(), "workspaceFolders": [folder], "capabilities": capabilities},
        )
        self._send({"method": "initialized", "params": {}})

    def open(self, name: str, text: str) -> list[str]:
        """Open a file that need not exist, and return what the server finds wrong, by line from 1."""
        return self.open_all({name: text})[name]

    def open_all(self, files: dict[str, str]) -> dict[str, list[str]]:
        """Open files, many at once, since the server waits a little before it looks, and return what it finds."""
        found: dict[str, list[str]] = {}
        for some in (dict(list(files.items())[at : at + 40]) for at in range(0, len(files), 40)):
            uris = {(ROOT / name).as_uri(): name for name in some}
            for uri, name in uris.items():
                document = {"uri": uri, "languageId": "yaml", "version": 1, "text": files[name]}
                self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
            while not found.keys() >= some.keys():
                message = self._read()
                params = message.get("params", {})
                if message.get("method") == "textDocument/publishDiagnostics" and params["uri"] in uris:
                    lines = [f"{one['range']['start']['line'] + 1}: {one['message']}" for one in params["diagnostics"]]
                    found[uris[params["uri"]]] = lines
        return found

    def at(self, method: str, name: str, line: int, column: int) -> Any:
        """Ask something about a place in an open file; lines and columns count from 1."""
        position = {"line": line - 1, "character": column - 1}
        document = {"uri": (ROOT / name).as_uri()}
        return self.request(f"textDocument/{method}", {"textDocument": document, "position": position})

    def completions(self, name: str, line: int, column: int) -> dict[str, str]:
        """Return what the server would fill in at a place, each with what it says of it."""
        items = self.at("completion", name, line, column)["items"]
        return {item["label"]: item["documentation"] for item in items if isinstance(item.get("documentation"), str)}

    def hover(self, name: str, line: int, column: int) -> str:
        """Return what the server says of a place."""
        return str(self.at("hover", name, line, column)["contents"]["value"])

    def request(self, method: str, params: Any) -> Any:
        """Send a request and return its result."""
        self.asked += 1
        number = self.asked
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def close(self) -> None:
        """End the server."""
        self.request("shutdown", None)
        self._send({"method": "exit"})
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()

    def _send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self.process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            byte = self.process.stdout.read(1)
            assert byte, "the server ended"
            head += byte
        length = re.search(rb"Content-Length: ([0-9]+)", head)
        assert length
        message: dict[str, Any] = json.loads(self.process.stdout.read(int(length[1])))
        if "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
        return message

    def _answer(self, request: dict[str, Any]) -> Any:
        """Answer the server: it asks for settings, section by section, and wants to be woken by changes."""
        if request["method"] != "workspace/configuration":
            return None
        return [self.settings.get(item["section"]) for item in request["params"]["items"]]


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    """An editor that has the shipped settings."""
    settings: dict[str, Any] = {"yaml": {"validate": True, "completion": True, "hover": True}}
    for key, value in SETTINGS.items():
        section, _, rest = key.partition(".")
        if section == "yaml":
            name, _, inner = rest.partition(".")
            settings["yaml"][name] = {inner: value} if inner else value
    one = Editor(settings)
    yield one
    one.close()


def test_fields_are_completed(editor: Editor) -> None:
    """Every field that the record does not have yet, with its description, is offered."""
    editor.open("data/events/fields.yml", EVENT + "title: It runs\nstatus: reported\n\n")
    offered = editor.completions("data/events/fields.yml", 4, 1)
    assert set(fields(MODELS["events"])) - {"title", "status"} <= set(offered)
    assert offered["part_of"] == "A longer event of which this is a part."


def test_fields_inside_are_completed(editor: Editor) -> None:
    """So are the fields of an account."""
    editor.open("data/events/inside.yml", EVENT + "accounts:\n  - source: a\n    \n")
    offered = editor.completions("data/events/inside.yml", 4, 5)
    assert offered["as_stated"] == "The source's own words for the date."
    assert {"date", "says", "places", "evidence", "aspects", "note"} <= set(offered)


@pytest.mark.parametrize(("field", "vocabulary"), [("kind", EventKind), ("status", Status)])
def test_vocabularies_are_completed(editor: Editor, field: str, vocabulary: type[EventKind] | type[Status]) -> None:
    """Exactly the words of the vocabulary are offered, each with its meaning."""
    name = f"data/events/{field}.yml"
    editor.open(name, f"{EVENT}{field}: \n")
    assert editor.completions(name, 2, len(field) + 3) == {term.value: term.meaning for term in vocabulary}


def test_a_field_is_explained(editor: Editor) -> None:
    """Hovering over a field shows its description, over a word its meaning."""
    editor.open("data/events/hover.yml", EVENT + "part_of: a\nkind: journey\n")
    assert "A longer event of which this is a part." in editor.hover("data/events/hover.yml", 2, 3)
    assert "a trip, a visit, its cut or its cancellation" in editor.hover("data/events/hover.yml", 3, 9)


def test_mistakes_are_marked(editor: Editor) -> None:
    """An unknown field, a missing one, an unknown word, and a text where a list belongs."""
    found = editor.open(
        "data/events/wrong.yml", EVENT + "title: It runs\nstatuss: reported\nkind: trip\naccounts: none\n"
    )
    assert '2: Missing property "status".' in found
    assert "3: Property statuss is not allowed." in found
    assert any(one.startswith('4: Value must be "killing" | "attack"') for one in found)
    assert any(one.startswith('5: Incorrect type. Expected "array') for one in found)


def test_the_settings_name_the_schema_of_each_folder(editor: Editor) -> None:
    """A file without the line at its top is checked all the same."""
    assert SETTINGS["yaml.schemas"] == {
        "./schemas/dossier.json": "/data/dossier.yml",
        **{f"./schemas/{schema.file_of(MODELS[kind])}": f"/data/{kind}/*.yml" for kind in KINDS},
    }
    found = editor.open_all({f"data/{kind}/plain.yml": "zeal: 1\n" for kind in KINDS})
    assert all("1: Property zeal is not allowed." in lines for lines in found.values())


def test_the_shipped_data_is_right_for_editors_too(editor: Editor) -> None:
    """The schemas refuse nothing that the checker takes: no file of the dossier has a mark in the margin."""
    paths = datafile.listed(ROOT / "data")
    found = editor.open_all({path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths})
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_the_schemas_are_up_to_date() -> None:
    """What is committed is what the models say."""
    done = CliRunner().invoke(main, ["schema", "--check", "--root", str(ROOT)])
    assert (done.exit_code, done.output) == (0, "")


def test_the_lock_names_no_registry() -> None:
    """Packages are pinned by version and integrity; where they come from is the machine's matter."""
    lock = json.loads((ROOT / "tools/language-server/package-lock.json").read_text("utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert all("resolved" not in package and "integrity" in package for package in packages.values())
