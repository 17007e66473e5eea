"""Findings as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from socloc.findings import Finding, as_value, count_by_severity

SCHEMA_VERSION: Final = 1


def report(findings: Sequence[Finding], campaigns: int, variants: int) -> str:
    """All findings and a summary: one object, its `schema_version` first."""
    summary = {"campaigns": campaigns, "variants": variants, **count_by_severity(findings)}
    value = {"schema_version": SCHEMA_VERSION, "findings": [as_value(f) for f in findings], "summary": summary}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
