"""Writes the files of a new campaign: all of them or none, and over nothing that is there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from socloc.errors import SoclocError


def write(files: Mapping[str, bytes | Path], folder: Path) -> list[Path]:
    """Write files, or copies of files, by their names in a folder, and return where they are now.

    Raises SoclocError where one of them is there already or cannot be written; then nothing has changed.
    """
    targets = {name: folder / name for name in files}
    there = [target for target in targets.values() if os.path.lexists(target)]
    if there:
        raise SoclocError(f"{there[0]} exists already", "Choose another folder; nothing was changed.")
    made: list[Path] = []
    try:
        made += _folders(folder)
        with TemporaryDirectory(prefix=".socloc-", dir=folder) as workshop:
            for name, content in files.items():
                _fresh(content, Path(workshop, name))
            for name, target in targets.items():
                made += _folders(target.parent)
                _put(Path(workshop, name), target)
                made.append(target)
    except OSError as error:
        _undo(made)
        reason = error.strerror or str(error)
        raise SoclocError(f"cannot write into {folder}: {reason}", "Nothing was changed there.") from error
    return list(targets.values())


def _folders(folder: Path) -> list[Path]:
    """Make a folder and those around it that are not there; returns them, the outermost first."""
    missing = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
    for one in reversed(missing):
        one.mkdir()
    return missing[::-1]


def _fresh(content: bytes | Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        target.write_bytes(content)
    else:
        shutil.copyfile(content, target)


def _put(fresh: Path, target: Path) -> None:
    """Give a file its name; fails where somebody else was faster."""
    try:
        os.link(fresh, target)
    except OSError:
        if os.path.lexists(target):
            raise
        fresh.replace(target)  # some file systems have no links


def _undo(made: list[Path]) -> None:
    for path in reversed(made):
        with suppress(OSError):  # a folder in which somebody else has put something stays
            path.rmdir() if path.is_dir() else path.unlink()
