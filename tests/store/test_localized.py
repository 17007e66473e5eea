"""What the store has is what is published: who made it, how far it is, and what the author says first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from socloc.status import rows
from socloc.units import items
from socloc.workflow import Choices, examine
from tests.reading.examined import head, outcome, texts, write

POST = "posts: [{id: p, text: Hello}]\n"


def po(*entries: tuple[str, ...]) -> str:
    """A PO file: for each entry its path, source, text, and flags or comments before it."""
    shown = ['msgid ""\nmsgstr ""\n"Language: de\\n"\n']
    for path, source, text, *before in entries:
        lines = [*before, f'msgctxt "{path}"', f'msgid "{source}"', f'msgstr "{text}"', ""]
        shown.append("\n".join(lines))
    return "\n".join(shown)


@pytest.mark.parametrize(
    "text, entries, published, maker, state",
    [
        ("text: Hello", [("posts.p.text", "Hello", "Hallo")], "Hallo", "translator", "reviewed"),
        ("text: {en: Hello, de: Moin}", [("posts.p.text", "Hello", "Hallo")], "Moin", "author", "written"),
        ('text: {en: Hello, "*": Hi}', [("posts.p.text", "Hello", "Hallo")], "Hi", "author", "written"),
        ("text: Hello", [("posts.p.text", "Hello", "Hallo", "#, fuzzy")], "Hallo", "translator", "draft"),
        ("text: Bye", [("posts.p.text", "Hello", "Hallo")], "Hallo", "translator", "stale"),
        ("text: Hello", [("posts.p.text", "Hello", "")], "Hello", "source fallback", "fallback"),
        ("text: Hello", [("posts.q.text", "Hello", "Hallo")], "Hello", "source fallback", "fallback"),
        ("text: Hello", [("posts.p.text", "Hello", "{{ brand.name }} 你好")], "B 你好", "translator", "reviewed"),
        (
            f"text: [{'Long ' * 60}, Short]",
            [("posts.p.text[1]", "Short", "Kurz"), ("posts.p.text", f"{'Long ' * 60}".strip(), "Lang " * 60)],
            "Kurz",
            "translator",
            "reviewed",
        ),
        (
            "text: Hello, networks: {x: {text: Hey}}",
            [("posts.p.text", "Hello", "Hallo"), ("posts.p.networks.x.text", "Hey", "He")],
            "He",
            "translator",
            "reviewed",
        ),
    ],
)
def test_whose_words_are_published(
    text: str, entries: list[tuple[str, ...]], published: str, maker: str, state: str, tmp_path: Path
) -> None:
    campaign = f"{head('two')}brand: {{name: B}}\nposts: [{{id: p, {text}}}]\n"
    found = outcome(tmp_path, campaign, {"locales/de.po": po(*entries)}, fallback=True)
    assert texts(found)["de x/post p"] == published
    (variant,) = (one for one in found.variants if one.plan.locale.tag == "de")
    shown = variant.texts["text"]
    assert (shown.maker, shown.state) == (maker, state)


CHINESE: dict[str, Any] = {"source": "en", "locales": ["en", "zh-CN", "zh-TW"], "networks": ["x"]}


@pytest.mark.parametrize(
    "flags, made",
    [
        ([], "opencc s2twp from zh-CN"),
        (["# socloc: machine:deepl fa3d7d15", "#, fuzzy"], "opencc s2twp after machine:deepl from zh-CN"),
    ],
)
def test_a_conversion_of_the_store_says_what_it_was_made_from(flags: list[str], made: str, tmp_path: Path) -> None:
    entry = ("posts.p.text", "Hello", "软件", *flags)
    found = outcome(tmp_path, head(**CHINESE) + POST, {"locales/zh-CN.po": po(entry)})
    assert texts(found)["zh-TW x/post p"] == "軟體"
    assert [one.texts["text"].made for one in found.variants if one.plan.locale.tag == "zh-TW"] == [made]


def test_findings_point_into_the_file_of_the_translator(tmp_path: Path) -> None:
    found = outcome(tmp_path, head("two") + POST, {"locales/de.po": po(("posts.p.text", "Hello", "x" * 281))})
    (finding,) = (one for one in found.findings if one.check == "text-too-long")
    assert finding.place.file.endswith("locales/de.po")
    assert finding.place.line == 7


@pytest.mark.parametrize("name, used", [("campaign", "locales/de.po"), ("spring", "locales/spring.de.po")])
def test_each_campaign_of_a_folder_has_its_own_files(name: str, used: str, tmp_path: Path) -> None:
    write(tmp_path, head("two") + POST, {used: po(("posts.p.text", "Hello", "Hallo"))}).rename(
        tmp_path / f"{name}.yaml"
    )
    found = examine(tmp_path / f"{name}.yaml", Choices())
    assert texts(found)["de x/post p"] == "Hallo"
    assert not found.findings


@pytest.mark.parametrize(
    "rest, entries, counted",
    [
        (POST, [], {"missing": 1}),
        (POST, [("posts.p.text", "Hello", "Hallo")], {"reviewed": 1}),
        (POST, [("posts.p.text", "Hello", "Hallo", "#, fuzzy")], {"draft": 1}),
        (POST, [("posts.p.text", "Bye", "Hallo")], {"stale": 1}),
        ("posts: [{id: p, text: {en: Hello, de: Hallo}}]\n", [], {"written": 1}),
        ("posts: [{id: p, text: {en: Hello, de: 281*a}}]\n".replace("281*a", "a" * 281), [], {"written": 1, "over": 1}),
        ("posts: [{id: p, text: [Hello, Hi]}]\n", [("posts.p.text", "Hello", "Hallo")], {"reviewed": 1}),
        (
            "qr: {q: {text: a, label: Scan}}\nposts: [{id: p, text: {en: Hello, de: Hallo}, qr: q}]\n",
            [("qr.q.label", "Scan", "Scannen")],
            {"written": 1, "reviewed": 1},
        ),
        ("posts: [{id: p, text: {en: Hello, de: Hallo}, title: Not shown here}]\n", [], {"written": 1}),
        ('posts: [{id: p, text: Hello, signature: ""}]\n', [], {"missing": 1}),
    ],
)
def test_how_far_the_texts_are(
    rest: str, entries: list[tuple[str, ...]], counted: dict[str, int], tmp_path: Path
) -> None:
    found = outcome(tmp_path, head("two") + rest, {"locales/de.po": po(*entries)}, fallback=True)
    assert found.campaign
    (row,) = (one for one in rows(items(found.campaign, found.variants), found.findings) if one.locale == "de")
    states: dict[str, Any] = {state: number for state, number in row.states.items() if number}
    assert states | ({"over": row.over} if row.over else {}) == counted
