"""Runs socloc: as a process of its own, or inside this one where a hundred runs would take too long."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from socloc import cli, verdicts

SOCLOC = (sys.executable, "-m", "socloc")
LIMIT = 60  # seconds after which a run hangs


class Ran(NamedTuple):
    """What a run left behind: its exit code, its data and its messages."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """All of its output."""
        return self.out + self.err


def environment(**changes: str | None) -> dict[str, str]:
    """The environment with some variables changed, or taken out with None; colours are up to the test."""
    found = {**os.environ, "TERM": "xterm-256color", "NO_COLOR": None, "SOCLOC_DEBUG": None, **changes}
    return {name: value for name, value in found.items() if value is not None}


def start(*arguments: str, cwd: Path, stdin: bytes = b"", env: Mapping[str, str | None] | None = None) -> Ran:
    """Run socloc as a process."""
    ran = subprocess.run(
        [*SOCLOC, *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env=environment(**(env or {})),
        timeout=LIMIT,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def inside(*arguments: str, stdin: bytes = b"") -> Ran:
    """Run socloc in this process, in the current folder: everything but the last flush and exit."""
    out, err = _stream(), _stream()
    changes = {"argv": ["socloc", *arguments], "stdin": TextIOWrapper(BytesIO(stdin)), "stdout": out, "stderr": err}
    with ExitStack() as stack:
        for name, value in changes.items():
            stack.enter_context(mock.patch.object(sys, name, value))
        # A verdict is kept for what a whole process has opened, which this one did long ago.
        stack.enter_context(mock.patch.object(cli, "_answer", side_effect=lambda _: cli._run()))
        stack.enter_context(mock.patch.object(verdicts, "known", return_value=None))
        # The last step would end this process, too.
        stack.enter_context(mock.patch.object(cli, "_leave", side_effect=sys.exit))
        stack.enter_context(mock.patch.object(gc, "set_threshold"))
        try:
            cli.main()
        except SystemExit as left:
            return Ran(int(left.code or 0), _text(out), _text(err))
    raise AssertionError("socloc did not leave")


def _stream() -> TextIOWrapper:
    return TextIOWrapper(BytesIO(), encoding="utf-8", errors="backslashreplace", newline="\n", write_through=True)


def _text(stream: TextIOWrapper) -> str:
    buffer = stream.buffer
    assert isinstance(buffer, BytesIO)
    return buffer.getvalue().decode()
