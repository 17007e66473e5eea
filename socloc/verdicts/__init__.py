"""Verdicts of earlier runs: an unchanged campaign is answered with what was said of it, before anything is imported.

A verdict is kept with everything that it rests on: each file that was opened or looked for, each folder that was
listed, socloc's own files, the libraries' versions, the day, and the first moment at which a schedule makes another one
of it. It is given again only where all of that is as it was; by the files' states where these can be trusted, and by
their contents where not (a file that was just written, or a fresh checkout). What a run wrote is known by its state
alone: whoever changes a bundle gets another one.
"""

from __future__ import annotations

import marshal
import os
import sys
import time

from socloc import caches
from socloc.digests import digest
from socloc.verdicts.watched import Watched, as_it_was

_FORMAT = 2
_COMMANDS = ("check", "render")
# What changes files, watches them, or asks git what changed; standard input, which is read once only; and help, which
# is as wide as the terminal.
_NOT_KEPT = frozenset("- --fix --diff --watch --update-baseline --changed-since --no-cache --to -h --help".split())
_ENVIRONMENT = frozenset(("COLUMNS", "HOME", "LANG", "LANGUAGE", "NO_COLOR", "SOURCE_DATE_EPOCH", "TERM", "TZ"))
_PREFIXES = ("SOCLOC_", "PYTHON", "LC_", "XDG_")
_BESIDE = ("templates", "locales")
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def may_be_kept(arguments: list[str]) -> bool:
    """Whether a command line asks for nothing but a verdict, or for bundles."""
    return arguments[:1] != [] and arguments[0] in _COMMANDS and not is_fresh(arguments)


def is_fresh(arguments: list[str]) -> bool:
    """Whether a command line wants everything looked at anew."""
    return any(one.partition("=")[0] in _NOT_KEPT for one in arguments)


def cache_folder() -> str:
    """Where socloc may keep what it can make again: SOCLOC_CACHE, or the system's folder for caches."""
    own = os.environ.get("SOCLOC_CACHE")
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")
    return own or os.path.join(home, "socloc")


def place(*asked: object) -> str:
    """The file that keeps what is said when this is asked in this folder and environment, on this day."""
    name = digest(repr((*asked, _around())).encode("utf-8", "surrogatepass")).hex()
    return os.path.join(cache_folder(), "verdicts", name)


def place_of_command(arguments: list[str]) -> str:
    """The same for a command line, whose answer looks different on a terminal."""
    return place(arguments, [stream.isatty() for stream in (sys.stdout, sys.stderr)])


def known(file: str) -> tuple[object, float, list[Watched]] | None:
    """What was kept, until when it holds, and what it rests on; None where nothing is known, or anything has changed.

    What cannot be told apart by its state alone is read, and then known by the state it has now.
    """
    data = caches.read(file)
    if data is None:
        return None
    made, until, watched, ignored, kept = marshal.loads(data)  # noqa: S302  # the user's own, and undamaged
    if not made <= time.time() < until:
        return None
    fresh = as_it_was(watched, ignored)
    if fresh is None:
        return None
    if fresh != watched:
        keep(file, until, fresh, ignored, kept)
    return kept, until, fresh


def keep(file: str, until: float, watched: list[Watched], ignored: tuple[str, ...], kept: object) -> None:
    """Keep what marshal can write, for later runs. In `ignored` folders the run itself writes."""
    data = (time.time(), until, watched, ignored, kept)
    caches.keep(file, marshal.dumps(data))  # type: ignore[arg-type]  # numbers, strings, bytes and tuples of them


def replay(file: str) -> int | None:
    """Say again what was said, and return the exit code; None where it has to be found out."""
    found = known(file)
    if found is None:
        return None
    said: tuple[str, str, int] = found[0]  # type: ignore[assignment]  # as `Recording.keep_said` writes it
    out, err, code = said
    sys.stdout.write(out)
    sys.stderr.write(err)
    return code


_asked_in: list[str] = []


def _around() -> str:
    """What every answer depends on; the same as long as a process runs."""
    if not _asked_in:
        environment = sorted(
            item for item in os.environ.items() if item[0] in _ENVIRONMENT or item[0].startswith(_PREFIXES)
        )
        _asked_in.append(repr((_FORMAT, os.getcwd(), environment, sys.version, sys.prefix, _days(), _product())))
    return _asked_in[0]


def _days() -> tuple[str, str]:
    """Today, here and in Greenwich."""
    return time.strftime("%Y-%m-%d"), time.strftime("%Y-%m-%d", time.gmtime())


def _product() -> str:
    """What there is of socloc itself and of libraries: files with their states, and names with versions."""
    root = os.path.dirname(PACKAGE)
    folders = [PACKAGE]
    if os.path.exists(os.path.join(root, "pyproject.toml")):  # as socloc.assets finds them
        folders += [found for name in _BESIDE if os.path.isdir(found := os.path.join(root, name))]
    files: list[str] = []
    while folders:
        for entry in os.scandir(folders.pop()):
            if not entry.is_dir():
                is_now = entry.stat()
                files.append(f"{entry.path} {is_now.st_mtime_ns} {is_now.st_ctime_ns} {is_now.st_size}")
            elif entry.name != "__pycache__":
                folders.append(entry.path)
    for folder in filter(os.path.isdir, sys.path):
        files += [name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))]
    return digest("\n".join(sorted(files)).encode("utf-8", "surrogateescape")).hex()
