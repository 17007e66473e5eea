"""Findings as text, for people: the place first, so that editors and terminals can open it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from socloc.findings import SEVERITIES, Finding, Place, Severity, Subject
from socloc.report.told import Told, explained

_STYLES: Final[dict[Severity, str]] = {"error": "1;31", "warning": "1;33", "note": "1;36"}
_SUBJECTS_SHOWN: Final = 3


def report(told: Told, color: bool = False) -> str:
    """The findings in the order of the file, and how to read about the worst of them."""
    return body(told.findings, color) + more(worst(told.findings))


def body(findings: Sequence[Finding], color: bool = False) -> str:
    """The findings alone; what is true of several variants is said once."""
    groups: dict[tuple[Place, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.place, finding.check, finding.message), []).append(finding)
    return "".join(_lines(group, color) for group in groups.values())


def worst(findings: Iterable[Finding | None]) -> Finding | None:
    """The first of the worst findings, if there is any."""
    return min(filter(None, findings), key=lambda finding: SEVERITIES.index(finding.severity), default=None)


def more(finding: Finding | None) -> str:
    """The last line, which is always there: what a terminal shows is what a log keeps."""
    return f"More: {explained(finding.check)}\n" if finding else ""


def visible(text: str) -> str:
    """One line with line ends, control and bidirectional characters as escapes, so that it cannot steer a terminal."""
    return re.sub(
        "[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]",
        lambda match: f"\\u{ord(match.group()):04x}",
        text,
    )


def _lines(group: Sequence[Finding], color: bool) -> str:
    finding = group[0]
    severity = f"\x1b[{_STYLES[finding.severity]}m{finding.severity}\x1b[0m" if color else finding.severity
    lines = [f"{_one_line(str(finding.place))}: {severity}: {_one_line(finding.message)} [{finding.check}]"]
    subjects = [str(member.subject) for member in group if member.subject != Subject()]
    if subjects:
        more = f" and {len(subjects) - _SUBJECTS_SHOWN} more" if len(subjects) > _SUBJECTS_SHOWN else ""
        lines.append(f"    in {visible(', '.join(subjects[:_SUBJECTS_SHOWN]))}{more}")
    if finding.hint:
        lines.append(f"    {_one_line(finding.hint)}")
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    return visible(" ".join(text.splitlines()))
