"""What a run rests on, as Python's own audit events tell it, and what it says."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from socloc import verdicts
from socloc.verdicts.watched import THERE, State, Watched, can_be_watched, digest, state

# The pipeline raises these events: the folder of a campaign, a path that was looked for outside of it, and the moments
# (seconds since 1970) at which an answer becomes another one.
CAMPAIGN: Final = "socloc.campaign"
LOOKED: Final = "socloc.looked"
MOMENTS: Final = "socloc.moments"
MAX_FOLDERS: Final = 500  # in a campaign's folder; a larger tree is not watched, so that its verdict is not kept
_CODE: Final = (".py", ".pyc", ".so", ".pyd")  # libraries, which are known by their versions


class Recording:
    """One run. Audit hooks stay as long as the process, which ends with the run."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.started = time.time()
        self.until = float("inf")
        self.said: tuple[list[str], list[str]] = ([], [])
        self.seen: dict[str, State | None] = {}
        self.looked: dict[str, bool] = {}
        self.is_whole = True
        folders = (verdicts.PACKAGE, os.path.abspath(verdicts.cache_folder()))
        self._not_watched = tuple(os.path.join(folder, "") for folder in folders)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear what is opened, listed and looked for, and what is written on both streams."""
        out, err = sys.stdout, sys.stderr
        sys.addaudithook(self._hear)
        sys.stdout, sys.stderr = _Tee(out, self.said[0]), _Tee(err, self.said[1])
        try:
            yield
        finally:
            sys.stdout, sys.stderr = out, err

    def keep(self, code: int) -> None:
        """Keep the verdict, unless something changed meanwhile or cannot be watched."""
        watched = [self._watched(path, before) for path, before in self.seen.items()]
        watched += [(path, None, THERE if was_there else None) for path, was_there in self.looked.items()]
        if self.is_whole and code in (0, 1):
            verdicts.keep(self.file, self.until, watched, ["".join(said) for said in self.said], code)

    def _watched(self, path: str, before: State | None) -> Watched:
        content = digest(path) if before else None
        if state(path) != before or (before and not can_be_watched(before, int(self.started * 1e9))):
            self.is_whole = False
        return path, before, content

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in ("os.listdir", "os.scandir") or (event == "open" and _is_read(arguments)):
            self._look(arguments[0])
        elif event == LOOKED:
            self.looked[str(arguments[0])] = bool(state(str(arguments[0])))
        elif event == CAMPAIGN:
            self._look_into(str(arguments[0]))
        elif event == MOMENTS:
            moments: Any = arguments
            self.until = min([self.until, *(moment for moment in moments if moment > self.started)])
        elif event == "subprocess.Popen":
            self.is_whole = False  # another program's files are not heard of

    def _look(self, name: object) -> None:
        if isinstance(name, bytes):
            name = os.fsdecode(name)
        if not isinstance(name, (str, os.PathLike)):
            return  # a descriptor, whose file was heard of when it was opened
        path = os.path.abspath(name)
        if path not in self.seen and not path.endswith(_CODE) and not path.startswith(self._not_watched):
            self.seen[path] = state(path)

    def _look_into(self, folder: str) -> None:
        """Watch the folders of a campaign, in which files may appear that were looked for."""
        folders, count = [folder], 0
        while folders and count < MAX_FOLDERS:
            one = folders.pop()
            self._look(one)
            count += 1
            try:
                entries = list(os.scandir(one))
            except OSError:
                continue
            folders += [entry.path for entry in entries if entry.is_dir() and not entry.name.startswith(".")]
        self.is_whole &= not folders


class _Tee:
    """A stream that also keeps what is written."""

    def __init__(self, stream: Any, said: list[str]) -> None:
        self._stream = stream
        self._said = said

    def write(self, text: str) -> int:
        """As the stream does it; kept only where the stream takes it."""
        written = self._stream.write(text)
        self._said.append(text)
        return int(written)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _is_read(arguments: tuple[object, ...]) -> bool:
    """Whether a file is opened to be read, by its mode as `open` takes it or its flags as `os.open` does."""
    _, mode, flags = arguments
    if isinstance(mode, str):
        return not set(mode) & set("wax+")
    return isinstance(flags, int) and not flags & (os.O_WRONLY | os.O_RDWR)
