"""--network, --locale and --fallback keep a part of a campaign; a slip of the pen is never an empty campaign."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import inside

KEPT = [
    # options, and how many of the full campaign's variants they keep
    ([], 7),
    (["-n", "x"], 2),
    (["-n", "x/post"], 2),
    (["--network", "x", "--network", "weibo"], 4),
    (["-n", "wechat"], 1),
    (["-l", "en"], 2),
    (["-l", "zh-TW"], 2),
    (["--locale", "zh-tw", "--locale", "EN"], 4),
    (["-l", "zh-CN", "-n", "weibo"], 2),
    (["-l", "zh-CN", "-n", "wechat/article"], 1),
    (["-l", "en", "-n", "weibo"], 0),
]
SLIPS = [
    (["-n", "weibbo"], "full/campaign.yaml does not publish on weibbo; did you mean `weibo`?"),
    (["-n", "weibo/pots"], "full/campaign.yaml does not publish on weibo/pots; did you mean `weibo/post`?"),
    (["-n", "vk"], "full/campaign.yaml does not publish on vk"),
    (["-n", "x", "-n", "vk"], "full/campaign.yaml does not publish on vk"),
    (["-l", "zh-WT"], "full/campaign.yaml has no locale zh-WT; did you mean `zh-TW`?"),
    (["-l", "de"], "full/campaign.yaml has no locale de"),
    (["-l", "en", "-l", "de"], "full/campaign.yaml has no locale de"),
]


@pytest.mark.usefixtures("kinds")
@pytest.mark.parametrize("options, number", KEPT, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_what_is_kept(options: list[str], number: int) -> None:
    ran = inside("check", "full", "-f", "json", *options)
    assert ran.code == 0
    assert json.loads(ran.out)["summary"]["variants"] == number


@pytest.mark.parametrize("command", ["check", "render"])
@pytest.mark.parametrize(
    "options, message", SLIPS, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_a_slip_of_the_pen(command: str, options: list[str], message: str, kinds: Path) -> None:
    ran = inside(command, "full", *options)
    assert ran.code == 2
    assert f"socloc: {message}\n" in ran.err
    assert "    It " in ran.err, "the ones that there are"
    assert not (kinds / "bundles").exists()


@pytest.mark.usefixtures("kinds")
def test_a_part_has_the_findings_of_that_part() -> None:
    whole = json.loads(inside("check", "full", "-f", "json").out)["findings"]
    part = json.loads(inside("check", "full", "-f", "json", "-n", "wechat").out)["findings"]
    assert part == [one for one in whole if one["network"] == "wechat"] != []
    assert json.loads(inside("check", "full", "-f", "json", "-n", "x").out)["findings"] == []


@pytest.mark.usefixtures("kinds")
def test_fallback_turns_errors_into_warnings() -> None:
    without, with_source = (
        json.loads(inside("check", "unlocalized", "-f", "json", *flags).out)["summary"]
        for flags in ([], ["--fallback", "source"])
    )
    assert (without["error"], with_source["error"]) == (1, 0)
    assert (without["warning"], with_source["warning"]) == (0, 1)
    assert inside("check", "unlocalized", "--fallback", "source", "--strict").code == 1
