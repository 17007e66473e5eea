"""What machines see of a text, and how it is put together again (cases/mask.yaml)."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest

from socloc.localize.mask import in_parts, mask
from socloc.localize.protect import protected
from socloc.localize.tokens import Masked
from socloc.localize.unmask import LostError, unmask
from tests.reading.examined import cases, no_waiting

N = 200_000


def lines(masked: Masked) -> list[str]:
    """What a machine sees."""
    return [line.text for line in masked.lines]


@pytest.mark.parametrize("case", cases(__file__, "mask.yaml"), ids=lambda case: case["case"])
def test_what_a_machine_sees(case: dict[str, Any]) -> None:
    masked = mask(case["text"], case.get("terms", {}))
    assert lines(masked) == case["lines"]
    assert unmask(masked, lines(masked)) == case.get("made", case["text"])


@pytest.mark.parametrize("case", cases(__file__, "mask.yaml"), ids=lambda case: case["case"])
def test_in_pieces_there_are_only_words(case: dict[str, Any]) -> None:
    masked = in_parts(mask(case["text"], case.get("terms", {})))
    assert not any("@x.xx" in line for line in lines(masked))
    assert not any(line.tokens for line in masked.lines)
    made = unmask(masked, lines(masked))
    assert "".join(made.split()) == "".join(case.get("made", case["text"]).split())


@pytest.mark.parametrize(
    "text, answer, made",
    [
        ("Hi #tea you", "Du x1@x.xx hallo", "Du #tea hallo"),
        ("Hi #tea you", "Du X1 @ x.xx hallo", "Du #tea hallo"),
        ("Hi #tea you", "你好x1＠x．xx吗", "你好 #tea 吗"),  # a tag would swallow what follows
        ("Hi @tea you", "Du,x1@x.xx,hallo", "Du,@tea,hallo"),
        ("Hi https://a.example you", "看x1@x.xx吧", "看https://a.example吧"),
        ("Hi https://a.example you", "siehe x1@x.xx/und", "siehe https://a.example /und"),
        ("A **b** c", "C x1@x.xx B x2@x.xx A", "C **B** A"),
        ("See [b](c) now", "Jetzt x1@x.xx  B x2@x.xx ansehen", "Jetzt [B](c) ansehen"),
        ("The {n}th tea", "Der x1@x.xx te Tee", "Der {n}te Tee"),
        ("a #b c #d e", "e x2@x.xx c x1@x.xx a", "e #d c #b a"),
    ],
)
def test_parts_stand_where_the_machine_put_them(text: str, answer: str, made: str) -> None:
    assert unmask(mask(text, {}), [answer]) == made


@pytest.mark.parametrize(
    "text, answer, problem",
    [
        ("Hi #tea you", "Du hallo", "`#tea` is lost"),
        ("Hi #tea you", "Du x1@x.xx x1@x.xx hallo", "`#tea` is doubled"),
        ("Hi #tea you", "Du x1@x.xx x2@x.xx hallo", "it has a part of another text"),
        ("Hi #tea you", "Du x1x.xx hallo", "`#tea` is lost"),
        ("Hi #tea you", "Du x11@x.xx hallo", "it has a part of another text"),
        ("Hi #tea you", "Du #tea hallo", "`#tea` is lost"),
        ("Hi #tea you", "Du x1@x.xx #tee hallo", "`#tee` was added"),
        ("A **b** c", "x1@x.xxB x2@x.xx", "`**` is lost"),
        ("Hi you", "Du siehe https://evil.example", "`https://evil.example` was added"),
        ("Hi you", "Du 🎉", "`🎉` was added"),
        ("Hi you", "Du @wer", "`@wer` was added"),
        ("Hi you", "Du {{ link }}", "`{{ link }}` was added"),
        ("Hi you", "Du <b>x", "`<b>` was added"),
        ("Hi you", "Hallo\ndu", "it has several lines where there was one"),
        ("Hi you", "**Hallo** du", "`*` was added"),
        ("Hi you", "Hallo | du", "`|` was added"),
        ("Hi you", "# Hallo", "it begins with `#`"),
        ("Hi you", "1. Hallo", "it begins with `1.`"),
        (
            "{% if a %}Words{% else %}Others{% endif %}",
            "x1@x.xx A x3@x.xx B x2@x.xx",
            "`{% if a %}` is in another place",
        ),
        ("A <b>b</b> c", "C x2@x.xx B x1@x.xx A", "`</b>` is in another place"),
        ("A **b** c", "C x2@x.xx B x1@x.xx A", "`**` stands before what it closes"),
        ("A **b** c", "C x1@x.xx x2@x.xx A", "there is nothing before `**`"),
    ],
)
def test_what_must_not_be_put_together(text: str, answer: str, problem: str) -> None:
    with pytest.raises(LostError) as lost:
        unmask(mask(text, {}), [answer])
    assert str(lost.value) == problem


def test_long_lines_are_cut_between_sentences_else_between_words() -> None:
    text = "One two three. Four #tea five! Six seven eight nine ten eleven"
    masked = mask(text, {}, fits=lambda line: len(line) <= 30)
    assert lines(masked) == ["One two three.", "Four x1@x.xx five!", "Six seven eight nine ten", "eleven"]
    assert unmask(masked, lines(masked)) == text
    chinese = "第一句话。第二句话！第三句话"
    masked = mask(chinese, {}, fits=lambda line: len(line) <= 6)
    assert lines(masked) == ["第一句话。", "第二句话！", "第三句话"]
    assert unmask(masked, lines(masked)) == chinese


WORDS = [
    "words",
    "and",
    "茶",
    "شاي",
    "。",
    ", ",
    " ",
    "\n",
    "\n- ",
    "| ",
    "Tea",
    "(",
    ")",
    "**",
    "_",
    "[",
    "](x)",
    "1. ",
]
PARTS = [
    "#tea",
    "@north",
    "https://a.example/x?y=1",
    "{{ a }}",
    "{n}",
    "🎉",
    "👩‍👩‍👧",
    "`c`",
    "<br>",
    "[微笑]",
    "&amp;",
    "\ud800",
]


def test_random_texts_come_back_as_they_were_and_lose_nothing() -> None:
    chance = random.Random(2611)  # noqa: S311  # a fixed series, not a secret
    for _ in range(2_000):
        text = "".join(
            chance.choice(WORDS) if chance.random() < 0.6 else f" {chance.choice(PARTS)} " for _ in range(14)
        )
        masked = mask(text, {"Tea": "Tee"})
        assert not any(part in line for line in lines(masked) for part in (*PARTS, "\n"))
        made = unmask(masked, lines(masked))
        wanted = Counter({"Tee" if part == "Tea" else part: n for part, n in protected(text, ["Tea"]).items()})
        assert protected(made, ["Tee"]) == wanted
        assert "".join(made.split()) == "".join(text.replace("Tea", "Tee").split()) or "Tea" in made


@pytest.mark.parametrize(
    "unit",
    [
        *("a", "[", "](", "](a", "[^a", "**", "a_", "|", "\n[", "<a", "<!-- ", "&a", "x1@x.xx ", "x 1 @ x . xx ", "a."),
        *("a@", "http://(", "#a", "{{ a", "](({{", "]({{}}", "🎉a", "\ud800", "\0", "。", "a. ", "``a", "1. ", '](a "'),
    ],
)
def test_hostile_texts_take_no_time_to_speak_of(unit: str) -> None:
    text = unit * (N // len(unit))
    with no_waiting():
        masked = mask(text, {"tea": "Tee"}, fits=lambda line: len(line) < 500)
        made = unmask(masked, lines(masked))
        in_parts(masked)
    assert "".join(made.split()) == "".join(text.split())
