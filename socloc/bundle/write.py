"""Puts a bundle on disk, whole or not at all: written beside the target first, then exchanged with it at once."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from socloc.bundle.manifest import NAME as MANIFEST
from socloc.errors import SoclocError

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2  # Linux, renameat2(2)
_RENAME_SWAP: Final = 2  # macOS, renamex_np(2)


def write_folder(files: Mapping[str, bytes], target: Path) -> None:
    """Make `target` a folder with these files. A reader sees the old bundle or the new one, never something between.

    Raises SoclocError, with nothing changed, where the target is something else than a bundle or cannot be written.
    """
    _refuse_foreign(target)
    with _FailingWell(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        fresh = _beside(target)
        try:
            for name, data in files.items():
                path = fresh / _safe(name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            _replace_folder(fresh, target)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def write_file(data: bytes, target: Path) -> None:
    """Write one file, whole or not at all. Raises SoclocError where it cannot be written."""
    with _FailingWell(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        fresh = _beside(target)
        try:
            fresh.write_bytes(data)
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)


class _FailingWell:
    """Turns what the operating system says into a sentence."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            reason = error.strerror or str(error)
            raise SoclocError(f"cannot write {self.target}: {reason}", "Nothing was changed there.") from error


def _refuse_foreign(target: Path) -> None:
    """Never replace what socloc did not write."""
    if target.is_symlink() or (target.exists() and not (target / MANIFEST).is_file()):
        if target.is_dir() and not target.is_symlink() and not any(target.iterdir()):
            return
        raise SoclocError(f"{target} exists and is not a bundle of socloc", "Choose another folder with -o.")


def _safe(name: str) -> str:
    """A name that stays inside the bundle on every system; anything else is a bug of an exporter."""
    parts = name.split("/")
    if any(not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]*", part) or part.endswith(".") for part in parts):
        raise ValueError(f"an exporter chose the file name {name!r}")
    return name


def _beside(target: Path) -> Path:
    return target.parent / f".{target.name}.{os.getpid()}.new"


def _sweep(target: Path) -> None:
    """Remove what runs that were killed have left behind."""
    for left in target.parent.glob(f".{target.name}.*.new"):
        pid = left.name.split(".")[-2]
        if pid.isdecimal() and (int(pid) == os.getpid() or not _is_running(int(pid))):
            shutil.rmtree(left, ignore_errors=True)
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _is_running(pid: int) -> bool:
    if sys.platform == "win32":
        return True  # os.kill would end it there
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _replace_folder(fresh: Path, target: Path) -> None:
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        # No exchange on this system: the old bundle steps aside for an instant and comes back if anything fails.
        aside = fresh.with_suffix(".old")
        target.rename(aside)
        try:
            fresh.rename(target)
        except OSError:
            aside.rename(target)
            raise
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, where the operating system can; tells whether it did."""
    import ctypes

    paths = os.fsencode(one), os.fsencode(other)
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            return bool(library.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)
        if sys.platform == "darwin":
            return bool(library.renamex_np(*paths, _RENAME_SWAP) == 0)
    return False
