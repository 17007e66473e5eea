"""Markdown to the elements of an article (cases/body.yaml), and the limits of what it takes in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from socloc.article.body import MAX_DEPTH, Body, Picture, article_body
from socloc.article.style import finish
from socloc.article.theme import built_in
from socloc.checks.article_html import problems

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("cases").joinpath("body.yaml").read_text("utf-8"))
KEPT = ("mp.weixin.qq.com",)  # a host whose links stay
WORDS = {"links": "Links & more", "references": "Notes", "alert_warning": "Achtung", "alert_note": "Hinweis"}
REFERENCE = re.compile(
    r'<section class="reference">(.*?)</section>(?=<section class="reference">|</section>$)', re.DOTALL
)


def picture(name: str) -> Picture | None:
    """The one image of the table."""
    return Picture("../media/hero.png", 'A <B> "C"') if name == "hero" else None


def body(markdown: str, references: bool = True) -> Body:
    """A body with the words of the table."""
    return article_body(markdown, WORDS, picture, references, KEPT)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_the_body_of_an_article(case: dict[str, Any]) -> None:
    made = body(case["body"])
    html, title, references = made.html.partition('\n<h4 class="references-title">')
    assert html == case["html"]
    assert REFERENCE.findall(references) == case.get("references", [])
    assert references.split("</h4>")[0] == case.get("title", "")
    assert bool(title) == ("references" in case)
    assert [list(problem) for problem in made.problems] == case.get("problems", [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_the_finished_article_stays_in_the_editor(case: dict[str, Any]) -> None:
    html = finish(f"<section>{body(case['body']).html}</section>", built_in("clean"), KEPT).html
    assert list(problems(html, KEPT)) == []
    assert html.count("<section") == html.count("</section>")
    assert not re.search(r'<[^>]* (?:class|id|data-[a-z]+)="', re.sub(r'"[^"]*"', '""', html))


def test_a_link_stays_only_where_a_network_keeps_links_of_its_host() -> None:
    html = '<section><p><a href="https://mp.weixin.qq.com/s/x">a</a></p></section>'
    written = body("[a](https://mp.weixin.qq.com/s/x)").html
    assert "<a " in written
    assert "<a " not in article_body("[a](https://mp.weixin.qq.com/s/x)", WORDS, picture).html
    # One theme, asked in turns: what it remembers of elements is remembered for each set of hosts.
    assert ["<a " in finish(html, built_in("clean"), hosts).html for hosts in (KEPT, (), KEPT, ("a.example",))] == [
        *(True, False, True, False)
    ]


def test_without_references_the_words_of_a_link_stay_and_footnotes_are_listed() -> None:
    made = body("[a](https://a.example) b[^n]\n\n[^n]: c", references=False)
    assert made.html.startswith("<p>a b<sup>[1]</sup></p>")
    assert "a.example" not in made.html
    assert REFERENCE.findall(made.html.replace("\n", "")) == ["[1] c"]


@pytest.mark.parametrize("deep", ["> " * 40 + "a", "- " * 40 + "a", "> - " * 40 + "a", ">" * 50_000 + "a"])
def test_what_is_nested_without_end_is_told_and_keeps_its_words(deep: str) -> None:
    made = body(deep)
    assert [problem.kind for problem in made.problems] == ["depth"]
    assert "a" in re.sub("<[^>]*>", "", made.html)
    deepest = depth = 0
    for sign in re.findall(r"<(/?)(?:section|blockquote)", made.html):
        depth += -1 if sign else 1
        deepest = max(deepest, depth)
    assert deepest <= 2 * MAX_DEPTH


@pytest.mark.parametrize("number", [1, 5])
def test_ten_thousand_links_have_as_many_numbers(number: int) -> None:
    made = body("".join(f"[a](https://a.example/{index % (number * 2000)}) " for index in range(10_000)))
    assert len(REFERENCE.findall(made.html)) == number * 2000
    assert f"[{number * 2000}] a: https://a.example/{number * 2000 - 1}<" in made.html
