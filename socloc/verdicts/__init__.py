"""Verdicts of earlier runs: an unchanged campaign is answered with what was said of it, before anything is imported.

A verdict is kept with everything that it rests on: each file that was opened or looked for, each folder that was
listed, socloc's own files, the libraries' versions, the day, and the first moment at which a schedule makes another one
of it. It is given again only where all of that is as it was; by the files' states where these can be trusted, and by
their contents where not (a file that was just written, or a fresh checkout).
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import time

from socloc import caches
from socloc.verdicts.watched import THERE, UNSTABLE, Watched, digest, is_settled, state

_FORMAT = 1
# What changes files, watches them, or asks git what changed; and standard input, which is read once only.
_NOT_KEPT = frozenset(("-", "--fix", "--diff", "--watch", "--update-baseline", "--changed-since", "--no-cache"))
_ENVIRONMENT = frozenset(("COLUMNS", "HOME", "LANG", "LANGUAGE", "NO_COLOR", "SOURCE_DATE_EPOCH", "TERM", "TZ"))
_PREFIXES = ("SOCLOC_", "PYTHON", "LC_", "XDG_", "_TYPER", "TYPER_")
_BESIDE = ("templates", "locales")
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def may_be_kept(arguments: list[str]) -> bool:
    """Whether a command line asks for nothing but a verdict."""
    return arguments[:1] == ["check"] and not any(one.partition("=")[0] in _NOT_KEPT for one in arguments)


def cache_folder() -> str:
    """Where socloc may keep what it can make again: SOCLOC_CACHE, or the system's folder for caches."""
    own = os.environ.get("SOCLOC_CACHE")
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")
    return own or os.path.join(home, "socloc")


def place(arguments: list[str]) -> str:
    """The file that keeps the verdict of a command line, in this folder, environment and terminal, on this day."""
    environment = sorted(
        item for item in os.environ.items() if item[0] in _ENVIRONMENT or item[0].startswith(_PREFIXES)
    )
    terminals = [stream.isatty() for stream in (sys.stdout, sys.stderr)]
    asked = (
        _FORMAT, arguments, os.getcwd(), environment, terminals, sys.version, sys.prefix, _days(), _product(),
    )  # fmt: skip
    name = hashlib.sha256(repr(asked).encode("utf-8", "surrogatepass")).hexdigest()
    return os.path.join(cache_folder(), "verdicts", name)


def replay(file: str) -> int | None:
    """Say again what was said, and return the exit code; None where nothing is known, or anything has changed."""
    data = caches.read(file)
    if data is None:
        return None
    made, until, watched, said, code = marshal.loads(data)  # noqa: S302  # the user's own, and undamaged
    now = time.time()
    if not made <= now < until:
        return None
    fresh = _as_it_was(watched)
    if fresh is None:
        return None
    if fresh != watched:
        keep(file, until, fresh, said, code)
    for stream, text in zip((sys.stdout, sys.stderr), said, strict=True):
        stream.write(text)
    return int(code)


def keep(file: str, until: float, watched: list[Watched], said: list[str], code: int) -> None:
    """Keep a verdict for later runs."""
    caches.keep(file, marshal.dumps((time.time(), until, watched, said, code)))


def _as_it_was(watched: list[Watched]) -> list[Watched] | None:
    """The same with states that can be trusted from now on; None where something is another now."""
    fresh: list[Watched] = []
    for path, known, content in watched:
        now = state(path)
        if (now is None) != (content is None):
            return None
        if now is None or now == known or content == THERE:
            fresh.append((path, known, content))
        elif content == UNSTABLE or digest(path) != content:
            return None
        else:
            fresh.append((path, now if is_settled(now) else None, content))
    return fresh


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
    return hashlib.sha256("\n".join(sorted(files)).encode("utf-8", "surrogateescape")).hexdigest()
