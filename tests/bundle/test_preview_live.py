"""The served preview in a real browser: it follows saves, keeps its place, and says what is wrong over the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.bundle.conftest import faults
from tests.cli import campaigns
from tests.cli.serving import save, serving

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default::DeprecationWarning:playwright")]

LONG = campaigns.FINE.replace("[x/post, linkedin/post]", "[x/post, linkedin/post, facebook/post]") + "".join(
    f"  - {{id: post-{number}, text: Words of post {number}.}}\n" for number in range(15)
)
ATTACKS = ("<img src=x onerror=pwned=1>", "<script>pwned=1</script>", "</script><svg onload=pwned=1>")
TOP = "document.getElementById('{}').getBoundingClientRect().top"


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    return campaigns.write(tmp_path / "campaign", LONG)


class Watched:
    """A page, and all that it said and asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.console: list[str] = []
        self.hosts: set[str | None] = set()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.console.append(f"error: {error}"))
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname))

    def wait_for(self, words: str, where: str = "body") -> None:
        """Until the words can be seen."""
        self.page.wait_for_function(
            "([words, where]) => (document.querySelector(where)?.innerText ?? '').includes(words)", arg=[words, where]
        )

    @property
    def overlay(self) -> str:
        """What is said over the page; empty where nothing is."""
        return self.page.locator("#live").inner_text() if self.page.locator("#live").is_visible() else ""


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    page = browser.new_page(viewport={"width": 1280, "height": 700})
    yield Watched(page)
    page.close()


def test_the_page_follows_a_save_and_keeps_its_place(watched: Watched, campaign: Path) -> None:
    page = watched.page
    with serving(campaign) as served:
        page.goto(f"{served.address}#network=x")
        watched.wait_for("16 of 48", "#count")
        page.click("[data-switch=compare]")
        page.evaluate("document.documentElement.style.overflowAnchor = 'none'")  # as where browsers do not help
        page.fill("#reviewer", "Ada")
        page.fill("#post-9-en-x-post textarea.remark", "Good")
        page.locator("#post-9-en-x-post").scroll_into_view_if_needed()
        for _ in range(3):
            page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")  # cards in view get their heights
        place, scrolled = page.evaluate(TOP.format("post-9-en-x-post")), page.evaluate("scrollY")
        assert scrolled > 700
        page.evaluate("window.isOld = true")
        more = "".join(f"  - {{id: more-{number}, text: More words.}}\n" for number in range(12))
        save(campaign, LONG.replace("posts:\n", f"posts:\n{more}").replace("Words of post 9.", "New words."))
        watched.wait_for("New words.")
        page.wait_for_function("() => document.activeElement.matches('textarea.remark')")
        assert page.evaluate("window.isOld"), "nothing is loaded again"
        assert page.input_value("#post-9-en-x-post textarea.remark") == "Good", "what is being written is not lost"
        assert page.url == f"{served.address}#network=x"
        assert page.input_value("[data-filter=network]") == "x"
        assert page.inner_text("#count") == "28 of 84"
        assert page.get_attribute("[data-switch=compare]", "aria-pressed") == "true"
        assert page.input_value("#reviewer") == "Ada"
        assert page.evaluate("document.activeElement.closest('article').id") == "post-9-en-x-post"
        # What is above it has grown; what is being looked at has not moved.
        page.wait_for_function(f"() => Math.abs({TOP.format('post-9-en-x-post')} - {place}) < 3")
        assert page.evaluate("scrollY") > scrolled + 700
    assert watched.hosts == {"127.0.0.1"}


def test_only_what_has_changed_is_replaced(watched: Watched, tmp_path: Path) -> None:
    campaigns.write_full(tmp_path / "campaign")
    path = tmp_path / "campaign/campaign.yaml"
    page = watched.page
    with serving(path) as served:
        page.goto(served.address)
        page.evaluate("for (const one of document.querySelectorAll('article.card, .calendar')) one.isOld = true")
        page.evaluate("document.querySelector('details').open = true")
        old = {card.get_attribute("id"): card.locator("img").count() for card in page.locator("article.card").all()}
        changed = path.read_text("utf-8").replace("We are open. ", "We are closed. ")
        save(path, changed)
        watched.wait_for("We are closed.")
        fresh = page.evaluate(
            "[...document.querySelectorAll('article.card')].filter((one) => !one.isOld).map((one) => one.id)"
        )
        assert 0 < len(fresh) < len(old)
        assert page.evaluate("document.querySelector('details').open")
        assert page.evaluate("document.querySelector('details').isOld")
        shown = page.locator("article.card img[src^='media/lamp.png']").first
        shown.scroll_into_view_if_needed()
        assert shown.evaluate("(image) => image.decode().then(() => image.naturalWidth)") != 64
        save(path.parent / "lamp.png", campaigns.picture((64, 64)), aside=tmp_path)
        lamps = "[...document.querySelectorAll('img[src^=\"media/lamp.png\"]')]"
        page.wait_for_function(f"() => {lamps}.some((image) => image.naturalWidth === 64)")
    assert watched.console == []


def test_posts_come_and_go_with_their_filters(watched: Watched, campaign: Path) -> None:
    page = watched.page
    with serving(campaign) as served:
        page.goto(f"{served.address}#network=facebook")
        watched.wait_for("16 of 48", "#count")
        order = [f"post-{number}" for number in range(15)]
        head = LONG[: LONG.index("  - {id: post-0")]
        turned = head + "".join(f"  - {{id: {name}, text: Words.}}\n" for name in reversed(order[3:]))
        save(campaign, turned)
        watched.wait_for("13 of 39", "#count")
        sections = page.locator("section.post > h2").all_inner_texts()
        assert sections == ["hello", *reversed(order[3:])]
        save(campaign, turned.replace(", facebook/post]", "]").replace("x/post, ", "x/post, xing/post, "))
        watched.wait_for("39 of 39", "#count")
        assert page.locator("[data-filter=network] option").all_inner_texts() == ["all", "linkedin", "x", "xing"]
        assert page.input_value("[data-filter=network]") == ""
        assert page.locator("#post-9-en-xing-post").is_visible()
    assert watched.console == []


def test_errors_stand_over_the_page_and_go(watched: Watched, campaign: Path) -> None:
    page = watched.page
    with serving(campaign) as served:
        page.goto(served.address)
        watched.wait_for("48 of 48", "#count")
        assert watched.overlay == ""
        page.evaluate("window.isOld = true")
        save(campaign, LONG + "  - [\n")
        watched.wait_for("The campaign is broken; this is how it was before", "#live")
        assert "campaign.yaml:" in watched.overlay
        assert "Words of post 9." in (page.text_content("main") or ""), "the last good page is under it"
        page.click("#live button")
        assert watched.overlay == ""
        heard = "() => { window.heard = 0; new EventSource('/events').onmessage = () => { window.heard += 1; }; }"
        page.evaluate(heard)
        page.wait_for_function("() => window.heard === 1")
        save(campaign, LONG + "  - [\n")
        page.wait_for_function("() => window.heard === 2")
        assert watched.overlay == "", "hidden is hidden, until something else is wrong"
        save(campaign, LONG + "  - {\n")
        watched.wait_for("The campaign is broken", "#live")
        save(campaign, LONG)
        page.wait_for_function("() => document.querySelector('#live').hidden")
        assert page.evaluate("window.isOld"), "nothing has changed, so nothing is loaded again"
        save(campaign, LONG.replace("Words of post 9.", "words " * 100))
        watched.wait_for("1 error to mend", "#live")
        watched.wait_for("the text has 599 characters as X counts them", "#live")
        assert "text-too-long" in watched.overlay
    assert watched.console == []


def test_a_campaign_that_was_never_good_becomes_a_page(watched: Watched, campaign: Path) -> None:
    save(campaign, "socloc: 1\nid: [\n")
    with serving(campaign) as served:
        watched.page.goto(served.address)
        watched.wait_for("The campaign is broken; there is nothing to show yet", "#live")
        save(campaign, LONG)
        watched.wait_for("48 of 48", "#count")
        assert watched.overlay == ""
    assert watched.hosts == {"127.0.0.1"}


def test_the_overlay_is_for_everybody(browser: Browser, campaign: Path) -> None:
    with serving(campaign) as served:
        for width, scheme in [(1280, "light"), (390, "dark")]:
            context = browser.new_context(
                bypass_csp=True, color_scheme=cast(Any, scheme), viewport={"width": width, "height": 800}
            )
            watched = Watched(context.new_page())
            watched.page.goto(served.address)
            watched.wait_for("48 of 48", "#count")
            save(campaign, LONG.replace("Words of post 9.", "words " * 100).replace("Words of post 3.", "words " * 99))
            watched.wait_for("2 errors to mend", "#live")
            assert faults(watched.page) == []
            watched.page.keyboard.press("Escape")
            assert watched.overlay == ""
            save(campaign, LONG)
            watched.page.wait_for_function("() => document.body.textContent.includes('Words of post 9.')")
            context.close()


@pytest.mark.parametrize("attack", ATTACKS)
def test_words_of_the_campaign_do_not_run_in_the_overlay(attack: str, watched: Watched, campaign: Path) -> None:
    with serving(campaign) as served:
        watched.page.goto(served.address)
        watched.wait_for("48 of 48", "#count")
        save(campaign, LONG + f"  - {{id: a, text: words, '{attack}': 1}}\n")
        watched.wait_for(attack, "#live")
        assert watched.page.evaluate("window.pwned") is None
        assert watched.page.locator("#live img, #live script, #live svg").count() == 0
        assert watched.console == []


def test_names_of_files_do_not_run_in_the_overlay(watched: Watched, campaign: Path) -> None:
    hostile = campaign.rename(campaign.with_name(f"{ATTACKS[0]}.yaml"))
    with serving(hostile) as served:
        watched.page.goto(served.address)
        watched.wait_for("48 of 48", "#count")
        save(hostile, "socloc: 1\nid: [\n")
        watched.wait_for(f"{ATTACKS[0]}.yaml:", "#live")
        hostile.unlink()
        watched.wait_for("cannot read", "#live h2")
        assert ATTACKS[0] in watched.overlay
        assert watched.page.locator("#live img").count() == 0
        assert watched.console == []


def test_a_page_whose_server_has_ended_says_so(watched: Watched, campaign: Path) -> None:
    with serving(campaign) as served:
        watched.page.goto(served.address)
        watched.wait_for("48 of 48", "#count")
    watched.wait_for("socloc preview does not answer", "#live")
    with serving(campaign, "--port", str(served.port)):
        watched.page.wait_for_function("() => document.querySelector('#live').hidden")


def test_nothing_else_may_run_or_be_asked(watched: Watched, campaign: Path) -> None:
    """The two scripts of the page are let in by their sums; a third is not."""
    with serving(campaign) as served:
        watched.page.goto(served.address)
        watched.wait_for("48 of 48", "#count")
        assert watched.console == []
        watched.page.evaluate(
            "() => { const one = document.createElement('script'); one.textContent = 'window.pwned = 1';"
            " document.body.append(one); }"
        )
        assert watched.page.evaluate("window.pwned") is None
        asked = watched.page.evaluate("fetch('http://127.0.0.2:9/').then(() => 'answered', () => 'refused')")
        assert asked == "refused"
        assert len(watched.console) >= 2
        assert "Content Security Policy" in watched.console[0]
