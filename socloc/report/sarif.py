"""Findings as SARIF 2.1.0, for code scanning (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html)."""

from __future__ import annotations

import json
from inspect import cleandoc
from typing import Any, Final
from urllib.parse import quote

from socloc import __version__
from socloc.findings import Accepted, Check, Finding
from socloc.report.fingerprints import fingerprints
from socloc.report.told import Told, explained

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def report(told: Told) -> str:
    """One run with all findings; a rule for each check that answered, with its manual page."""
    from socloc.manual import known  # it knows every module that asks, and its pages read every example

    checks = known(told.own)
    everything = [*told.findings, *(one.finding for one in told.accepted)]
    used = sorted({finding.check for finding in everything})
    rules = [_rule(checks[name]) for name in used]
    marks = fingerprints(everything)
    results = [_result(finding, used, mark) for finding, mark in zip(everything, marks, strict=True)]
    for result, one in zip(results[len(told.findings) :], told.accepted, strict=True):
        result.update(_accepted(one))
    driver = {"name": "socloc", "version": __version__, "semanticVersion": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    value = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(value, ensure_ascii=True, indent=1) + "\n"


def _rule(check: Check) -> dict[str, Any]:
    """What it finds, why, and the whole page of the manual; no `helpUri`, since no page has a public address."""
    from socloc.manual.page import as_markdown, as_text

    title, _, rest = cleandoc(check.manual).partition("\n")
    command = explained(check.id)
    return {
        "id": check.id,
        "shortDescription": {"text": title},
        "fullDescription": {"text": rest.strip() or title},
        "help": {
            "text": f"{as_text(check)}\n\nThis page: {command}",
            "markdown": f"{as_markdown(check)}\n\nThis page: `{command}`",
        },
        "defaultConfiguration": {"level": check.severity},
    }


def _result(finding: Finding, rules: list[str], mark: str) -> dict[str, Any]:
    place = finding.place
    subject = {key: value for key, value in finding.subject._asdict().items() if value}
    return {
        "ruleId": finding.check,
        "ruleIndex": rules.index(finding.check),
        "level": finding.severity,
        "message": {"text": f"{finding.message}\n{finding.hint}".strip()},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri(place.file)},
                    "region": {"startLine": place.line, "startColumn": place.column},
                }
            }
        ],
        "partialFingerprints": {"socloc/v1": mark},
        **({"properties": subject} if subject else {}),
    }


def _accepted(one: Accepted) -> dict[str, Any]:
    """What marks a result that does not count, instead of dropping it."""
    if one.how == "baseline":
        return {
            "baselineState": "unchanged",
            "suppressions": [{"kind": "external", "justification": "in the baseline"}],
        }
    return {"suppressions": [{"kind": "inSource", "justification": one.reason}]}


def uri(file: str) -> str:
    """A file's name as a reference (RFC 3986), relative where the name is."""
    name = file.replace("\\", "/")
    shown = quote(name.encode("utf-8", "replace"))
    return f"file://{shown}" if name.startswith("/") else shown.removeprefix("./")
