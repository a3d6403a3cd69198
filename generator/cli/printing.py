"""`dossier book`: the whole dossier as a PDF, printed by a Chromium from the document that the site has too."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from generator import build, links, report
from generator.cli import options
from generator.examination import examine
from generator.export import book

_ASSETS = Path(build.__file__).parent / "theme" / "assets"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SECONDS = 600
_DATE = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)[0-9]{14}")
_NO_DATE = rb"\g<1>19800101000000"
"""As long as the date that it replaces, so that the places of a PDF's objects stay true."""


@click.command("book")
@options.root
@options.form
@click.argument("pdf", type=click.Path(dir_okay=False, path_type=Path))
def book_command(root: Path, form: str, pdf: Path) -> None:
    """Print the whole dossier, every record and every sentence it rests on, as a PDF.

    A Chromium prints it; the variable CHROMIUM names one that is not on the path.
    """
    options.needs_data(root)
    browser = next(filter(None, map(shutil.which, [os.environ.get("CHROMIUM") or "", *_BROWSERS])), None)
    if browser is None:
        click.echo("there is no Chromium to print with; install one, or name it: CHROMIUM=/path/to/it", err=True)
        sys.exit(2)
    with options.working("checking"):
        examined = examine(root)
    options.show(examined.findings, form)
    if examined.dossier is None or not examined.sound:
        click.echo(f"{report.summary(examined.findings)}; nothing was printed", err=True)
        sys.exit(1)
    with options.working("printing"):
        printed = _printed(browser, book.as_html(examined.dossier, most=None))
    if printed is None:
        click.echo(f"{browser} printed nothing", err=True)
        sys.exit(2)
    pdf.parent.mkdir(parents=True, exist_ok=True)
    pdf.write_bytes(printed)
    click.echo(f"printed {pdf}, {len(printed):,} bytes")


def _printed(browser: str, text: str) -> bytes | None:
    """Return the PDF of the book, without the time at which it was printed; None where the browser makes none."""
    with tempfile.TemporaryDirectory(prefix="dossier-book-") as name:
        folder = Path(name)
        shutil.copytree(_ASSETS, folder / "assets")
        page, pdf = folder / links.BOOK, folder / "book.pdf"
        page.parent.mkdir()
        page.write_text(text, "utf-8")
        command = [
            browser, "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--no-sandbox",  # containers and root can make none; only this file is opened, without a script
            f"--user-data-dir={folder / 'profile'}", "--no-pdf-header-footer", "--generate-pdf-document-outline",
            f"--print-to-pdf={pdf}", page.as_uri(),
        ]  # fmt: skip
        try:
            subprocess.run(command, check=False, capture_output=True, timeout=_SECONDS)
        except (OSError, subprocess.TimeoutExpired):
            return None
        return _DATE.sub(_NO_DATE, pdf.read_bytes()) if pdf.is_file() else None


COMMANDS: tuple[click.Command, ...] = (book_command,)
"""The commands of this module, for the group of all."""
