"""A published copy is compared file by file, in a folder or over the web, and nothing in it is followed or run."""

import threading
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator.published import Comparison, at_address, compared, fetched, in_folder, is_address

FILES = {"/dossier/index.html": b"home", "/dossier/a%20b/index.html": b"spaced"}
HOME, SPACED = sha256(b"home").hexdigest(), sha256(b"spaced").hexdigest()


class Answers(BaseHTTPRequestHandler):
    """Serves two files below a path, refuses one, and knows no others."""

    def do_GET(self) -> None:
        """Answer."""
        if self.path in FILES:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(FILES[self.path])
        else:
            self.send_error(500 if "broken" in self.path else 404)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A site below a path, on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/dossier/"
        server.shutdown()


def test_every_difference_is_named() -> None:
    """What lacks, what differs and what should not be there, in order."""
    wanted = {"b": "1", "a": "1", "c": "1", "d": "1"}
    assert compared(wanted, {"c": "2", "b": "2", "d": "1", "e": "1"}) == Comparison(("a",), ("b", "c"), ("e",))
    assert not any(compared(wanted, wanted))


def test_a_folder_is_listed_without_following_links(tmp_path: Path) -> None:
    """A link, to a file or a folder, has no sum that any file has."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret").write_bytes(b"home")
    site = tmp_path / "site"
    (site / "events").mkdir(parents=True)
    (site / "events" / "index.html").write_bytes(b"home")
    (site / "link.html").symlink_to(tmp_path / "outside" / "secret")
    (site / "linked").symlink_to(tmp_path / "outside")
    assert in_folder(site) == {"events/index.html": HOME, "link.html": "", "linked": ""}


@pytest.mark.parametrize("slash", [True, False])
def test_a_site_below_a_path_is_read(address: str, slash: bool) -> None:
    """With or without the last slash; what it does not have is left out."""
    where = address if slash else address.removesuffix("/")
    assert at_address(where, ["index.html", "a b/index.html", "gone.html"]) == {
        "index.html": HOME,
        "a b/index.html": SPACED,
    }


def test_a_site_that_does_not_answer_is_no_site_without_the_file(address: str) -> None:
    """A server's fault is not taken for a missing file, nor is a server that is not there."""
    with pytest.raises(OSError, match="500"):
        fetched(address, "broken.html")
    with pytest.raises(OSError, match="refused"):
        fetched("http://127.0.0.1:1/dossier/", "index.html")


@pytest.mark.parametrize("where", ["file:///etc", "ftp://example.org/", "site", "/srv/site", "C:/site"])
def test_only_the_web_is_asked(where: str) -> None:
    """No other scheme reads this machine's files as if they were a site."""
    assert not is_address(where)
    with pytest.raises(ValueError, match="no address on the web"):
        fetched(where, "passwd")
