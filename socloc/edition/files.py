"""Which files belong to a campaign, so that another edition of it can be made of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from socloc.campaign_files import FOLDERS, named
from socloc.errors import SoclocError
from socloc.matrix.named import rows, with_row
from socloc.model import Campaign
from socloc.places import read
from socloc.policy import CONFIG
from socloc.store.files import FOLDER as TRANSLATIONS
from socloc.store.files import path_of

_ARTICLE: Final = ".md"
_ASKED: Final = ("source", "locales", "media")  # what it takes to tell which media files a row names
MOST: Final = 5_000  # files; a campaign has some dozens


def belonging(path: Path, campaign: Campaign) -> tuple[dict[str, Path], list[str]]:
    """The files beside a campaign by their names there: what it names, what it is translated and rendered with.

    With them come the names of those that are left out, because they lead out of its folder or are no files.
    Approvals, baselines, bundles and other campaigns are no part of it, and neither is what lies outside its folder.
    Raises SoclocError where there are too many.
    """
    found: dict[str, Path] = {}
    left: list[str] = []
    for file in sorted({*_beside(path), *_named(path, campaign)}):
        if not file.is_relative_to(path.parent) or not _is_own(file, path, campaign):
            continue
        name = file.relative_to(path.parent).as_posix()
        if _is_inside(file, path.parent):
            found[name] = file
        elif os.path.lexists(file):
            left.append(name)
        if len(found) > MOST:
            raise SoclocError(f"more than {MOST:,} files belong to {path}", "Move it into a folder of its own.")
    return found, left


def _beside(path: Path) -> Iterator[Path]:
    yield path.parent / CONFIG
    yield from path.parent.glob(f"*{_ARTICLE}")
    for name in FOLDERS:
        if not _is_within(path.parent / name, path.parent):
            yield path.parent / name
            continue
        for folder, folders, files in os.walk(path.parent / name):
            folders[:] = [one for one in folders if not one.startswith((".", "__"))]
            yield from (Path(folder, file) for file in files if not file.startswith("."))
            yield from (link for one in folders if (link := Path(folder, one)).is_symlink())  # not gone into


def _named(path: Path, campaign: Campaign) -> Iterator[Path]:
    for name in (*named(campaign, path), *(_of_rows(path) if campaign.row else ())):
        yield Path(os.path.normpath(path.parent / name))


def _of_rows(path: Path) -> Iterator[str]:
    """The media files that all rows of the campaign's table name; a campaign has those of one row."""
    root, _ = read(path, str(path))
    if root is None or "media" not in root.mapping:
        return
    asked = root._replace(value={key: root.mapping[key] for key in _ASKED if key in root.mapping})
    for row in rows(path):
        filled, _ = with_row(asked, path, row, [])
        media = filled.mapping["media"].mapping if filled else {}
        yield from (one.mapping["file"].text for one in media.values() if "file" in one.mapping)


def _is_inside(file: Path, folder: Path) -> bool:
    """Whether it is a file that is really in there, not at the other end of a link that leads out."""
    return file.is_relative_to(folder) and file.is_file() and _is_within(file, folder)


def _is_within(file: Path, folder: Path) -> bool:
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _is_own(file: Path, path: Path, campaign: Campaign) -> bool:
    """Whether a PO file is this campaign's, as several may stand in one folder."""
    if file.suffix != ".po" or file.parent != path.parent / TRANSLATIONS:
        return True
    return file in [path_of(path, tag) for tag in campaign.locales]
