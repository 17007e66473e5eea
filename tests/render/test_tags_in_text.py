"""Hashtags and mentions inside texts, in the forms of three kinds of network (cases/tags_in_text.yaml)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socloc.render.tags_in_text import Tagged, rewrite
from tests.reading.examined import cases, no_waiting

FORMS = {"open": ("#{tag}", "@{handle}"), "closed": ("#{tag}#", "@{handle}"), "none": ("", "")}
HANDLES = {"brand": "@bb", "anna": "anna.k", "old-shop": None}


def written(text: str, hashtag: str = "#{tag}", mention: str = "@{handle}") -> Tagged:
    def mentioned(name: str) -> str | None:
        handle = HANDLES[name]
        return handle and mention.replace("{handle}", handle.lstrip("@"))

    return rewrite(text, hashtag, mention, mentioned)


@pytest.mark.parametrize("case", cases(__file__, "tags_in_text.yaml"), ids=lambda case: case["case"])
def test_tags_in_each_form(case: dict[str, Any]) -> None:
    found = {name: written(case["text"], *forms) for name, forms in FORMS.items()}
    assert {name: tagged.text for name, tagged in found.items()} == {
        name: case.get(name, case["text"]) for name in FORMS
    }
    assert found["open"][1:] == tuple(tuple(case.get(key, ())) for key in ("hashtags", "mentions", "lost"))


@pytest.mark.parametrize(
    ("text", "hashtag", "mention", "wanted"),
    [
        ("#茶# @brand", "", "@{handle}", Tagged("茶 @bb", (), ("brand",), ("#茶#",))),
        ("#茶 @brand", "#{tag}", "", Tagged("#茶 brand", ("茶",), (), ("@brand",))),
        ("＃a @anna @old-shop", "", "", Tagged("a anna old-shop", (), (), ("＃a", "@anna", "@old-shop"))),
        ("请@anna看", "#{tag}", "u/{handle}", Tagged("请 u/anna.k 看", (), ("anna",), ())),
        ("喝#茶#了", "{tag}", "{handle}", Tagged("喝茶了", ("茶",), (), ())),
        ("#a #a @anna @anna", "#{tag}", "@{handle}", Tagged("#a #a @anna.k @anna.k", ("a", "a"), ("anna", "anna"), ())),
        ("#{tag} #a", "#{tag}#", "", Tagged("#{tag} #a#", ("a",), (), ())),
    ],
)
def test_what_counts_and_what_is_lost(text: str, hashtag: str, mention: str, wanted: Tagged) -> None:
    assert written(text, hashtag, mention) == wanted


@settings(deadline=None, derandomize=True, database=None)
@given(st.text(st.characters(exclude_characters="#＃@＠")))
def test_a_text_without_signs_is_the_same_object(text: str) -> None:
    found = written(text)
    assert found.text is text
    assert found[1:] == ((), (), ())


@settings(deadline=None, derandomize=True, database=None, max_examples=300)
@given(st.lists(st.sampled_from([*"#＃@ a1_茶茶水é\n`.,，☕\u0301\u202e\ud800", "brand"]), max_size=30).map("".join))
def test_words_stay_and_what_is_written_reads_the_same_again(text: str) -> None:
    found = written(text, mention="@{handle}")
    letters = str.maketrans("", "", "#＃@＠ ，,.☕")
    assert found.text.replace("bb", "brand").translate(letters) == text.translate(letters)
    again = rewrite(found.text, "#{tag}", "@{handle}", {"bb": "@bb"}.__getitem__)
    assert again.text == found.text
    assert len(again.mentions) == len(found.mentions)
    assert again.hashtags == found.hashtags


@pytest.mark.parametrize(
    "unit", ["#a", "#1", "@", "#", "＃茶", "茶", "#茶 ", "@a-", "https://", "h", "w", "#\ud800\0", "`#a", "茶#"]
)
@pytest.mark.parametrize("before", ["", "#", "#茶", "@"])
def test_long_texts_end(unit: str, before: str) -> None:
    text = before + (unit * 200_000)[:200_000]
    with no_waiting():
        assert len(written(text).text) >= 200_000
