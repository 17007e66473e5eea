"""Files as they are now: what an editor holds of one, unsaved, comes before what is on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final

from socloc.errors import SoclocError

_NOTHING: Final[Mapping[str, bytes]] = {}
_HELD: Final[ContextVar[Mapping[str, bytes]]] = ContextVar("held", default=_NOTHING)


@contextmanager
def holding(texts: Mapping[str, bytes]) -> Iterator[None]:
    """Inside, these bytes are the files of these absolute names; only in this thread."""
    before = _HELD.set(texts)
    try:
        yield
    finally:
        _HELD.reset(before)


def read(path: Path, most: int = -1) -> bytes:
    """The first so many bytes of a file, or all. Raises OSError where it cannot be read."""
    held = held_of(path)
    if held is not None:
        return held if most < 0 else held[:most]
    with path.open("rb") as file:
        return file.read(most)


def must_end(path: Path) -> None:
    """Raises SoclocError where a name that a file gives means a pipe or a device, of which the end may never come."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise SoclocError(f"{path} is no file", "Put a file there.")


def held_of(path: Path) -> bytes | None:
    """What an editor holds of a file; None where it holds nothing, or there is no editor."""
    texts = _HELD.get()
    return texts.get(os.path.abspath(path)) if texts else None
