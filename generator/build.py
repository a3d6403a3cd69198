"""From data to pages on disk: load, check, stop if unsound, plan, render, write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from generator import cores, export, history, lock, render, write
from generator import pages as planning
from generator.collecting import uncollected
from generator.diagnostics import Diagnostic, ordered, without_errors
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.examination import examine
from generator.export import hover, jsonld
from generator.history import Commit

Made = TypeVar("Made")


class Outcome(NamedTuple):
    """What a run found and which files, relative to `docs/`, it changed."""

    findings: list[Diagnostic]
    written: list[str]

    @property
    def sound(self) -> bool:
        """Tell whether no finding is an error."""
        return without_errors(self.findings)


def generate(root: Path) -> Outcome:
    """Bring the generated files below `docs/` up to date; leave all as it is where the data holds an error."""
    with generating(root) as outcome:
        return outcome


@contextmanager
def generating(root: Path, waiting: Callable[[], object] = lambda: None) -> Iterator[Outcome]:
    """Generate, and keep other runs from the pages until the block ends.

    Where another run is at work, say so by a call of `waiting`, then wait for it. Raises OSError where the system
    refuses to read or to write; what stood in `docs/` then stands, but for pages that are new already.
    """
    docs = root / "docs"
    if refused := list(write.linked(docs)):
        yield Outcome(refused, [])
        return
    docs.mkdir(exist_ok=True)
    with lock.held(docs, waiting):
        yield _generate(root)


@uncollected()
def _generate(root: Path) -> Outcome:
    examined = examine(root)
    dossier, findings = examined
    if dossier is None or not examined.sound:
        return Outcome(findings, [])
    with closing(write.Writing(root / "docs")) as writing:
        refused, written = writing.finish(_made(dossier, history.commits(root), writing.put))
    return Outcome(ordered([*findings, *refused]), written)


def files(dossier: Dossier[Passage], commits: Sequence[Commit] = ()) -> dict[str, bytes]:
    """Render every generated file, by its name relative to `docs/`."""
    return _made(dossier, commits, lambda _, content: content)


def _made(dossier: Dossier[Passage], commits: Sequence[Commit], put: Callable[[str, bytes], Made]) -> dict[str, Made]:
    """Render every generated file, and return what `put` makes of it, by its name; on all cores, one file at a time."""
    _refresh()
    described = jsonld.OnPages(dossier)

    def rendered(planned: Callable[[], Iterable[planning.Page]]) -> dict[str, Made]:
        return {page.file: put(page.file, render.render(page, described.of(page.file)).encode()) for page in planned()}

    def written(make: Callable[[], Mapping[str, str | bytes]]) -> dict[str, Made]:
        return {name: put(name, text if isinstance(text, bytes) else text.encode()) for name, text in make().items()}

    exports: list[Callable[[], Mapping[str, str | bytes]]] = [
        partial(hover.files, dossier, commits),
        *export.makers(dossier, commits),
    ]
    jobs = [
        *(partial(rendered, planned) for planned in planning.planners(dossier, commits)),
        *(partial(written, make) for make in exports),
    ]
    return {name: made for some in cores.shared(jobs) for name, made in some.items()}


def _refresh() -> None:
    """Have templates that somebody is at work on read again."""
    changed = {file.name: file.stat().st_mtime_ns for file in render.TEMPLATES.iterdir()}
    if changed != _templates:
        render.forget()
        _templates.clear()
        _templates.update(changed)


_templates: dict[str, int] = {}
"""When each template was changed before it was last read."""
