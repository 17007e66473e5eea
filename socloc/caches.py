"""Files that may be thrown away: written whole, read back only when they are ours and as they were written.

Compiled templates are run, so a cache that somebody else can write to, or that a disk has damaged, is no cache.
"""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

MAX_BYTES: Final = 8 * 1024 * 1024
_DIGEST: Final = 32  # bytes of SHA-256 before the content


def read(path: Path) -> bytes | None:
    """What was kept in a file; None where there is none, where it is damaged, or where others may have written it."""
    with suppress(OSError):
        if not _is_ours(path.lstat()) or not _is_ours(path.parent.stat()):
            return None
        data = path.read_bytes()
        if hashlib.sha256(data[_DIGEST:]).digest() == data[:_DIGEST]:
            return data[_DIGEST:]
    return None


def keep(path: Path, data: bytes) -> None:
    """Keep something for later runs; without a sound where that fails, since it only makes them slower."""
    if len(data) > MAX_BYTES:
        return
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not _is_ours(path.parent.stat()):
            return  # it would never be read, and somebody else may have put a link where the new file goes
        fresh.write_bytes(hashlib.sha256(data).digest() + data)
        fresh.chmod(0o600)
        fresh.replace(path)


def _is_ours(state: os.stat_result) -> bool:
    kind = stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)
    if not hasattr(os, "geteuid"):
        return kind  # Windows keeps the caches of its users apart
    return kind and state.st_uid == os.geteuid() and not state.st_mode & 0o022 and state.st_size <= MAX_BYTES + _DIGEST
