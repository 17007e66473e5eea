"""Which files belong to a campaign, so that another edition of it can be made of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from socloc.errors import SoclocError
from socloc.model import Campaign
from socloc.policy import CONFIG
from socloc.serve.watch import named
from socloc.store.files import FOLDER as TRANSLATIONS
from socloc.store.files import path_of

FOLDERS: Final = ("brands", "checks", "locales", "networks", "schedulers", "templates")
_ARTICLE: Final = ".md"
MOST: Final = 5_000  # files; a campaign has some dozens


def belonging(path: Path, campaign: Campaign) -> dict[str, Path]:
    """The files beside a campaign by their names there: what it names, what it is translated and rendered with.

    Approvals, baselines, bundles and other campaigns are no part of it, and neither is what lies outside its folder.
    Raises SoclocError where there are too many.
    """
    found: dict[str, Path] = {}
    for file in sorted({*_beside(path), *_named(path, campaign)}):
        if _is_inside(file, path.parent) and _is_own(file, path, campaign):
            found[file.relative_to(path.parent).as_posix()] = file
        if len(found) > MOST:
            raise SoclocError(f"more than {MOST:,} files belong to {path}", "Move it into a folder of its own.")
    return found


def _beside(path: Path) -> Iterator[Path]:
    yield path.parent / CONFIG
    yield from path.parent.glob(f"*{_ARTICLE}")
    for name in FOLDERS:
        for folder, folders, files in os.walk(path.parent / name):
            folders[:] = [one for one in folders if not one.startswith((".", "__"))]
            yield from (Path(folder, file) for file in files if not file.startswith("."))


def _named(path: Path, campaign: Campaign) -> Iterator[Path]:
    for name in named(campaign, path):
        yield Path(os.path.normpath(path.parent / name))


def _is_inside(file: Path, folder: Path) -> bool:
    """Whether it is a file that is really in there, not at the other end of a link that leads out."""
    try:
        return file.is_file() and file.resolve().is_relative_to(folder.resolve()) and file.is_relative_to(folder)
    except (OSError, RuntimeError):
        return False


def _is_own(file: Path, path: Path, campaign: Campaign) -> bool:
    """Whether a PO file is this campaign's, as several may stand in one folder."""
    if file.suffix != ".po" or file.parent != path.parent / TRANSLATIONS:
        return True
    return file in [path_of(path, tag) for tag in campaign.locales]
