"""Looks at one file, and what belongs to it, as they stand in the editor; the same verdict as `socloc check`."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from socloc import opened
from socloc.errors import SoclocError
from socloc.findings import Check, Finding, Place, in_order
from socloc.lsp.kinds import Kind
from socloc.lsp.page import Encoding, Page
from socloc.lsp.shown import Shown, shown
from socloc.workflow import Choices, Outcome, examine

MAX_BYTES = 32 * 1024 * 1024  # of a file that a finding points into


class Looked(NamedTuple):
    """What came of a look: the outcome where it is a campaign, its findings, and how they are shown, by file.

    `own` are the checks of the house.
    """

    outcome: Outcome | None
    findings: tuple[Finding, ...]
    own: tuple[Check, ...]
    by_file: Mapping[Path, tuple[Shown, ...]]


def look(source: Path, kind: Kind, texts: Mapping[str, str], encoding: Encoding, cache: Path | None) -> Looked:
    """Look at a campaign, a socloc.yaml, a brand or a file of rules; `texts` are files as the editor holds them."""
    held = {name: text.encode("utf-8", "surrogatepass") for name, text in texts.items()}
    outcome, own = None, tuple[Check, ...]()
    with opened.holding(held):
        try:
            if kind == "campaign":
                outcome = examine(source, Choices(cache=cache))
                findings, own = outcome.findings, outcome.own
            else:
                findings, own = _RULES[kind](source)
        except SoclocError as error:
            findings = (Finding("", "error", str(error), Place(str(source)), error.hint),)
        pages: dict[Path, Page | None] = {}

        def page_of(path: Path) -> Page | None:
            if path not in pages:
                pages[path] = _page(path, texts.get(str(path)), encoding)
            return pages[path]

        return Looked(outcome, findings, own, shown(findings, source, page_of))


def _config(path: Path) -> tuple[tuple[Finding, ...], tuple[Check, ...]]:
    """What is wrong with a socloc.yaml, whichever campaigns it is for."""
    from socloc.house.files import files
    from socloc.house.reader import load
    from socloc.policy import config

    found = files(path.with_name("campaign.yaml"))
    own = load(found, path.parent).checks if found else ()
    return in_order(config.find(path, own)[1]), own


def _house(path: Path) -> tuple[tuple[Finding, ...], tuple[Check, ...]]:
    """What is wrong with a file of rules, whichever campaigns it is for."""
    from socloc.house.reader import load

    house = load([path], path.parent.parent)
    return in_order(house.findings), house.checks


def _brand(path: Path) -> tuple[tuple[Finding, ...], tuple[Check, ...]]:
    """What is wrong with the file of a brand and with those that it goes on from, whichever campaigns it is for."""
    from socloc.brands.reader import alone

    return in_order(alone(path)), ()


_RULES: Final[Mapping[Kind, Callable[[Path], tuple[tuple[Finding, ...], tuple[Check, ...]]]]] = {
    "config": _config,
    "house": _house,
    "brand": _brand,
}


def _page(path: Path, text: str | None, encoding: Encoding) -> Page | None:
    if text is not None:
        return Page(text, encoding)
    try:
        if not os.path.isfile(path):
            return None
        return Page(opened.read(path, MAX_BYTES).decode("utf-8-sig", "replace"), encoding)
    except (OSError, ValueError):
        return None
