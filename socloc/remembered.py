"""Built-in files as values from an earlier run: to read and check a file takes longer than most checks.

A kept value is used only while its file and the modules that shape it are as they were. It may be thrown away.
"""

from __future__ import annotations

from _pickle import dumps, loads  # what pickle is made of; the module around it doubles the time to load it
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from socloc import __version__, caches

NOTHING: Final = object()


def recall(path: Path, shaped_by: Iterable[Path], cache: Path | None) -> Any:
    """What was kept of a file; NOTHING where it was not, or where anything has changed since, or without a cache."""
    if cache is None:
        return NOTHING
    kept = caches.read(_kept(path, shaped_by, cache))
    # The user's own file, and undamaged: as safe to load as compiled templates.
    return loads(kept) if kept is not None else NOTHING


def keep(path: Path, shaped_by: Iterable[Path], cache: Path | None, value: object) -> None:
    """Keep what a file holds for later runs; without a sound where that fails, or without a cache."""
    if cache is not None:
        caches.keep(_kept(path, shaped_by, cache), dumps(value, protocol=5))


def _kept(path: Path, shaped_by: Iterable[Path], cache: Path) -> Path:
    states = [one.stat() for one in (path, *shaped_by)]
    # Sizes as well: there are systems that give all files one time. The hash of numbers is the same in every process.
    state = hash(tuple((state.st_mtime_ns, state.st_size) for state in states)) & 0xFFFFFFFFFFFFFFFF
    return cache / f"{path.parent.name}-{__version__}" / f"{path.stem}-{state:016x}"
