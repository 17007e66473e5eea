"""Files that may be thrown away: written whole, read back only when they are ours and as they were written.

It imports what has been imported before Python starts, and little else: verdicts are looked up before all other work.

Compiled templates are run, so a cache that somebody else can write to, or that a disk has damaged, is no cache.
"""

from __future__ import annotations

import os
import stat

from socloc.digests import SIZE, digest

MAX_BYTES = 32 * 1024 * 1024  # what ten thousand campaigns rest on, and what is said of them, takes a third


def read(path: str | os.PathLike[str]) -> bytes | None:
    """What was kept in a file; None where there is none, where it is damaged, or where others may have written it."""
    try:
        if not _is_ours(os.lstat(path)) or not _is_ours(os.stat(os.path.dirname(path))):
            return None
        with open(path, "rb") as opened:
            data = opened.read()
    except OSError:
        return None
    return data[SIZE:] if digest(data[SIZE:]) == data[:SIZE] else None


def keep(path: str | os.PathLike[str], data: bytes) -> None:
    """Keep something for later runs; without a sound where that fails, since it only makes them slower."""
    if len(data) > MAX_BYTES:
        return
    folder, fresh = os.path.dirname(path), f"{os.fspath(path)}.{os.getpid()}.new"
    try:
        os.makedirs(folder, exist_ok=True, mode=0o700)
        if not _is_ours(os.stat(folder)):
            return  # it would never be read, and somebody else may have put a link where the new file goes
        with open(fresh, "wb") as opened:
            opened.write(digest(data))  # before the content
            opened.write(data)
        os.chmod(fresh, 0o600)
        os.replace(fresh, path)
    except OSError:
        return


def _is_ours(state: os.stat_result) -> bool:
    kind = stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)
    if not hasattr(os, "geteuid"):
        return kind  # Windows keeps the caches of its users apart
    return kind and state.st_uid == os.geteuid() and not state.st_mode & 0o022 and state.st_size <= MAX_BYTES + SIZE
