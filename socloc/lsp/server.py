"""Speaks the language server protocol through pygls, on standard input and output."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, TypeVar, cast

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from socloc import __version__
from socloc.lsp import told
from socloc.lsp.actions import EXPLAIN, actions
from socloc.lsp.complete import complete
from socloc.lsp.desk import Desk, Held
from socloc.lsp.hover import hover, whole_page
from socloc.lsp.page import Encoding, Page
from socloc.lsp.shown import Shown

TRIGGERS: Final = [" ", "/", "(", "@", "{", "|"]
_WATCHED: Final = "**/*.{yaml,yml,po,j2,csv,tbx,css,png,jpg,jpeg,gif,webp,svg,mp4,mov}"
Made = TypeVar("Made")


class _Output:
    """Standard output for the protocol alone. It stays open when the protocol ends: the process still flushes it."""

    def __init__(self, stream: BinaryIO) -> None:
        self.write = stream.write
        self.flush = stream.flush

    def close(self) -> None:
        self.flush()


def serve(cache: Path | None) -> int:
    """Serve until the editor says `exit` or hangs up; the exit code that the protocol asks for."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="socloc lsp: %(message)s")
    server = LanguageServer("socloc", __version__, types.TextDocumentSyncKind.Full)
    desk = Desk(lambda path, held, shown: _publish(server, path, held, shown), cache)
    said: list[str] = []
    _files(server, desk, said)
    _questions(server, desk)
    output = cast(BinaryIO, _Output(sys.stdout.buffer))
    try:
        with redirect_stdout(sys.stderr):  # whatever prints, the protocol stays whole
            server.start_io(sys.stdin.buffer, output)
    finally:
        desk.close()
    return 1 if said == [types.EXIT] else 0


def _publish(server: LanguageServer, path: Path, held: Held | None, shown: tuple[Shown, ...]) -> None:
    server.text_document_publish_diagnostics(
        types.PublishDiagnosticsParams(
            uri=held.uri if held else _uri(path),
            version=held.version if held else None,
            diagnostics=[told.diagnostic(one) for one in shown],
        )
    )


def _files(server: LanguageServer, desk: Desk, said: list[str]) -> None:
    """What the editor tells about itself and its files."""

    def changed(uri: str, version: int | None) -> None:
        if path := _path(uri):
            desk.put(path, Held(uri, version, server.workspace.get_text_document(uri).source))

    @server.feature(types.INITIALIZED)
    def initialized(_params: types.InitializedParams) -> None:
        chosen = server.workspace.position_encoding  # a member of an enumeration, or its value
        desk.encoding = cast(Encoding, getattr(chosen, "value", chosen) or "utf-16")
        _watch(server)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        changed(params.text_document.uri, params.text_document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        changed(params.text_document.uri, params.text_document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        if path := _path(params.text_document.uri):
            desk.take(path)

    for saved in (types.TEXT_DOCUMENT_DID_SAVE, types.WORKSPACE_DID_CHANGE_WATCHED_FILES):
        server.feature(saved)(lambda _params: desk.again())
    for end in (types.SHUTDOWN, types.EXIT):
        server.feature(end)(partial(_note, said, end))


def _note(said: list[str], what: str, *_params: object) -> None:
    said.append(what)


def _questions(server: LanguageServer, desk: Desk) -> None:
    """What the editor asks. Each is answered in a thread, from the newest text, so that typing never waits for it."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def on_hover(params: types.HoverParams) -> types.Hover | None:
        path, page = _asked(desk, params.text_document.uri)
        kind = desk.kind_of(path)
        if not kind:
            return None
        looked = await desk.fresh(path)
        place = page.place(told.spot(params.position))
        text = await _aside(lambda: hover(page, place, kind, path, looked))
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text)) if text else None

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=TRIGGERS))
    async def on_completion(params: types.CompletionParams) -> types.CompletionList:
        path, page = _asked(desk, params.text_document.uri)
        kind, place = desk.kind_of(path), page.place(told.spot(params.position))
        own = tuple(check for job in desk.jobs.values() if job.looked for check in job.looked.own)
        found = await _aside(lambda: complete(page, place, kind, path, own))
        items = [
            told.item(one, page, place[0], found.column, place[1], number)
            for number, one in enumerate(found.candidates)
        ]
        return types.CompletionList(is_incomplete=False, items=items)

    kinds = sorted(set(told.ACTION_KINDS.values()))

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    async def on_code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        path, page = _asked(desk, params.text_document.uri)
        looked = await desk.fresh(path)
        if looked is None:
            return []
        span = told.spot(params.range.start), told.spot(params.range.end)
        texts = {str(name): held.text for name, held in desk.held.items()}
        found = await _aside(lambda: list(actions(page, path, span, looked, texts)))
        only = params.context.only
        return [told.code_action(one, lambda name: _uri_of(desk, name)) for one in found if told.wanted(one, only)]

    @server.command(EXPLAIN)
    def explain(check: str) -> None:
        own = tuple(one for job in desk.jobs.values() if job.looked for one in job.looked.own)
        text = whole_page(check, own) or f"There is no check {check}."
        server.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))


def _asked(desk: Desk, uri: str) -> tuple[Path, Page]:
    """The file and the text that a question is about; an empty text where the file is not open."""
    path = _path(uri) or Path()
    return path, Page(desk.held[path].text if path in desk.held else "", desk.encoding)


async def _aside(work: Callable[[], Made]) -> Made:
    return await asyncio.get_running_loop().run_in_executor(None, work)


def _watch(server: LanguageServer) -> None:
    """Ask editors that can to tell of files that others change: media, templates, translations."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if not (watching and watching.dynamic_registration):
        return
    options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_WATCHED)])
    registration = types.Registration("watched", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    server.client_register_capability(types.RegistrationParams([registration]))


def _path(uri: str) -> Path | None:
    """The file of an address; None for what is no file, such as a text that was never saved."""
    found = uris.to_fs_path(uri)
    return Path(os.path.abspath(found)) if found and "\0" not in found else None


def _uri_of(desk: Desk, path: Path) -> str:
    return desk.held[path].uri if path in desk.held else _uri(path)


def _uri(path: Path) -> str:
    return uris.from_fs_path(str(path)) or path.as_uri()
