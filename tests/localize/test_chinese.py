"""Chinese to Chinese: what is converted, what stays (cases/chinese.yaml), and that a lost part closes the door."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from socloc import locales
from socloc.localize import chinese
from tests.reading.examined import cases, head, outcome, said, texts

# Written here once more, so that a change of the code's own list shows.
TOKENS = [
    *("https://a.example/x?y=1&z=2", "http://b.example", "#里面#", "#软件", "＃发布", "@里面", "@northlight", "[微笑]"),
    *("{network}", "{{ link }}", "{% if 里 %}", "{# 里 #}", "%(name)s", "`里面`", "``里`面``", "info@a.example"),
    *("👩‍👩‍👧", "🇨🇳", "1️⃣", "👍🏽", "❤️", "云里", "C++里"),
]
CHINESE = ["里面", "软件，", "头发。", "鼠标", "\n", " ", "干净！", "（网络）", "abc", "后"]
KEPT = {"云里": "云里", "C++里": "C++里"}


def conversion(source: str, target: str) -> tuple[tuple[str, ...], Mapping[str, str], tuple[str, ...]]:
    """OpenCC's configurations from one locale to another, the words and the marks, as the data has them."""
    found, findings = locales.load(target)
    assert found
    assert found.typography
    assert not findings
    configurations = next(one.configurations for one in found.convert if one.source == source)
    return configurations, found.vocabulary.convert.get(source, {}), found.typography.quotes


@pytest.mark.parametrize("case", cases(__file__, "chinese.yaml"), ids=lambda case: case["case"])
def test_what_is_converted(case: dict[str, Any]) -> None:
    configurations, words, marks = conversion(case.get("from", "zh-CN"), case.get("to", "zh-TW"))
    result = chinese.convert(case["text"], configurations, case.get("kept", {}), words, marks)
    assert result == case["result"]


def test_the_directions_are_those_of_the_data() -> None:
    directions = {
        (tag, one.source): one.maker
        for tag in locales.tags()
        if (found := locales.load(tag)[0])
        for one in found.convert
    }
    assert directions == {
        **{("zh-CN", other): "opencc hk2sp" for other in ("zh-HK", "zh-MO")},
        **{("zh-SG", other): "opencc hk2sp" for other in ("zh-HK", "zh-MO")},
        **{("zh-TW", other): "opencc hk2t t2tw" for other in ("zh-HK", "zh-MO")},
        **{(one, "zh-TW"): "opencc tw2sp" for one in ("zh-CN", "zh-SG")},
        **{("zh-TW", other): "opencc s2twp" for other in ("zh-CN", "zh-SG")},
        **{(one, other): "opencc s2hkp" for one in ("zh-HK", "zh-MO") for other in ("zh-CN", "zh-SG")},
        **{(one, "zh-TW"): "opencc tw2t t2hk" for one in ("zh-HK", "zh-MO")},
        **dict.fromkeys([("zh-CN", "zh-SG"), ("zh-SG", "zh-CN")], "regional words"),
        **dict.fromkeys([("zh-HK", "zh-MO"), ("zh-MO", "zh-HK")], "regional words"),
    }


def test_tokens_of_random_texts_stay() -> None:
    chance = random.Random(2312)  # noqa: S311  # a fixed series, not a secret
    pattern = re.compile("|".join(re.escape(token) for token in sorted(TOKENS, key=len, reverse=True)))
    for _ in range(300):
        parts = [chance.choice(CHINESE) if chance.random() < 0.6 else f" {chance.choice(TOKENS)} " for _ in range(12)]
        text = "".join(parts)
        result = chinese.convert(text, ("s2twp",), KEPT)
        assert Counter(pattern.findall(result)) == Counter(pattern.findall(text)), text
        rest = pattern.sub("", result)
        assert not set("软件头发标净网络") & set(rest.replace("件", "")), result


def test_a_nul_is_refused() -> None:
    with pytest.raises(chinese.ConversionError, match=r"^the text has a NUL character, where OpenCC would cut it off$"):
        chinese.convert("里\0面", ("s2twp",), {})


@pytest.mark.parametrize("text", ["里面 #话题# 里面", "{{ link }}里面", "里面@名字", "里面云里"])
def test_a_converter_that_eats_the_words_between_cannot_hurt_the_tokens(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chinese, "_converted", lambda *_: "")
    assert chinese.convert(text, ("s2twp",), KEPT) in text


@pytest.mark.parametrize(
    "text, glued, lost",
    [("里面#话题#", "a", "#话题#"), ("里面@名字", "a", "@名字"), ("里面{{ link }}里面", "`", "{{ link }}")],
)
def test_a_lost_token_closes_the_door(text: str, glued: str, lost: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chinese, "_converted", lambda *_: glued)
    with pytest.raises(chinese.ConversionError, match=f"^`{re.escape(lost)}` did not survive the conversion$"):
        chinese.convert(text, ("s2twp",), {})


def test_a_lost_token_is_a_finding_and_the_text_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chinese, "_converted", lambda *_: "a")
    found = outcome(tmp_path, head("chinese") + "posts:\n  - id: p\n    text: 里面#话题#\n")
    wanted = {
        "at": "8:11",
        "check": "conversion-lost",
        "message": "the conversion from zh-CN failed: `#话题#` did not survive the conversion",
        "severity": "error",
        "hint": "Write it under `zh-TW:`.",
        "of": "zh-TW",
    }
    assert said(found.findings, [wanted]) == [wanted]
    assert texts(found) == {"zh-CN weibo/post p": "里面#话题#", "zh-TW weibo/post p": ""}


def test_a_configuration_that_opencc_does_not_have_is_a_finding(tmp_path: Path) -> None:
    own = "locale: zh-TW\nname: T\nnative_name: T\ndirection: ltr\nwords: {}\nconvert: [{from: zh-CN, with: [s2tww]}]\n"
    found = outcome(tmp_path, head("chinese") + "posts: [{id: p, text: 里面}]\n", {"locales/zh-TW/locale.yaml": own})
    (finding,) = found.findings
    assert (finding.severity, finding.check) == ("error", "conversion-lost")
    assert "s2tww" in finding.message
