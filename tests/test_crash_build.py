"""Whatever step of a whole `dossier build` is killed or failed by the system: the last good pages and site stand, what
people wrote stands, nobody is shown a traceback, and the next build heals all.

The steps are those of generating, of MkDocs and of the exchange of the sites, evenly spread over all of them.
`DOSSIER_FAULTS` says how many of each kind: 6 makes some 220 faults; `all` fails each step, for hours.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

from generator import listing, mkdocs_hook, site, write
from generator.cli import main, publishing
from tests import faults
from tests.guide import unpack

ROOT = Path(__file__).parent.parent
STEPS = int(os.environ.get("DOSSIER_FAULTS", "2").replace("all", "10000000"))
"""How many steps of each kind of call are failed in each way."""
FAULTS = [
    ("openat", "EACCES"), ("openat", "ENOSPC"), ("openat", "EIO"), ("openat", "EINTR"), ("openat", None),
    ("read", "EIO"), ("read", None), ("newfstatat", "EIO"), ("getdents64", "EIO"),
    ("write", "ENOSPC"), ("write", "EIO"), ("write", "EINTR"), ("write", None),
    ("sendfile", "ENOSPC"), ("sendfile", "EIO"), ("sendfile", None),
    ("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("pwrite64", None), ("ftruncate", "ENOSPC"),
    ("mkdir", "ENOSPC"), ("mkdir", "EACCES"), ("mkdir", None),
    ("rename", "EIO"), ("rename", "EACCES"), ("rename", None),
    ("renameat2", "EIO"), ("renameat2", "EACCES"), ("renameat2", None),
    ("fsync", "EIO"), ("fsync", "ENOSPC"), ("fsync", None), ("fdatasync", "EIO"), ("fdatasync", None),
    ("unlink", "EACCES"), ("unlink", None), ("unlinkat", "EACCES"), ("unlinkat", "EIO"), ("unlinkat", None),
    ("rmdir", "EBUSY"), ("chmod", "EACCES"), ("flock", "EIO"),
]  # fmt: skip
"""What goes wrong: a kind of system call, and the error it fails with; None where the process is killed before it."""
for _name in ("mkdocs.commands.build", "material.plugins.search.plugin"):
    import_module(_name)  # now, and not in each of many processes
BY_HAND = "docs/about/by-hand.md"


class Edit(NamedTuple):
    """A project with its site before an edit of its data, and every file of its pages and its site before and after.

    `steps` says how many calls of each kind the build in between makes.
    """

    folder: Path
    before: dict[str, bytes]
    after: dict[str, bytes]
    steps: Counter[str]


def files(root: Path) -> dict[str, bytes]:
    """Every file of the pages and of the site, by its path, but for what a build keeps for itself."""
    there = {path.relative_to(root).as_posix(): path for top in ("docs", "site") for path in (root / top).rglob("*")}
    own = (f"docs/{write.MANIFEST}", f"docs/{write.STAGING}/")
    return {name: path.read_bytes() for name, path in there.items() if path.is_file() and not name.startswith(own)}


def everything(root: Path) -> str:
    """The SHA-256 of all that stands in a project, whatever the folder is called that a killed build has left.

    Of what is said of a site's files, which names the moments of their making, only whether it is so still.
    """
    digest = sha256()
    said = {root / ".cache" / "site.json": root / "site", root / ".cache" / "site.spare.json": root / ".cache" / "site"}
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.name != "said":
            name = re.sub(r"\.building-\w+", ".building", path.relative_to(root).as_posix())
            content = str(listing.holds(path, said[path])).encode() if path in said else path.read_bytes()
            digest.update(f"{name}\0".encode() + sha256(content).digest())
    return digest.hexdigest()


def built(root: Path) -> None:
    """Run the command; its only change is that MkDocs is not loaded anew for each build."""
    publishing.builder = _builder
    with (root / "said").open("w") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
        sys.stdout = sys.stderr = said
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # what other processes do, strace does not see
        try:
            main(["build", "--root", str(root)])
        except OSError:  # where not even that can be said
            sys.exit(2)
        except Exception:
            traceback.print_exc(file=said)
            raise


@contextmanager
def _builder(root: Path, **more: str) -> Iterator[Callable[[Path, Path | None], None]]:
    def build_into(folder: Path, listing: Path | None) -> None:
        os.environ.update(publishing.environment(DOSSIER_PAGES="ready", DOSSIER_STANDING=str(listing or ""), **more))
        os.chdir(root)
        sys.argv = ["mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
        try:
            mkdocs_hook.main()
        except SystemExit as ended:
            if ended.code:
                raise site.NotBuiltError("the site could not be built; the last good one stands") from None

    yield build_into


def whole(root: Path) -> str:
    """Build without a fault, in a process of its own; return what the command said."""
    child = os.fork()
    if not child:
        status = 70
        try:
            built(root)
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 0
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, (root / "said").read_text()
    return (root / "said").read_text()


@pytest.fixture(scope="module")
def edit(tmp_path_factory: pytest.TempPathFactory) -> Edit:
    """Rename a record and change another: pages change, come and go."""
    kept, root = tmp_path_factory.mktemp("kept") / "project", tmp_path_factory.mktemp("crash") / "project"
    unpack(root)
    (root / BY_HAND).parent.mkdir(parents=True)
    (root / BY_HAND).write_text("---\ntitle: By hand\n---\n\n# By hand\n")
    shutil.copy(ROOT / "mkdocs.yml", root / "shipped.yml")
    lines = ["INHERIT: shipped.yml", "nav: [index.md, about/by-hand.md]", "not_in_nav: '*'", ""]
    (root / "mkdocs.yml").write_text("\n".join(lines))
    (root / "generator").symlink_to(ROOT / "generator")
    whole(root)
    before = files(root)
    quote = root / "data/quotes/brook-light-it-again.yml"
    quote.rename(quote.with_name("brook-lights-it-again.yml"))
    event = root / "data/events/lamp-fails-1987.yml"
    event.write_text(event.read_text().replace("title: The lamp fails and", "title: The lamp fails, and"))
    shutil.copytree(root, kept, symlinks=True)
    steps = faults.steps(lambda: built(root), {calls for calls, _ in FAULTS})
    return Edit(kept, before, files(root), steps)


@pytest.fixture(scope="module")
def healed() -> set[str]:
    """The states of which it is known that the next build heals them."""
    return set()


@pytest.mark.parametrize(("calls", "error"), FAULTS)
def test_no_fault_in_a_build_loses_anything(
    edit: Edit, healed: set[str], tmp_path: Path, calls: str, error: str | None
) -> None:
    """Pages are old or new, each for itself, the site is so as a whole, and the next build ends as it would have."""
    root = tmp_path / "project"

    def lay() -> None:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(edit.folder, root, symlinks=True)

    assert edit.steps[calls]
    missed = 0
    for number in faults.spread(STEPS, edit.steps[calls]):
        lay()
        fault = faults.Fault(calls, number, error)
        missed += not faults.happened(lambda: built(root), fault)
        said = (root / "said").read_text()
        assert "Traceback" not in said, (fault, said)
        there = files(root)
        assert there[BY_HAND] == edit.before[BY_HAND], fault
        for name, content in there.items():
            if name.startswith("docs/"):
                assert content in {edit.before.get(name), edit.after.get(name)}, (fault, name)
        assert {name for name in edit.before.keys() & edit.after.keys() if name not in there} == set(), fault
        assert _site(there) in [_site(edit.before), _site(edit.after)], fault
        if (state := everything(root)) in healed:  # the same files give the same build
            continue
        whole(root)
        assert files(root) == edit.after, fault
        assert [path.name for path in root.iterdir() if path.name.startswith("site")] == ["site"], fault
        healed.add(state)
    assert missed <= 1  # the last step of one run may be more than another run has


def _site(there: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in there.items() if name.startswith("site/")}
