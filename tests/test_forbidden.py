"""What no code of the generator may do, since data comes from strangers: our own rules, beside ruff's and bandit's.

A new rule is a line in `RULES`, with a snippet that breaks it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

GENERATOR = Path(__file__).parent.parent / "generator"
TEMPLATES = sorted((GENERATOR / "templates").glob("*.jinja"))
SCRIPTS = sorted((GENERATOR / "theme").rglob("*.js"))
MODULES = {
    path.relative_to(GENERATOR).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in sorted(GENERATOR.rglob("*.py"))
}


def names(tree: ast.AST) -> Iterator[str]:
    """Every name that is called or imported: `yaml.load` for a call, `pickle` and `markupsafe.Markup` for imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def keywords(tree: ast.AST) -> Iterator[str]:
    """Every keyword with the value that a call gives it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg:
            yield f"{node.arg}={ast.unparse(node.value)}"


class Rule(NamedTuple):
    """What nobody may do: a pattern of calls, imports or keywords, and the modules of which that is not asked."""

    look: Callable[[ast.AST], Iterator[str]]
    pattern: str
    breach: str
    except_in: frozenset[str] = frozenset()


RULES = {
    "YAML is read as events, within limits; no loader makes objects of it": Rule(
        names, r"yaml\.(?:\w*_)?(?:load|load_all|compose|compose_all)", "yaml.load(text)",
        frozenset({"explain.py"}),  # reads what is shipped beside it
    ),
    "no text is declared safe markup": Rule(names, r".*\bMarkup", "Markup(text)"),
    "no text is run": Rule(names, r"eval|exec|compile|__import__|(?:\w+\.)*import_module", "eval(text)"),
    "nothing is unpacked into objects": Rule(names, r"(?:pickle|marshal|shelve|dill)\b.*", "import pickle"),
    "no shell": Rule(names, r"os\.(?:system|popen|exec\w*|spawn\w*)|subprocess\.get\w*output", "os.system(text)"),
    "no shell around a command": Rule(keywords, r"shell=(?!False).*", "run(text, shell=True)"),
    "an archive is unpacked as data": Rule(
        keywords, r"filter='(?:fully_trusted|tar)'", "archive.extractall(folder, filter='fully_trusted')"
    ),
    "the web is asked in one place": Rule(
        names, r"(?:urllib\.request|http\.client|socket|requests|httpx)\b.*", "import urllib.request",
        frozenset({"published.py"}),
    ),
    "XML is written, and none is read": Rule(
        names, r".*\b(?:ElementTree|etree|minidom|sax)\.(?:parse|parseString|fromstring|iterparse|XML)",
        "ElementTree.fromstring(text)",
    ),
}  # fmt: skip
IN_TEMPLATES = re.compile(r"\|\s*(?:safe|forceescape|striptags)\b|autoescape")
IN_SCRIPTS = re.compile(r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function)\b")


def breaches(rule: Rule, tree: ast.AST) -> list[str]:
    """What breaks a rule in a piece of code."""
    return [found for found in rule.look(tree) if re.fullmatch(rule.pattern, found)]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_no_module_breaks_a_rule(rule: Rule) -> None:
    """But for those of which it is not asked, and these do break it: no exception outlives its reason."""
    assert {name for name, tree in MODULES.items() if breaches(rule, tree)} == rule.except_in


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_each_rule_can_be_broken(rule: Rule) -> None:
    """A rule that nothing breaks would hold nothing."""
    assert breaches(rule, ast.parse(rule.breach))


def test_templates_and_scripts_make_no_markup_of_text() -> None:
    """No template takes back the escaping, and no script writes text into a page as HTML."""
    assert [path.name for path in TEMPLATES if IN_TEMPLATES.search(path.read_text("utf-8"))] == []
    assert [path.name for path in SCRIPTS if IN_SCRIPTS.search(path.read_text("utf-8"))] == []
    assert len(TEMPLATES) > 20
    assert SCRIPTS
