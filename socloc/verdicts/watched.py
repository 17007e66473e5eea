"""What a verdict rests on: a path, its state, and what it holds."""

from __future__ import annotations

import hashlib
import os
import stat
import time

State = tuple[int, ...]
# Path, state where it can be trusted, and the digest of the content: None where nothing is there.
Watched = tuple[str, State | None, bytes | None]
MAX_BYTES = 16 * 1024 * 1024  # of a larger file the state alone is looked at
UNSTABLE = b""  # instead of a digest where there is none
THERE = b"+"  # instead of one where nothing else was asked
# A file that is written twice within the time that its clock cannot tell apart has one state and two contents.
_WINDOW = 100_000_000  # nanoseconds
_COARSE_WINDOW = 2_000_000_000  # where the clock counts seconds, or two of them as FAT does


def state(path: str) -> State | None:
    """When a file or folder was changed, what it is, and its size; None where there is none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, stat.S_IFMT(found.st_mode)


def digest(path: str) -> bytes:
    """SHA-256 of a file's bytes or a folder's names; UNSTABLE where it is neither, or a file of many bytes."""
    try:
        found = os.stat(path)
        if stat.S_ISDIR(found.st_mode):
            return hashlib.sha256("\0".join(sorted(os.listdir(path))).encode("utf-8", "surrogateescape")).digest()
        if stat.S_ISREG(found.st_mode) and found.st_size <= MAX_BYTES:
            with open(path, "rb") as opened:
                return hashlib.sha256(opened.read()).digest()
    except OSError:
        pass
    return UNSTABLE


def can_be_watched(known: State, now: int) -> bool:
    """Whether it is a file or folder that was there, as it is, before a run began at `now`, in nanoseconds."""
    return known[-1] in (stat.S_IFREG, stat.S_IFDIR) and is_settled(known, now)


def is_settled(known: State, now: int = 0) -> bool:
    """Whether a later change would show in the state: its clock has ticked since. `now` is in nanoseconds."""
    changed = max(known[:2])
    window = _WINDOW if changed % 1_000_000_000 else _COARSE_WINDOW
    return changed + window < (now or time.time_ns())
