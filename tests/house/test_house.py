"""Rules of the house: what they find, what is wrong with them, and that everything else treats them as checks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from socloc import places
from socloc.findings import Finding
from socloc.house.format import PREFIX, json_schema
from socloc.manual import CHECKS
from tests.cli.running import inside
from tests.examples.golden import EXAMPLES
from tests.reading.examined import cases, head, long, outcome, write

RULES = "checks/own.yaml"
HEAD = head("one") + "links: {shop: https://example.com/a}\n"


def house(**rules: dict[str, Any]) -> str:
    """A file with rules."""
    made = {name.replace("_", "-"): {"message": "no.", **rule} for name, rule in rules.items()}
    return long(yaml.safe_dump({"socloc": 1, "rules": made}, allow_unicode=True))


def campaign(text: str, **more: Any) -> str:
    """A campaign with one text, which stands in line 8, column 11."""
    rest = "".join(f", {key}: {json.dumps(value)}" for key, value in more.items())
    return f"{HEAD}posts: [{{id: p{rest},\n    text: {json.dumps(text)}}}]\n"


def found(findings: tuple[Finding, ...]) -> list[Finding]:
    """What the rules of the house say."""
    return [one for one in findings if one.check.startswith(PREFIX)]


@pytest.mark.parametrize("case", cases(__file__, "hits.yaml"), ids=lambda case: case["case"])
def test_what_a_rule_finds(case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = campaign(case["text"], **case.get("more", {}))
    out = outcome(tmp_path, text, {RULES: house(a=case["rule"])})
    assert not [one for one in out.findings if one.check.startswith("rule-")], out.findings
    assert [one.message for one in found(out.findings)] == case["found"]
    for one in found(out.findings):
        assert (one.check, one.severity) == ("house-a", "warning")
        assert f"{one.place.line}:{one.place.column}" == case.get("at", f"{one.place.line}:{one.place.column}")
        assert str(one.subject) == case.get("of", "en")
    inside("check", "--fix", ".")
    fixed = text.replace(json.dumps(case["text"]), json.dumps(case["fixed"])) if "fixed" in case else text
    if case["text"].isascii() or "fixed" not in case:
        assert (tmp_path / "campaign.yaml").read_text("utf-8") == fixed


def test_chinese_is_mended_where_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = f"{head('chinese')}posts:\n  - id: p\n    text: |\n      你好\n      来蓝沫喝茶  # 蓝沫\n"
    write(tmp_path, text, {RULES: house(a={"words": {"蓝沫": "岚沫", "藍沫": "嵐沫"}})})
    ran = inside("check", ".")
    assert "campaign.yaml:10:1: warning: no: `蓝沫`, and 1 more [house-a]\n    in zh-CN" in ran.out
    assert "in zh-TW" in ran.out, "what is converted is looked at, too"
    inside("check", "--fix", ".")
    assert (tmp_path / "campaign.yaml").read_text("utf-8") == text.replace("蓝沫", "岚沫")


@pytest.mark.parametrize("case", cases(__file__, "never.yaml"), ids=lambda case: case["case"])
def test_a_rule_that_cannot_match_is_reported(case: dict[str, Any], tmp_path: Path) -> None:
    def said(rule: dict[str, Any]) -> list[str]:
        findings = outcome(tmp_path, campaign("a"), {RULES: house(a=rule)}).findings
        assert not [one for one in findings if one.check == "rule-broken"], findings
        return [one.message for one in findings if one.check == "rule-never-matches"]

    assert said(case["rule"])[:1] == ([f"`house-a`: {case['message']}"] if case["message"] else [])
    assert "instead" not in case or said(case["instead"]) == []


@pytest.mark.parametrize("case", cases(__file__, "broken.yaml"), ids=lambda case: case["case"])
def test_a_rule_that_does_not_behave_is_not_asked(case: dict[str, Any], tmp_path: Path) -> None:
    rule = json.loads(long(json.dumps(case["rule"]).replace("9*a", "3000*a")))
    out = outcome(tmp_path, campaign("a cheap cup"), {RULES: house(a=rule, b={"words": ["cup"]})})
    assert [one.message for one in out.findings if one.check == "rule-broken"] == [case["message"]]
    assert [one.check for one in found(out.findings)] == ["house-b"], "the other rules are asked"


def test_the_file_is_read_like_any_other(tmp_path: Path) -> None:
    rules = "  a: {message: no, word: [b]}\n  A: {message: no, words: [b]}\n  c: {message: no, words: [a]}\n"
    out = outcome(tmp_path, campaign("a"), {RULES: f"socloc: 1\nrules:\n{rules}"})
    told = [(one.check, one.place.line) for one in out.findings if one.place.file.endswith("own.yaml")]
    assert told == [("missing-key", 3), ("unknown-key", 3), ("wrong-value", 4)]
    assert [one.check for one in found(out.findings)] == ["house-c"]


def test_a_slow_pattern_stops_and_the_others_go_on(tmp_path: Path) -> None:
    rules = house(a={"pattern": "(a+)+$", "hits": ["a"]}, b={"words": ["c"]})
    out = outcome(tmp_path, campaign("a" * 3000 + "b c"), {RULES: rules})
    assert [one.message for one in out.findings if one.check == "rule-too-slow"] == ["`house-a` takes too long"]
    assert [one.check for one in found(out.findings)] == ["house-b"]


def test_no_check_of_its_own_has_the_prefix() -> None:
    assert not [name for name in CHECKS if name.startswith(PREFIX)]


CHEAP = {RULES: house(cheap={"words": ["cheap"], "why": "It is not."})}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a campaign that breaks a rule of the house, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    write(tmp_path / "spring", campaign("cheap"), CHEAP)
    return tmp_path


def checks(folder: Path, *options: str) -> list[tuple[str, str]]:
    """Ids and severities of what a check says about the campaign in a folder."""
    ran = inside("check", str(folder.relative_to(Path.cwd())), *options, "-f", "json")
    return [(one["check"], one["severity"]) for one in json.loads(ran.out)["findings"]]


@pytest.mark.parametrize(
    "severities, left",
    [
        ("{house-cheap: error}", [("house-cheap", "error")]),
        ("{house-cheap: off}", []),
        ("{house-cheap: {locales: {en: note}}}", [("house-cheap", "note")]),
        ("{house-cheep: off}", [("unknown-key", "error"), ("house-cheap", "warning")]),
    ],
)
def test_socloc_yaml_has_severities_for_them(severities: str, left: list[tuple[str, str]], folder: Path) -> None:
    (folder / "socloc.yaml").write_text(f"socloc: 1\nchecks: {severities}\n")
    assert sorted(checks(folder / "spring")) == sorted(left)


def test_comments_and_the_baseline_know_them(folder: Path) -> None:
    path = folder / "spring/campaign.yaml"
    path.write_text(path.read_text() + "# socloc: allow house-cheep -- a slip\n")
    assert ("allow-broken", "error") in checks(folder / "spring")
    path.write_text(campaign("cheap").replace("    text", "    # socloc: allow house-cheap -- a quotation\n    text"))
    assert checks(folder / "spring") == []
    path.write_text(campaign("cheap"))
    assert inside("check", "spring", "--update-baseline").code == 0
    assert checks(folder / "spring") == []


def test_rules_beside_socloc_yaml_are_for_all_campaigns(folder: Path) -> None:
    (folder / "socloc.yaml").write_text("socloc: 1\n")
    write(folder / "autumn", campaign("cheap and good"))
    write(folder / "x", "", {f"../{RULES}": house(cheap={"words": ["good"], "severity": "note"})})
    assert checks(folder / "autumn") == [("house-cheap", "note")]
    assert checks(folder / "spring") == [("house-cheap", "warning")], "the campaign's own comes first"
    write(folder / "spring", campaign("cheap and good"), {RULES: house(cheap={"words": ["a"], "hits": ["b"]})})
    assert checks(folder / "spring") == [("rule-broken", "error")], "also where it is broken"


def test_their_pages(folder: Path) -> None:
    ran = inside("explain", "house-cheap", "--campaign", "spring")
    assert ran.out.startswith("house-cheap (warning)\n\nno.\n\nIt is not.\n\nA rule of this house.\n\nTo silence it:\n")
    assert "house-cheap  " in inside("explain", "--campaign", "spring").out
    assert "there is no check `house-cheap`" in inside("explain", "house-cheap").err
    rules = json.loads(inside("check", "spring", "-f", "sarif").out)["runs"][0]["tool"]["driver"]["rules"]
    page = next(rule for rule in rules if rule["id"] == "house-cheap")
    assert page["help"]["text"].startswith("no.\n\nIt is not.")
    assert page["help"]["text"].endswith("This page: socloc explain house-cheap")
    assert not (folder / "pages").exists()
    assert inside("explain", "--pages", "pages", "--campaign", "spring").code == 0
    assert "house-cheap.md" in (folder / "pages/README.md").read_text("utf-8")
    assert "house-cheap" in (folder / "pages/house-cheap.md").read_text("utf-8")


def test_the_schema() -> None:
    path = EXAMPLES / "own-checks/checks/brand.yaml"
    kept = json.loads((EXAMPLES / "checks.schema.json").read_bytes())
    assert kept == json_schema(), "socloc schema checks > examples/checks.schema.json"
    assert json.loads(inside("schema", "checks").out) == kept
    node, findings = places.parse(path.read_bytes(), "brand.yaml")
    assert node is not None
    assert findings == []
    jsonschema.Draft202012Validator(kept).validate(places.plain(node))
