"""Findings as GitLab's code quality report (https://docs.gitlab.com/ci/testing/code_quality/, read 2026-11-22)."""

from __future__ import annotations

import json
from typing import Any, Final

from socloc.findings import Finding, Severity
from socloc.report.fingerprints import fingerprints
from socloc.report.told import Told, explained

_SEVERITIES: Final[dict[Severity, str]] = {"error": "major", "warning": "minor", "note": "info"}


def report(told: Told) -> str:
    """One list of all findings."""
    marks = fingerprints(told.findings)
    value = [_issue(finding, mark) for finding, mark in zip(told.findings, marks, strict=True)]
    return json.dumps(value, ensure_ascii=True, indent=1) + "\n"


def _issue(finding: Finding, mark: str) -> dict[str, Any]:
    subject = f" ({finding.subject})" if str(finding.subject) else ""
    return {
        "description": f"{finding.message}{subject}",
        "content": {"body": f"{finding.hint}\n\nMore: `{explained(finding.check)}`".strip()},
        "check_name": finding.check,
        "fingerprint": mark,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": finding.place.file.removeprefix("./"), "lines": {"begin": finding.place.line}},
    }
