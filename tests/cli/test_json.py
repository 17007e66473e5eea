"""What programs read: exactly these keys, and the same findings from every command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli import campaigns
from tests.cli.running import inside

FINDING = "check severity message hint file line column network format locale post".split()
SUMMARY = "campaigns variants error warning note".split()
BUNDLE = "campaign status path variants findings tools".split()
KINDS = [*campaigns.KINDS, "binary", "full"]


def asked(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(inside(*arguments).out)
    return found


@pytest.mark.usefixtures("kinds")
@pytest.mark.parametrize("name", KINDS)
def test_check_answers_with_these_keys(name: str) -> None:
    answer = asked("check", name, "--format", "json")
    assert list(answer) == ["schema_version", "findings", "accepted", "summary"]
    assert answer["schema_version"] == 1
    assert list(answer["summary"]) == SUMMARY
    for finding in answer["findings"]:
        assert list(finding) == FINDING
        assert finding["severity"] in ("error", "warning", "note")
        assert finding["file"] == f"{name}/campaign.yaml"
        assert finding["line"] >= 1
        assert finding["column"] >= 1
        assert finding["message"]
        assert [type(finding[key]) for key in FINDING[:5]] == [str] * 5
        assert all(finding[key] is None or finding[key] for key in FINDING[7:])
    counted = {key: [one["severity"] for one in answer["findings"]].count(key) for key in SUMMARY[2:]}
    assert counted == {key: answer["summary"][key] for key in SUMMARY[2:]}


@pytest.mark.usefixtures("kinds")
def test_check_says_what_and_where() -> None:
    assert asked("check", "error", "-f", "json")["findings"] == [
        {
            "check": "text-too-long",
            "severity": "error",
            "message": "the text has 519 characters as X counts them; x/post takes 280",
            "hint": "Shorten it by 239, or add a shorter alternative, or write one under `networks:`, "
            "or let it go on in a thread: `thread: true`.",
            "file": "error/campaign.yaml",
            "line": 8,
            "column": 23,
            "network": "x",
            "format": "post",
            "locale": "en",
            "post": "hello",
        }
    ]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("flags", [[], ["--force"], ["--zip"], ["--strict"]], ids=" ".join)
def test_render_finds_what_check_finds(name: str, flags: list[str], kinds: Path) -> None:
    checked = asked("check", name, "-f", "json")
    rendered = asked("render", name, "--json", *flags)
    assert list(rendered) == ["schema_version", "bundles", "summary"]
    assert rendered["schema_version"] == 1
    (bundle,) = rendered["bundles"]
    assert list(bundle) == BUNDLE
    assert bundle["findings"] == checked["findings"]
    assert bundle["variants"] == checked["summary"]["variants"]
    usable = name not in ("broken", "empty", "binary")
    assert bundle["campaign"] == (name if usable else f"{name}/campaign.yaml")
    severities = {one["severity"] for one in checked["findings"]}
    fails = "error" in severities or ("warning" in severities and "--strict" in flags)
    written = usable and (not fails or "--force" in flags)
    suffix = ".zip" if "--zip" in flags else ""
    assert bundle["path"] == (f"bundles/{name}{suffix}" if written else None)
    assert (kinds / f"bundles/{name}{suffix}").exists() == written
    if written and not suffix:
        manifest = json.loads((kinds / bundle["path"] / "manifest.json").read_bytes())
        assert manifest["findings"] == [{**one, "file": "campaign.yaml"} for one in checked["findings"]]


@pytest.mark.usefixtures("kinds")
@pytest.mark.parametrize("name", [name for name in KINDS if name != "binary"])
@pytest.mark.parametrize("flags", [[], ["--locale", "en"], ["--network", "x"], ["--fallback", "source"]], ids=" ".join)
def test_every_format_tells_the_same_findings(name: str, flags: list[str]) -> None:
    findings = asked("check", name, "-f", "json", *flags)["findings"]
    text, github = (inside("check", name, "-f", format, *flags) for format in ("text", "github"))
    rendered = inside("render", name, *flags)
    assert github.out.count("\n") == len(findings)
    heads = {f"{one['file']}:{one['line']}:{one['column']}: {one['severity']}: " for one in findings}
    assert {line[: len(head)] for line in text.out.splitlines() for head in heads if line.startswith(head)} == heads
    for one, line in zip(findings, github.out.splitlines(), strict=True):
        command = {"note": "notice"}.get(one["severity"], one["severity"])
        assert line.startswith(f"::{command} file={one['file']},line={one['line']},col={one['column']},title=")
    bodies = [ran.rpartition("More: ")[0] or ran for ran in (text.out, rendered.err)]
    assert bodies[1].startswith(bodies[0])
    assert text.err in rendered.err


def test_messages_never_mix_with_data(kinds: Path) -> None:
    for name in ("fine", "full", "error", "broken"):
        rendered = inside("render", name, "--json")
        assert rendered.err
        json.loads(rendered.out)
        plain = inside("render", name)
        paths = [line.split("  (")[0] for line in plain.out.splitlines()]
        assert paths == ([f"bundles/{name}", f"bundles/{name}/index.html"] if name in ("fine", "full") else [])
        assert all((kinds / path).exists() for path in paths)


@pytest.mark.usefixtures("kinds")
def test_one_that_cannot_be_used_does_not_stop_the_others() -> None:
    names = ["missing.yaml", "fine", "nothing", "broken", "odd", "note", "binary"]
    checked = inside("check", *names, "-f", "json")
    assert checked.code == 2
    assert json.loads(checked.out)["summary"]["campaigns"] == 4
    assert {one["file"].split("/")[0] for one in json.loads(checked.out)["findings"]} == {"broken", "note", "binary"}
    rendered = inside("render", *names, "--json")
    assert rendered.code == 2
    written = [one["path"] for one in json.loads(rendered.out)["bundles"]]
    assert written == ["bundles/fine", None, "bundles/note", None]
    for ran in (checked, rendered):
        told = [line for line in ran.err.splitlines() if line.startswith("socloc: ")]
        assert len(told) == 3


def test_two_campaigns_of_one_id_never_overwrite_each_other(kinds: Path) -> None:
    campaigns.write(kinds / "twin", campaigns.KINDS["fine"].replace("We are open.", "Another."))
    ran = inside("render", "fine", "twin", "note")
    assert ran.code == 2
    message = "socloc: twin/campaign.yaml has the id of fine/campaign.yaml, so one bundle would replace the other"
    assert message in ran.err
    assert (kinds / "bundles/fine/en/x/post/hello.txt").read_bytes() == b"We are open."
    assert (kinds / "bundles/note").is_dir()
    assert inside("render", "fine", "./fine/campaign.yaml", "fine").code == 0


@pytest.mark.usefixtures("kinds")
def test_a_campaign_from_standard_input() -> None:
    ran = inside("check", "-", "-f", "json", stdin=campaigns.KINDS["error"].encode())
    assert ran.code == 1
    (finding,) = json.loads(ran.out)["findings"]
    assert (finding["line"], finding["column"]) == (8, 23)
