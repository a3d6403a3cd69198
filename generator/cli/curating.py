"""`dossier new`: drafts of new records. Asks on a terminal for what was not given as an option."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from generator import datafile, new
from generator.cli import options
from generator.desk import FILL, Desk, Draft, RefusedError
from generator.examination import examine
from generator.load import load
from generator.locate import Location
from generator.vocabulary import ActorKind, DisputeKind, EventKind, PlaceKind, SourceKind, Status, Term

_id = click.argument("record", metavar="[ID]", required=False)


def _terms(name: str, vocabulary: type[Term]) -> Callable[[Any], Any]:
    words = click.Choice([term.value for term in vocabulary])
    return click.option(
        f"--{name}", type=words, help=f"{(vocabulary.__doc__ or '').strip()} Left to be filled in if not given."
    )


@click.group("new")
def new_group() -> None:
    """Draft a new record: find what can be found, ask for the rest or leave it to be filled in, overwrite nothing."""


@new_group.command("quote")
@options.root
@_id
@click.option("--from", "rough", help="Words of the quote, however roughly.")
@click.option("--source", help="The source to look in.")
@click.option("--speaker", help="The actor who speaks, where the paragraph does not tell.")
def quote_command(root: Path, record: str | None, rough: str | None, source: str | None, speaker: str | None) -> None:
    """Draft a quote: the passage, its paragraph, the marks, the attribution and the speaker are found."""
    rough = _needed("--from", "Words of the quote, however roughly", rough)
    _write(root, lambda desk: new.quote(desk, rough, record, source=source, speaker=speaker))


@new_group.command("actor")
@options.root
@_id
@click.option("--name", help="The name by which pages call it.")
@_terms("kind", ActorKind)
@click.option("--says", help="One neutral sentence: who or what it is.")
@click.option("--spelling", "spellings", multiple=True, help="How a source calls it, if not by the name; repeatable.")
def actor_command(
    root: Path, record: str | None, name: str | None, kind: str | None, says: str | None, spellings: tuple[str, ...]
) -> None:
    """Draft an actor: its spellings in the sources are found, and the first sentence that names it."""
    name = _needed("--name", "The name by which pages call it", name)
    kind = _asked("Its kind", kind, ActorKind)
    says = _asked("Who or what it is, in one neutral sentence", says)
    _write(root, lambda desk: new.actor(desk, name, record, kind=kind, says=says, spellings=spellings))


@new_group.command("place")
@options.root
@_id
@click.option("--name", help="The name by which pages call it.")
@_terms("kind", PlaceKind)
@click.option("--spelling", "spellings", multiple=True, help="How a source calls it, if not by the name; repeatable.")
def place_command(
    root: Path, record: str | None, name: str | None, kind: str | None, spellings: tuple[str, ...]
) -> None:
    """Draft a place: its spellings in the sources are found."""
    name = _needed("--name", "The name by which pages call it", name)
    kind = _asked("Its kind", kind, PlaceKind)
    _write(root, lambda desk: new.place(desk, name, record, kind=kind, spellings=spellings))


@new_group.command("event")
@options.root
@_id
@click.option("--title", help="What the event is, neutral and short.")
@click.option("--from", "roughs", multiple=True, help="Words of a source that tell of it, however roughly; repeatable.")
@click.option("--source", help="The source to look in.")
@_terms("kind", EventKind)
@_terms("status", Status)
@click.option("--says", help="The account in one neutral sentence.")
def event_command(
    root: Path,
    record: str | None,
    title: str | None,
    roughs: tuple[str, ...],
    source: str | None,
    kind: str | None,
    status: str | None,
    says: str | None,
) -> None:
    """Draft an event: one account for each source that tells of it, and who and what places are named there."""
    title = _needed("--title", "What the event is, neutral and short", title)
    roughs = roughs or (_needed("--from", "Words of a source that tell of it, however roughly", None),)
    kind, status = _asked("Its kind", kind, EventKind), _asked("Its status", status, Status)
    says = _asked("What the source says of it, in one neutral sentence", says)
    _write(
        root,
        lambda desk: new.event(desk, title, roughs, record, kind=kind, status=status, says=says, source=source),
    )


@new_group.command("dispute")
@options.root
@_id
@click.option("--question", help="The question, neutral, ending in a question mark.")
@_terms("kind", DisputeKind)
@click.option(
    "--position", "positions", nargs=2, multiple=True, metavar="HOLDER WORDS",
    help="Who holds a position, and words of a source that show it, however roughly; at least two.",
)  # fmt: skip
def dispute_command(
    root: Path, record: str | None, question: str | None, kind: str | None, positions: tuple[tuple[str, str], ...]
) -> None:
    """Draft a dispute: a question and who holds what."""
    question = _needed("--question", "The question, neutral, ending in a question mark", question)
    kind = _asked("Its kind", kind, DisputeKind)
    held = list(positions)
    while len(held) < 2:
        holder = _needed("--position", f"Who holds position {len(held) + 1} (an actor or a source)", None)
        held.append((holder, _needed("--position", "Words of a source that show it, however roughly", None)))
    _write(root, lambda desk: new.dispute(desk, question, held, record, kind=kind))


@new_group.command("source")
@options.root
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@_id
@click.option("--title", help="The title as the text gives it; else a description of it.")
@_terms("kind", SourceKind)
@click.option("--rights", help="Whose text it is.")
def source_command(
    root: Path, file: Path, record: str | None, title: str | None, kind: str | None, rights: str | None
) -> None:
    """Store the text in FILE (`-` for standard input) byte for byte in seeds/, and draft its source."""
    from_input = str(file) == "-"
    content = sys.stdin.buffer.read() if from_input else file.read_bytes()
    kind = _asked("Its kind", kind, SourceKind, ask=not from_input)
    rights = _asked("Whose text it is", rights, ask=not from_input)

    def draft(desk: Desk) -> Draft:
        name = None if from_input else file.name
        seed, drafted = new.source(desk, content, name, record, title=title, kind=kind, rights=rights)
        if not seed.stands:
            datafile.create(root / seed.path, seed.content)
        return drafted._replace(said=(f"text: {seed.path}, {len(content)} bytes", *drafted.said))

    _write(root, draft)


def _write(root: Path, draft: Callable[[Desk], Draft]) -> None:
    """Write a draft, say what was found, and list what is left to do."""
    options.needs_data(root)
    try:
        with options.working("reading"):
            loaded = load(root)
        drafted = draft(Desk(root, loaded, _choose if _on_terminal() else None))
        datafile.create(root / drafted.path, drafted.text.encode())
    except RefusedError as refused:
        click.echo(str(refused), err=True)
        sys.exit(2)
    except FileExistsError as error:
        click.echo(f"{error.filename} exists; nothing is overwritten", err=True)
        sys.exit(2)
    click.echo(drafted.path)
    for line in drafted.said:
        click.echo(f"  {line}")
    with options.working("checking"):
        findings = examine(root).findings
    left = [finding for finding in findings if finding.location.path == drafted.path]
    if left:
        click.echo("To be filled in or looked at, then `dossier check`:")
        options.show(left, "text")


def _on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _needed(option: str, question: str, given: str | None) -> str:
    """Return what was given, or ask for it; without a terminal it must be given."""
    if given is None and not _on_terminal():
        raise click.UsageError(f"{option} is needed")
    answer: str = given if given is not None else click.prompt(question)
    return answer


def _asked(question: str, given: str | None, vocabulary: type[Term] | None = None, *, ask: bool = True) -> str:
    """Return what was given, or ask for it; the answer may be empty, and is then left to be filled in."""
    if given is not None or not ask or not _on_terminal():
        return given or FILL
    if vocabulary is None:
        return str(click.prompt(question, default="", show_default=False))
    for term in vocabulary:
        click.echo(f"  {term.value}: {term.meaning}")
    words = click.Choice(["", *(term.value for term in vocabulary)])
    return str(click.prompt(question, type=words, default="", show_default=False, show_choices=False))


def _choose(places: Sequence[Location]) -> Location:
    for number, place in enumerate(places, 1):
        shown = " ".join(f"{place.before}[{place.text}]{place.after}".split())
        click.echo(f"{number}. {place.source}, sentence {place.sentences[0] if place.sentences else 0}: {shown}")
    return places[click.prompt("Which", type=click.IntRange(1, len(places))) - 1]


COMMANDS: tuple[click.Command, ...] = (new_group,)
"""The commands of this module, for the group of all."""
