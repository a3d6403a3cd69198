"""Findings as text, as JSON, and as annotations for GitHub. Prints nothing itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable

from generator.diagnostics import Diagnostic, Severity


def text(findings: Iterable[Diagnostic], *, coloured: bool = False) -> str:
    """`path:line:col: severity: message [code]`, each with an indented hint.

    Sources are quoted here: what could break the line, or command a terminal, is shown as its code point.
    """
    lines: list[list[tuple[str, str]]] = []
    for finding in findings:
        path, line, column = finding.location
        place, end = f"{path}:{line}:{column}:", f"[{finding.code}]"
        severity = _PAINT[finding.severity] if coloured else ""
        lines.append([("", place), (severity, f" {finding.severity}:"), ("", f" {finding.message} "), (_FAINT, end)])
        if finding.hint:
            lines.append([(_FAINT, "    hint:"), ("", f" {finding.hint}")])
    return "".join(_line(parts, coloured) for parts in lines)


def _line(parts: list[tuple[str, str]], coloured: bool) -> str:
    """Put a line together; paint comes last, so that no source can bring its own."""
    if not coloured:
        return _UNSAFE.sub(_shown, "".join(words for _, words in parts)) + "\n"
    safe = ((paint, _UNSAFE.sub(_shown, words)) for paint, words in parts)
    return "".join(f"{paint}{words}{_PLAIN}" if paint else words for paint, words in safe) + "\n"


_PAINT = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[33m"}
_FAINT, _PLAIN = "\x1b[2m", "\x1b[0m"


_UNSAFE = re.compile("\\s*\n\\s*|[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def _shown(found: re.Match[str]) -> str:
    return " " if found[0].isspace() and "\n" in found[0] else f"\\u{ord(found[0]):04x}"


def as_json(findings: Iterable[Diagnostic]) -> str:
    """A list of objects with path, line, column, severity, code, message and hint."""
    rows = [
        {
            "path": finding.location.path,
            "line": finding.location.line,
            "column": finding.location.column,
            "severity": finding.severity,
            "code": finding.code,
            "message": finding.message,
            "hint": finding.hint,
        }
        for finding in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def github(findings: Iterable[Diagnostic]) -> str:
    """Workflow commands that GitHub shows on the lines of a pull request; values escaped as its runner expects."""
    lines = []
    for finding in findings:
        path, line, column = finding.location
        level = "error" if finding.severity is Severity.ERROR else "warning"
        place = f"file={_property(path)},line={line},col={column},title={_property(finding.code)}"
        message = finding.message + (f"\nhint: {finding.hint}" if finding.hint else "")
        lines.append(f"::{level} {place}::{_data(message)}\n")
    return "".join(lines)


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Iterable[Diagnostic]], str]] = {"text": text, "json": as_json, "github": github}
"""The formats by the name that `--format` takes."""


def summary(findings: Iterable[Diagnostic]) -> str:
    """Count errors and warnings: `2 errors, 1 warning`."""
    severities = [finding.severity for finding in findings]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    return f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"
