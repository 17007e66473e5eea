"""Translations beside their source: pairs by field, who made each text, and the source's words where it is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from socloc.bundle.shown_field import kind_of, makers_of
from socloc.findings import Place
from socloc.model import State, Text, Written
from tests.bundle.test_preview import ATTACKS
from tests.cli.running import inside

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default::DeprecationWarning:playwright")]

CAMPAIGN = """\
socloc: 1
id: tea
brand: {name: Lanmo}
source: en
locales: [de, en, zh-CN, zh-TW]
networks:
  {x: [de, en], linkedin: [de, en, zh-CN, zh-TW], weibo: [zh-CN], wechat: [zh-CN, zh-TW], qzone: [zh-TW], threads: [de]}
posts:
  - id: launch
    title: {en: Tea, de: Tee, zh-CN: 春茶}
    text:
      en: ["Our **first** tea is here, and there is a great deal to say of it.\\n\\nCome and see.", Tea is here.]
      zh-CN: 我们的软件，春茶到了。
    digest: {zh-CN: 三座山}
    body: {zh-CN: "**春茶**到了。"}
    link: shop
  - id: converted
    only: {networks: [qzone]}
    text: {zh-CN: 我们的软件很好。}
  - id: short
    only: {networks: [threads]}
    text: {en: [At length., In short.], de: [LONG, Kurz.]}
links: {shop: "https://example.com/"}
"""


@pytest.fixture
def page(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    """The preview of a campaign whose source is not its first locale, and stands in for a missing German text."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "campaign.yaml").write_text(CAMPAIGN.replace("LONG", "Wort " * 200), "utf-8")
    assert inside("render", ".", "--fallback", "source").code in (0, 1)
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    opened.goto((tmp_path / "bundles/tea/index.html").as_uri())
    return opened


def columns(page: Page, target: str) -> list[str]:
    """What stands from left to right in a format: locales, or `written`."""
    shown = page.locator(f'section.format[data-key="{target}"]').first.locator(".card:visible").all()
    boxes = [(card.bounding_box(), card.get_attribute("data-locale") or "written") for card in shown]
    return [name for _, name in sorted((box["x"], name) for box, name in boxes if box)]


SHOWN: list[tuple[str, str, list[str]]] = [
    ("", "x/post", ["en", "de"]),
    ("", "linkedin/post", ["en", "de", "zh-CN", "zh-TW"]),
    ("", "weibo/post", ["written", "zh-CN"]),
    ("de", "x/post", ["en", "de"]),
    ("de", "linkedin/post", ["en", "de"]),
    ("de", "weibo/post", []),
    ("en", "x/post", ["en"]),
    ("zh-CN", "linkedin/post", ["en", "zh-CN"]),
    ("zh-TW", "linkedin/post", ["en", "zh-CN", "zh-TW"]),  # converted, so what it was made from is there
    ("zh-TW", "wechat/article", ["written", "zh-CN", "zh-TW"]),
    ("zh-TW", "qzone/post", ["written", "zh-TW"]),
]


@pytest.mark.parametrize("locale, target, expected", SHOWN)
def test_a_translation_stands_beside_its_source(locale: str, target: str, expected: list[str], page: Page) -> None:
    count = page.inner_text("#count")
    page.keyboard.press("s")
    assert page.inner_text("#count") == count
    page.select_option("[data-filter=locale]", locale)
    assert columns(page, target) == expected
    assert page.get_attribute("[data-switch=compare]", "aria-pressed") == "true"
    page.click("[data-switch=compare]")
    assert set(columns(page, target)) <= {locale} if locale else "written" not in columns(page, target)


def tops(page: Page, target: str) -> dict[str, set[int]]:
    """For each field of a format, at which heights it begins."""
    found: dict[str, set[int]] = {}
    for field in page.locator(f'section.format[data-key="{target}"] .field:visible').all():
        box = field.bounding_box()
        name = field.locator(".name")
        assert box
        found.setdefault(name.text_content() or "" if name.count() else "", set()).add(round(box["y"]))
    return found


def test_fields_are_lined_up(page: Page) -> None:
    page.click("[data-switch=compare]")
    article = tops(page, "wechat/article")
    assert set(article) >= {"title", "digest", "content"}
    assert {len(heights) for heights in article.values()} == {1}
    assert len(tops(page, "linkedin/post")[""]) == 1
    page.set_viewport_size({"width": 390, "height": 844})
    stacked = tops(page, "wechat/article")
    assert [len(stacked[name]) for name in ("title", "digest", "content")] == [3, 3, 3]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_source_as_written(page: Page) -> None:
    page.click("[data-switch=compare]")
    written = page.locator('section.format[data-key="weibo/post"] aside')
    assert "Our **first** tea is here" in (written.text_content() or ""), "as the file has it"
    assert written.locator(".text").first.get_attribute("lang") == "en"
    article = page.locator('section.format[data-key="wechat/article"] aside').text_content() or ""
    assert "Nobody wrote the digest in this language." in article
    assert "三座山" not in article, "what it was made from stands in the column of zh-CN"
    converted = page.locator('section.format[data-key="qzone/post"] aside')
    assert "Our **first** tea" in (converted.nth(0).text_content() or "")
    assert converted.nth(1).locator(".text").text_content() == "我们的软件很好。", "what it was made from, else"
    assert "The text as written in 简体中文（中国大陆）" in (converted.nth(1).text_content() or "")
    assert converted.nth(1).locator(".text").get_attribute("lang") == "zh-CN"


def test_the_alternative_that_was_taken(page: Page) -> None:
    """Where a translation is the second, shorter one, the source's second stands beside it."""
    page.click("[data-switch=compare]")
    pair = page.locator('section.format[data-key="threads/post"]').filter(has=page.locator("#short-de-threads-post"))
    assert pair.locator("article .text").text_content() == "Kurz."
    assert pair.locator("aside .text").text_content() == "In short."


def test_written_words_do_not_run(browser: Browser, tmp_path: Path) -> None:
    attack = " ".join(ATTACKS)
    hostile = "socloc: 1\nid: tea\nsource: en\nlocales: [en, zh-CN]\nnetworks: {weibo: [zh-CN]}\nposts:\n  - id: a\n"
    words = f"    text: {{en: {json.dumps(attack)}, zh-CN: 茶}}\n"
    (tmp_path / "campaign.yaml").write_text(hostile + words, "utf-8")
    inside("render", str(tmp_path), "-o", str(tmp_path / "out"), "--force")
    page = browser.new_page()
    page.goto((tmp_path / "out/tea/index.html").as_uri())
    page.click("[data-switch=compare]")
    assert page.locator("aside .text").text_content() == attack, "readers see the words"
    assert page.evaluate("window.pwned") is None
    assert page.locator("aside :is(img, script, svg, a, iframe, style)").count() == 0


def makers(page: Page, card: str) -> list[tuple[str, str]]:
    """Who made the texts of a variant: kinds, and what readers see."""
    badges = page.locator(f'[id="{card}"] .made:visible').all()
    return [(badge.get_attribute("data-maker") or "", badge.inner_text()) for badge in badges]


def test_everybody_sees_who_made_a_text(page: Page) -> None:
    assert makers(page, "launch-en-x-post") == [("author", "author")]
    assert ("fallback", "source fallback from en") in makers(page, "launch-de-x-post")
    assert makers(page, "launch-zh-TW-linkedin-post") == [("opencc", "opencc s2twp from zh-CN")]
    looks = page.evaluate(
        """() => ["author", "reviewed", "translator", "memory", "machine", "opencc", "fallback"].map((maker) => {
            const badge = document.querySelector(".made");
            badge.dataset.maker = maker;
            const { color, backgroundColor, borderStyle, borderLeftWidth } = getComputedStyle(badge);
            return [color, backgroundColor, borderStyle, borderLeftWidth].join();
        })"""
    )
    assert len(set(looks)) == 7, "each looks its own way"


def test_what_somebody_has_reviewed_is_reviewed() -> None:
    written = Written("tea", Place("campaign.yaml", 1), "posts.a.text.en")
    states: list[State] = ["reviewed", "machine", "reviewed"]
    texts = [Text("Tee", "de", "machine:deepl", "en", written, state=state) for state in states]
    assert [maker["kind"] for maker in makers_of(texts)] == ["reviewed", "machine"]
    assert "machine:deepl from en" in makers_of(texts)[0]["made"]


@pytest.mark.parametrize(
    "maker, kind",
    [
        ("author", "author"),
        ("reviewed", "reviewed"),
        ("translator", "translator"),
        ("memory", "memory"),
        ("machine:deepl", "machine"),
        ("machine", "machine"),
        ("opencc s2twp", "opencc"),
        ("source fallback", "fallback"),
        ("somebody", "other"),
        ("authority", "other"),
        ('"><script>', "other"),
        ("", "other"),
    ],
)
def test_kinds_of_makers(maker: str, kind: str) -> None:
    assert kind_of(maker) == kind


def test_in_print_the_source_is_on_the_left(page: Page) -> None:
    page.click("[data-switch=compare]")
    page.emulate_media(media="print")
    assert columns(page, "linkedin/post")[0] == "en"
    places = page.evaluate(
        """() => [...document.querySelectorAll('section.format[data-key="linkedin/post"] .card')].map((card) => {
            const { left, right } = card.getBoundingClientRect();
            return [Math.round(left), right <= innerWidth];
        })"""
    )
    assert len({left for left, _ in places}) == 2
    assert all(fits for _, fits in places)
    assert not page.locator(".bar").is_visible()
