"""An iCalendar file (RFC 5545) with an event for each post, for the calendars that people have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from socloc import __version__
from socloc.schedulers import holds
from socloc.schedulers.facts import Scheduler
from socloc.schedulers.files import About, File
from socloc.schedulers.rows import Row

SUFFIX: Final = ".ics"
HOLDS: Final[frozenset[str]] = frozenset()
_OCTETS: Final = 75  # of a line, without its end: RFC 5545, 3.1
_MOMENT: Final = "%Y%m%dT%H%M%SZ"
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]")  # 3.3.11 has no place for them
_EVENT: Final = re.compile(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n", re.DOTALL)
_UNIT: Final = re.compile(r"\\?.", re.DOTALL)
_OWN: Final = ("DTSTAMP:", "SEQUENCE:")  # what says when an event was written, and not what it is


def write(file: File, _tool: Scheduler, about: About) -> bytes:
    """The calendar; posts without a time are left out.

    Times are in UTC, so that no clock of a reader's can be wrong about daylight saving; the audience's clock stands in
    the description. An event that says something else than the one in the file before has the next SEQUENCE, and keeps
    its UID, so that calendars bring theirs up to date.
    """
    before = dict(_events(about.before.get(f"{file.name}{SUFFIX}", b"")))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//socloc//socloc {__version__.split('.')[0]}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(about.title or about.campaign)}",
    ]
    for row in file.rows:
        if row.at:
            lines += _event(row, about, before)
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"]).encode("utf-8", "replace")


def _event(row: Row, about: About, before: Mapping[str, tuple[int, str]]) -> list[str]:
    plan = row.variant.plan
    uid = f"{holds.guid(row)}@socloc"
    content = [
        f"UID:{_text(uid)}",
        f"DTSTART:{holds.date(row.at, 'UTC', _MOMENT)}",
        f"SUMMARY:{_text(f'{plan.format} {plan.locale.tag}: {row.headline}')}",
        f"DESCRIPTION:{_text(_description(row))}",
        *([f"URL:{_address(row.url)}"] if row.url else []),
        f"CATEGORIES:{_text(plan.format.network)},{_text(plan.locale.tag)}",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
    ]
    digest = "".join(_folded(line) for line in content)
    sequence, earlier = before.get(_text(uid), (0, digest))
    number = sequence if earlier == digest else sequence + 1
    return ["BEGIN:VEVENT", *content, f"DTSTAMP:{about.stamp}", f"SEQUENCE:{number}", "END:VEVENT"]


def _description(row: Row) -> str:
    """The text, and for reviewers the time on the audience's clock."""
    clock = f"{holds.date(row.at, row.zone, '%Y-%m-%d %H:%M')} {row.zone}"
    return f"{clock}\n\n{row.text}"


def _events(data: bytes) -> Iterator[tuple[str, tuple[int, str]]]:
    """The events of an earlier file: their SEQUENCE, and what they say, by their UID as it is written."""
    for found in _EVENT.finditer(data.decode("utf-8", "replace")):
        lines = found[1].replace("\r\n ", "").split("\r\n")[:-1]
        named = {name: rest for name, _, rest in (line.partition(":") for line in lines)}
        number = named.get("SEQUENCE", "")
        said = "".join(_folded(line) for line in lines if not line.startswith(_OWN))
        if number.isascii() and number.isdecimal() and len(number) < 9 and "UID" in named:
            yield named["UID"], (int(number), said)


def _text(value: str) -> str:
    """A value of the type TEXT: RFC 5545, 3.3.11."""
    plain = value.replace("\r\n", "\n").replace("\r", "\n")
    for old, new in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(old, new)
    return _CONTROLS.sub("\ufffd", plain).encode("utf-8", "replace").decode()


def _address(url: str) -> str:
    """A value of the type URI: in ASCII, without what would end its line."""
    from urllib.parse import quote

    return quote(url.encode("utf-8", "replace"), safe="%/:?#[]@!$&'()*+,;=~")


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets of UTF-8, each after the first behind a space.

    No character is cut, and no escape.
    """
    pieces: list[str] = []
    size, start = 0, 0
    for unit in _UNIT.finditer(line):
        octets = len(unit[0].encode())
        if size + octets > _OCTETS:
            pieces.append(line[start : unit.start()])
            start, size = unit.start(), 1  # the space before it
        size += octets
    return "\r\n ".join([*pieces, line[start:]]) + "\r\n"
