"""What of a machine's answers may be used."""

from __future__ import annotations

import pytest

from socloc.localize.asks import Pair
from socloc.localize.verdict import problem_with

LONG = "We have a new tea from the mountains of the north, and it is as good as the old one was, if not better."
NOTICE = "the answer is a notice of the service, not a translation"


@pytest.mark.parametrize(
    "source, made, pair, problem",
    [
        ("Hello", "Hallo", "en de", ""),
        ("Hello", "", "en de", "the answer is empty"),
        ("Hello #tea", "#tea", "en de", "the answer is empty"),
        ("Hello", " \n", "en de", "the answer is empty"),
        ("Hello", "Hello", "en de", "the answer is the original again"),
        ("Hello there", " hello  There ", "en de", "the answer is the original again"),
        ("Hello #tea there", "Hello #tea there", "en de", "the answer is the original again"),
        ("SALE", "SALE", "en de", "the answer is the original again"),
        ("新茶", "新茶", "zh-CN en", "the answer is the original again"),
        ("Hello", "Hello", "en-GB en-US", ""),
        ("软件", "软件", "zh-CN zh-TW", ""),
        ("iPhone 15", "iPhone 15", "en de", ""),
        ("5G", "5G", "en de", ""),
        ("#tea 🎉 {n}", "#tea 🎉 {n}", "en de", ""),
        ("100 %", "100 %", "en de", ""),
        ("Hello", "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY", "en de", NOTICE),
        ("Hello", "QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", "en de", NOTICE),
        ("Hello", "<!DOCTYPE html><title>Sorry</title>", "en de", NOTICE),
        ("Too many requests came in", "Too many requests kamen herein", "en de", ""),
        (LONG, LONG[::-1], "en de", ""),
        (LONG, LONG[:20][::-1], "en de", "the answer is too short for the text: 15 letters for 77"),
        (LONG, LONG[::-1] * 5, "en de", "the answer is too long for the text: 385 letters for 77"),
        (LONG, "我们有来自北方山区的新茶，和旧茶一样好，甚至更好。", "en zh-CN", ""),
        (LONG, "新茶", "en zh-CN", "the answer is too short for the text: 2 letters for 77"),
        ("我们有来自北方山区的新茶，和旧茶一样好，甚至更好。", LONG, "zh-CN en", ""),
        (LONG, "私たちには北の山々の新しいお茶があり、古いものと同じくらい良い。", "en ja", ""),
        (LONG, LONG[::-1], "en fr", ""),
        (LONG, "trop court", "en fr", "the answer is too short for the text: 9 letters for 77"),
    ],
)
def test_what_may_be_used(source: str, made: str, pair: str, problem: str) -> None:
    assert problem_with(source, made, {}, Pair(*pair.split())) == problem


def test_a_text_of_nothing_but_terms_has_its_own_words() -> None:
    assert problem_with("Tea Kettle", "Teekessel", {"Tea Kettle": "Teekessel"}, Pair("en", "de")) == ""
    assert problem_with("Northlight", "Northlight", {"Northlight": "Northlight"}, Pair("en", "de")) == ""
