"""The formats of reports: the same findings in each, valid by what is published, and nothing hostile gets through."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from socloc.findings import Finding, Place, Subject
from socloc.manual import CHECKS
from socloc.manual.page import as_markdown, as_text
from socloc.report import FORMATS, report_in
from socloc.report.fingerprints import fingerprints
from socloc.report.told import Told

SCHEMA = Path(__file__).parent / "schemas" / "sarif-schema-2.1.0.json"
SUBJECT = Subject("weibo", "post", "zh-CN", "launch")
FINDINGS = [
    Finding(
        "text-too-long",
        "error",
        "the text has 281 characters",
        Place("a/campaign.yaml", 14, 11),
        "Shorten it.",
        SUBJECT,
    ),
    Finding("text-too-long", "error", "the text has 300 characters", Place("a/campaign.yaml", 20, 11), "", SUBJECT),
    Finding("hashtag-broken", "warning", "a “tag” & <b>", Place("b/中文 100%.yaml", 1), "It’s: broken, so mend it."),
    Finding("limit-unknown", "note", "nobody knows", Place("b/中文 100%.yaml", 2)),
]
HOSTILE = [
    "\x1b[31mred\x07",
    "::error file=x::injected",
    "%0A::warning::x",
    "two\nlines\r\nthree",
    "</failure></testcase><script>",
    "]]>",
    '" onload="x',
    "\u202eevil",
    "\ufffe \udc80",
    "a, b: c",
]


def told(*findings: Finding) -> Told:
    """What a run over two campaigns says."""
    return Told(findings, 2, 5)


def listed(name: str, text: str) -> list[tuple[str, int, str]]:
    """The findings of a report as file, line and check, read by something else than what wrote them."""
    if name == "text":
        return [
            (f, int(line), c) for f, line, c in re.findall(r"^(\S.*?):(\d+):\d+: .* \[([a-z-]+)\]$", text, re.MULTILINE)
        ]
    if name == "github":
        found = re.findall(r"^::\w+ file=(.*?),line=(\d+),col=\d+,title=([a-z-]+)", text, re.MULTILINE)
        return [(f.replace("%25", "%"), int(line), c) for f, line, c in found]
    if name in ("junit", "checkstyle"):
        return list(_xml(name, text))
    return list(_json(name, json.loads(text)))


def _xml(name: str, text: str) -> Any:
    root = etree.fromstring(text.encode())
    if name == "checkstyle":
        for error in root.iter("error"):
            file = error.getparent().get("name")  # type: ignore[union-attr]  # every error has one
            yield file, int(error.get("line", "")), error.get("source", "").removeprefix("socloc.")
        return
    for case in root.iter("testcase"):
        if len(case):
            check, line = re.fullmatch(r"([a-z-]+).* at line (\d+)", case.get("name", "")).groups()  # type: ignore[union-attr]
            yield case.get("classname"), int(line), check


def _json(name: str, value: Any) -> Any:
    if name == "sarif":
        for result in value["runs"][0]["results"]:
            place = result["locations"][0]["physicalLocation"]
            file = re.sub(
                "(?:%[0-9A-F]{2})+",
                lambda match: bytes.fromhex(match.group().replace("%", "")).decode(),
                place["artifactLocation"]["uri"],
            )
            yield file, place["region"]["startLine"], result["ruleId"]
    for one in value if name == "gitlab" else ():
        yield one["location"]["path"], one["location"]["lines"]["begin"], one["check_name"]
    for one in value["diagnostics"] if name == "rdjson" else ():
        yield one["location"]["path"], one["location"]["range"]["start"]["line"], one["code"]["value"]
    for one in value["findings"] if name == "json" else ():
        yield one["file"], one["line"], one["check"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_carries_the_same_findings(name: str) -> None:
    found = listed(name, report_in(name)(told(*FINDINGS)))
    assert sorted(found) == sorted((one.place.file, one.place.line, one.check) for one in FINDINGS)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_nothing_in_a_finding_can_pass_for_another(name: str, text: str) -> None:
    findings = [Finding("text-too-long", "error", text, Place("a.yaml", 3), text), FINDINGS[3]]
    written = report_in(name)(told(*findings))
    assert sorted(listed(name, written)) == [("a.yaml", 3, "text-too-long"), ("b/中文 100%.yaml", 2, "limit-unknown")]
    assert "\x1b" not in written
    assert "\x07" not in written
    written.encode("utf-8", "strict" if name != "json" else "replace")


# checkstyle's one line and JSON's keys have the id alone; text has it behind a finding.
@pytest.mark.parametrize("name, number", [("github", 1), ("gitlab", 1), ("junit", 1), ("rdjson", 1), ("sarif", 2)])
@pytest.mark.parametrize("one", FINDINGS[:1] + FINDINGS[2:], ids=lambda one: one.severity)
def test_a_format_with_room_says_how_to_read_the_page(name: str, number: int, one: Finding) -> None:
    assert report_in(name)(told(one)).count(f"socloc explain {one.check}") == number


def test_text_ends_with_how_to_read_the_page_of_the_worst() -> None:
    written = report_in("text")(told(*reversed(FINDINGS)))
    assert written.splitlines()[-1] == "More: socloc explain text-too-long"
    assert written.count("socloc explain") == 1


def test_sarif_has_the_whole_page() -> None:
    (rule,) = json.loads(report_in("sarif")(told(FINDINGS[0])))["runs"][0]["tool"]["driver"]["rules"]
    page, command = CHECKS["text-too-long"], "socloc explain text-too-long"
    assert rule["help"] == {
        "text": f"{as_text(page)}\n\nThis page: {command}",
        "markdown": f"{as_markdown(page)}\n\nThis page: `{command}`",
    }
    assert "helpUri" not in rule, "no page has a public address"


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_to_say(name: str) -> None:
    assert listed(name, report_in(name)(told())) == []


@cache
def schema() -> jsonschema.Draft7Validator:
    """The official schema of SARIF."""
    return jsonschema.Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))


@pytest.mark.parametrize(
    "findings", [[], FINDINGS, [Finding("text-too-long", "note", text, Place(text, 1)) for text in HOSTILE]]
)
def test_sarif_is_valid_by_the_official_schema(findings: list[Finding]) -> None:
    value = json.loads(report_in("sarif")(told(*findings)))
    assert [error.message for error in schema().iter_errors(value)] == []
    rules = [rule["id"] for rule in value["runs"][0]["tool"]["driver"]["rules"]]
    for result in value["runs"][0]["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]


@pytest.mark.parametrize("name, wanted", [("junit", [("2", "2", "0"), ("2", "0", "2")]), ("checkstyle", [])])
def test_only_errors_are_failures(name: str, wanted: list[tuple[str, ...]]) -> None:
    root = etree.fromstring(report_in(name)(told(*FINDINGS)).encode())
    suites = root.iter("testsuite")
    assert [(one.get("tests"), one.get("failures"), one.get("skipped")) for one in suites] == wanted


def test_a_fingerprint_stays_when_lines_and_numbers_move() -> None:
    moved = [
        one._replace(place=one.place._replace(line=one.place.line + 7), message=one.message.replace("281", "1,290"))
        for one in FINDINGS
    ]
    assert fingerprints(moved) == fingerprints(FINDINGS)
    assert len(set(fingerprints(FINDINGS))) == len(FINDINGS)


@pytest.mark.parametrize(
    "change",
    [
        {"check": "text-too-short"},
        {"message": "the title has 9"},
        {"place": Place("b.yaml")},
        {"subject": SUBJECT._replace(locale="zh-TW")},
    ],
)
def test_a_fingerprint_changes_with_what_matters(change: dict[str, Any]) -> None:
    assert fingerprints([FINDINGS[0]._replace(**change)]) != fingerprints([FINDINGS[0]])
