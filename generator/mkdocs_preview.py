"""The server of a preview: the page of an edited record is shown at once, the whole site is made beside it.

All of it is made by a process of its own, into a folder of its own; until that stands whole, the last one is served. So
nobody waits for a build, and nobody sees half of one. Private parts of MkDocs's server are touched nowhere else.
"""

from __future__ import annotations

import html
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any, cast

import click
from mkdocs import livereload
from mkdocs.livereload import LiveReloadServer

from generator import mkdocs_speed, report

ADDRESS = "DOSSIER_PREVIEW"
"""The variable that tells a build that it is one of a preview, and at which address that stands."""
_ANNOUNCE = '<div data-md-component="announce">'
"""Where the theme's pages have what is announced."""
_QUIET = 0.02
"""For how many seconds nothing may change before a preview is built anew: files are saved in one go."""
_LOOK = 0.1
"""How often to look whether a build has ended, in seconds."""
_UNCHECKED = (
    '<p class="unchecked" role="status"><b>Not checked yet.</b> This page shows the last edit; '
    "the whole dossier is being checked and made.</p>"
)


def with_findings(page: str, findings: str) -> str:
    """Return a page under a list of errors."""
    told = "<p><b>These are the last good pages.</b> The data has errors:</p>"
    alert = f'<div class="findings" role="alert">{told}<pre>{html.escape(findings)}</pre></div>'
    banner = f'<aside class="md-banner"><div class="md-banner__inner md-grid md-typeset">{alert}</div></aside>'
    return _announced(page, banner)


def take_over(server: LiveReloadServer, root: Path, config_file: str, address: str) -> Preview:
    """Let a server that MkDocs has made show edits as this module does."""
    preview = Preview(server, root, config_file, address)
    cast("Any", server).builder = preview.build
    # What is read for the first edit is read while nobody waits for it.
    threading.Thread(target=preview.dossiers.refresh, daemon=True).start()
    return preview


def _announced(page: str, told: str) -> str:
    return page.replace(_ANNOUNCE, _ANNOUNCE + told, 1)


class Preview:
    """What is served, and what has changed since."""

    def __init__(self, server: LiveReloadServer, root: Path, config_file: str, address: str) -> None:
        from generator.preview import Dossiers  # takes long to load, and a build that only announces does without

        self.server = cast("Any", server)
        self.dossiers = Dossiers(root)
        self._root, self._config_file, self._address = root, config_file, address
        self._first = Path(server.root)
        self._changed: SimpleQueue[Path] = SimpleQueue()
        self._told = False
        """Whether the system tells which files change."""

    def watch_natively(self) -> None:
        """Let the system tell what changes, instead of looking at every file twice a second."""
        server = self.server
        watched = list(server._watched_paths)
        for path in watched:
            while path in server._watched_paths:
                server.unwatch(path)
        watchdog = cast("Any", livereload).watchdog
        observer = watchdog.observers.Observer()
        schedule = observer.schedule
        kinds = ("FileCreatedEvent", "FileModifiedEvent", "FileMovedEvent", "FileDeletedEvent")
        changes = [getattr(watchdog.events, kind) for kind in kinds]  # that a file was read is no change

        def only_changes(handler: Any, path: str, *, recursive: bool = False) -> Any:
            tell = handler.on_any_event

            def noted(event: Any) -> None:
                for name in filter(None, (event.src_path, event.dest_path)):
                    self._changed.put(Path(os.fsdecode(name)))
                tell(event)

            handler.on_any_event = noted
            return schedule(handler, path, recursive=recursive, event_filter=changes)

        observer.schedule = only_changes
        server.observer = observer
        server.build_delay = _QUIET
        self._told = True
        for path in watched:
            server.watch(path)

    def build(self) -> None:
        """Show what can be shown at once, then make all of it, unless another edit comes before that is done."""
        server = self.server
        server._wanted_epoch = server._visible_epoch  # answers go on; MkDocs would let every request wait
        changed = {self._changed.get() for _ in range(self._changed.qsize())}
        if self._told and self._shown({path for path in changed if not _is_passing(path)}):
            with server._epoch_cond:
                server._wanted_epoch = server._visible_epoch = _now()
                server._epoch_cond.notify_all()
        if self._made():
            server._wanted_epoch = _now()

    def close(self) -> None:
        """Take away the last folder, if it is one of ours."""
        if Path(self.server.root) != self._first:
            shutil.rmtree(self.server.root, ignore_errors=True)

    def _shown(self, changed: set[Path]) -> bool:
        """Show edited records, where nothing else changed; tell whether there is anything new to see."""
        try:
            edited = self.dossiers.edited(changed)
        except Exception:  # noqa: BLE001 - a template may be broken while somebody is at work on it; the build tells
            return False
        for one in edited or ():
            built = mkdocs_speed.built(one.file, one.text) if one.text is not None else None
            if built:
                file, content = built
                page = _announced(content.decode(), _UNCHECKED)
            else:
                file = f"{one.file.removesuffix('.md')}/index.html"
                page = with_findings(Path(self.server.root, file).read_text("utf-8"), report.text(one.findings))
            Path(self.server.root, file).write_text(page, "utf-8")
        return bool(edited)

    def _made(self) -> bool:
        """Make the whole site, and put it in the place of the last; tell whether that was done."""
        fresh = tempfile.mkdtemp(prefix="mkdocs_", dir=self._first.parent)
        building = [sys.executable, "-m", "generator.mkdocs_hook", "build"]
        words = [*building, "--config-file", self._config_file, "--site-dir", fresh]
        environment = {**os.environ, ADDRESS: self._address}
        kept = fresh
        try:
            with subprocess.Popen(words, cwd=self._root, env=environment, process_group=0) as builder:
                try:
                    while builder.poll() is None:
                        if self._is_called_away():
                            return False
                finally:
                    _end(builder)
            if builder.returncode:
                click.echo("the preview could not be made; the last one stands", err=True)
                return False
            kept, self.server.root = self.server.root, fresh
        finally:
            if kept != str(self._first):
                shutil.rmtree(kept, ignore_errors=True)
        mkdocs_speed.look_again()
        if not self.dossiers.known:
            self.dossiers.refresh()
        return True

    def _is_called_away(self) -> bool:
        """Wait a moment; tell whether another edit came, or the end."""
        server = self.server
        with server._rebuild_cond:
            called: bool = server._rebuild_cond.wait_for(
                lambda: server._want_rebuild or server._shutdown, timeout=_LOOK
            )
        return called


def _end(builder: subprocess.Popen[bytes]) -> None:
    """End a build that is still at work, with the processes among which it has shared it."""
    if builder.poll() is not None:
        return
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(builder.pid, signal.SIGTERM)
        else:
            builder.terminate()


def _now() -> int:
    stamp: int = cast("Any", livereload)._timestamp()
    return stamp


def _is_passing(path: Path) -> bool:
    """Tell whether a file is one that editors put beside those that they write."""
    return path.name.startswith(".") or path.name.endswith("~") or (path.suffix != ".yml" and not path.exists())
