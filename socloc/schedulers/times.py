"""Times that a tool would refuse, or take for others: over, too soon, too close, shown twice by a clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from socloc.findings import Check, Finding, Place, Severity
from socloc.schedulers import holds
from socloc.schedulers.checks import SCHEDULER_ROW_REFUSED
from socloc.schedulers.facts import Scheduler
from socloc.schedulers.files import File
from socloc.schedulers.rows import Row

_CHANGE_TIME: Final = "Change its time, or keep it away from there with `except:`."


def findings(files: Sequence[File], tool: Scheduler, now: datetime | None) -> Iterator[Finding]:
    """Everything that is wrong with the times of a tool's rows. Without `now`, nothing is in the past."""
    rows = [row for file in files for row in file.rows]
    if "date" in holds.held(tool):
        for row in rows:
            yield from _of_times(row, tool, now)
        for file in files:
            yield from _too_close(file, tool)
            yield from _twice(file, tool)
    if tool.repeat:
        yield from _repeated(rows, tool)


def said(
    check: Check, row: Row, message: str, hint: str, severity: Severity | None = None, place: Place | None = None
) -> Finding:
    """A finding about a row: at its place, else at its time, else at its post."""
    where = place or (row.variant.schedule.place if row.variant.schedule else row.variant.plan.post.place)
    return check.at(where, message, hint, row.variant.subject, severity)


def _of_times(row: Row, tool: Scheduler, now: datetime | None) -> Iterator[Finding]:
    """A post that is over, or due too soon."""
    if row.at is None or now is None:
        return
    shown = _shown(row)
    if row.at <= now:
        message = f"the post was due at {shown}, and {tool.name} takes no times that are over"
        yield said(SCHEDULER_ROW_REFUSED, row, message, _CHANGE_TIME, tool.severity)
    elif tool.ahead and row.at < now + timedelta(minutes=tool.ahead.value):
        least = tool.ahead.value
        message = f"the post is due at {shown}, and {tool.name} takes times from {least} minutes ahead"
        yield said(
            SCHEDULER_ROW_REFUSED, row, message + tool.ahead.basis.hearsay, _CHANGE_TIME, tool.ahead.basis.severity
        )


def _too_close(file: File, tool: Scheduler) -> Iterator[Finding]:
    due = [(row.at.astimezone(UTC), row) for row in file.rows if row.at]  # clocks may go back in between
    if tool.apart is None:
        return
    for (first, before), (second, row) in pairwise(due):
        if second - first < timedelta(minutes=tool.apart.value):
            apart = int((second - first) / timedelta(minutes=1))
            other = before.variant.plan.post.id
            message = f"the post is due {apart} minutes after `{other}`, and {tool.name} wants {tool.apart.value}"
            basis = tool.apart.basis
            yield said(SCHEDULER_ROW_REFUSED, row, message + basis.hearsay, _CHANGE_TIME, basis.severity)


def _twice(file: File, tool: Scheduler) -> Iterator[Finding]:
    """A time that a clock shows twice, when it goes back in autumn: the tool takes the one or the other."""
    if tool.zone == "utc":
        return
    zone = ZoneInfo(file.zone)
    for row in file.rows:
        if row.at is None:
            continue
        local = row.at.astimezone(UTC).astimezone(zone)
        if local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset():
            message = f"clocks in {file.zone} show {local:%H:%M} twice that night, and {tool.name} cannot know which"
            yield said(SCHEDULER_ROW_REFUSED, row, message, _CHANGE_TIME, "warning")


def _repeated(rows: Sequence[Row], tool: Scheduler) -> Iterator[Finding]:
    """The same text on one network again within days."""
    last: dict[tuple[str, str], Row] = {}
    repeat = tool.repeat
    for row in rows:
        key = (row.network, row.text)
        before = last.get(key)
        if repeat and before and before.at and row.at and row.at - before.at < timedelta(days=repeat.value):
            other = before.variant.plan.post.id
            message = f"the text is that of `{other}`, and {tool.name} refuses it for {repeat.value} days"
            hint = "Say it in other words, or later."
            severity = repeat.basis.severity
            yield said(SCHEDULER_ROW_REFUSED, row, message + repeat.basis.hearsay, hint, severity)
        last[key] = row


def _shown(row: Row) -> str:
    return f"{holds.date(row.at, row.zone, '%Y-%m-%d %H:%M')} {row.zone}"
