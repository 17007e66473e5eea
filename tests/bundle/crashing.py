"""Writes a bundle again and again, each time with another accident, and tells what a reader finds afterwards.

`python -m tests.bundle.crashing ACCIDENT KIND FOLDER` prints one JSON row per accident: what became of the process, of
the bundle, and what lies beside it. The accident moves on from the first thing the operating system is asked to the
last, so that none is missed, whatever the code looks like.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from unittest import mock

from socloc.bundle import write
from socloc.bundle.zipped import zipped
from socloc.errors import SoclocError
from tests.bundle.replacing import manifest

ctypes.CDLL(None)  # now, because an accident in the middle of an import is Python's
FILES: Final = ("index.html", "en/x/post/a.txt", "en/x/post/b.txt", "qr/a.png", "manifest.json")
OLD: Final = {name: f"old {name}".encode() * 3 for name in FILES} | {"manifest.json": manifest(old=True)}
# Growing sizes, so that a limit on the size of files strikes a later one each time.
NEW: Final = {name: b"new!" * 7 * size for size, name in enumerate(FILES, 1)} | {
    "manifest.json": manifest(new="!" * 99),
    "en/x/post/c.txt": b"c" * 5,
}
COMPLETED, REFUSED, INTERRUPTED, IN_SPITE = 0, 2, 130, 10
WRITING: Final = ("open", "os.mkdir", "os.rename")


def main() -> None:
    """Cause every accident there is of one kind."""
    accident, kind, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    target = folder / ("b.zip" if kind == "zip" else "b")
    if kind == "no exchange":
        mock.patch.object(write, "_exchange", return_value=False).start()
    rows = list(rounds(accident, target, fresh=kind == "first"))
    _age(target)
    _write(target, NEW)
    rows.append({"ended": "at last", "target": state(target), "beside": beside(target)})
    print(json.dumps(rows))


def rounds(accident: str, target: Path, fresh: bool) -> Iterator[dict[str, object]]:
    """One accident after the other until one is too late to happen."""
    for number in range(1, 10_000):
        _age(target)
        if fresh:
            shutil.rmtree(target, ignore_errors=True)
        else:
            _write(target, OLD)
        ended = _in_a_child(accident, number, target)
        yield {"ended": ended, "target": state(target), "beside": beside(target)}
        if ended == COMPLETED:
            return


def _in_a_child(accident: str, number: int, target: Path) -> int:
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = COMPLETED
    try:
        happened = ACCIDENTS[accident](number)
        _write(target, NEW)
        code = IN_SPITE if happened() else COMPLETED
    except SoclocError:
        code = REFUSED
    except KeyboardInterrupt:
        code = INTERRUPTED
    finally:
        os._exit(code)


def _at_event(number: int, act: Callable[[], None], events: tuple[str, ...] = ()) -> Callable[[], bool]:
    """Act when Python asks the operating system for the `number`-th time; only once."""
    left = number

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        reads = event == "open" and arguments[1] == "r"
        if events and (event not in events or reads):
            return
        left -= 1
        if left == 0:
            act()

    sys.addaudithook(hook)
    return lambda: left <= 0


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _disk_full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _interrupt() -> None:
    raise KeyboardInterrupt


def _limit(number: int, action: signal.Handlers) -> Callable[[], bool]:
    """Files end at so many bytes; what goes beyond fails, or kills the process in the middle of it."""
    most = number * 7
    signal.signal(signal.SIGXFSZ, action)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    return lambda: False


ACCIDENTS: Final[dict[str, Callable[[int], Callable[[], bool]]]] = {
    "killed": lambda number: _at_event(number, _kill),
    "interrupted": lambda number: _at_event(number, _interrupt, (*WRITING, "os.remove", "os.rmdir")),
    "disk full": lambda number: _at_event(number, _disk_full, WRITING),
    "file cut": lambda number: _limit(number, signal.SIG_IGN),
    "killed in a file": lambda number: _limit(number, signal.SIG_DFL),
}


def _write(target: Path, files: dict[str, bytes]) -> None:
    if target.suffix == ".zip":
        write.write_zip(zipped(files, "b"), target)
    else:
        write.write_folder(files, target)


def _age(target: Path) -> None:
    """Make what lies beside the bundle so old that it cannot be at work any more."""
    for path in target.parent.iterdir():
        if path != target:
            os.utime(path, (0, 0))


def state(target: Path) -> str:
    """What a reader finds: the old bundle, the new one, none, or something else."""
    if target.is_file():
        data = target.read_bytes()
        return {zipped(OLD, "b"): "old", zipped(NEW, "b"): "new"}.get(data, "mixed")
    if not target.exists():
        return "none"
    found = {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}
    return "old" if found == OLD else "new" if found == NEW else "mixed"


def beside(target: Path) -> list[str]:
    """What lies beside the bundle; names without process ids."""
    return sorted(path.suffix for path in target.parent.iterdir() if path != target)


if __name__ == "__main__":
    main()
