"""Where the PO files stand, and what of them a campaign uses."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from socloc import opened
from socloc.errors import SoclocError
from socloc.findings import Finding
from socloc.model import Translation, Written
from socloc.places.checks import BrokenError
from socloc.places.decode import decode
from socloc.store.catalog import Catalog
from socloc.store.po import MAX_BYTES, STORE_BROKEN, parse

FOLDER: Final = "locales"
_USUAL: Final = "campaign"  # the file's name that needs no mention


def path_of(campaign: Path, tag: str) -> Path:
    """The PO file of a locale: locales/zh-CN.po beside campaign.yaml, locales/spring.zh-CN.po beside spring.yaml."""
    prefix = "" if campaign.stem == _USUAL else f"{campaign.stem}."
    return campaign.parent / FOLDER / f"{prefix}{tag}.po"


def load(campaign: Path, tags: Iterable[str]) -> tuple[dict[str, Catalog], list[Finding]]:
    """The catalogs of those locales that have one, without the broken ones. Raises SoclocError for unreadable ones."""
    if not os.path.isdir(campaign.parent / FOLDER):
        return {}, []
    catalogs: dict[str, Catalog] = {}
    findings: list[Finding] = []
    for tag in tags:
        path = path_of(campaign, tag)
        if not os.path.isfile(path):
            continue
        catalog, problems = read(path)
        findings += problems
        if catalog is not None:
            catalogs[tag] = catalog
    return catalogs, findings


def read(path: Path) -> tuple[Catalog | None, list[Finding]]:
    """Read one PO file; None where it is broken."""
    shown = str(path)
    try:
        data = opened.read(path, MAX_BYTES + 1)
    except OSError as error:
        raise SoclocError(f"cannot read {path}: {error.strerror}", "Check your rights.") from error
    try:
        text = decode(data, shown, MAX_BYTES)
    except BrokenError as broken:
        finding = broken.finding
        return None, [STORE_BROKEN.at(finding.place, finding.message, finding.hint)]
    return parse(text.replace("\r\n", "\n"), shown)


def translations(catalogs: Mapping[str, Catalog]) -> dict[str, dict[str, Translation]]:
    """What localizing uses of the catalogs: every entry that has a text, by locale and path."""
    return {
        tag: {
            path: Translation(entry.source, Written(entry.text, entry.place, path), entry.maker, entry.state)
            for path, entry in catalog.entries.items()
            if entry.text
        }
        for tag, catalog in catalogs.items()
    }
