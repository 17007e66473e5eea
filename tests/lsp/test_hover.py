"""What an editor shows about the thing one points at."""

from __future__ import annotations

from pathlib import Path

import pytest

from socloc.counting import way
from socloc.workflow import examine
from tests.lsp.client import Editor
from tests.lsp.conftest import TEA
from tests.reading.examined import head, write

STORE = 'msgid ""\nmsgstr ""\n\nmsgctxt "posts.p.text"\nmsgid "Hello"\nmsgstr ""\n"Guten "\n"Tag"\n'


def position(text: str, words: str) -> tuple[int, int]:
    """Line and UTF-16 column where some words begin."""
    before = text[: text.index(words)]
    last = before.split("\n")[-1]
    return before.count("\n"), len(last.encode("utf-16-le")) // 2


def test_a_text_says_how_long_it_is_wherever_it_is_shown(one: Editor, campaign: Path) -> None:
    uri = one.open(campaign)
    found = one.hover(uri, *position(TEA, "spring tea 🍵"))
    (variant,) = [one for one in examine(campaign).variants if str(one.subject) == "facebook/post en launch"]
    whole, alone = (
        way("utf-16").length(words) for words in (variant.fields[0].text, "The first spring tea 🍵 is here.")
    )
    assert f"| facebook/post en launch text | {whole} | 63,206 UTF-16 code units | {alone} |" in found
    assert whole > alone == 32
    assert "weibo/post" in found
    assert "reported, checked 2" in found  # the limit's standing and date
    assert "https://" in found


def test_the_newest_text_is_counted(one: Editor, campaign: Path) -> None:
    uri = one.open(campaign)
    one.change(uri, TEA.replace("The first spring tea 🍵 is here.", "Tea."))
    assert "| 4 |\n" in one.hover(uri, *position(TEA, "The first"))


@pytest.mark.parametrize(
    "words, said",
    [
        ("x/post:", ["**X**", "`x/post", "text, limit", "documented, checked 2"]),
        ("threads", ["**Threads**", "`threads/post", "checked 2"]),
        ("de: Hallo", ["**de**: German (Deutsch)"]),
        ("zh-TW]", ["**zh-TW**: Chinese (Taiwan", "opencc s2twp"]),
        ('"*": Everywhere', ["Every locale."]),
        ("signature", ["**signature**: Closing line"]),
        ("digest", ["**digest**: Summary of an article.", "No network shows it"]),
        ("text-too-long", ["**text-too-long** (error)", "A text is longer than the network takes."]),
        ("unknown-name", ["**unknown-name** (error)"]),
        ("shopp", ["**unknown-name** (error)", "Something is named that does not exist"]),
    ],
)
def test_hover(one: Editor, tmp_path: Path, words: str, said: list[str]) -> None:
    text = head(source="en", locales=["en", "de", "zh-TW"], networks=["x", "threads"]).replace('"', "") + (
        "brand: {name: T, signature: Bye}\n"
        "posts:\n"
        "  - id: p\n"
        "    # socloc: allow text-too-long unknown-name -- it is so\n"
        '    text: {en: Hello, de: Hallo, "*": Everywhere}\n'
        "    digest: A summary\n"
        "    link: shopp\n"
        "    networks: {x/post: {text: Ho}}\n"
    )
    uri = one.open(write(tmp_path, text))
    line, character = position(text, words)
    found = one.hover(uri, line, character + 1)
    assert [part for part in said if part not in found] == [], found
    if words == "digest":
        assert "No network shows it" in one.hover(uri, *position(text, "A summary"))


@pytest.mark.parametrize("line, character", [(1, 9), (9, 0), (400, 3), (0, 400), (8, 9)])
def test_where_there_is_nothing_to_say(one: Editor, tmp_path: Path, line: int, character: int) -> None:
    text = head() + "# only a comment\n\nposts: [{id: p, text: Hello}]\n\n"
    uri = one.open(write(tmp_path, text))
    assert "|" not in one.hover(uri, line, character)


def test_a_translation_says_how_long_it_is(one: Editor, tmp_path: Path) -> None:
    text = head("two") + "posts: [{id: p, text: Hello}]\n"
    write(tmp_path, text, {"locales/de.po": STORE})
    uri = one.open(tmp_path / "locales/de.po", None, "gettext")
    for line in (3, 5, 7):
        assert "| x/post de p text | 9 | 280 characters as X counts them | 9 |" in one.hover(uri, line, 2)
    assert one.hover(uri, 2, 0) == ""


def test_a_rule_of_the_house_has_a_page_in_the_severities(one: Editor, campaign: Path) -> None:
    (campaign.parent / "checks").mkdir()
    rules = "socloc: 1\nrules: {tea: {message: Say infusion, words: [tea]}}\n"
    (campaign.parent / "checks/house.yaml").write_text(rules, "utf-8")
    (campaign.parent / "socloc.yaml").write_text("socloc: 1\nchecks:\n  house-tea: off\n", "utf-8")
    uri = one.open(campaign.parent / "socloc.yaml")
    assert "Say infusion." in one.hover(uri, 2, 4)
