"""Findings as checkstyle's XML, which editors and review tools read (https://checkstyle.org)."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from socloc.findings import Finding, Severity
from socloc.report.told import Told
from socloc.report.xml import attribute

_SEVERITIES: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "note": "info"}


def report(told: Told) -> str:
    """A `file` for each file with its findings."""
    by_file = sorted(told.findings, key=lambda finding: finding.place.file)
    files = [
        f"<file name={attribute(file)}>\n{''.join(map(_error, found))}</file>\n"
        for file, found in groupby(by_file, key=lambda finding: finding.place.file)
    ]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n{"".join(files)}</checkstyle>\n'


def _error(finding: Finding) -> str:
    subject = f"{finding.subject}: " if str(finding.subject) else ""
    said = f"{subject}{finding.message}" + (f". {finding.hint}" if finding.hint else "")
    return (
        f'<error line="{finding.place.line}" column="{finding.place.column}" '
        f'severity="{_SEVERITIES[finding.severity]}" message={attribute(said)} '
        f"source={attribute(f'socloc.{finding.check}')}/>\n"
    )
