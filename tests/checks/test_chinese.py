"""How Chinese is written: what each rule finds and leaves alone, and what `--fix` makes of it (cases/chinese.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from socloc import locales, mend
from socloc.checks.chinese import CHECKS, RULES
from socloc.checks.chinese.text import ChineseText, text_of
from socloc.findings import Finding, Place
from socloc.model import Written
from socloc.store.catalog import sum_of
from tests.checks import characters
from tests.reading.examined import head, no_waiting, outcome

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("cases").joinpath("chinese.yaml").read_text("utf-8")
)


def campaign(text: str, locale: str = "zh-CN", space: str = "", **other: Any) -> str:
    """A campaign of one post in one locale."""
    brand = f"brand: {{name: Lanmo, typography: {{cjk_latin_space: {space}}}}}\n" if space else ""
    rest = yaml.safe_dump({"posts": [{"id": "p", "text": text}]}, allow_unicode=True, width=1 << 20)
    return head(source=locale, locales=[locale], networks=["facebook"], **other) + brand + rest


def seen(value: str, tag: str, space: str) -> ChineseText:
    """A text as the rules see it."""
    locale, _ = locales.load(tag)
    assert locale
    assert locale.typography
    written = Written(value, Place(""), "p")
    return text_of(written, locale=locale, typography=locale.typography, space=space, own=None)


def of(findings: tuple[Finding, ...], check: str) -> list[Finding]:
    """Those of one check."""
    return [finding for finding in findings if finding.check == check]


def name(case: dict[str, Any]) -> str:
    """`dash-form 茶--好茶`."""
    return f"{case['check']} {case['text'][:10]!r}"


@pytest.mark.parametrize("case", CASES, ids=name)
def test_a_rule_finds_and_mends(case: dict[str, Any], tmp_path: Path) -> None:
    found = outcome(tmp_path, campaign(case["text"], case["locale"], case.get("space", "")))
    findings = of(found.findings, case["check"])
    wanted = [(old, new) for old, new in case["found"] if new is not None]
    changes = [change for finding in findings if finding.fix for change in finding.fix.changes]
    assert [(change.old, change.new) for change in changes] == wanted
    assert all(case["text"][change.start :].startswith(change.old) for change in changes)
    assert bool([one for one in findings if not one.fix]) == (len(wanted) < len(case["found"]))
    mended = mend.mend(findings)
    again = outcome(tmp_path, mended[0].after if mended else campaign(case["text"], case["locale"]))
    assert again.campaign
    (words,) = [words for level in again.campaign.levels["p"] for words in level.words.values()]
    assert words.by_locale[case["locale"]][0].value == case.get("mended", case["text"])


def test_every_rule_has_cases() -> None:
    assert {case["check"] for case in CASES} == {check.id for check in CHECKS}


def test_what_cannot_be_mended_names_the_word_to_write(tmp_path: Path) -> None:
    (finding,) = outcome(tmp_path, campaign("這個軟件的視頻", "zh-TW")).findings
    said = "`軟件` is not said in Chinese (Taiwan, Traditional); readers there say 軟體, after “這個”"
    assert finding.message == f"{said}, and 1 more of the kind"
    assert (finding.severity, finding.fix, str(finding.subject)) == ("warning", None, "zh-TW")


def test_names_and_terms_of_the_brand_are_left_alone(tmp_path: Path) -> None:
    text = head(source="zh-TW", locales=["zh-TW"], networks=["facebook"])
    rest = "posts: [{id: p, text: 云里的软件, hashtags: [云里]}]\n"
    assert of(outcome(tmp_path, text + rest).findings, "script-stray")
    assert not outcome(tmp_path, text + "brand: {name: 云里, terms: [软件]}\n" + rest).findings


def test_a_campaigns_own_words_are_looked_for(tmp_path: Path) -> None:
    own = {"locales/zh-TW/words.yaml": "avoid: [{words: {立馬: 馬上}}]\n"}
    assert [one.check for one in outcome(tmp_path, campaign("立馬", "zh-TW"), own).findings] == ["word-regional"]
    assert not outcome(tmp_path / "b", campaign("立馬", "zh-TW")).findings


def test_converted_texts_are_not_looked_at(tmp_path: Path) -> None:
    text = head("chinese") + "posts: [{id: p, text: '软件,好'}]\n"
    (finding,) = outcome(tmp_path, text).findings
    assert (finding.check, str(finding.subject), finding.place.line) == ("punctuation-halfwidth", "zh-CN", 6)


def test_what_a_machine_made_is_reported_and_not_mended(tmp_path: Path) -> None:
    text = head(source="en", locales=["en", "zh-CN"], networks=["facebook"]) + "posts: [{id: p, text: Hello}]\n"
    store = 'msgid ""\nmsgstr ""\n\n{}msgctxt "posts.p.text"\nmsgid "Hello"\nmsgstr "你好, 好"\n'
    mark = f"# socloc: machine:pseudo {sum_of('你好, 好')}\n"
    for comment, can_be_mended in (("", True), (mark, False)):
        found = outcome(tmp_path, text, {"locales/zh-CN.po": store.format(comment)})
        (finding,) = of(found.findings, "punctuation-halfwidth")
        assert (finding.place.line, bool(finding.fix)) == (6 + bool(comment), can_be_mended)


def test_the_table_says_what_opencc_says() -> None:
    """Made by the OpenCC that is declared; a later one may know more characters, but must not say otherwise."""
    now = {line.split(" ")[0]: line.rstrip("\n").split(" ")[1:] for line in characters.lines()}
    for line in characters.TABLE.read_text("utf-8").splitlines():
        tag, strays, better = line.split(" ")
        known = dict(zip(*now[tag], strict=True))
        assert {one: known[one] for one in strays} == dict(zip(strays, better, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        *("你" * 200_000, "你," * 100_000, "你(" * 100_000, "你 " * 100_000, "《" * 100_000 + "》" * 100_000),
        *("电影“" * 60_000, "电影“" + "a" * 200_000, "１：" * 100_000, "…" * 200_000, "你" + "-" * 200_000 + "你"),
        *(
            "你" + " " * 200_000 + "a",
            "1，200" * 30_000,
            "“" * 200_000 + "你",
            "あ语\n" * 60_000,
            "\ud800你\0\u202e," * 40_000,
        ),
    ],
    ids=lambda text: repr(text[:4]),
)
def test_hostile_texts_take_no_longer(text: str) -> None:
    with no_waiting():  # a quadratic rule would take minutes
        for locale in ("zh-CN", "zh-TW"):
            for space in ("always", "never"):
                looked_at = seen(text, locale, space)
                assert all(list(rule.find(looked_at)) is not None for rule in RULES)
