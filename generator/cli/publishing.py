"""`dossier build` and `dossier serve`: from data to a site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from generator import build, report
from generator.cli import options

_PACKAGE = Path(build.__file__).parent
"""Where the generator is installed."""


@click.command("build")
@options.root
@options.form
@click.option("--site", type=click.Path(path_type=Path), help="Where the site goes. [default: site]")
@click.option("--site-url", help="The address at which the site will be published.")
def build_command(root: Path, form: str, site: Path | None, site_url: str | None) -> None:
    """Check the data, write the pages and build the site."""
    options.needs_data(root)
    outcome = build.generate(root)
    options.show(outcome.findings, form)
    if not outcome.sound:
        click.echo(f"{report.summary(outcome.findings)}; the last good pages stand", err=True)
        sys.exit(1)
    target = (site or root / "site").resolve()
    _mkdocs_build(root, target, site_url)
    pages = sum(1 for _ in target.rglob("*.html"))
    click.echo(f"built {pages} pages in {os.path.relpath(target)}; {len(outcome.written)} generated files changed")


@click.command()
@options.root
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port of the preview.")
def serve(root: Path, address: str) -> None:
    """Preview the site, and rebuild it whenever something changes."""
    options.needs_data(root)
    click.echo(f"preview at http://{address}/ (Ctrl+C ends it)")
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    # Strict, a warning would end the preview: bad data in a clone that has no pages yet leaves links without targets.
    environment = _environment(DOSSIER_STRICT="false")
    try:
        sys.exit(subprocess.run(command, cwd=root, env=environment, check=False).returncode and 2)
    except KeyboardInterrupt:
        sys.exit(0)


def _environment(**more: str) -> dict[str, str]:
    """Return the environment in which MkDocs finds what this package brings, wherever it is installed."""
    brought = {
        "DOSSIER_CONFIG": _PACKAGE / "site.yml",
        "DOSSIER_THEME": _PACKAGE / "theme",
        "DOSSIER_HOOK": _PACKAGE / "mkdocs_hook.py",
    }
    return {"NO_MKDOCS_2_WARNING": "1", **os.environ, **{name: str(path) for name, path in brought.items()}, **more}


def _mkdocs_build(root: Path, target: Path, site_url: str | None) -> None:
    """Build into a fresh folder beside the target, then swap: a failed build leaves the last good site alone."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=target.parent))
    environment = _environment(DOSSIER_PAGES="ready", **({"DOSSIER_SITE_URL": site_url} if site_url else {}))
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(fresh)]
    try:
        done = subprocess.run(command, cwd=root, env=environment, check=False)
        if done.returncode:
            click.echo("the site could not be built; the last good one stands", err=True)
            sys.exit(2)
        fresh.chmod(0o755)
        _swap(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, target: Path) -> None:
    old = target.with_name(f"{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)
