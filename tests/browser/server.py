"""A server that answers as GitHub Pages does."""

import gzip
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@contextmanager
def serve(folder: Path, subpath: str, port: int = 0, *, compressed: bool = False) -> Iterator[str]:
    """Serve a folder under a sub-path (`/dossier/`) of this machine; give its address, ending in a slash."""
    handler = _Compressed if compressed else _Pages
    server = _Server(("127.0.0.1", port), partial(handler, subpath=subpath, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{subpath}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    """Many requests at a time."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Let a browser hang up when it leaves a page; anything else is an error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Pages(SimpleHTTPRequestHandler):
    """One request: a file below the sub-path, or the site's own 404 page with status 404."""

    protocol_version = "HTTP/1.1"
    timeout = 5  # an idle connection must not hold up the end of the tests

    def __init__(self, *args: Any, subpath: str, **kwargs: Any) -> None:
        self.subpath = subpath
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        """Return the file for an address; what lies outside the sub-path has none."""
        if not path.startswith(self.subpath):
            return str(Path(self.directory) / "\N{NO ENTRY}")
        return super().translate_path("/" + path.removeprefix(self.subpath))

    def list_directory(self, path: Any) -> None:  # noqa: ARG002 - as the standard library calls it
        """Show no listing: a folder without an index.html is no page."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer 404 with the site's own page, as long as the address is the site's."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not self.path.startswith(self.subpath) or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that the standard library gives it
        """Say nothing."""


class _Compressed(_Pages):
    """The same, with texts compressed, for measuring."""

    def do_GET(self) -> None:
        """Answer a file; what is no text goes as it is."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or path.suffix not in {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}:
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes())
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
