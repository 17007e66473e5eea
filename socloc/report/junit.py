"""Findings as JUnit XML, which most CI servers show as tests.

The format has no standard; this is what Jenkins' schema takes
(https://github.com/jenkinsci/xunit-plugin, junit-10.xsd). Errors are failures; warnings and notes are skipped tests,
because a failed test would say something else than the exit code.
"""

from __future__ import annotations

from itertools import groupby
from typing import Final

from socloc.findings import Finding, count_by_severity
from socloc.report.told import Told, explained
from socloc.report.xml import attribute, content

_NOTHING: Final = (
    '<testsuite name="socloc" tests="1" failures="0" skipped="0">\n'
    '<testcase name="check" classname="socloc"/>\n</testsuite>\n'
)


def report(told: Told) -> str:
    """A suite for each file, a test for each finding, and one that passes where there is none."""
    by_file = sorted(told.findings, key=lambda finding: finding.place.file)
    suites = [_suite(file, list(found)) for file, found in groupby(by_file, key=lambda finding: finding.place.file)]
    if not suites:
        suites = [_NOTHING]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="socloc">\n{"".join(suites)}</testsuites>\n'


def _suite(file: str, findings: list[Finding]) -> str:
    errors = count_by_severity(findings)["error"]
    counts = f'tests="{len(findings)}" failures="{errors}" skipped="{len(findings) - errors}"'
    return f"<testsuite name={attribute(file)} {counts}>\n{''.join(map(_case, findings))}</testsuite>\n"


def _case(finding: Finding) -> str:
    name = f"{finding.check} {finding.subject} at line {finding.place.line}".replace("  ", " ")
    said = f"{finding.place}: {finding.severity}: {finding.message}"
    page = f"\n{explained(finding.check)}"
    if finding.severity == "error":
        hint = f"\n{finding.hint}" if finding.hint else ""
        about = f"type={attribute(finding.check)} message={attribute(finding.message)}"
        inner = f"<failure {about}>{content(said + hint + page)}</failure>"
    else:
        inner = f"<skipped message={attribute(said + page)}/>"
    return f"<testcase name={attribute(name)} classname={attribute(finding.place.file)}>{inner}</testcase>\n"
