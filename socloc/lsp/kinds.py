"""Which files the server has something to say about, and which campaign a PO file belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Literal, TypeAlias

from socloc.brands.format import FOLDER as BRANDS
from socloc.campaign_files import has_posts
from socloc.house.files import FOLDER as RULES
from socloc.policy import CONFIG
from socloc.store.files import FOLDER as TRANSLATIONS

Kind: TypeAlias = Literal["campaign", "po", "config", "house", "brand", ""]
_BY_FOLDER: Final[Mapping[str, Kind]] = {BRANDS: "brand", RULES: "house"}
_SUFFIXES: Final = (".yaml", ".yml")
# Every file of socloc's that people write begins with its version; YAML of other programs has no such key.
_OURS: Final = re.compile(r"""^\ufeff?(?:\{[ \t]*)?["']?socloc["']?[ \t]*:""", re.MULTILINE)


def kind_of(path: Path, text: str) -> Kind:
    """What a file is, by its name and its words; empty where it is none of ours."""
    if path.suffix == ".po":
        return "po" if path.parent.name == TRANSLATIONS else ""
    if path.name == CONFIG:
        return "config"
    if path.suffix not in _SUFFIXES or not _OURS.search(text):
        return ""
    kind = _BY_FOLDER.get(path.parent.name)
    if kind is None or path.suffix != ".yaml" or has_posts(text.encode("utf-8", "surrogatepass")):
        return "campaign"
    return kind


def campaign_of(po: Path, text_of: Callable[[Path], str | None]) -> Path | None:
    """The campaign of a PO file: campaign.yaml for locales/de.po, spring.yaml for locales/spring.de.po.

    `text_of` reads a file; None where there is none.
    """
    stem = po.stem.rpartition(".")[0] or "campaign"
    for suffix in _SUFFIXES:
        path = po.parent.parent / f"{stem}{suffix}"
        text = text_of(path)
        if text is not None and kind_of(path, text) == "campaign":
            return path
    return None
