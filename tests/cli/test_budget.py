"""socloc budget: the table, what it estimates, and when it fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import inside

HEAD = "socloc: 1\nid: t\nsource: en\nlocales: [en, de, zh-CN]\nnetworks: [x]\n"


def rows(tmp_path: Path, rest: str, *arguments: str) -> tuple[int, list[dict[str, Any]], list[dict[str, Any]]]:
    """The exit code, the rows and the findings of a campaign's budget."""
    path = tmp_path / "campaign.yaml"
    path.write_text(HEAD + rest, "utf-8")
    ran = inside("budget", str(path), "--json", *arguments)
    answer = json.loads(ran.out)
    assert list(answer) == ["schema_version", "rows", "findings"]
    return ran.code, answer["rows"], answer["findings"]


def cells(row: dict[str, Any]) -> dict[str, tuple[int, int, bool, int]]:
    """Used, left, estimated and posts, by locale."""
    return {one["locale"]: (one["used"], one["left"], one["is_estimate"], one["parts"]) for one in row["cells"]}


def test_what_is_there_is_counted_and_what_is_missing_estimated(tmp_path: Path) -> None:
    text = "a" * 200
    code, (row,), findings = rows(tmp_path, f"posts: [{{id: p, text: {{en: {text}, zh-CN: 春茶}}}}]\n")
    assert (row["post"], row["format"], row["field"], row["counted_as"], row["limit"]) == (
        "p",
        "x/post",
        "text",
        "x-weighted",
        280,
    )
    # 200 letters are 228 in German, as the median of 30 articles has it: 1.14 for each.
    assert cells(row) == {"en": (200, 80, False, 1), "de": (228, 52, True, 1), "zh-CN": (4, 276, False, 1)}
    assert (code, findings) == (0, [])


def test_the_letters_of_a_translation_count_as_the_network_counts_them(tmp_path: Path) -> None:
    _, (row,), _ = rows(tmp_path, f"posts: [{{id: p, text: {{en: {'a' * 200}, de: b}}}}]\n", "--locale", "zh-CN")
    assert cells(row) == {"zh-CN": (104, 176, True, 1)}, "0.26 characters for each letter, and X counts each twice"


@pytest.mark.parametrize(
    "rest, code, checks",
    [
        (f"posts: [{{id: p, text: {{en: {'a' * 281}, de: b, zh-CN: c}}}}]\n", 1, []),
        (f"posts: [{{id: p, text: {{en: {'a' * 260}, zh-CN: c}}}}]\n", 0, ["translation-too-long"]),
        ("posts: [{id: p, text: {en: a, de: b, zh-CN: c}, link: nope}]\n", 1, ["unknown-name"]),
        ("posts: [{id: p, txet: a, text: {en: a, de: b, zh-CN: c}}]\n", 1, ["unknown-key"]),
    ],
)
def test_when_a_budget_fails(rest: str, code: int, checks: list[str], tmp_path: Path) -> None:
    found, _, findings = rows(tmp_path, rest)
    assert (found, [one["check"] for one in findings]) == (code, checks)


def test_a_thread_only_grows(tmp_path: Path) -> None:
    words = "One more word. " * 30
    rest = f"posts: [{{id: p, thread: true, text: {{en: '{words}', zh-CN: c}}}}]\n"
    code, (row,), findings = rows(tmp_path, rest)
    found = cells(row)
    assert found["en"][3] == found["de"][3] == 2
    assert all(left >= 0 for _, left, _, _ in found.values())
    assert (code, findings) == (0, [])


def test_the_table_is_for_people(tmp_path: Path) -> None:
    path = tmp_path / "campaign.yaml"
    path.write_text(
        HEAD.replace("[x]", "[x, xing, weibo]") + f"posts: [{{id: p, text: {{en: {'a' * 300}, de: b}}}}]\n", "utf-8"
    )
    ran = inside("budget", str(path))
    lines = [line.split() for line in ran.out.splitlines()]
    assert lines[0] == ["p", "COUNTED", "AS", "LIMIT", "FOLD", "en", "de", "zh-CN"]
    assert lines[1] == ["x/post", "text", "x-weighted", "280", "300", "-20", "1", "+279", "~156", "+124"]
    assert lines[2] == ["xing/post", "text", "utf-16", "?", "300", "1", "~78"]
    assert lines[3][:6] == ["weibo/post", "text", "weibo", "2,000", "140", "150…"]
    assert "estimates: github eric-muller/udhr" in ran.out
    assert ran.code == 1
