"""The preview in a real browser: nothing runs, nothing is fetched from elsewhere, everything is shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from tests.cli import campaigns
from tests.cli.running import inside

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default::DeprecationWarning:playwright")]

ATTACKS = (
    "<script>document.title='pwned';window.pwned=1</script>",
    "</style><script>window.pwned=2</script>",
    "</title><script>window.pwned=3</script>",
    '"><img src=x onerror=window.pwned=4>',
    "'><svg onload=window.pwned=5>",
    "javascript:window.pwned=6",
    "<iframe srcdoc='<script>parent.pwned=7</script>'></iframe>",
    "</textarea></iframe><body onload=window.pwned=8>",
    "{% raw %}{{ 7*7 }}{% endraw %}<img src=https://example.com/spy.png>",
    "<a href=javascript:window.pwned=9>click</a><meta http-equiv=refresh content=0;url=https://example.com/>",
    "<link rel=stylesheet href=//example.com/x.css><style>@import 'https://example.com/x.css';</style>",
)


class Seen(NamedTuple):
    """What a browser told while it showed a page."""

    console: list[str]
    requests: list[str]
    pwned: list[object]  # of the page and of every frame in it
    title: str
    text: str
    links: list[str]
    broken: list[str]
    sideways: list[int]  # widths of the window in which one would have to scroll sideways


def see(browser: Browser, page_file: Path) -> Seen:
    """Open a page, scroll until everything is loaded, and look."""
    console: list[str] = []
    requests: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.on("console", lambda message: console.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: console.append(f"error: {error}"))
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: console.append(f"dialog: {dialog.message}"))
    page.goto(page_file.as_uri())
    for lazy in page.locator("[loading=lazy]").all():
        lazy.scroll_into_view_if_needed()
    unseen = "[...document.images].filter(image => !(image.complete && image.naturalWidth)).map(image => image.src)"
    page.wait_for_function("[...document.images].every(image => image.complete)")
    broken = page.evaluate(unseen)
    sideways = []
    for width in (320, 768, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            sideways.append(width)
    seen = Seen(
        console,
        requests,
        [frame.evaluate("window.pwned") for frame in page.frames],
        page.title(),
        page.inner_text("body"),
        [link.get_attribute("href") or "" for link in page.locator("a").all()],
        broken,
        sideways,
    )
    page.close()
    return seen


def test_the_preview_is_quiet_and_whole(browser: Browser, full_bundle: Path) -> None:
    seen = see(browser, full_bundle / "index.html")
    assert seen.console == []
    assert {url.split(":")[0] for url in seen.requests} == {"file"}
    assert {Path(url).name for url in seen.requests} >= {"lamp.png", "card.svg"}
    assert "card.png" in {Path(url).name for url in seen.requests}, "the article in its frame shows its QR codes"
    assert seen.broken == []
    assert seen.sideways == []
    assert seen.title == "Spring <b>& more</b> · socloc"
    for shown in ("我們的軟體開業了", "opencc s2twp from zh-CN", "2027-03-30 10:00 Europe/London", "扫码购买"):
        assert shown in seen.text
    assert "/ 19,999 characters" in seen.text
    assert "the author has 10 characters" in seen.text
    assert all(link.startswith("#") for link in seen.links)


def test_hostile_words_do_not_run(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    attack = " ".join(ATTACKS)
    quoted = json.dumps(attack)
    campaigns.write(tmp_path, HOSTILE.replace("ATTACK", quoted))
    (tmp_path / "lamp.png").write_bytes(campaigns.picture())
    assert inside("render", ".", "--force").code in (0, 1)
    for file in ("index.html", "en/wechat/article/launch.html"):
        seen = see(browser, tmp_path / "bundles/hostile" / file)
        assert seen.console == []
        assert set(seen.pwned) == {None}
        assert {url.split(":")[0] for url in seen.requests} == {"file"}
        assert "</style><script>window.pwned=2</script>" in seen.text, "readers see the words"
        assert seen.title != "pwned"
        assert not [link for link in seen.links if link.lower().startswith(("javascript", "http"))]


HOSTILE = """\
socloc: 1
id: hostile
title: ATTACK
brand: {name: ATTACK, signature: ATTACK, handles: {x: ATTACK}}
source: en
locales: [en]
networks: [x/post, wechat/article]
ATTACK: 1
qr: {card: {text: ATTACK, label: ATTACK}}
media: {lamp: {file: lamp.png, alt: ATTACK}}
posts:
  - id: launch
    title: ATTACK
    text: ATTACK
    body: ATTACK
    digest: ATTACK
    author: ATTACK
    hashtags: [ATTACK]
    mentions: [ATTACK]
    qr: card
    media: lamp
"""
