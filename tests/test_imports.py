"""Imports point one way, only the edges touch the world, and no page builder is known inside.

`LAYERS` is the order of the modules: each may import those of earlier lines only, and none of its own line unless the
line says so. A new module needs a place here.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

LAYERS = (
    "collecting",
    "leaving",
    "cores",
    "disk",
    "waiting",
    "memory",
    "diagnostics",
    "dates",
    "fielddocs",
    "vocabulary",
    "frontmatter",
    "links",
    "recorddata",
    "citation",
    "scalars",
    "sending",
    "evidence",
    "front",
    "model",
    "yamlsource",
    "explain",
    "shapes",
    "shaping",
    "comments",
    "sources",
    "passages",
    "naming",
    "verbs",
    "speech",
    "furniture",
    "dossier",
    "holding",
    "resolve",
    "gaps",
    "history",
    "seedchange",
    "regular",
    "byhand",
    "load",
    "checks.context",
    "checks.*",
    "checks",
    "write",
    "examination",
    "chronology",
    "omissions",
    "locate",
    "geodata",
    "pages.*",
    "pages",
    "render",
    "export.plain",
    "export.tabular",
    "export.*",
    "export",
    "lock",
    "diff",
    "summary",
    "report",
    "schema",
    "starter",
    "datafile",
    "fmt",
    "fix",
    "desk",
    "new",
    "build",
    "preview",
    "hosting",
    "manifest",
    "listing",
    "outlet",
    "spare",
    "site",
    "loss",
    "published",
    "cli.*",
    "cli",
    "searched",
    "sanitiser",
    "policy",
    "stylesheet",
    "taking",
    "searchindex",
    "offline",
    "pagecache",
    "quickmarkdown",
    "mkdocs_everywhere",
    "mkdocs_run",
    "mkdocs_speed",
    "mkdocs_preview",
    "mkdocs_hook",
)
FREE_AMONG_THEMSELVES = {"pages.*", "cli.*"}
READS_WHAT_IS_SHIPPED_BESIDE_IT = {"geodata", "explain", "starter"}
TOUCHES_DISK = READS_WHAT_IS_SHIPPED_BESIDE_IT | {
    "regular", "byhand", "load",
    "datafile", "lock", "write", "history", "fix", "new", "build", "disk", "hosting", "spare", "site",
    "listing", "outlet", "waiting", "published", "cli.*", "cli", "pagecache", "mkdocs_everywhere", "mkdocs_run",
    "mkdocs_speed", "mkdocs_preview", "mkdocs_hook", "preview",
}  # fmt: skip
RUNS_COMMANDS = {"history", "cli.*", "cli", "mkdocs_preview"}
BUILDS = {"mkdocs_hook", "mkdocs_preview", "mkdocs_speed", "mkdocs_run", "mkdocs_everywhere"}
PRINTS = {"leaving", "cli.*", "cli", "mkdocs_preview", "mkdocs_hook"}
DISK = {
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "glob", "rglob", "mkdir", "unlink",
    "rmdir", "rename", "touch", "exists", "is_file", "is_dir", "is_symlink", "stat", "lstat", "chmod", "symlink_to",
    "mkdtemp", "rmtree", "copytree", "copyfile", "fsync",
}  # fmt: skip
GENERATOR = Path(__file__).parent.parent / "generator"


def named(path: Path) -> str:
    """The name of a module below `generator`."""
    parts = path.relative_to(GENERATOR).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {named(path): path for path in sorted(GENERATOR.rglob("*.py"))}
MODULES = {name: ast.parse(path.read_text("utf-8")) for name, path in FILES.items() if name}
everywhere = pytest.mark.parametrize("module", sorted(MODULES))


def layer(module: str) -> int:
    """The line of `LAYERS` in which a module stands."""
    lines = [at for at, pattern in enumerate(LAYERS) if fnmatchcase(module, pattern)]
    assert lines, f"generator.{module} has no place in LAYERS"
    return lines[0]


def imported(module: str) -> Iterator[str]:
    """Every module that one imports, wherever in it the import stands; ours without `generator.`."""
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            assert node.module
            yield from (_target(node.module, alias.name) for alias in node.names)


def _target(source: str, name: str) -> str:
    ours = source.removeprefix("generator").removeprefix(".")
    if not (source == "generator" or source.startswith("generator.")):
        return source
    inner = f"{ours}.{name}".removeprefix(".")
    return f"generator.{inner if inner in MODULES else ours}".removesuffix(".")


def called(module: str) -> set[str]:
    """The names of everything that a module calls, without what stands before the dot."""
    calls = [node.func for node in ast.walk(MODULES[module]) if isinstance(node, ast.Call)]
    return {node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "") for node in calls}


@everywhere
def test_imports_point_one_way(module: str) -> None:
    """A module knows only what stands above it."""
    own = layer(module)
    for target in imported(module):
        if target.startswith("generator."):
            other = layer(target.removeprefix("generator."))
            free = LAYERS[own] in FREE_AMONG_THEMSELVES
            assert other < own or (free and other == own), f"generator.{module} imports {target}"


def test_the_layers_name_modules_that_exist() -> None:
    """No line of the order is left over from a module that is gone."""
    assert {LAYERS[layer(module)] for module in MODULES} == set(LAYERS)


@everywhere
def test_only_the_edges_touch_the_disk(module: str) -> None:
    """Loading reads, writing writes, git remembers; what lies between is pure."""
    if LAYERS[layer(module)] not in TOUCHES_DISK:
        assert called(module) & DISK == set()


@everywhere
def test_only_the_edges_run_commands(module: str) -> None:
    """Other programs are started in two places."""
    if LAYERS[layer(module)] not in RUNS_COMMANDS:
        assert "subprocess" not in set(imported(module))


@everywhere
def test_only_the_command_line_prints(module: str) -> None:
    """Everything else returns what it has to say. The MkDocs hook is a command line of its own."""
    if LAYERS[layer(module)] not in PRINTS:
        assert called(module) & {"print", "echo", "secho"} == set()
        assert "sys" not in set(imported(module))


@everywhere
def test_only_the_hook_knows_the_site_builder(module: str) -> None:
    """The site builder can be changed without touching the generator: the hook knows it, and what makes it quick."""
    builders = {target.partition(".")[0] for target in imported(module)} & {"mkdocs", "material", "zensical"}
    assert builders <= ({"mkdocs"} if module in BUILDS else set())


@everywhere
def test_nothing_depends_on_the_clock_or_on_chance(module: str) -> None:
    """Same input, same bytes."""
    assert set(imported(module)) & {"time", "random", "uuid", "secrets", "locale"} == set()
    assert called(module) & {"now", "today", "utcnow"} == set()


@everywhere
def test_what_is_imported_is_ours_the_libraries_or_declared(module: str, root: Path) -> None:
    """A library that a module needs stands in pyproject.toml."""
    declared = (root / "pyproject.toml").read_text("utf-8").lower()
    names = {"yaml": "pyyaml", "pydantic_core": "pydantic"}
    for target in imported(module):
        top = target.partition(".")[0]
        if top != "generator" and top not in sys.stdlib_module_names:
            assert f'"{names.get(top, top)}' in declared, top


@pytest.mark.parametrize("program", ["generator.mkdocs_hook", "generator.cli.publishing"])
def test_what_waits_for_records_does_not_load_them(program: str) -> None:
    """MkDocs is loaded while records are read, and `dossier build` starts it first: the model alone takes as long."""
    assert program.removeprefix("generator.") in loaded_with(program)
    assert not {"model", "checks", "pages", "export"} & {name.partition(".")[0] for name in loaded_with(program)}


def test_what_enters_built_pages_is_known_to_their_cache() -> None:
    """They are kept under a digest of the modules that lie directly in `generator`, and no other makes any of them."""
    assert {name for name in loaded_with("generator.mkdocs_hook") if "." in name} == set()


def loaded_with(program: str) -> set[str]:
    """Our modules that are loaded with one of them, by a Python of its own."""
    code = f"import sys, {program}; print(*(name for name in sys.modules if name.startswith('generator.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.removeprefix("generator.") for name in done.stdout.split()}
