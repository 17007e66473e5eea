"""Threads: where long texts are cut (cases/thread.yaml), and what no cut may do."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socloc.render.sentences import sentence_starts
from socloc.render.thread import NUMBER, split
from tests.reading.examined import cases, no_waiting

URL = "https://a.example/spring-tea?x=1&y=(2)#top"
TOPIC = "#春茶 上市#"
WHOLE = (URL, TOPIC, "@anna_k", "👨‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇨🇳", "🇩🇪", "e\u0301", "क्षि", "각")
WORDS = (
    "tea",
    "Tea.",
    "Mr. Li",
    "茶",
    "新茶上市。",
    "“好。”",
    "（是）",
    "……",
    "！？",
    "お茶、",
    "차 ",
    "شاي؟",
    "чай!",
    "ชา",
    ":\n",
)
SPACES = (" ", "\n", "\n\n", "\r\n\r\n", "\u3000", "\u2028")
texts = st.lists(st.sampled_from([*WHOLE, *WORDS, *SPACES, *SPACES]), max_size=60).map("".join)


def at_most(limit: int) -> Callable[[str], bool]:
    return lambda part: len(part) <= limit


def without_numbers(parts: tuple[str, ...], number: str = NUMBER) -> list[str]:
    """The words of the parts; every part has its number at the end, and one alone has none."""
    if len(parts) == 1:
        return list(parts)
    ends = [number.replace("{n}", str(n)).replace("{total}", str(len(parts))) for n in range(1, len(parts) + 1)]
    assert [part[len(part) - len(end) :] for part, end in zip(parts, ends, strict=True)] == ends
    return [part[: len(part) - len(end)] for part, end in zip(parts, ends, strict=True)]


def assert_nothing_lost(text: str, words: list[str]) -> None:
    """The words of the parts one after the other are the text, but for white space between them."""
    rest = text
    for part in words:
        rest = rest if len(words) == 1 else rest.lstrip()
        assert part or not text
        assert rest.startswith(part)
        rest = rest[len(part) :]
    assert not rest.strip()


@pytest.mark.parametrize("case", cases(__file__, "thread.yaml"), ids=lambda case: case["case"])
def test_a_text_becomes_parts(case: dict[str, Any]) -> None:
    known = {key: case[key] for key in ("literals", "abbreviations", "numbered") if key in case}
    parts = split(case["text"], at_most(case["limit"]), **known)
    assert without_numbers(parts, case.get("numbered", NUMBER)) == case["parts"]


def test_the_number_is_a_line_of_its_own() -> None:
    assert split("Four is here. Five is here.", at_most(20)) == ("Four is here.\n\n1/2", "Five is here.\n\n2/2")


@settings(deadline=None, derandomize=True, database=None, max_examples=300)
@given(texts, st.integers(min_value=1, max_value=90))
def test_parts_fit_and_nothing_is_lost_or_torn(text: str, limit: int) -> None:
    parts = split(text, at_most(limit), literals=[TOPIC, "@anna_k"])
    assert_nothing_lost(text, without_numbers(parts))
    for piece in WHOLE:
        assert sum(part.count(piece) for part in parts) == text.count(piece)
    if limit >= 80:  # longer than any piece with what sticks to it
        assert all(len(part) <= limit for part in parts)


@settings(deadline=None, derandomize=True, database=None, max_examples=300)
@given(st.text(st.characters(), max_size=80), st.integers(min_value=5, max_value=40))
def test_any_text_at_all(text: str, limit: int) -> None:
    assert_nothing_lost(text, without_numbers(split(text, at_most(limit), numbered="{n}/{total}"), "{n}/{total}"))


def test_half_an_emoji_is_a_character_like_others_and_two_halves_are_one() -> None:
    parts = split("one \ud83d twoxx\ud83d\ude00 three", at_most(11))
    assert without_numbers(parts) == ["one \ud83d", "twoxx", "\ud83d\ude00", "three"]


def test_no_cut_where_it_would_tear_markup() -> None:
    text = "It **is very good. It is so green. It is** tea. And more."
    seen = []

    def whole(left: str, right: str) -> bool:
        seen.append(left + right)
        return left.count("**") % 2 == 0

    assert without_numbers(split(text, at_most(52), whole)) == [
        "It **is very good. It is so green. It is** tea.",
        "And more.",
    ]
    assert without_numbers(split(text, at_most(45), whole)) == [
        "It",
        "**is very good. It is so green. It is**",
        "tea. And more.",
    ]
    assert all(text.endswith(both) for both in seen)


def test_a_text_that_may_not_be_cut_stays_too_long() -> None:
    text = "One is here. Two is here. " * 50
    assert split(text, at_most(30), lambda _left, _right: False) == (text,)


@pytest.mark.parametrize(
    "unit",
    [
        "One is here. ",
        "新茶上市，真的很好！",
        "a",
        "。",
        "a\n",
        "a\r",
        "ab\n\n",
        "a:\n",
        "#tag\n",
        ",)",
        "……",
        "e\u0301",
        "(",
        "\u200d",
        "1.",
        "👍🏽",
    ],
)
@pytest.mark.parametrize("may_cut", [True, False])
def test_long_texts_take_few_questions(unit: str, may_cut: bool) -> None:
    text = (unit * 100_000)[:100_000]
    asked = []

    def fits(part: str) -> bool:
        asked.append(part)
        return len(part) <= 280

    with no_waiting():
        parts = split(text, fits, lambda _left, _right: may_cut)
    assert_nothing_lost(text, without_numbers(parts))
    assert len(asked) <= 25 * len(parts) + 200


@pytest.mark.parametrize(
    ("text", "abbreviations", "sentences"),
    [
        ("Dr. Li is here. Mr. Wu is not.", (), ["Dr. ", "Li is here. ", "Mr. ", "Wu is not."]),
        ("Dr. Li is here. Mr. Wu is not.", ("Dr.", "Mr."), ["Dr. Li is here. ", "Mr. Wu is not."]),
        ("He is an MDr. Then he left.", ("Dr.",), ["He is an MDr. ", "Then he left."]),
        ("J. R. Li came. (Really!) “Yes.” She left.", (), ["J. R. Li came. ", "(Really!) ", "“Yes.” ", "She left."]),
        ("1. One.\n2. Two.", (), ["1. One.\n", "2. Two."]),
        (
            "在v1.0里。好！？（对。）“是。”“不……”他说…对",
            (),
            ["在v1.0里。", "好！？", "（对。）", "“是。”", "“不……”", "他说…对"],
        ),
        ("See https://a.example/x.Y! Then go.", (), ["See https://a.example/x.Y! ", "Then go."]),
        ("Well… yes… No... no... Yes.", (), ["Well… yes… ", "No... no... ", "Yes."]),
        ("Wow! 🎉🎉 !!! Next.", (), ["Wow! ", "🎉🎉 !!! ", "Next."]),
        ("", (), [""]),
    ],
)
def test_sentences(text: str, abbreviations: tuple[str, ...], sentences: list[str]) -> None:
    bounds = [0, *sentence_starts(text, abbreviations), len(text)]
    assert [text[start:end] for start, end in pairwise(bounds)] == sentences
