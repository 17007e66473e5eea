"""The images and videos of a row: which a tool refuses, and which have no place in its files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.findings import Finding, Severity
from socloc.networks.facts import number
from socloc.schedulers.checks import SCHEDULER_MEDIA_REFUSED
from socloc.schedulers.facts import Scheduler, TakenMedia
from socloc.schedulers.rows import Picture, Row

_PLURALS: Final = {"image": "images", "animation": "animations", "video": "videos"}
_PLACES: Final = {
    "image": {"image", "images", "media"},
    "animation": {"image", "images", "gifs", "media"},
    "video": {"videos", "media", "image"},
}


def lost_media(row: Row, tool: Scheduler, places: frozenset[str]) -> list[str]:
    """The sorts of media that a tool's file has no place for at all: `the images`, `the videos`."""
    if tool.media and tool.media.sorts:
        return []  # it takes some, so that the others are refused
    sorts = dict.fromkeys(one.sort for one in row.pictures)
    return [f"the {_PLURALS[sort]}" for sort in sorts if not _PLACES[sort] & places]


def refused_media(row: Row, tool: Scheduler, places: frozenset[str]) -> Iterator[Finding]:
    """The media that a tool does not take, or cannot fetch."""
    if lost_media(row, tool, places):
        return
    taken = tool.media
    for one in row.pictures:
        if taken and taken.sorts and one.sort not in taken.sorts:
            listed = " and ".join(_PLURALS[sort] for sort in taken.sorts)
            yield _said(row, one, f"{_called(one)}, and {tool.name} takes {listed} only", taken.basis.severity)
            continue
        if not one.address:
            message = f"`{one.name}` has no public address, and {tool.name} fetches it from one"
            hint = f'Upload it, and write {{"{one.keys[0]}": "https://…"}} into the file given to `--images`.'
            yield SCHEDULER_MEDIA_REFUSED.at(one.place, message, hint, row.variant.subject)
        if taken:
            yield from _of_file(row, one, tool, taken)
    if taken:
        yield from _together(row, tool, taken)


def _of_file(row: Row, one: Picture, tool: Scheduler, taken: TakenMedia) -> Iterator[Finding]:
    severity = taken.basis.severity
    if taken.kinds and one.kind and one.kind not in taken.kinds and one.sort != "video":
        listed = " or ".join(kind.upper() for kind in taken.kinds)
        yield _said(row, one, f"`{one.name}` is a {one.kind.upper()} file, and {tool.name} takes {listed}", severity)
    if taken.bytes and one.bytes > taken.bytes:
        message = f"`{one.name}` has {one.bytes:,} bytes, and {tool.name} takes {number(taken.bytes)}"
        yield _said(row, one, message, severity)


def _together(row: Row, tool: Scheduler, taken: TakenMedia) -> Iterator[Finding]:
    first = row.pictures[0] if row.pictures else None
    if first is None:
        return
    count, sorts = len(row.pictures), {one.sort for one in row.pictures}
    if taken.most and count > taken.most:
        message = f"the post has {count} images and videos, and {tool.name} takes {taken.most}"
        yield _said(row, first, message, taken.basis.severity)
    if not taken.together and len(sorts) > 1:
        listed = " and ".join(_PLURALS[sort] for sort in _PLURALS if sort in sorts)
        yield _said(row, first, f"the post has {listed}, and {tool.name} takes one of these", taken.basis.severity)


def _called(one: Picture) -> str:
    article = "an" if one.sort in ("image", "animation") else "a"
    return f"`{one.name}` is {article} {one.sort}"


def _said(row: Row, one: Picture, message: str, severity: Severity) -> Finding:
    hint = "Take another one for that network, or leave it out there."
    return SCHEDULER_MEDIA_REFUSED.at(one.place, message, hint, row.variant.subject, severity)
