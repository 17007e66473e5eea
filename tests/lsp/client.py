"""An editor in a few lines: it starts `python -m socloc lsp` and speaks the protocol with it, as bytes over pipes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO, Any

LIMIT = 60.0  # seconds after which an answer never comes
Message = dict[str, Any]
CAPABILITIES: Message = {"textDocument": {"publishDiagnostics": {"versionSupport": True}}}


class Editor:
    """One connection. Messages that nobody has asked for yet wait until somebody does."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.came: Queue[Message | None] = Queue()
        self.unread: deque[Message] = deque()
        self.ids = count(1)
        self.versions: dict[str, int] = {}
        assert process.stdin
        assert process.stdout
        self.stdin: IO[bytes] = process.stdin
        self.reader = Thread(target=self._read, args=(process.stdout,), daemon=True)
        self.reader.start()

    def _read(self, stream: IO[bytes]) -> None:
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                assert name in (b"Content-Length", b"Content-Type"), header  # nothing but the protocol
                length = int(value) if name == b"Content-Length" else length
                header = stream.readline()
            self.came.put(json.loads(stream.read(length)))
        self.came.put(None)

    def send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.stdin.flush()

    def notify(self, method: str, params: Any) -> None:
        self.send(method=method, params=params)

    def ask(self, method: str, params: Any) -> int:
        """Send a request; the number by which its answer is known."""
        number = next(self.ids)
        self.send(id=number, method=method, params=params)
        return number

    def answer(self, number: int) -> Message:
        return self.wait(lambda message: message.get("id") == number and "method" not in message)

    def get(self, method: str, params: Any) -> Any:
        """The result of a request that must succeed."""
        answer = self.answer(self.ask(method, params))
        assert "error" not in answer, answer
        return answer.get("result")

    def wait(self, fits: Callable[[Message], bool]) -> Message:
        for message in list(self.unread):
            if fits(message):
                self.unread.remove(message)
                return message
        while (came := self.came.get(timeout=LIMIT)) is not None:
            if fits(came):
                return came
            self.unread.append(came)
        raise AssertionError("the server has hung up")

    def open(self, path: Path, text: str | None = None, language: str = "yaml") -> str:
        """Open a file, as it is on the disk or with another text; its address."""
        uri = path.as_uri()
        self.versions[uri] = 1
        held = path.read_bytes().decode() if text is None else text
        document = {"uri": uri, "languageId": language, "version": 1, "text": held}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def change(self, uri: str, text: str) -> None:
        self.versions[uri] += 1
        document = {"uri": uri, "version": self.versions[uri]}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def close(self, uri: str) -> None:
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def diagnostics(self, uri: str) -> list[Message]:
        """The findings of the newest version of an open file, or the next ones of a file that is not open."""
        version = self.versions.get(uri)

        def fits(message: Message) -> bool:
            params = message.get("params", {})
            is_findings = message.get("method") == "textDocument/publishDiagnostics"
            return is_findings and params["uri"] == uri and (version is None or params.get("version") == version)

        found: list[Message] = self.wait(fits)["params"]["diagnostics"]
        return found

    def at(self, method: str, uri: str, line: int, character: int, **more: Any) -> Any:
        position = {"line": line, "character": character}
        return self.get(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": position, **more})

    def hover(self, uri: str, line: int, character: int) -> str:
        found = self.at("hover", uri, line, character)
        return str(found["contents"]["value"]) if found else ""

    def labels(self, uri: str, line: int, character: int) -> list[str]:
        return [item["label"] for item in self.at("completion", uri, line, character)["items"]]

    def actions(self, uri: str, span: Message, only: Sequence[str] | None = None) -> list[Message]:
        context: Message = {"diagnostics": []} | ({"only": list(only)} if only else {})
        params = {"textDocument": {"uri": uri}, "range": span, "context": context}
        found: list[Message] = self.get("textDocument/codeAction", params)
        return found

    def leave(self) -> int:
        """Say goodbye as an editor does; the exit code."""
        self.get("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(LIMIT)


@contextmanager
def editor(folder: Path, capabilities: Message = CAPABILITIES, **environment: str) -> Iterator[Editor]:
    """An editor whose server has said hello."""
    with (
        (folder / "stderr.txt").open("wb") as said,
        subprocess.Popen(
            [sys.executable, "-m", "socloc", "lsp", "--stdio"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
        ) as process,
    ):
        found = Editor(process)
        try:
            found.get("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities})
            found.notify("initialized", {})
            yield found
        finally:
            if process.poll() is None:
                found.stdin.close()
                process.wait(LIMIT)
            found.reader.join(LIMIT)


def applied(text: str, edits: Sequence[Mapping[str, Any]]) -> str:
    """A text with an editor's changes in it, which count UTF-16, as bytes of UTF-16."""
    data = text.encode("utf-16-le", "surrogatepass")

    def at(position: Mapping[str, int]) -> int:
        before = re.split("(\r\n|\r|\n)", text)
        return 2 * position["character"] + sum(
            len(part.encode("utf-16-le", "surrogatepass")) for part in before[: 2 * position["line"]]
        )

    for edit in sorted(edits, key=lambda edit: at(edit["range"]["start"]), reverse=True):
        start, end = (at(edit["range"][name]) for name in ("start", "end"))
        data = data[:start] + edit["newText"].encode("utf-16-le", "surrogatepass") + data[end:]
    return data.decode("utf-16-le", "surrogatepass")
