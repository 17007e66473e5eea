"""`socloc check --fix` and `--diff`: what they change, what they show, and how they end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import inside
from tests.reading.examined import head, write

BEFORE = (
    head(source="zh-CN", locales=["zh-CN"], networks=["facebook"]) + "posts: # 好, 好\n  - {id: p, text: '你好,好'}\n"
)
AFTER = BEFORE.replace("'你好,好'", "'你好，好'")
HUNK = "-  - {id: p, text: '你好,好'}\n+  - {id: p, text: '你好，好'}\n"


@pytest.fixture(name="campaign")
def made_campaign(tmp_path: Path) -> Path:
    """A campaign with one thing to mend."""
    return write(tmp_path, BEFORE)


def test_fix_mends_the_file_and_checks_it_again(campaign: Path) -> None:
    assert inside("check", str(campaign), "--strict").code == 1
    ran = inside("check", str(campaign), "--strict", "--fix")
    assert ran.code == 0, ran
    assert f"{campaign}: mended 1 finding" in ran.said
    assert campaign.read_text("utf-8") == AFTER
    assert "mended" not in inside("check", str(campaign), "--fix").said


def test_diff_shows_it_and_changes_nothing(campaign: Path) -> None:
    ran = inside("check", str(campaign), "--diff")
    assert HUNK in ran.out
    assert "[punctuation-halfwidth]" in ran.out
    assert campaign.read_text("utf-8") == BEFORE


def test_both_show_and_mend(campaign: Path) -> None:
    ran = inside("check", str(campaign), "--diff", "--fix")
    assert HUNK in ran.out
    assert campaign.read_text("utf-8") == AFTER


def test_a_diff_is_no_json(campaign: Path) -> None:
    assert inside("check", str(campaign), "--diff", "--format", "json").code == 2
    assert inside("check", str(campaign), "--fix", "--format", "json").code == 0
    assert campaign.read_text("utf-8") == AFTER


def test_po_files_are_mended_too(tmp_path: Path) -> None:
    text = head(source="en", locales=["en", "zh-CN"], networks=["facebook"]) + "posts: [{id: p, text: Hello}]\n"
    store = 'msgid ""\nmsgstr ""\n\nmsgctxt "posts.p.text"\nmsgid "Hello"\nmsgstr "你好,好"\n'
    campaign = write(tmp_path, text, {"locales/zh-CN.po": store})
    assert inside("check", str(campaign), "--fix").code == 0
    assert (tmp_path / "locales/zh-CN.po").read_text("utf-8") == store.replace("你好,好", "你好，好")
    assert campaign.read_text("utf-8") == text
