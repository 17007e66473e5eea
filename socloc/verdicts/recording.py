"""What a run rests on, as Python's own audit events tell it, and what it says."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from socloc import verdicts
from socloc.verdicts.watched import (
    FOLDER,
    NOTHING,
    THERE,
    State,
    Watched,
    can_be_watched,
    digest_of,
    entries,
    is_folder,
    is_settled,
    listed,
    state,
)

# Raised by socloc itself: the folder of a campaign, a path that was looked for outside of it, a folder in which
# campaigns were looked for, one that is written, what will be said next time on both streams, standard input, the
# moments (seconds since 1970) at which an answer becomes another one, and what was heard of in another process.
CAMPAIGN: Final = "socloc.campaign"
LOOKED: Final = "socloc.looked"
SEARCHED: Final = "socloc.searched"
WRITES: Final = "socloc.writes"
AGAIN: Final = "socloc.again"
READ_ONCE: Final = "socloc.read_once"
MOMENTS: Final = "socloc.moments"
ELSEWHERE: Final = "socloc.elsewhere"
MAX_FOLDERS: Final = 500  # in a campaign's folder; a larger tree is not watched, so that its verdict is not kept
_CODE: Final = (".py", ".pyc", ".so", ".pyd")  # libraries, which are known by their versions
_OF_BUNDLES: Final = ("manifest.json", ".zip", ".new")  # looked at before a bundle is replaced

_active: list[Recording] = []
_is_hooked: list[bool] = []


class Recording:
    """What one piece of work rests on, while it is `listening`; several may, one within the other.

    Folders that are `ignored` are written by the work itself.
    """

    def __init__(self, ignored: Iterable[str | os.PathLike[str]] = ()) -> None:
        self.started = time.time()
        self.until = float("inf")
        self.again: tuple[str, str] | None = None
        self.ignored: tuple[str, ...] = ()
        self._seen: dict[str, tuple[State | None, bytes | None]] = {}
        self._looked: dict[str, bool] = {}
        self._campaigns: set[str] = set()
        self._searched: set[str] = set()
        self._elsewhere: dict[str, Watched] = {}
        self._is_whole = True
        self._not_watched: tuple[str, ...] = ()
        self._written: tuple[str, ...] = ()
        for folder in (verdicts.PACKAGE, os.path.abspath(verdicts.cache_folder())):
            self._not_watched += (os.path.join(folder, ""),)
        for one in ignored:
            self._ignore(os.path.abspath(one))

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear what is opened, listed and looked for."""
        if not _is_hooked:  # for as long as the process lives
            sys.addaudithook(_hear)
            _is_hooked.append(True)
        _active.append(self)
        try:
            yield
        finally:
            _active.remove(self)

    def watched(self) -> list[Watched] | None:
        """What the work rested on; None where something changed meanwhile or cannot be watched."""
        found = dict(self._elsewhere)
        for path, (before, content) in self._seen.items():
            one = self._still(path, before, content)
            if one is None:
                return None
            found[path] = one
        for path, was_there in self._looked.items():
            found.setdefault(path, (path, None, THERE if was_there else None))
        return list(found.values()) if self._is_whole else None

    def _still(self, path: str, before: State | None, content: bytes | None) -> Watched | None:
        now = state(path)
        if before is None or now is None:
            return (path, None, None) if before is now else None
        if is_folder(before):
            same = is_folder(now) and content == self._listed(path)
            return (path, now if is_settled(now) else None, content) if same else None
        if now != before or not can_be_watched(before, int(self.started * 1e9)):
            return None
        return path, now, digest_of(path)

    def hear(self, event: str, arguments: Sequence[Any]) -> None:
        """Take note of one event."""
        if event in ("os.listdir", "os.scandir") or (event == "open" and _is_read(arguments)):
            self._look(arguments[0])
        elif event == LOOKED:
            path = os.path.abspath(arguments[0])
            self._looked.setdefault(path, state(path) is not None)
        elif event == WRITES:
            self._ignore(str(arguments[0]))
        elif event == AGAIN:
            self.again = str(arguments[0]), str(arguments[1])
        elif event == SEARCHED:
            self._searched.add(os.path.abspath(arguments[0]))
        elif event == CAMPAIGN:
            self._look_into(str(arguments[0]))
        elif event == MOMENTS:
            self.until = min([self.until, *(moment for moment in arguments if moment > self.started)])
        elif event == ELSEWHERE:
            self._take(*arguments)
        elif event in (READ_ONCE, "subprocess.Popen"):  # another program's files are not heard of
            self._is_whole = False

    def _ignore(self, folder: str) -> None:
        self.ignored += (folder,)
        self._not_watched += (os.path.join(folder, ""),)
        self._written += (os.path.join(folder, ""),)

    def _take(self, watched: list[Watched] | None, until: float) -> None:
        self._is_whole &= watched is not None
        self._elsewhere.update((one[0], one) for one in watched or ())
        self.until = min(self.until, until)

    def _look(self, name: object) -> None:
        if isinstance(name, bytes):
            name = os.fsdecode(name)
        if not isinstance(name, (str, os.PathLike)):
            return  # a descriptor, whose file was heard of when it was opened
        path = os.path.abspath(name)
        if path.startswith(self._written) and not path.endswith(_OF_BUNDLES):
            self._is_whole = False  # it rests on what stands among that which it writes
        if path in self._seen or path.endswith(_CODE) or os.path.join(path, "").startswith(self._not_watched):
            return
        found = state(path)
        self._seen[path] = found, None  # before it is listed, which is heard of, too
        if found is not None and is_folder(found):
            self._seen[path] = found, self._listed(path)

    def _listed(self, folder: str) -> bytes:
        return listed(folder, self.ignored, folder in self._campaigns and folder not in self._searched)

    def _look_into(self, folder: str) -> None:
        """Watch the folders of a campaign, in which files may appear that were looked for."""
        if folder in self._campaigns:
            return
        if os.path.join(folder, "").startswith(tuple(os.path.join(one, "") for one in self.ignored)):
            self._is_whole = False  # what is read cannot be told from what is written
        self._campaigns.add(folder)
        self._seen.pop(folder, None)  # it may have been listed before, when nobody knew what is in it
        folders, been = [folder], set[tuple[int, int]]()
        while folders and len(been) < MAX_FOLDERS:
            one = folders.pop()
            try:
                found = os.stat(one)
                if (found.st_dev, found.st_ino) in been:
                    continue  # by a link that goes in a circle
                been.add((found.st_dev, found.st_ino))
                self._look(one)
                inside = [(os.path.join(one, name), is_a) for name, is_a, _ in entries(one)[0] if name[:1] != "."]
            except OSError:
                continue
            folders += [path for path, is_a in inside if is_a == FOLDER and path not in self.ignored]
            # The folder stays as it is when what a link in it points to comes.
            self._looked |= dict.fromkeys((path for path, is_a in inside if is_a == NOTHING), False)
        self._is_whole &= not folders


class Said:
    """What is written on both streams, as long as it is listening."""

    def __init__(self) -> None:
        self._said: tuple[list[str], list[str]] = ([], [])

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear what is written, and let it be written."""
        out, err = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = _Tee(out, self._said[0]), _Tee(err, self._said[1])
        try:
            yield
        finally:
            sys.stdout, sys.stderr = out, err

    @property
    def texts(self) -> tuple[str, str]:
        """All of standard output, and of standard error."""
        return "".join(self._said[0]), "".join(self._said[1])


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


def _hear(event: str, arguments: Sequence[Any]) -> None:
    for recording in _active:
        recording.hear(event, arguments)


def _is_read(arguments: Sequence[object]) -> bool:
    """Whether a file is opened to be read, by its mode as `open` takes it or its flags as `os.open` does."""
    _, mode, flags = arguments
    if isinstance(mode, str):
        return not set(mode) & set("wax+")
    return isinstance(flags, int) and not flags & (os.O_WRONLY | os.O_RDWR)
