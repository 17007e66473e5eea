"""Findings as JSON, for programs."""

from __future__ import annotations

import json
from typing import Final

from socloc.findings import as_value, count_by_severity
from socloc.report.told import Told

SCHEMA_VERSION: Final = 1


def report(told: Told) -> str:
    """All findings and a summary: one object, its `schema_version` first."""
    value = {
        "schema_version": SCHEMA_VERSION,
        "findings": [as_value(finding) for finding in told.findings],
        "accepted": [{**as_value(one.finding), "how": one.how, "reason": one.reason} for one in told.accepted],
        "summary": {
            "campaigns": told.campaigns,
            "variants": told.variants,
            **{str(name): number for name, number in count_by_severity(told.findings).items()},
        },
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
