"""Who builds a site of the same Markdown: this project, MkDocs by itself, Zensical, and Hugo with a bare theme."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.dossier import ROOT
from bench.measure import Cost, command

_CONFIG = f"""\
INHERIT: {ROOT}/generator/site.yml
site_name: A dossier that is made up
nav: [index.md, {{Sections: [events/index.md, actors/index.md, quotes/index.md]}}]
not_in_nav: '*'
watch: [data]
"""
_HUGO = """\
title = "A dossier that is made up"
contentDir = "hugo"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
"""
_BARE = "<!doctype html><title>{{ .Title }}</title>{{ .Content }}\n"


def cli(*words: str) -> list[str]:
    """Return the words that call `dossier`; the environment is `here`."""
    return [sys.executable, "-c", "from generator.cli import main; main()", *words]


def here() -> dict[str, str]:
    """Return the environment in which Python finds this source from any folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def prepare(root: Path) -> None:
    """Write what the builders need besides the pages."""
    (root / "mkdocs.yml").write_text(_CONFIG, "utf-8")
    (root / "hugo.toml").write_text(_HUGO, "utf-8")
    layouts = root / "layouts" / "_default"
    layouts.mkdir(parents=True, exist_ok=True)
    for name in ("single.html", "list.html"):
        (layouts / name).write_text(_BARE, "utf-8")


def put_aside(root: Path, *folders: str) -> None:
    """Take folders out of the way, and delete nothing: ext4 leaves the numbers of files that were deleted unused for
    some minutes, and who makes a new file meanwhile looks past each of them.
    """
    aside = root / "aside"
    aside.mkdir(exist_ok=True)
    for folder in folders:
        (root / folder).rename(aside / f"{len(list(aside.iterdir()))}-{folder.strip('.')}")


@contextmanager
def without_pages(root: Path) -> Iterator[None]:
    """Leave the folder of pages, at the end of a block, as it was."""
    kept = root / "docs.kept"
    shutil.copytree(root / "docs", kept)
    try:
        yield
    finally:
        put_aside(root, "docs")
        kept.rename(root / "docs")


def generated(root: Path) -> Cost:
    """Make the pages as a build does, all stages on all cores."""
    program = "from generator import build, leaving; leaving.at_once(partial(build.generate, Path()))"
    words = [sys.executable, "-c", f"from functools import partial; from pathlib import Path; {program}"]
    return command(words, root, root / "docs", here())


def whole(root: Path) -> Cost:
    """Run `dossier build`, from data to a site that stands in the place of the last one."""
    return command(cli("build"), root, root / "site", here())


def siting(root: Path) -> Cost:
    """Build the site as `dossier build` does where the pages stand already."""
    return command([sys.executable, "-m", "bench.siting", "."], root, root / "site", here())


def ours(root: Path) -> Cost:
    """Build with what this project puts beside MkDocs."""
    return _mkdocs(root, "site", "on")


def plain(root: Path) -> Cost:
    """Build with MkDocs alone; the walls of this project stand there too."""
    return _mkdocs(root, "site.plain", "off")


def zensical(root: Path) -> Cost:
    """Build with Zensical."""
    words = [sys.executable, "-m", "zensical", "build"]
    return command(words, root, root / "site", _environment())


def hugo(root: Path) -> Cost | None:
    """Build with Hugo, where it is installed; `HUGO` names it. It calls the page of a folder `_index.md`."""
    program = os.environ.get("HUGO") or shutil.which("hugo")
    if not program:
        return None
    for page in (root / "docs").rglob("*.md"):
        name = "_index.md" if page.name == "index.md" else page.name
        copy = root / "hugo" / page.relative_to(root / "docs").with_name(name)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, copy)
    return command([program, "--quiet", "--destination", "site.hugo"], root, root / "site.hugo", dict(os.environ))


def _mkdocs(root: Path, site: str, speed: str) -> Cost:
    words = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site]
    return command(words, root, root / site, _environment(DOSSIER_SPEED=speed, DOSSIER_PAGES="ready"))


def _environment(**more: str) -> dict[str, str]:
    package = ROOT / "generator"
    brought = {"DOSSIER_THEME": str(package / "theme"), "DOSSIER_HOOK": str(package / "mkdocs_hook.py")}
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DOSSIER_STRICT": "false", **brought, **more}
