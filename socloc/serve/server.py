"""Serves what is on a board, to this machine only and by exact names: there is no way from here to the disk."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from email.message import Message
from functools import partial
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from threading import BoundedSemaphore, Thread
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import unquote

from socloc.errors import SoclocError
from socloc.serve import ranges
from socloc.serve.board import Board
from socloc.serve.page import event, page
from socloc.serve.shown import PAGE

HOST: Final = "127.0.0.1"
EVENTS: Final = "/events"
MOST_LISTENERS: Final = 64  # each has a thread of its own
HEARTBEAT: Final = 10.0  # seconds; how a page that was closed is noticed
PATIENCE: Final = 20.0  # seconds for a client to say what it wants, or to take what it gets
_TYPES: Final[Mapping[str, str]] = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "txt": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
}
_ALWAYS: Final = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",  # no other site may show what is not published yet
}
# The page has a policy of its own; a file of a campaign that is opened by itself runs nothing and fetches nothing.
_POLICY: Final = "frame-ancestors 'self'"
_STRICT: Final = (
    f"{_POLICY}; default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'; sandbox"
)


def start(board: Board, port: int) -> ThreadingTCPServer:
    """Serve a board on loopback, from threads of its own; port 0 lets the system choose.

    Raises SoclocError where the port cannot be had.
    """
    handler = partial(_Handler, board, BoundedSemaphore(MOST_LISTENERS))
    server = ThreadingTCPServer((HOST, port), handler, bind_and_activate=False)
    server.daemon_threads = True
    server.request_queue_size = 128
    server.allow_reuse_address = os.name != "nt"  # on Windows it would share the port with whoever has it
    try:
        server.server_bind()
        server.server_activate()
    except OSError as error:
        server.server_close()
        hint = "Leave out --port, and the system chooses one that is free."
        raise SoclocError(f"cannot serve on port {port}: {error.strerror or error}", hint) from error
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server


class _Handler(BaseHTTPRequestHandler):
    """One request; http.server wants a class, and its names."""

    server_version = "socloc"
    sys_version = ""
    timeout = PATIENCE

    def __init__(self, board: Board, listeners: BoundedSemaphore, *request: Any) -> None:
        self.board = board
        self.listeners = listeners
        super().__init__(*request)

    def handle(self) -> None:
        with suppress(ConnectionError, TimeoutError):  # a browser that goes on before it has everything
            super().handle()

    def log_message(self, *_: object) -> None:
        """Say nothing: messages are about campaigns."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].partition("#")[0]
        if not is_ours(self.headers, self.connection.getsockname()[1]):
            self._answer(403, b"This is a preview for this machine only.\n")
        elif path != EVENTS:
            self._file(name_of(path))
        elif self.command == "HEAD" or not self.listeners.acquire(blocking=False):
            self._answer(503, b"Too many pages are open.\n")
        else:
            try:
                self._events()
            finally:
                self.listeners.release()

    do_HEAD = do_GET  # noqa: N815  # http.server names it

    def _file(self, name: str) -> None:
        shown = self.board.shown
        if name == PAGE:
            self._answer(200, page(shown), _TYPES["html"], _POLICY)
        elif name in shown.files:
            kind = _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
            self._part(shown.files[name], kind)
        elif name == "favicon.ico":
            self._answer(204, b"")
        else:
            self._answer(404, b"There is no such file in the bundle.\n")

    def _part(self, body: bytes, kind: str) -> None:
        """A file, or the part of it that was asked for."""
        part = ranges.asked(self.headers, len(body)) if self.command == "GET" else None  # of HEAD it means nothing
        if part is None:
            self._answer(200, body, kind, more={"Accept-Ranges": "bytes"})
        else:
            more = {"Accept-Ranges": "bytes", "Content-Range": part.content_range(len(body))}
            found = memoryview(body)[part.start : part.end]
            self._answer(206 if found else 416, found, kind, more=more)

    def _events(self) -> None:
        """Server-sent events until the page leaves (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""
        self._begin(200, "text/event-stream", _STRICT)
        self.wfile.write(b"retry: 500\n\n")
        turn = 0
        while not self.board.is_closed:
            before = turn
            turn, shown = self.board.after(before, HEARTBEAT)
            self.wfile.write(b"data: " + event(shown) + b"\n\n" if turn != before else b":\n\n")

    def _answer(
        self,
        code: int,
        body: bytes | memoryview,
        kind: str = _TYPES["txt"],
        policy: str = _STRICT,
        more: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._begin(code, kind, policy, {"Content-Length": str(len(body)), **more})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _begin(self, code: int, kind: str, policy: str, more: Mapping[str, str] = MappingProxyType({})) -> None:
        self.send_response(code)
        for name, value in {**_ALWAYS, "Content-Type": kind, "Content-Security-Policy": policy, **more}.items():
            self.send_header(name, value)
        self.end_headers()


def is_ours(headers: Message, port: int) -> bool:
    """Whether a request was meant for this server, and not for a stranger's name that leads here (DNS rebinding)."""
    return headers.get_all("Host") in ([f"{HOST}:{port}"], [f"localhost:{port}"])


def name_of(path: str) -> str:
    """The name of a file in the bundle that a request's path asks for; empty where it can be none."""
    if not path.startswith("/"):
        return ""
    try:
        return unquote(path[1:], errors="strict") or PAGE
    except UnicodeDecodeError:
        return ""
