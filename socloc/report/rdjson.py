"""Findings in reviewdog's diagnostic format (https://github.com/reviewdog/reviewdog/tree/master/proto/rdf).

Columns are left out: there they count bytes of UTF-8, and a finding counts code points.
"""

from __future__ import annotations

import json
from typing import Any, Final

from socloc.findings import Finding, Severity
from socloc.report.told import Told, explained

_SEVERITIES: Final[dict[Severity, str]] = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def report(told: Told) -> str:
    """One DiagnosticResult."""
    value = {"source": {"name": "socloc"}, "diagnostics": [_diagnostic(finding) for finding in told.findings]}
    return json.dumps(value, ensure_ascii=True, indent=1) + "\n"


def _diagnostic(finding: Finding) -> dict[str, Any]:
    subject = f" ({finding.subject})" if str(finding.subject) else ""
    hint = f"\n{finding.hint}" if finding.hint else ""
    page = f"\n{explained(finding.check)}"
    return {
        "message": f"{finding.message}{subject}{hint}{page}",
        "location": {
            "path": finding.place.file.removeprefix("./"),
            "range": {"start": {"line": finding.place.line}},
        },
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.check},
    }
