"""The HTML of articles: Markdown to what an editor keeps (cases/article.yaml), hostile or not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from socloc.checks.article_html import problems
from socloc.render.article import ELEMENTS, Picture, article_body, finish
from tests.reading.examined import cases, head, outcome, png, said, text_in

CASES = cases(__file__, "article.yaml")
HOSTILE = [
    '</section><script>alert(1)</script><section onclick="x">',
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "' style='position:fixed",
    "{{ '</p>' }}<style>p{}</style>",
    "<!-- --><iframe src=//evil.example>",
    "&lt;script&gt;",
    "\u202e<b>",
]


def picture(name: str) -> Picture | None:
    """The one image of the table."""
    return Picture("../media/hero.png", 'A <B> "C"') if name == "hero" else None


def bare(html: str) -> str:
    """HTML without the values of its attributes."""
    return re.sub(r'="[^"]*"', "", html)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_the_body_of_an_article(case: dict[str, Any]) -> None:
    body = article_body(case["body"], "Links & more", picture)
    html, _, references = body.html.partition("<h4>Links &amp; more</h4>")
    assert html.strip() == case["html"]
    assert re.findall(r"\[\d+\] ([^<]*)", references) == case.get("links", [])
    assert list(body.lost_images) == case.get("lost", [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_the_finished_article_stays_in_the_editor(case: dict[str, Any]) -> None:
    html = finish(f"<section>{article_body(case['body'], 'Links', picture).html}</section>")
    assert list(problems(html)) == []
    assert set(re.findall(r"<([a-z][a-z0-9]*)", bare(html))) <= ELEMENTS


def test_the_styles_stand_in_the_elements_and_keep_what_was_there() -> None:
    html = finish('<section><p style="text-align: center">a</p><table><tr><th>b</th></tr></table></section>')
    assert re.search(r'<p style="margin: [^"]*;text-align: center">a</p>', html)
    assert re.search(r'<th style="[^"]*font-weight: bold;?">b</th>', html)


@pytest.mark.parametrize("alignment", ["left", "center", "right"])
def test_a_finished_table_keeps_its_alignment(alignment: str) -> None:
    colons = {"left": ":--", "center": ":-:", "right": "--:"}[alignment]
    html = finish(article_body(f"| a |\n|{colons}|\n| b |", "", picture).html)
    assert len(re.findall(f'<t[hd] style="[^"]*text-align: ?{alignment}', html)) == 2


@pytest.mark.parametrize(
    "key", ["title", "body", "signature", "digest", "author", "label", "alt", "link", "brand", "body_alt"]
)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_stay_words(key: str, hostile: str, tmp_path: Path) -> None:
    words = {name: json.dumps(hostile if name == key else "x", ensure_ascii=True) for name in ("label", "alt", "brand")}
    body = {"body": hostile, "link": f"[a](<https://a.example/{hostile}>)", "body_alt": f"![{hostile}](hero)"}.get(
        key, "b"
    )
    post = {"id": "p", "title": "t", "body": body, "signature": "s", "qr": "c", "media": "hero"}
    if key in {"title", "signature", "digest", "author"}:
        post[key] = hostile
    rest = (
        f"brand: {{name: {words['brand']}}}\nqr: {{c: {{text: q, label: {words['label']}}}}}\n"
        f"media: {{hero: {{file: h.png, alt: {words['alt']}}}}}\nposts: [{json.dumps(post)}]\n"
    )
    found = outcome(tmp_path, head("article") + rest, {"h.png": png(1, 1, b"\0\0\0\0")})
    (variant,) = found.variants
    html = text_in(variant)
    assert list(problems(html)) == []
    html = bare(html)
    assert html.startswith("<section style>")
    assert (html.count("<section"), html.count("</section>")) == (1, 1)
    assert set(re.findall(r"<([a-z][a-z0-9]*)", html)) <= ELEMENTS


def test_an_image_that_is_not_defined_is_a_finding_at_its_line(tmp_path: Path) -> None:
    post = "  - id: p\n    title: t\n    body: |\n      one\n\n      two ![x](hreo) and ![y](hero)\n"
    rest = f"media: {{hero: h.png}}\nposts:\n{post}"
    found = outcome(tmp_path, head("article") + rest, {"h.png": png(1, 1, b"\0\0\0\0")})
    wanted = {
        "at": "13:1",
        "check": "image-unknown",
        "message": "the body shows the image `hreo`, which is not defined",
        "severity": "error",
        "hint": "Names of `media`: hero.",
        "of": "wechat/article en p",
    }
    assert said(found.findings, [wanted]) == [wanted]
    (variant,) = found.variants
    assert [shown.media.name for shown in variant.media] == ["hero"]


def test_an_article_without_a_body_takes_the_text(tmp_path: Path) -> None:
    rest = "posts: [{id: p, title: t, text: '*short*'}, {id: q, title: t, text: short, body: '*long*'}]\n"
    found = outcome(tmp_path, head("article") + rest)
    assert [re.sub("<[^>]*>", "", text_in(variant)).strip() for variant in found.variants] == ["short", "long"]


def test_titles_and_bylines_are_one_line(tmp_path: Path) -> None:
    rest = 'posts: [{id: p, title: "a\\nb ", author: "c\\nd", digest: "e\\nf", body: b}]\n'
    (variant,) = outcome(tmp_path, head("article") + rest).variants
    assert [text_in(variant, key) for key in ("title", "author", "digest")] == ["a b", "c d", "e f"]
