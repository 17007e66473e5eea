"""The files of a campaign: how its own is known among others, and what lies beside it or is named by it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from socloc.patterns import later

if TYPE_CHECKING:
    from socloc.model import Campaign

NAME: Final = "campaign.yaml"  # the one that a folder means
# Folders beside a campaign, for what comes before socloc's own.
FOLDERS: Final = ("brands", "checks", "locales", "networks", "schedulers", "templates")
_POSTS: Final = later(rb"^(?:\xef\xbb\xbf)?(?:posts|\"posts\"|'posts')[ \t]*:", re.MULTILINE)


def has_posts(data: bytes) -> bool:
    """Whether a file is a campaign: a configuration, a brand, a network or a rule of the house has no posts."""
    return bool(_POSTS.search(data))


def named(campaign: Campaign | None, path: Path) -> tuple[str, ...]:
    """The files that a campaign names and those of its brands, relative to its folder, also those that are missing."""
    if campaign is None:
        return ()
    brand = campaign.brand
    files = [media.file for media in campaign.media.values()]
    files += [file for file in (brand.logo, brand.theme, *brand.glossaries) if file]
    there = [campaign.folder_of(file, path.parent) / file.value for file in files]
    there += map(Path, brand.files)
    there += [Path(words.place.file) for words in list(campaign.row.values())[:1]]  # the table
    for folder in brand.templates:
        there += map(Path, below([campaign.folder_of(folder, path.parent) / folder.value]))
    return tuple(os.path.relpath(one, path.parent) for one in there)


def below(folders: Iterable[Path]) -> Iterator[str]:
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
