"""The text of a campaign for its next edition: a new id, years and dates moved, everything else byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from socloc import mend
from socloc.campaign_values import ID
from socloc.errors import SoclocError
from socloc.findings import Change, Finding, Fix
from socloc.places import Node, parse, read

WEEKS: Final = 52  # so that the weekday stays
_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_NUMBERED: Final = re.compile(r"(.+)-([2-9]|[1-9][0-9])")
_LONGEST: Final = 64  # characters of an id


class Moved(NamedTuple):
    """A campaign that has been moved: its text, its id before and now, by how many days, and what stayed behind.

    `days` is None where no date stands in the file, which may be those of a table.
    """

    data: bytes
    before: str
    id: str
    days: int | None
    left: tuple[Finding, ...]


class _Spot(NamedTuple):
    """A scalar that shall become another; its kind is `id`, `year` or `date`."""

    kind: str
    node: Node


def moved(campaign: Path, new_id: str = "", start: date | None = None) -> Moved:
    """The campaign with its dates moved so that the first post is due on a day, 52 weeks later by default.

    Every schedule and every end of a coupon moves by the same number of days and keeps its time of day. Years in the
    id, the title and utm_campaign move by as many years. Raises SoclocError where the file cannot be read or followed,
    and where there is a `start` but no date.
    """
    root, wrong = read(campaign, str(campaign))
    if root is None or "id" not in root.mapping:
        reason = wrong[0].message if wrong else "it has no id"
        raise SoclocError(f"{campaign} is no campaign: {reason}", "`socloc check` says what there is to mend.")
    spots = list(_spots(root))
    first = min((day for spot in spots if spot.kind == "date" and (day := _day(spot.node))), default=None)
    if start and not first:
        raise SoclocError(f"no date stands in {campaign}, so none can be moved to {start}", "Leave --start out.")
    days = (start - first).days if start and first else 7 * WEEKS
    years = start.year - first.year if start and first else 1
    old = root.mapping["id"].text
    fresh = new_id or _next(old, years)
    if not ID.matches(fresh) or fresh == old:
        raise SoclocError(f"`{fresh}` cannot be the new id", f"With --id, write another than `{old}`: {ID.expected}.")
    wanted = [_become(spot, old, fresh, years, days) for spot in spots]
    data = _edited(campaign, [pair for pair in zip(spots, wanted, strict=True) if pair[0].node.text != pair[1]])
    after, _ = parse(data, str(campaign))
    now = [spot.node.text for spot in _spots(after)] if after else []
    behind = [(spot, text) for spot, text, is_now in zip(spots, wanted, now, strict=True) if text != is_now]
    if any(spot.kind == "id" for spot, _ in behind):
        raise SoclocError(f"the id of {campaign} is written in a way that cannot be followed", "Write it plainly.")
    left = [*(_left(*one) for one in behind), *(_of_table(one.node) for one in spots if _is_filled(one))]
    return Moved(data, old, fresh, days if first else None, tuple(left))


def _spots(root: Node) -> Iterator[_Spot]:
    """The id, the title, what utm_campaign says, and every moment, in the order of the file."""
    for key, node in root.mapping.items():
        if key in ("id", "title") and node.text:
            yield _Spot("id" if key == "id" else "year", node)
        elif key in ("utm", "links", "qr"):
            yield from _of_tracking(node, key)
        elif key in ("posts", "defaults", "brand", "coupons"):
            yield from _moments(node)


def _of_tracking(node: Node, name: str, parent: str = "") -> Iterator[_Spot]:
    """What utm_campaign says under `utm:`, and under the networks of a link."""
    for key, child in node.mapping.items():
        if key == "campaign" and child.text and (name == "utm" or parent == "networks"):
            yield _Spot("year", child)
        else:
            yield from _of_tracking(child, key, name)


def _moments(node: Node) -> Iterator[_Spot]:
    for key, child in node.mapping.items():
        if key in ("schedule", "ends") and child.mapping:
            if (at := child.mapping.get("at")) and at.text:
                yield _Spot("date", at)
        else:
            yield from _moments(child)
    for item in node.items:
        yield from _moments(item)


def _day(node: Node) -> date | None:
    try:
        return date.fromisoformat(node.text[:10])
    except ValueError:
        return None  # `socloc check` says so


def _become(spot: _Spot, old: str, fresh: str, years: int, days: int) -> str:
    text = spot.node.text
    if spot.kind == "id" or text == old:
        return fresh
    if spot.kind == "year":
        return _with_years(text, years)
    day = _day(spot.node)
    try:
        return f"{day + timedelta(days)}{text[10:]}" if day else text
    except OverflowError:
        raise SoclocError(f"{text} cannot be moved by {days} days", "Choose another day with --start.") from None


def _with_years(text: str, years: int) -> str:
    return _YEAR.sub(lambda match: str(int(match.group()) + years), text)


def _next(old: str, years: int) -> str:
    """spring-2027 becomes spring-2028, spring becomes spring-2, and that spring-3."""
    if years and _YEAR.search(old):
        return _with_years(old, years)
    numbered = _NUMBERED.fullmatch(old)
    stem, number = (numbered[1], int(numbered[2]) + 1) if numbered else (old, 2)
    return f"{stem[: _LONGEST - len(str(number)) - 1].rstrip('-_')}-{number}"


def _edited(campaign: Path, wanted: Iterable[tuple[_Spot, str]]) -> bytes:
    findings = [_finding(spot.node, text) for spot, text in wanted]
    mended = mend.mend(findings)
    return mended[0].after if mended else campaign.read_bytes()


def _finding(node: Node, text: str) -> Finding:
    fix = Fix(node.place, "", node.text, tuple(_changes(node.text, text)))
    return Finding("", "note", "", node.place, fix=fix)


def _changes(before: str, after: str) -> tuple[Change]:
    """One change, without what both begin and end with."""
    start, end, most = 0, 0, min(len(before), len(after))
    while start < most and before[start] == after[start]:
        start += 1
    while end < most - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return (Change(start, before[start : len(before) - end], after[start : len(after) - end]),)


def _left(spot: _Spot, text: str) -> Finding:
    message = f"`{spot.node.text}` could not be moved to `{text}`: it is written in a way that cannot be followed"
    return Finding("", "note", message, spot.node.place)


def _is_filled(spot: _Spot) -> bool:
    return spot.kind == "date" and "{{" in spot.node.text


def _of_table(node: Node) -> Finding:
    message = f"`{node.text}` has what stands in the table, which is as it was"
    return Finding("", "note", message, node.place)
