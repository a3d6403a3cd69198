"""The list of a site's files is what `sha256sum` reads, and what a stranger wrote into it is not believed."""

import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from generator.manifest import NAME, Manifest, as_text, read

MADE_WITH = {
    "site_url": "https://example.org/dossier/",
    "repository": "",
    "branch": "main",
    "revision": "",
    "offline": "",
}
SUM = "a" * 64


def test_a_list_is_read_as_it_was_written() -> None:
    """Whatever the order of the files, it is the same list."""
    listed = Manifest(MADE_WITH, {"b/ä é.html": SUM, "a.html": "b" * 64})
    assert read(as_text(listed)) == listed
    assert as_text(listed) == as_text(Manifest(MADE_WITH, dict(sorted(listed.files.items()))))


def test_sha256sum_reads_it(tmp_path: Path) -> None:
    """It finds the file that was changed, and no fault in the list itself."""
    for name in ("index.html", "changed.html"):
        (tmp_path / name).write_text(name)
    sums = {"index.html": sha256(b"index.html").hexdigest(), "changed.html": SUM}
    (tmp_path / NAME).write_text(as_text(Manifest(MADE_WITH, sums)))
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", NAME], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == ["changed.html: FAILED", "index.html: OK"]
    assert "improperly formatted" not in done.stderr


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("https://example.org/dossier/", "javascript:alert(1)"), "says no site_url"),
        (("https://example.org/dossier/", 'https://example.org/"><script>'), "says no site_url"),
        (("# branch: main", "# branch: --help"), "says no branch"),
        (("# branch: main\n", ""), "does not say its branch"),
        ((SUM, "short"), "is not `sum  file`"),
        (("# branch", "<html>"), "is not `sum  file`"),
    ],
)
def test_what_is_no_such_list_is_refused(change: tuple[str, str], reason: str) -> None:
    """Its settings go into the build of a site, so they must look like what they are."""
    with pytest.raises(ValueError, match=reason):
        read(as_text(Manifest(MADE_WITH, {"a.html": SUM})).replace(*change))
