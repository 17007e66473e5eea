"""Who makes each text: the author, a converter, or the source where it was chosen (cases/localize.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.reading.examined import FILE, cases, head, outcome, said, text_of, texts


@pytest.mark.parametrize("case", cases(__file__, "localize.yaml"), ids=lambda case: case["case"])
def test_what_is_published(case: dict[str, Any], tmp_path: Path) -> None:
    found = outcome(tmp_path, text_of(case), fallback=case.get("fallback", False))
    assert texts(found) == case["texts"]
    wanted = case.get("findings", [])
    assert said(found.findings, wanted) == wanted


def makers(found: Any) -> dict[str, list[str]]:
    """Who made the texts of every variant, by its locale."""
    return {one.plan.locale.tag: [text.made for text in one.texts.values()] for one in found.variants}


def test_a_text_remembers_who_made_it_and_where_it_stands(tmp_path: Path) -> None:
    file = head("chinese", locales=["zh-CN", "zh-TW", "zh-HK", "en"]) + "posts:\n  - id: p\n    text: {zh-TW: 軟體}\n"
    found = outcome(tmp_path, file, fallback=True)
    assert makers(found) == {
        "zh-CN": ["opencc tw2sp from zh-TW"],
        "zh-TW": ["author"],
        "zh-HK": ["opencc tw2t t2hk from zh-TW"],
        "en": [],
    }
    (text,) = found.variants[0].texts.values()
    assert (text.value, text.place.line, text.place.column, text.path) == ("软件", 8, 19, "posts.p.text.zh-TW")


def test_the_source_that_stands_in_is_marked(tmp_path: Path) -> None:
    found = outcome(tmp_path, head("two") + "posts: [{id: p, text: hi}]\n", fallback=True)
    assert makers(found) == {"en": ["author"], "de": ["source fallback from en"]}


def test_a_converted_text_that_grew_too_long_points_at_the_authors_words(tmp_path: Path) -> None:
    # 90 times U盘 are 270 by X's counting, 隨身碟 twice as much.
    found = outcome(
        tmp_path, head("chinese", networks=["x"]) + f"posts:\n  - id: p\n    text:\n      zh-CN: {'U盘' * 90}\n"
    )
    wanted = {
        "at": "9:14",
        "check": "text-too-long",
        "message": "the text has 540 characters as X counts them; x/post takes 280 (opencc s2twp from zh-CN)",
        "severity": "error",
        "hint": "Shorten it by 260, or add a shorter alternative, or write one under `networks:`, "
        "or let it go on in a thread: `thread: true`.",
        "of": "x/post zh-TW p",
    }
    assert said(found.findings, [wanted]) == [wanted]
    assert found.findings[0].place.file.endswith(FILE)


def test_alternatives_are_converted_one_by_one(tmp_path: Path) -> None:
    file = head("chinese", networks=["x"]) + f"posts: [{{id: p, text: [{'U盘' * 90}, {'U盘' * 40}]}}]\n"
    found = outcome(tmp_path, file)
    assert found.findings == ()
    assert texts(found) == {"zh-CN x/post p": "U盘" * 90, "zh-TW x/post p": "隨身碟" * 40}
