"""The campaigns that are meant by addresses, by the same rules as on a disk."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from socloc.bundle.manifest import NAME as BUNDLE
from socloc.campaign_files import NAME, has_posts
from socloc.remote import store

_MOST: Final = 4 * 1024 * 1024  # bytes of a campaign


def meant(argument: Path) -> list[Path]:
    """The campaign files that an address means, sorted; empty where a folder has none.

    An address at which nothing is means itself, which is told when it is read. Raises SoclocError where the store
    cannot be read.
    """
    there = store.names(argument)
    if not there or argument in there:
        return [argument]
    if argument / NAME in there:
        return [argument / NAME]
    named = sorted(path for path in _below(argument, there) if path.suffix in (".yaml", ".yml"))
    return [path for path, data in zip(named, store.each(named, _MOST), strict=True) if data is None or has_posts(data)]


def matching(pattern: Path) -> list[Path]:
    """What a pattern means, sorted; the pattern itself where something has that name."""
    if store.names(pattern):
        return [pattern]
    found = store.matching(pattern)
    is_about_hidden = any(part.startswith(".") for part in pattern.parts)
    return [path for path in found if is_about_hidden or not any(part.startswith(".") for part in path.parts)]


def _below(folder: Path, there: Collection[Path]) -> Iterator[Path]:
    """The objects below a folder, those in hidden folders and in bundles excepted."""
    bundles = {path.parent for path in there if path.name == BUNDLE}
    for path in there:
        inside = path.relative_to(folder).parts[:-1]
        if not any(part.startswith(".") for part in inside) and not bundles & {path.parent, *path.parents}:
            yield path
