"""A review, from the browser to the release: filters, keys, copies, verdicts, and what lapses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, Page

from tests.bench.campaigns import campaign as bench_campaign
from tests.bundle.conftest import faults
from tests.cli.running import inside

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default::DeprecationWarning:playwright")]

CAMPAIGN = """\
socloc: 1
id: tea
brand: {name: Lanmo, handles: {x: lanmo}}
source: en
locales: [en, zh-CN]
networks: {x: [en, zh-CN], weibo: [zh-CN], wechat: [zh-CN]}
posts:
  - id: launch
    title: {en: Tea, zh-CN: 春茶}
    text: {en: "Tea is **here**.\\n\\n- one\\n- two", zh-CN: 春茶到了。}
    body: {en: a, zh-CN: "**春茶**到了。"}
    schedule: {at: 2027-03-30 09:00, zone: Asia/Shanghai}
"""


@pytest.fixture
def page(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    """The preview of a small campaign, in the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "campaign.yaml").write_text(CAMPAIGN, "utf-8")
    assert inside("render", ".").code == 0
    opened = browser.new_page(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    opened.goto((tmp_path / "bundles/tea/index.html").as_uri())
    return opened


def visible(page: Page) -> list[str]:
    """The variants that are shown, as `x/post en`."""
    cards = page.locator("article.card:visible").all()
    return [f"{card.locator('h3').first.inner_text()} {card.get_attribute('data-locale')}" for card in cards]


ALL = ["x/post en", "x/post zh-CN", "weibo/post zh-CN", "wechat/article zh-CN"]


def test_filters_and_their_link(page: Page, browser: Browser) -> None:
    assert visible(page) == ALL
    page.select_option("[data-filter=network]", "x")
    assert visible(page) == ALL[:2]
    page.select_option("[data-filter=locale]", "zh-CN")
    assert visible(page) == ALL[1:2]
    assert page.inner_text("#count") == "1 of 4"
    again = browser.new_page()
    again.goto(page.url)
    assert visible(again) == ALL[1:2], "a link shows the same"
    page.select_option("[data-filter=network]", "")
    page.select_option("[data-filter=locale]", "")
    page.select_option("[data-filter=finding]", "error")
    assert visible(page) == []


def test_a_link_leads_to_its_variant(page: Page) -> None:
    page.select_option("[data-filter=network]", "x")
    page.evaluate("document.querySelector('details.calendar').open = true")
    link = page.locator("details.calendar a", has_text="zh-CN")
    link.nth(0).click()
    assert visible(page) == ALL[:2], "what is shown anyway needs no other filter"
    page.locator("details.calendar [href='#launch-zh-CN-wechat-article']").click()
    assert visible(page) == ALL
    assert page.locator("#launch-zh-CN-wechat-article").bounding_box() is not None
    assert page.input_value("[data-filter=network]") == ""
    page.evaluate("location.hash = 'network=weibo'")
    page.wait_for_function("() => document.querySelector('#count').textContent === '1 of 4'")
    assert visible(page) == ALL[2:3]
    page.evaluate("location.hash = '%'")
    page.wait_for_function("() => document.querySelector('#count').textContent === '4 of 4'")


VIEWS: list[tuple[str, str]] = [
    ("overview", ""),
    ("side by side", "document.querySelector('[data-switch=compare]').click()"),
    ("calendar", "document.querySelector('details.calendar').open = true"),
    ("dark articles", "document.querySelector('[data-switch=dark-pages]').click()"),
    ("phone width", "for (const name of ['phone', 'compare']) document.querySelector(`[data-switch=${name}]`).click()"),
    (
        "every maker, every verdict",
        """for (const [index, kind] of ["reviewed", "translator", "memory", "machine", "opencc", "fallback"].entries())
            document.querySelectorAll(".made")[index].dataset.maker = kind;
        document.querySelectorAll("[data-verdict-button=approved]")[0].click();
        document.querySelectorAll("[data-verdict-button=refused]")[1].click();""",
    ),
]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(scheme: str, width: int, browser: Browser, full_bundle: Path) -> None:
    context = browser.new_context(  # axe is a script of its own
        bypass_csp=True, color_scheme=cast(Any, scheme), viewport={"width": width, "height": 900}
    )
    for view, change in VIEWS:
        page = context.new_page()
        page.goto((full_bundle / "index.html").as_uri())
        page.evaluate(f"() => {{ {change} }}")
        assert faults(page) == [], view
        page.close()
    context.close()


def test_a_thousand_variants_are_there_at_once(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "campaign.yaml").write_text(bench_campaign(posts=100), "utf-8")
    assert inside("render", str(tmp_path), "-o", str(tmp_path / "out")).code == 0
    page = browser.new_page()
    page.goto((tmp_path / "out/bench-100/index.html").as_uri())
    page.select_option("[data-filter=locale]", "ru")
    assert page.inner_text("#count") == "100 of 1000"


def test_keys(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("a")
    assert [card.get_attribute("data-verdict") for card in page.locator("article.card").all()] == [
        "open",
        "approved",
        "open",
        "open",
    ]
    page.keyboard.press("k")
    page.keyboard.press("r")
    page.keyboard.press("r")
    assert page.locator("article.card").first.get_attribute("data-verdict") == "open", "twice is not at all"
    page.locator("textarea.remark").first.press_sequentially("jar")
    assert page.locator("textarea.remark").first.input_value() == "jar", "keys are letters where one writes"


def test_copies(page: Page) -> None:
    copied = """(index) => new Promise((done) => {
        const kinds = ["text/plain", "text/html"];
        addEventListener("copy", (event) => done(kinds.map((kind) => event.clipboardData.getData(kind))), {once: true});
        document.querySelectorAll("article.card")[index].querySelector(".field.main button.copy").click();
    })"""
    assert page.evaluate(copied, 0) == ["Tea is here.\n\n• one\n• two", ""], "exactly as it is posted"
    plain, rich = page.evaluate(copied, 3)
    assert plain.strip() == "春茶到了。"
    assert "<strong" in rich
    assert "style=" in rich
    assert "<script" not in rich


def save(page: Page, folder: Path) -> Path:
    """The review as a browser downloads it."""
    with page.expect_download() as waiting:
        page.click("#save")
    target = folder / "review.json"
    waiting.value.save_as(target)
    return target


def test_a_review_comes_back_and_lapses_with_a_change(page: Page, tmp_path: Path) -> None:
    page.fill("#reviewer", "Mia")
    for card in page.locator("article.card").all():
        card.locator("[data-verdict-button=approved]").click()
    page.locator("[data-verdict-button=refused]").nth(2).click()
    page.locator("textarea.remark").nth(2).fill("Too cold <b>")
    review = save(page, tmp_path)
    assert page.inner_text("#reviewed") == "4 of 4 reviewed"

    ran = inside("review", ".", str(review))
    assert (ran.code, ran.out.splitlines()) == (
        0,
        [
            "approved  x/post en launch (Mia)",
            "approved  x/post zh-CN launch (Mia)",
            "refused   weibo/post zh-CN launch (Mia): Too cold <b>",
            "approved  wechat/article zh-CN launch (Mia)",
        ],
    )
    assert json.loads((tmp_path / "approvals.json").read_bytes())["schema_version"] == 1
    checked = json.loads(inside("check", ".", "--require-approved", "--format", "json").out)
    assert [(one["check"], one["network"], one["message"]) for one in checked["findings"]] == [
        ("not-approved", "weibo", "it was not approved: “Too cold <b>”")
    ]

    page.locator("[data-verdict-button=approved]").nth(2).click()
    assert inside("review", ".", str(save(page, tmp_path))).code == 0
    assert inside("check", ".", "--require-approved").code == 0

    changed = CAMPAIGN.replace("Tea is **here**", "Tea is **gone**")
    (tmp_path / "campaign.yaml").write_text(changed, "utf-8")
    assert inside("review", ".").out.splitlines()[0] == "lapsed    x/post en launch (Mia)"
    checked = json.loads(inside("check", ".", "--require-approved", "--format", "json").out)
    assert [(one["network"], one["locale"]) for one in checked["findings"]] == [("x", "en")]


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"verdicts": [1]}', '{"verdicts": [{"network": "x"}]}', "\x00", '{"verdicts": ' + "[" * 9999],
)
def test_what_is_no_review(content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "campaign.yaml").write_text(CAMPAIGN, "utf-8")
    (tmp_path / "review.json").write_text(content, "utf-8")
    ran = inside("review", ".", "review.json")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "socloc: review.json is no review")
    assert not (tmp_path / "approvals.json").exists()
