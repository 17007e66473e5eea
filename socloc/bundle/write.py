"""Puts a bundle on disk, whole or not at all: written beside the target first, then exchanged with it at once."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from socloc.bundle.manifest import NAME as MANIFEST
from socloc.errors import SoclocError

_ASIDE: Final = "old"
_YOUNG: Final = 2.0  # seconds
_END: Final = ".new"
_MANY: Final = 100  # files in a folder
_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2  # Linux, renameat2(2)
_RENAME_SWAP: Final = 2  # macOS, renamex_np(2)


def write_folder(files: Mapping[str, bytes], target: Path) -> None:
    """Make `target` a folder with these files. A reader sees the old bundle or the new one, never something between.

    Raises SoclocError, with nothing changed, where the target is something else than a bundle of the same name, or
    cannot be written.
    """
    with _failing_well(target):
        if not _is_free(target) and not _is_bundle(target):
            raise foreign(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        with _workshop(target) as workshop:
            fresh = workshop / "bundle"
            fresh.mkdir()
            for folder in _folders(map(_safe, files)):
                (fresh / folder).mkdir()
            for name, data in files.items():
                (fresh / name).write_bytes(data)
            _replace_folder(fresh, target)


def write_zip(data: bytes, target: Path) -> None:
    """Write a zipped bundle, whole or not at all. Raises SoclocError as `write_folder` does."""
    with _failing_well(target):
        if os.path.lexists(target) and not _is_zipped_bundle(target):
            raise foreign(target)
    write_file(data, target)


def write_file(data: bytes, target: Path) -> None:
    """Write one file, whole or not at all; it replaces a file of that name and nothing else.

    Raises SoclocError where it cannot be written.
    """
    with _failing_well(target):
        if os.path.lexists(target) and (target.is_symlink() or not target.is_file()):
            raise SoclocError(f"{target} exists and is no file", "Choose another name.")
        target.parent.mkdir(parents=True, exist_ok=True)
        with _workshop(target) as workshop:
            fresh = workshop / "file"
            fresh.write_bytes(data)
            fresh.replace(target)


@contextmanager
def _failing_well(target: Path) -> Iterator[None]:
    """Turns what the operating system says into a sentence."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise SoclocError(f"cannot write {target}: {reason}", "Nothing was changed there.") from error


def foreign(target: Path | str) -> SoclocError:
    """Never replace what socloc did not write."""
    return SoclocError(f"{target} exists and is not a bundle of this campaign", "Choose another folder with -o.")


def _is_free(target: Path) -> bool:
    if not os.path.lexists(target):
        return True
    return target.is_dir() and not target.is_symlink() and not any(target.iterdir())


def _is_bundle(target: Path) -> bool:
    if target.is_symlink() or not (target / MANIFEST).is_file():
        return False
    return _is_manifest((target / MANIFEST).read_bytes(), target.name)


def _is_zipped_bundle(target: Path) -> bool:
    if target.is_symlink() or not target.is_file():
        return False
    with target.open("rb") as opened:
        return is_zipped_bundle(opened, target.stem)


def is_zipped_bundle(opened: IO[bytes], name: str) -> bool:
    """Whether it is a zip that socloc wrote for the campaign of that id."""
    from socloc.bundle.zipped import file_in  # with zipfile, which folders do without

    data = file_in(opened, f"{name}/{MANIFEST}")
    return data is not None and _is_manifest(data, name)


def _is_manifest(data: bytes, name: str) -> bool:
    with suppress(ValueError, KeyError, TypeError):
        manifest = json.loads(data)
        return "socloc" in manifest and "schema_version" in manifest and manifest["campaign"]["id"] == name
    return False


def _folders(names: Iterable[str]) -> list[str]:
    """The folders that files stand in, each once, the outer ones first."""
    found = set[str]()
    for name in names:
        folders = name.split("/")[:-1]
        found |= {"/".join(folders[:depth]) for depth in range(1, len(folders) + 1)}
    return sorted(found)


def _safe(name: str) -> str:
    """A name that stays inside the bundle on every system; anything else is a bug of an exporter."""
    parts = name.split("/")
    if any(not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]*", part) or part.endswith(".") for part in parts):
        raise ValueError(f"an exporter chose the file name {name!r}")
    return name


@contextmanager
def _workshop(target: Path) -> Iterator[Path]:
    """A folder beside the target that is ours alone, and gone afterwards; also one that a killed run left is swept.

    A lock, and not the number of a process, tells which are still in use: several containers may share a folder.
    """
    _sweep(target)
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=_END, dir=target.parent))
    lock = _locked(folder)
    try:
        yield folder
    finally:
        try:
            folder.rmdir()  # nothing replaced is left in it, and no tree has to be walked
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _sweep(target: Path) -> None:
    """Remove what runs that were killed have left behind; a bundle that had stepped aside comes back first."""
    begin = f".{target.name}."
    for name in _workshops(target.parent):
        if not name.startswith(begin) or len(name) < len(begin + _END):
            continue
        left = target.parent / name
        try:
            if time.time() - left.lstat().st_mtime < _YOUNG:
                continue  # perhaps made a moment ago and not locked yet
        except FileNotFoundError:
            continue  # its run has ended, or another one sweeps
        lock = _locked(left)
        if lock is not None:
            if (left / _ASIDE).is_dir() and not os.path.lexists(target):
                (left / _ASIDE).rename(target)
            shutil.rmtree(left, ignore_errors=True)
            os.close(lock)


_listed: dict[Path, tuple[float, list[str]]] = {}


def _workshops(folder: Path) -> list[str]:
    """The names of the workshops in a folder, whoever they belong to.

    Among many bundles they are not looked for again with each: those that were made since are too young to be swept.
    """
    now, absolute = time.monotonic(), folder.absolute()
    since, found = _listed.get(absolute, (-_YOUNG, []))
    if now - since < _YOUNG:
        return found
    names = os.listdir(folder)
    found = [name for name in names if name.endswith(_END)]
    _listed.clear()
    if len(names) > _MANY:
        _listed[absolute] = (now, found)
    return found


def _locked(folder: Path) -> int | None:
    """Lock a folder; None where somebody else has it, or where the system has no such locks."""
    if sys.platform == "win32":
        return None
    import fcntl

    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
        else:
            return descriptor
    return None


def _replace_folder(fresh: Path, target: Path) -> None:
    if not os.path.lexists(target):
        with suppress(OSError):  # somebody else may have been faster
            fresh.rename(target)
            return
    if not _exchange(fresh, target):
        # No exchange on this system: the old bundle steps aside for an instant and comes back if anything fails.
        aside = fresh.with_name(_ASIDE)
        try:
            target.rename(aside)
            fresh.rename(target)
        except BaseException:  # an interrupt, too, and before the workshop goes away with the old bundle in it
            if not os.path.lexists(target):
                aside.rename(target)
            raise


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
