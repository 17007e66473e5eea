"""Threads: where long texts are cut (cases/thread.yaml), and what no cut may do."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socloc.networks.dialect import Dialect
from socloc.render.dialect import speak
from socloc.render.sentences import sentence_starts
from socloc.render.thread import NO_MARKUP, NUMBER, split
from socloc.render.uncut import markup
from tests.reading.examined import cases, no_waiting

URL = "https://a.example/spring-tea?x=1&y=(2)#top"
TOPIC = "#春茶 上市#"
WHOLE = (URL, TOPIC, "@anna_k", "👨‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇨🇳", "🇩🇪", "e\u0301", "क्षि", "각")
WORDS = (
    "tea",
    "Tea.",
    "Mr. Li",
    "茶",
    "新茶上市。",
    "“好。”",
    "（是）",
    "……",
    "！？",
    "お茶、",
    "차 ",
    "شاي؟",
    "чай!",
    "ชา",
    ":\n",
)
SPACES = (" ", "\n", "\n\n", "\r\n\r\n", "\u3000", "\u2028")
HTML = Dialect(
    bold="<b>{text}</b>",
    italic="<i>{text}</i>",
    strike="<s>{text}</s>",
    code="<code>{text}</code>",
    code_block="<pre>{text}</pre>",
    link='<a href="{url}">{text}</a>',
    quote="{text}",
    quote_block="<blockquote>{text}</blockquote>",
    escape="html",
    counted="visible",
)
MARKDOWN = (
    *(
        "**",
        "*",
        "_",
        "~~",
        "`",
        "```",
        "[",
        "](https://a.example/x)",
        "\\",
        "!",
        ">",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "    ",
    ),
    *("```\n", "\n```\n", "```py\n", "\n> ", "\n- ", "- ", "1. ", "> ", "2 * 3", "a_b", "word", "中文", "。"),
    *(
        "Tea is here. ",
        "**bold words are here**",
        "*it*",
        "`co de`",
        "[w w](https://a.example/y)",
        "https://a.example/_q_ ",
    ),
    *("x = 1\n", "\n```\na = 1\n\n    b = 2\nc = 3\n```\n"),
)
texts = st.lists(st.sampled_from([*WHOLE, *WORDS, *SPACES, *SPACES]), max_size=60).map("".join)


def at_most(limit: int) -> Callable[[str], bool]:
    return lambda part: len(part) <= limit


def without_numbers(parts: tuple[str, ...], number: str = NUMBER) -> list[str]:
    """The words of the parts; every part has its number at the end, and one alone has none."""
    if len(parts) == 1:
        return list(parts)
    ends = [number.replace("{n}", str(n)).replace("{total}", str(len(parts))) for n in range(1, len(parts) + 1)]
    assert [part[len(part) - len(end) :] for part, end in zip(parts, ends, strict=True)] == ends
    return [part[: len(part) - len(end)] for part, end in zip(parts, ends, strict=True)]


def assert_nothing_lost(text: str, words: list[str]) -> None:
    """The words of the parts one after the other are the text, but for white space between them."""
    rest = text
    for part in words:
        rest = rest if len(words) == 1 else rest.lstrip()
        assert part or not text
        assert rest.startswith(part)
        rest = rest[len(part) :]
    assert not rest.strip()


@pytest.mark.parametrize("case", cases(__file__, "thread.yaml"), ids=lambda case: case["case"])
def test_a_text_becomes_parts(case: dict[str, Any]) -> None:
    known = {key: case[key] for key in ("literals", "abbreviations", "numbered") if key in case}
    found = markup(case["text"]) if case.get("markdown") else NO_MARKUP
    parts = split(case["text"], at_most(case["limit"]), found, **known)
    assert without_numbers(parts, case.get("numbered", NUMBER)) == case["parts"]


def test_the_number_is_a_line_of_its_own() -> None:
    assert split("Four is here. Five is here.", at_most(20)) == ("Four is here.\n\n1/2", "Five is here.\n\n2/2")


@settings(deadline=None, derandomize=True, database=None, max_examples=300)
@given(texts, st.integers(min_value=1, max_value=90))
def test_parts_fit_and_nothing_is_lost_or_torn(text: str, limit: int) -> None:
    parts = split(text, at_most(limit), literals=[TOPIC, "@anna_k"])
    assert_nothing_lost(text, without_numbers(parts))
    for piece in WHOLE:
        assert sum(part.count(piece) for part in parts) == text.count(piece)
    if limit >= 80:  # longer than any piece with what sticks to it
        assert all(len(part) <= limit for part in parts)


@settings(deadline=None, derandomize=True, database=None, max_examples=300)
@given(st.text(st.characters(), max_size=80), st.integers(min_value=5, max_value=40))
def test_any_text_at_all(text: str, limit: int) -> None:
    assert_nothing_lost(text, without_numbers(split(text, at_most(limit), numbered="{n}/{total}"), "{n}/{total}"))


def test_half_an_emoji_is_a_character_like_others_and_two_halves_are_one() -> None:
    parts = split("one \ud83d twoxx\ud83d\ude00 three", at_most(11))
    assert without_numbers(parts) == ["one \ud83d", "twoxx", "\ud83d\ude00", "three"]


def test_a_text_that_may_not_be_cut_stays_too_long() -> None:
    text = "One is here. Two is here. " * 50
    assert split(text, at_most(30), NO_MARKUP._replace(closed=[(0, len(text))])) == (text,)


class _Reader(HTMLParser):
    """The elements of HTML that are open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def seen(markdown: str) -> str:
    """What readers see of it in HTML, without white space."""
    said, reader = speak(markdown, HTML), _Reader()
    reader.feed(said.text)
    reader.close()
    assert not reader.open
    return "".join(said.counted.split())


@settings(deadline=None, derandomize=True, database=None, max_examples=1000)
@given(st.lists(st.sampled_from(MARKDOWN), max_size=50).map("".join), st.integers(min_value=8, max_value=60))
def test_readers_see_the_same_in_parts(text: str, limit: int) -> None:
    parts = split(text, lambda part: len(speak(part, HTML).counted) <= limit, markup(text))
    assert "".join(map(seen, without_numbers(parts))) == seen(text)
    if len(parts) > 1:
        assert [seen(part).endswith(f"{n}/{len(parts)}") for n, part in enumerate(parts, 1)] == [True] * len(parts)


@pytest.mark.parametrize("lines", [60, 600])
def test_code_that_is_too_long_is_code_in_every_part(lines: int) -> None:
    code = "\n".join("    " * (n % 3) + f"line_{n} = call({n})" + "\n" * (n % 5 == 0) for n in range(lines))
    text = f"Intro.\n\n```py\n{code}\n```\n\nThe end."
    parts = split(text, lambda part: len(speak(part, HTML).counted) <= 280, markup(text))
    said = [speak(part, HTML).text for part in parts]
    assert ["<pre>" in part for part in said] == [False, *[True] * (len(parts) - 1)]
    assert not any("```" in part for part in said)
    shown = "\n".join(part.split("<pre>")[1].split("</pre>")[0] for part in said[1:])
    assert [line for line in shown.split("\n") if line] == [line for line in code.split("\n") if line]


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "**",
        "*a ",
        "*a* ",
        "_a_ ",
        "~~a~~ ",
        "` a",
        "[a](",
        "[a](b) ",
        "- a b\n",
        "> a b\n",
        "```\n",
        "```\na\n\n",
        "\\*",
    ],
)
@pytest.mark.parametrize("around", ["{}", "**{}**", "```\n{}\n```", "[{}](a)"])
def test_long_markup_takes_few_questions(unit: str, around: str) -> None:
    text = around.replace("{}", (unit * 20_000)[:20_000])
    asked = []

    def fits(part: str) -> bool:
        asked.append(len(part))
        return len(part) <= 280

    with no_waiting():
        parts = split(text, fits, markup(text))
    assert len(asked) <= 25 * len(parts) + 200
    assert sum(asked) <= 50 * len(text)


@pytest.mark.parametrize(
    "unit",
    [
        "One is here. ",
        "新茶上市，真的很好！",
        "a",
        "。",
        "a\n",
        "a\r",
        "ab\n\n",
        "a:\n",
        "#tag\n",
        ",)",
        "……",
        "e\u0301",
        "(",
        "\u200d",
        "1.",
        "👍🏽",
    ],
)
@pytest.mark.parametrize("may_cut", [True, False])
def test_long_texts_take_few_questions(unit: str, may_cut: bool) -> None:
    text = (unit * 100_000)[:100_000]
    asked = []

    def fits(part: str) -> bool:
        asked.append(part)
        return len(part) <= 280

    with no_waiting():
        parts = split(text, fits, NO_MARKUP if may_cut else NO_MARKUP._replace(closed=[(0, len(text))]))
    assert_nothing_lost(text, without_numbers(parts))
    assert len(asked) <= 25 * len(parts) + 200


@pytest.mark.parametrize(
    ("text", "abbreviations", "sentences"),
    [
        ("Dr. Li is here. Mr. Wu is not.", (), ["Dr. ", "Li is here. ", "Mr. ", "Wu is not."]),
        ("Dr. Li is here. Mr. Wu is not.", ("Dr.", "Mr."), ["Dr. Li is here. ", "Mr. Wu is not."]),
        ("He is an MDr. Then he left.", ("Dr.",), ["He is an MDr. ", "Then he left."]),
        ("J. R. Li came. (Really!) “Yes.” She left.", (), ["J. R. Li came. ", "(Really!) ", "“Yes.” ", "She left."]),
        ("1. One.\n2. Two.", (), ["1. One.\n", "2. Two."]),
        (
            "在v1.0里。好！？（对。）“是。”“不……”他说…对",
            (),
            ["在v1.0里。", "好！？", "（对。）", "“是。”", "“不……”", "他说…对"],
        ),
        ("See https://a.example/x.Y! Then go.", (), ["See https://a.example/x.Y! ", "Then go."]),
        ("Well… yes… No... no... Yes.", (), ["Well… yes… ", "No... no... ", "Yes."]),
        ("Wow! 🎉🎉 !!! Next.", (), ["Wow! ", "🎉🎉 !!! ", "Next."]),
        ("", (), [""]),
    ],
)
def test_sentences(text: str, abbreviations: tuple[str, ...], sentences: list[str]) -> None:
    bounds = [0, *sentence_starts(text, abbreviations), len(text)]
    assert [text[start:end] for start, end in pairwise(bounds)] == sentences
