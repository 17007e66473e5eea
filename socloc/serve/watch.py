"""Sees that a file of a campaign was saved, by asking for its state again and again.

That is a few hundred microseconds for a campaign's own files, works on every file system, also shared ones, and finds
a file whichever way an editor writes it. A package for it would cost more at start-up than this costs in an hour.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from socloc.model import Campaign

FOLDERS: Final = ("templates", "networks", "locales", "checks", "brands")
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
    for entry in _below([folder / name for name in FOLDERS]):
        if len(own) >= MOST:
            break
        own[entry] = _state(entry)
    return Seen(own, _media(folder, media))


def named(campaign: Campaign | None, path: Path) -> tuple[str, ...]:
    """The files that a campaign names and those of its brands, relative to its folder, also those that are missing."""
    if campaign is None:
        return ()
    brand = campaign.brand
    files = [media.file for media in campaign.media.values()]
    files += [file for file in (brand.logo, brand.theme, *brand.glossaries) if file]
    there = [campaign.folder_of(file, path.parent) / file.value for file in files]
    there += map(Path, brand.files)
    for folder in brand.templates:
        there += map(Path, _below([campaign.folder_of(folder, path.parent) / folder.value]))
    return tuple(os.path.relpath(one, path.parent) for one in there)


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


def _below(folders: list[Path]) -> Iterator[str]:
    """The files in folders and in theirs, in any order; links to folders are not followed, as they may go in a circle.

    A folder itself is none of them: it changes with every file that an editor puts aside in it.
    """
    left = [str(folder) for folder in folders]
    while left:
        try:
            entries = list(os.scandir(left.pop()))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                left.append(entry.path)
            else:
                yield entry.path
