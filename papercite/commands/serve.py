"""Show the page of `papercite export --format html` in a browser of this machine, made anew when the list changes.

Nobody else can see it: it is given to this machine only, and under this machine's own name only.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from papercite.commands import output, selection
from papercite.errors import PaperciteError, UsageError
from papercite.library import title_of
from papercite.lock import lock_path
from papercite.streams import say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable

USAGE = "papercite serve [LIST ...] [options]"
EXAMPLE = "papercite serve papers.md --port 8000"
HOST = "127.0.0.1"
_OPTIONS = ("columns", "group_by", "title")
_SETTINGS = ("papercite.toml", "pyproject.toml")


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the command."""
    selection.add_arguments(parser)
    group = parser.add_argument_group("output")
    output.add_arguments(group, _OPTIONS)
    group.add_argument("--port", type=int, default=8000, metavar="N", help="port to listen at (default: 8000; 0: any)")


def run(arguments: Namespace) -> int:
    """Serve until Ctrl-C; returns the exit status."""
    page = Page(arguments)
    page.text()  # what is wrong with the request is said now
    try:
        server = _Server((HOST, arguments.port), partial(_Handler, page))
    except (OSError, OverflowError) as error:
        raise UsageError(f"port {arguments.port}: {error}\n  hint: --port 0 takes one that is free") from None
    with server:
        say(f"http://{HOST}:{server.server_port}/  (Ctrl-C ends it)")
        with suppress(KeyboardInterrupt):
            server.serve_forever()
    return 0


class Page:
    """The page of the lists that are meant, as of the last change of a list, a lock or the settings."""

    def __init__(self, arguments: Namespace) -> None:
        self._arguments = arguments
        self._settings = output.settings_of(arguments, _OPTIONS)
        self._lists: tuple[str, ...] = ()
        self._state: tuple[object, ...] = ()
        self._text = ""

    def text(self) -> str:
        """HTML; what cannot be read is a `PaperciteError`."""
        state = _state(self._lists)
        if not self._text or state != self._state:
            from papercite.formats.page import render

            papers, library = selection.selected(self._arguments)
            self._lists = library.lists
            settings = {"title": title_of(library.lists), **self._settings}
            self._text = render(papers, prefer=self._arguments.prefer, **settings)
            self._state = _state(self._lists)
        return self._text


def _state(lists: Iterable[str]) -> tuple[object, ...]:
    """When the files that the page is made of were changed."""
    files = [*_SETTINGS, *(path for one in lists for path in (one, lock_path(one)))]
    return tuple(os.stat(path).st_mtime_ns if os.path.exists(path) else None for path in files)


class _Server(ThreadingHTTPServer):
    def handle_error(self, _request: object, _address: object) -> None:
        """A browser that went away needs no words, anything else one line."""
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError):
            say(f"papercite: this is a mistake in papercite: {type(error).__name__}: {error}")


class _Handler(BaseHTTPRequestHandler):
    """One page under one address."""

    server: _Server
    server_version = "papercite"
    sys_version = ""

    def __init__(self, page: Page, *rest: object) -> None:
        self._page = page
        super().__init__(*rest)  # type: ignore[arg-type]  # whatever http.server hands over

    def do_GET(self) -> None:
        """The page, or why there is none. The name is the one that http.server looks for."""
        if not self._is_for_us():
            self._answer(403, "this page is for this machine only\n", "text/plain")
        elif self.path.partition("?")[0] not in ("/", "/index.html"):
            self._answer(404, "there is one page here: /\n", "text/plain")
        else:
            try:
                self._answer(200, self._page.text(), "text/html")
            except PaperciteError as error:
                self._answer(500, f"papercite: {error}\n", "text/plain")

    def _is_for_us(self) -> bool:
        """Another host's name is one that was made to lead here, so that a page of that host could read ours."""
        name, _, port = self.headers.get("Host", "").partition(":")
        return name in (HOST, "localhost") and port in ("", str(self.server.server_port))

    def _answer(self, status: int, text: str, kind: str) -> None:
        body = text.encode()
        self.send_response(status)
        for name, value in {
            "Content-Type": f"{kind}; charset=utf-8",
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Say nothing of each request."""
