"""Sees that a file of a campaign was saved, by asking for its state again and again.

That is a few hundred microseconds for a campaign's own files, works on every file system, also shared ones, and finds
a file whichever way an editor writes it. A package for it would cost more at start-up than this costs in an hour.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from socloc.campaign_files import FOLDERS, below

MOST: Final = 5_000  # files; somebody may have a home folder's worth beside a campaign

State: TypeAlias = tuple[int, int, int, int] | None  # None where there is no such file


class Seen(NamedTuple):
    """The states of the files beside a campaign and its own, and of the media files it names."""

    own: Mapping[str, State]
    media: Mapping[str, State]


def look(path: Path, media: Iterable[str]) -> Seen:
    """The states of a campaign's files now; `media` are names relative to its folder."""
    folder = path.parent
    own = {str(path): _state(path)}
    for entry in below(folder / name for name in FOLDERS):
        if len(own) >= MOST:
            break
        own[entry] = _state(entry)
    return Seen(own, _media(folder, media))


def renamed(seen: Seen, path: Path, media: Iterable[str]) -> Seen:
    """The same, for a campaign that names other media files by now; those not seen before are looked at."""
    fresh = _media(path.parent, media)
    return Seen(seen.own, {name: seen.media.get(name, state) for name, state in fresh.items()})


def _media(folder: Path, names: Iterable[str]) -> dict[str, State]:
    listed = sorted(set(names))[:MOST]
    return {name: _state(folder / name) for name in listed}


def _state(path: str | Path) -> State:
    try:
        found = os.stat(path)
    except (OSError, ValueError):  # gone, or no file name at all
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
