"""Findings as GitHub Actions workflow commands, which show them at their lines in a pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions (read 2026-11-22)
"""

from __future__ import annotations

from typing import Final

from socloc.findings import Finding, Severity
from socloc.report.text import visible
from socloc.report.told import Told, explained

_COMMANDS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "note": "notice"}


def report(told: Told) -> str:
    """One command per finding and line."""
    return "".join(_command(finding) for finding in told.findings)


def _command(finding: Finding) -> str:
    properties = {
        "file": finding.place.file,
        "line": str(finding.place.line),
        "col": str(finding.place.column),
        "title": f"{finding.check} {finding.subject}".strip(),
    }
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = "\n".join(filter(None, (finding.message, finding.hint, explained(finding.check))))
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(message)}\n"


def _data(text: str) -> str:
    return "%0A".join(visible(line).replace("%", "%25") for line in text.split("\n"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
