"""The campaigns that are meant by files, folders and patterns."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from socloc.campaign_files import NAME, has_posts
from socloc.errors import SoclocError
from socloc.remote.addresses import meant, of, shown

_MAGIC: Final = re.compile(r"[*?\[]")
_BUNDLE: Final = "manifest.json"


def found(arguments: Iterable[Path]) -> tuple[list[Path], list[SoclocError]]:
    """The campaign files, each once, in the order of the arguments and sorted within each.

    A folder with a campaign.yaml means that; any other all campaigns below it: YAML files with a key `posts`, but not
    in hidden folders and bundles. A pattern such as `clients/*/spring.yaml` may have ** for folders of any depth.
    An address, such as s3://bucket/clients, means the same.
    Beside them stands what is wrong with folders and patterns that mean none.
    """
    paths: dict[str, Path] = {}
    problems: list[SoclocError] = []
    for argument in arguments:
        try:
            for path in _meant(argument):
                paths.setdefault(os.path.abspath(path), path)
        except SoclocError as error:
            problems.append(error)
    return list(paths.values()), problems


def _meant(argument: Path) -> list[Path]:
    argument = meant(argument)
    if of(argument):
        return _at_address(argument)
    if os.path.isdir(argument):
        own = argument / NAME
        below = [own] if os.path.isfile(own) else sorted(_below(argument))
        return below or _none(f"there is no campaign in {argument}")
    if _MAGIC.search(str(argument)) and not os.path.lexists(argument):
        from glob import glob  # most arguments are no patterns

        paths = [Path(name) for name in sorted(glob(str(argument), recursive=True))]
        return [path for one in paths for path in _meant(one)] or _none(f"no file matches {argument}")
    return [argument]


def _at_address(argument: Path) -> list[Path]:
    from socloc.remote import found as there  # most campaigns are on this machine

    if _MAGIC.search(str(argument)) and (matching := there.matching(argument)) != [argument]:
        paths = [path for one in matching for path in _meant(one)]
        return paths or _none(f"no file matches {shown(argument)}")
    paths = there.meant(argument)
    return paths or _none(f"there is no campaign in {shown(argument)}")


def _none(message: str) -> list[Path]:
    raise SoclocError(message, "Name a file, or make a campaign with `socloc init`.")


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        sys.audit("socloc.searched", parent)  # a campaign that is new there belongs to the answer
        if _BUNDLE in names:
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (
            path
            for name in names
            if name.endswith((".yaml", ".yml")) and (path := Path(parent, name)).is_file() and _may_be_one(path)
        )


def _may_be_one(path: Path) -> bool:
    try:
        return has_posts(path.read_bytes())
    except OSError:
        return True  # it is told when it is read
