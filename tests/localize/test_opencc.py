"""OpenCC's own published expectations hold on socloc's path, exceptions win, and nothing else passes for OpenCC."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from itertools import permutations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from socloc import doctor, locales
from socloc.localize import chinese, opencc_package
from socloc.localize.remembered import Memory
from tests.reading.examined import head, outcome, said, texts

PUBLISHED: dict[str, Any] = json.loads(Path(__file__).with_name("cases").joinpath("opencc.json").read_text("utf-8"))
CHINESE = ("zh-CN", "zh-SG", "zh-TW", "zh-HK", "zh-MO")


def test_all_published_expectations_hold() -> None:
    asked = [(text, name, wanted) for text, expected in PUBLISHED["cases"] for name, wanted in expected.items()]
    assert len(asked) == 543
    wrong = [(text, name) for text, name, wanted in asked if chinese.convert(text, (name,), {}) != wanted]
    assert wrong == [], "socloc protects nothing in them"


def test_they_hold_with_words_that_do_not_occur() -> None:
    words = {"无人说此词": "沒有人說"}
    for text, expected in PUBLISHED["cases"]:
        for name, wanted in expected.items():
            assert chinese.convert(text, (name,), {}, words) == wanted, (text, name)


@pytest.mark.parametrize("source, target", list(permutations(CHINESE, 2)))
def test_every_chinese_becomes_every_other_once(source: str, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each configuration of the data is asked once, in its order, and what it made is never its own input again."""
    found, _ = locales.load(target)
    assert found
    conversion = next(one for one in found.convert if one.source == source)
    asked: list[str] = []
    real = opencc_package.converter

    def noting(configuration: str, words: opencc_package.Words = ()) -> Any:
        asked.append(configuration)
        return real(configuration, words)

    monkeypatch.setattr(chinese, "converter", noting)
    monkeypatch.setattr(chinese, "MEMORY", Memory())
    text = "软件里面" if found.typography and source in ("zh-CN", "zh-SG") else "軟件裏面"
    words = found.vocabulary.convert.get(source, {})
    result = chinese.convert(text, conversion.configurations, {}, words)
    assert asked == list(conversion.configurations)
    assert chinese.convert(text, conversion.configurations, {}, words) == result
    assert asked == list(conversion.configurations), "remembered, not converted again"


def test_a_text_is_converted_from_what_was_written_and_never_from_a_conversion(tmp_path: Path) -> None:
    head_of_all = head("chinese", locales=list(CHINESE))
    found = outcome(tmp_path, head_of_all + "posts: [{id: p, text: '“发布”软件的头发，出租车'}]\n")
    assert {variant.plan.locale.tag: text.made for variant in found.variants for text in variant.texts.values()} == {
        "zh-CN": "author",
        "zh-SG": "regional words from zh-CN",
        "zh-TW": "opencc s2twp from zh-CN",
        "zh-HK": "opencc s2hkp from zh-CN",
        "zh-MO": "opencc s2hkp from zh-CN",
    }
    assert {name.split()[0]: text for name, text in texts(found).items()} == {
        "zh-CN": "“发布”软件的头发，出租车",
        "zh-SG": "“发布”软件的头发，德士",
        "zh-TW": "「發布」軟體的頭髮，計程車",
        "zh-HK": "「發布」軟件的頭髮，的士",
        "zh-MO": "「發布」軟件的頭髮，的士",
    }


def test_marks_that_both_have_stay_as_they_were_written(tmp_path: Path) -> None:
    text = head(source="zh-TW", locales=["zh-TW", "zh-HK", "zh-CN"], networks=["facebook"])
    found = outcome(tmp_path, text + "posts: [{id: p, text: 『裡』}]\n")
    assert [text for _, text in sorted(texts(found).items())] == ["“里”", "『裏』", "『裡』"]


def test_a_campaigns_own_words_come_before_the_built_in_ones(tmp_path: Path) -> None:
    own = "convert: [{from: [zh-CN], words: {发布: 發表, 岚里: 嵐里}}]\n"
    text = head("chinese") + "posts: [{id: p, text: 岚里发布软件，支持}]\n"
    found = outcome(tmp_path, text, {"locales/zh-TW/words.yaml": own})
    assert texts(found)["zh-TW weibo/post p"] == "嵐里發表軟體，支持"
    broken = outcome(tmp_path / "b", text, {"locales/zh-TW/words.yaml": "convert: [{form: [zh-CN]}]\n"})
    assert broken.findings[0].place.file == "locales/zh-TW/words.yaml"


def test_a_too_long_conversion_is_found_after_it(tmp_path: Path) -> None:
    text = head(source="zh-CN", locales=["zh-CN", "zh-TW"], networks=["x"])
    fits = "二维码" * 46 + "网"  # 139 characters of 2, and in Taiwan's words more
    found = outcome(tmp_path, text + f"posts: [{{id: p, text: {fits}}}]\n")
    assert [(one.check, one.subject.locale) for one in found.findings] == [("text-too-long", "zh-TW")]


@pytest.fixture(name="look_alike")
def made_look_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another package whose module has the same name."""
    other = ModuleType("opencc")
    other.__file__ = str(tmp_path / "opencc" / "__init__.py")
    other.__spec__ = ModuleSpec("opencc", None, origin=other.__file__)
    other.OpenCC = type("OpenCC", (), {"convert": lambda _self, text: text})  # type: ignore[attr-defined]  # made here
    monkeypatch.setitem(sys.modules, "opencc", other)
    monkeypatch.setattr(chinese, "MEMORY", Memory())
    for cached in (opencc_package.why_not_official, opencc_package.converter):
        cached.cache_clear()
    yield
    for cached in (opencc_package.why_not_official, opencc_package.converter):
        cached.cache_clear()


@pytest.mark.usefixtures("look_alike")
def test_a_look_alike_converts_nothing(tmp_path: Path) -> None:
    found = outcome(tmp_path, head("chinese") + "posts: [{id: p, text: 软件}, {id: q, text: 头发}]\n")
    (row,) = said(found.findings)
    assert (row["check"], row["severity"], row["at"]) == ("converter-not-official", "error", "1:1")
    assert row["message"].startswith("the module `opencc` is not OpenCC's own: ")
    assert texts(found)["zh-TW weibo/post p"] == ""


@pytest.mark.usefixtures("look_alike")
def test_the_doctor_sees_a_look_alike(tmp_path: Path) -> None:
    (point,) = [one for one in doctor.examine(tmp_path, "utf-8") if one.name == "OpenCC"]
    assert not point.is_fine
    assert point.found.startswith("not the official package")
    assert "pip install --force-reinstall opencc" in point.way_out
