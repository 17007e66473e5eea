"""Runs `socloc preview` as people do, and asks it things a browser never would."""

from __future__ import annotations

import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE
from typing import NamedTuple

from tests.cli.running import LIMIT, SOCLOC, environment


class Served(NamedTuple):
    """A preview that runs: its process, and its address."""

    process: subprocess.Popen[bytes]
    address: str

    @property
    def port(self) -> int:
        """The port it answers on."""
        return int(self.address.rstrip("/").rpartition(":")[2])


@contextmanager
def serving(campaign: Path, *arguments: str, **env: str) -> Iterator[Served]:
    """The preview of a campaign, until the block ends."""
    command = [*SOCLOC, "preview", str(campaign), *arguments]
    with subprocess.Popen(command, stdout=PIPE, stderr=PIPE, env=environment(**env)) as process:
        try:
            assert process.stdout
            yield Served(process, process.stdout.readline().decode().strip())
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.wait(LIMIT)


def save(path: Path, content: str | bytes, aside: Path | None = None) -> None:
    """Save as careful editors do: written aside (else in the folder's own), so it is the old one or the new one."""
    fresh = (aside or path.parents[1]) / f"fresh-{path.name}"
    fresh.write_bytes(content.encode() if isinstance(content, str) else content)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.replace(path)


class Answer(NamedTuple):
    """An answer as it came: code, headers in lower case, body."""

    code: int
    headers: dict[str, str]
    body: bytes


def ask(port: int, path: str, host: str | None = None, method: str = "GET", more: str = "") -> Answer:
    """Ask with exactly these bytes; clients of libraries tidy paths up before they send them."""
    named = f"127.0.0.1:{port}" if host is None else host
    with socket.create_connection(("127.0.0.1", port), LIMIT) as connection:
        connection.sendall(f"{method} {path} HTTP/1.1\r\nHost: {named}\r\n{more}\r\n".encode())
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    return Answer(int(first.split()[1]), headers, body)
