"""A campaign to the files of the tools it is handed to, with everything those would refuse."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from socloc import policy, schedulers
from socloc.article.addresses import Addresses
from socloc.bundle.manifest import NAME as MANIFEST
from socloc.bundle.write import write_folder
from socloc.errors import SoclocError
from socloc.findings import Finding, count_by_severity, in_order
from socloc.report.told import plural
from socloc.schedulers import files, holds, reader, refusals
from socloc.schedulers.facts import Scheduler
from socloc.schedulers.files import About, File
from socloc.schedulers.rows import rows
from socloc.schedules import moments
from socloc.workflow import Outcome

_MAX_BEFORE: Final = 32 * 1024 * 1024  # bytes of a file that an earlier run left


class Asked(NamedTuple):
    """What the user asks for: tools, a zone for all dates, and the time; `stamp` is a fixed one for what is written."""

    tools: tuple[str, ...]
    zone: str = ""
    now: datetime | None = None
    stamp: datetime | None = None


class Given(NamedTuple):
    """What came of all tools: the files and what is in each, the tools without files, findings, names of pictures."""

    files: tuple[tuple[str, str], ...]
    without: tuple[str, ...]
    findings: tuple[Finding, ...]
    pictures: frozenset[str]


class Handed(NamedTuple):
    """The files of one tool with their rows, and what was found; without files where the tool's own file is wrong."""

    tool: Scheduler | None
    files: tuple[File, ...]
    findings: tuple[Finding, ...]

    @property
    def pictures(self) -> frozenset[str]:
        """The names under which its pictures may stand in the file of addresses."""
        shown = (one for file in self.files for row in file.rows for one in row.pictures)
        return frozenset(key for one in shown for key in one.keys)


def give(outcome: Outcome, asked: Asked, images: Addresses | None, out: Path, force: bool) -> Given:
    """Write the files of tools below `out`, and none for a tool with errors, or a campaign with errors.

    With `force` they are written as they are. Raises SoclocError where there is no such tool or zone, or something
    cannot be written.
    """
    done = [(name, hand_over(outcome, name, asked, images)) for name in asked.tools]
    findings = in_order(finding for _, handed in done for finding in handed.findings)
    lines: list[tuple[str, str]] = []
    without: list[str] = []
    for name, handed in done:
        is_fine = not count_by_severity([*outcome.findings, *handed.findings])["error"]
        if handed.tool and (force or is_fine):
            lines += write(outcome, handed, out, asked)
        else:
            without.append(name)
    pictures = frozenset(key for _, handed in done for key in handed.pictures)
    return Given(tuple(lines), tuple(without), findings, pictures)


def hand_over(outcome: Outcome, name: str, asked: Asked, images: Addresses | None) -> Handed:
    """What a tool is given of a campaign. Raises SoclocError where there is no such tool or zone."""
    path = Path(outcome.file)
    tool, found = schedulers.load(name, path.parent)
    if tool is None:
        return Handed(None, (), tuple(found))
    if asked.zone:
        _must_be_zone(asked.zone)
    accounts: Mapping[str, str] = {}
    if tool.has_accounts:
        shown = f"schedulers/{tool.id}.accounts.yaml"
        accounts, broken = reader.accounts(path.parent / shown, str(path.parent / shown))
        found = [*found, *broken]
    made = rows(outcome, tool, accounts, images)
    grouped = files.grouped(made, tool, asked.zone)
    places = holds.held(tool) | files.form(tool).HOLDS
    found = [*found, *refusals.unknown_networks(outcome.variants, tool)]
    found += refusals.findings(grouped, tool, places, asked.now)
    return Handed(tool, tuple(grouped), policy.judge(found, path, whole=False).findings)


def write(outcome: Outcome, handed: Handed, out: Path, asked: Asked) -> Iterator[tuple[str, str]]:
    """Write the files of a tool into OUT/<tool>/<campaign>, whole or not at all; each with what is in it.

    Raises SoclocError where that cannot be written, or would stand inside of a bundle.
    """
    campaign, tool = outcome.campaign, handed.tool
    if campaign is None or tool is None or not handed.files:
        return
    folder = out / tool.id
    if os.path.lexists(folder / MANIFEST):
        raise SoclocError(f"{folder} is a bundle, and no folder for files of {tool.name}", "Choose another -o.")
    target = folder / campaign.id
    about = About(campaign.id, campaign.title, _stamp(outcome, asked), _before(target))
    written = files.written(handed.files, tool, about)
    write_folder(written, target)
    for file in handed.files:
        yield str(target / (file.name + files.form(tool).SUFFIX)), _said(file, tool)


def _said(file: File, tool: Scheduler) -> str:
    form = files.dates(tool)
    said = plural(len(file.rows), "post")
    if tool.is_for_people or "date" not in holds.held(tool) or not any(row.at for row in file.rows):
        return said
    clock = "in UTC" if tool.zone == "utc" else f"on the clock of {file.zone}"
    return f"{said}, dates {f'as {form} ' if form else ''}{clock}"


def _stamp(outcome: Outcome, asked: Asked) -> str:
    """The time of SOURCE_DATE_EPOCH, else of the campaign's first post: the clock would make other bytes each time."""
    due = moments(outcome.campaign) if outcome.campaign else ()
    at = asked.stamp or (due[0] if due else datetime(1970, 1, 1, tzinfo=UTC))
    return holds.date(at, "UTC", "%Y%m%dT%H%M%SZ")


def _before(target: Path) -> dict[str, bytes]:
    """The calendars that an earlier run left, for what they count."""
    found = (path for path in sorted(target.glob("*.ics")) if path.is_file() and not path.is_symlink())
    return {path.name: path.read_bytes() for path in found if path.stat().st_size <= _MAX_BEFORE}


def _must_be_zone(name: str) -> None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SoclocError(f"there is no time zone `{name}`", "Write one such as Europe/London.") from None
