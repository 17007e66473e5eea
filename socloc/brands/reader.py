"""The brand of a campaign as a whole: what the campaign says itself, over the file that it names, over the next one."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from socloc import opened
from socloc.brands import find, merge
from socloc.brands.format import BRAND_FILE, FOLDER
from socloc.campaign_names import UNKNOWN_NAME
from socloc.campaign_parts import Whole, listed_twice
from socloc.errors import SoclocError
from socloc.findings import Check, Finding
from socloc.locales import canonical
from socloc.places import Node, read
from socloc.shapes import suggest
from socloc.shapes.shape import MISSING_KEY

BRAND_FILE_BROKEN = Check(
    "brand-file",
    "error",
    """A brand in `brands/` cannot be used: brands go on from one another in a circle, or a file cannot be read.

    A brand goes on from another one by `extends: <id>`; following that has to come to an end, or nobody could say whose
    colours and banned words count. One brand may go on from another of the same id in a folder above. The files that a
    brand names (logo, theme, glossary, templates) stand beside it in `brands/`, and nothing leads out of there, so that
    a client's folder can be handed on whole and shows nobody another client's files.
    """,
)
CHECKS: Final = (BRAND_FILE_BROKEN,)
MOST: Final = 100  # brands that go on from one another
_OF_FILE: Final = ("socloc", "source", "extends")


class _Step(NamedTuple):
    """One brand on the way: what it says, the locale of its single strings, its file, and what it goes on from."""

    entries: Mapping[str, Node]
    source: str
    file: Path
    extends: Node | None


def whole(node: Node, campaign: Path, source: str, findings: list[Finding]) -> Whole:
    """The brand that a campaign means by its `brand`; `source` is the campaign's locale of single strings.

    What is wrong with the files is a finding there; what is right in them is used all the same.
    """
    own = node.mapping
    named = own.get("extends") if own else node
    if named is None:
        return Whole(own)
    said = len(findings)
    steps = _steps(named, campaign, source, lambda file: shown(file, campaign), findings)
    entries: dict[str, Node] = {}
    for step in reversed(steps):
        entries = merge.over(step.entries, entries, step.source)
    entries = merge.over({key: one for key, one in own.items() if key not in _OF_FILE}, entries, source)
    if "name" not in entries and len(findings) == said:
        message = "the brand lacks the key `name`, and so does every brand that it goes on from"
        findings.append(MISSING_KEY.at(named.place, message, "Add `name:` — The brand's name."))
    return Whole(entries, entries.get("utm"), tuple(shown(step.file, campaign) for step in steps))


def alone(file: Path) -> list[Finding]:
    """What is wrong with the file of a brand and with those that it goes on from, for no campaign in particular.

    Raises SoclocError where the file cannot be read.
    """
    findings: list[Finding] = []
    first = _step(file, str(file), "", findings)
    if first.extends:
        _steps(first.extends, file, "", str, findings, [first])
    return findings


def source_of(file: Path) -> str:
    """The locale of a brand's single strings; empty where its file does not say."""
    return _step(file, str(file), "", []).source


def with_utm(own: Node | None, brand: Node | None) -> Node | None:
    """A campaign's tracking, and key by key the brand's where it says nothing."""
    near, far = ({"utm": node} if node else {} for node in (own, brand))
    return merge.over(near, far, "").get("utm")


def shown(file: Path, campaign: Path) -> str:
    """The name of a brand's file in findings: relative where the campaign's is."""
    return str(file) if campaign.is_absolute() else os.path.relpath(file)


def _steps(
    named: Node,
    beside: Path,
    source: str,
    name_of: Callable[[Path], str],
    findings: list[Finding],
    before: Sequence[_Step] = (),
) -> list[_Step]:
    """The brands on the way, the nearest first; the way ends where one cannot be used."""
    steps, extends = list(before), named
    while True:
        path = find.find(extends.text, beside)
        if path is None or any(step.file == path for step in steps):
            findings.append(_circle(extends, steps, path) if path else _unknown(extends, beside))
            return steps
        if len(steps) == MOST:
            message = f"more than {MOST} brands go on from one another"
            findings.append(BRAND_FILE_BROKEN.at(extends.place, message, "Take one `extends` out."))
            return steps
        try:
            steps.append(_step(path, name_of(path), source, findings))
        except SoclocError as error:
            findings.append(BRAND_FILE_BROKEN.at(extends.place, str(error), error.hint))
            return steps
        if steps[-1].extends is None:
            return steps
        beside, extends = path, steps[-1].extends


def _step(path: Path, name: str, source: str, findings: list[Finding]) -> _Step:
    """One brand, without what is broken in it. Raises SoclocError where its file cannot be read."""
    opened.must_end(path)
    node, wrong = read(path, name)
    findings += wrong
    kept = BRAND_FILE.read(node, findings) if node else None
    findings += listed_twice(kept) if kept else ()
    entries = kept.mapping if kept else {}
    own = canonical(entries["source"].text) if "source" in entries else source
    said = {key: one for key, one in entries.items() if key not in _OF_FILE}
    return _Step(said, own, path, entries.get("extends"))


def _circle(extends: Node, steps: Sequence[_Step], again: Path) -> Finding:
    ids = " → ".join([step.file.stem for step in steps] + [again.stem])
    message = f"brands go on from one another in a circle: {ids}"
    return BRAND_FILE_BROKEN.at(extends.place, message, "Take one `extends` out.")


def _unknown(extends: Node, beside: Path) -> Finding:
    brands = find.known(beside)
    message = f"there is no brand `{extends.text}`{suggest(extends.text, brands)}"
    if beside.parent.name == FOLDER and extends.text == beside.stem:
        message = f"there is no other brand `{extends.text}` in a folder above"
    hint = f"Known here: {', '.join(brands)}." if brands else f"It would be {FOLDER}/{extends.text}.yaml."
    return UNKNOWN_NAME.at(extends.place, message, f"{hint} The search ends where .git is.")
