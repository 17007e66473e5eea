"""Where the files of brands stand: in `brands/` of the campaign's folder, or of one above it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from socloc import opened
from socloc.brands.format import FOLDER
from socloc.policy.beside import folders


def find(brand: str, beside: Path) -> Path | None:
    """The file of a brand that is nearest to a file that names it, the file itself excepted; an absolute path.

    `beside` is a campaign, or a brand's file: that may go on from one of its own name in a folder above.
    """
    own = os.path.abspath(beside)
    for folder in _folders(beside):
        path = folder / f"{brand}.yaml"
        sys.audit("socloc.looked", path)  # a verdict rests on its not being there
        if os.path.abspath(path) != own and (opened.held_of(path) is not None or os.path.lexists(path)):
            sys.audit("socloc.campaign", os.path.abspath(folder))  # and on what belongs to it
            return path
    return None


def known(beside: Path) -> list[str]:
    """The ids of the brands that a file may name, those of other folders not among them."""
    own, found = os.path.abspath(beside), set[str]()
    for folder in _folders(beside):
        sys.audit("socloc.looked", folder)
        if folder.is_dir():
            names = (name for name in os.listdir(folder) if name.endswith(".yaml"))
            found |= {name.removesuffix(".yaml") for name in names if os.path.abspath(folder / name) != own}
    return sorted(found)


def _folders(beside: Path) -> Iterator[Path]:
    """The folders that may have brands, nearest first, up to the one with .git in it."""
    yield from (folder / FOLDER for folder in folders(_top(beside)))


def _top(beside: Path) -> Path:
    """A file in the folder that counts: a brand's own is the one around its `brands/`."""
    return beside.parent if beside.parent.name == FOLDER else beside
