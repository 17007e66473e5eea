"""What a tool would refuse of its rows, or lose, said before anybody uploads a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from socloc.counting import way
from socloc.findings import Finding
from socloc.schedulers import holds, times
from socloc.schedulers.checks import (
    SCHEDULER_ACCOUNT_UNKNOWN,
    SCHEDULER_FORMULA,
    SCHEDULER_NETWORK_UNKNOWN,
    SCHEDULER_PART_LOST,
    SCHEDULER_ROW_REFUSED,
    SCHEDULER_SPLIT,
    SCHEDULER_TEXT_TOO_LONG,
)
from socloc.schedulers.facts import Cap, Column, Scheduler
from socloc.schedulers.files import File
from socloc.schedulers.media import lost_media, refused_media
from socloc.schedulers.rows import Row
from socloc.schedulers.table import FORMULA
from socloc.schedulers.times import said
from socloc.variant import Variant

# What a person calls it, and the key of the campaign that says it.
_NEEDED: Final = {
    "date": ("time", "schedule"),
    "media": ("image or video", "media"),
    "images": ("image", "media"),
    "url": ("link", "link"),
    "headline": ("title", "title"),
}
_BY_HAND: Final = "Add it in the tool by hand, or leave it out for that network."


def findings(files: Sequence[File], tool: Scheduler, places: frozenset[str], now: datetime | None) -> Iterator[Finding]:
    """Everything that is wrong with the rows of a tool; `places` are what its files have a place for.

    Without `now`, nothing is in the past.
    """
    if tool.is_for_people:
        return
    rows = [row for file in files for row in file.rows]
    for row in rows:
        yield from _of_texts(row, tool)
        yield from _empty(row, tool)
        yield from refused_media(row, tool, places)
        yield from _lost(row, tool, places)
    for file in files:
        yield from _formulas(file, tool)
    yield from _split(files, tool)
    yield from times.findings(files, tool, now)


def unknown_networks(variants: Sequence[Variant], tool: Scheduler) -> Iterator[Finding]:
    """A finding for each format of a campaign that a tool does not have."""
    seen = set()
    for variant in variants:
        form = variant.plan.format
        if str(form) not in seen and tool.name_of(form.network, form.id) is None:
            seen.add(str(form))
            subject = variant.subject._replace(locale="", post="")
            is_known = tool.known is not None and tool.known.basis.standing != "unknown"
            verb = "does not have" if is_known else "is not known to have"
            message = f"{tool.name} {verb} {form}, so these posts are not in its files"
            hint = f"Publish them another way, or leave it out with `--network`. {tool.name} has {_names(tool)}."
            yield SCHEDULER_NETWORK_UNKNOWN.at(variant.plan.post.place, message, hint, subject)


def _names(tool: Scheduler) -> str:
    return ", ".join(tool.known.names) if tool.known else "no list"


def _of_texts(row: Row, tool: Scheduler) -> Iterator[Finding]:
    """Texts over the tool's own caps."""
    plan = row.variant.plan
    for cap in tool.caps:
        if cap.networks and not {plan.format.network, str(plan.format)} & set(cap.networks):
            continue
        for text in _capped(row, cap):
            length = way(cap.way).length(text)
            if length > cap.value:
                unit = way(cap.way).UNIT
                message = f"the {cap.of} has {length:,} {unit}; {tool.name} takes {cap.value:,} for {plan.format}"
                hint = f"Shorten it by {length - cap.value:,}, or add a shorter alternative."
                place = row.variant.fields[0].place
                message += cap.basis.hearsay
                yield said(SCHEDULER_TEXT_TOO_LONG, row, message, hint, cap.basis.severity, place)


def _capped(row: Row, cap: Cap) -> tuple[str, ...]:
    return {"text": row.parts, "comment": (row.comment,), "title": (row.title,)}[cap.of]


def _empty(row: Row, tool: Scheduler) -> Iterator[Finding]:
    """What must be in a row and is not there; `media` and `images` without an address are said elsewhere."""
    for name in tool.needs:
        is_there = bool(row.pictures) if name in ("media", "images", "image") else _value(row, name)
        if name == "account" and not is_there:
            target = row.variant.plan.format.network
            message = f"nobody has written down which account of {tool.name} posts for {target} {_tag(row)}"
            hint = f"Write `{target}: ID` into schedulers/{tool.id}.accounts.yaml beside the campaign."
            yield said(SCHEDULER_ACCOUNT_UNKNOWN, row, message, hint, place=row.variant.plan.post.place)
        elif not is_there:
            what, key = _NEEDED.get(name, (name, name))
            message = f"the post has no {what}, and {tool.name} needs one"
            yield said(SCHEDULER_ROW_REFUSED, row, message, f"Give it one with `{key}:`.", tool.severity)


def _value(row: Row, name: str) -> bool:
    return bool(holds.cell(row, Column("", name), "UTC"))


def _tag(row: Row) -> str:
    return row.variant.plan.locale.tag


def _lost(row: Row, tool: Scheduler, places: frozenset[str]) -> Iterator[Finding]:
    """What the tool's file has no place for."""
    alts = any(one.alt for one in row.pictures) and row.variant.plan.format.alt is not None
    lost = {
        "the time": row.at is not None and "date" not in places,
        "the first comment": bool(row.comment) and "comment" not in places,
        "the title": bool(row.title) and not {"title", "headline"} & places,
        "the link": bool(row.link) and not {"link", "url"} & places,
        "the alternative texts": alts and not lost_media(row, tool, places) and not {"alt", "alts"} & places,
        "the buttons": bool(row.variant.buttons),
    }
    if without := [*(name for name, is_so in lost.items() if is_so), *lost_media(row, tool, places)]:
        message = f"a file for {tool.name} has no place for {' and '.join(without)}"
        yield said(SCHEDULER_PART_LOST, row, message, _BY_HAND, place=row.variant.plan.post.place)
    if len(row.parts) > 1 and "parts" not in places:
        message = f"the thread has {len(row.parts)} posts, and a row for {tool.name} holds one"
        hint = "Shorten it to one post for that network, or write `thread: false` there."
        yield said(SCHEDULER_PART_LOST, row, message, hint, "error", row.variant.fields[0].place)


def _formulas(file: File, tool: Scheduler) -> Iterator[Finding]:
    """Cells that a spreadsheet would take for formulas; the tool is given them as they are."""
    if tool.writes != "table":
        return
    for row in file.rows:
        for column in tool.columns:
            cell = holds.cell(row, column, file.zone)
            if cell.startswith(FORMULA):
                what = f"`{column.head}`" if tool.looks.head else f"the {column.holds}"
                message = f"{what} begins with {ascii(cell[0])[1:-1]}, which a spreadsheet takes for a formula"
                hint = f"Give the file to {tool.name} without opening it in a spreadsheet."
                yield said(SCHEDULER_FORMULA, row, message, hint, place=row.variant.fields[0].place)


def _split(files: Sequence[File], tool: Scheduler) -> Iterator[Finding]:
    """Files that go on in others, told once for each."""
    by_name: dict[str, list[File]] = {}
    if tool.rows is None:
        return
    for file in files:
        stem, _, number = file.name.rpartition(".")
        by_name.setdefault(stem if number.isdecimal() else file.name, []).append(file)
    for name, parts in by_name.items():
        if len(parts) > 1:
            count = sum(len(part.rows) for part in parts)
            message = f"{name} has {count} posts in {len(parts)} files; {tool.name} takes {tool.rows.value} in one"
            subject = parts[0].rows[0].variant.subject._replace(post="")
            place = parts[0].rows[0].variant.plan.post.place
            yield SCHEDULER_SPLIT.at(place, message + tool.rows.basis.hearsay, "Give it all of them.", subject)
