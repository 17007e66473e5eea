"""Articles of campaigns: what templates and hostile words may bring into their HTML, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from socloc.article import theme
from socloc.article.safe import ELEMENTS, clean
from socloc.article.style import finish
from socloc.checks.article_html import problems
from tests.reading.examined import head, outcome, png, said, text_in

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


def finished(html: str) -> str:
    """A template's HTML as an article."""
    return finish(clean(html), theme.built_in(theme.DEFAULT), ("mp.weixin.qq.com",)).html


def bare(html: str) -> str:
    """HTML without the values of its attributes."""
    return re.sub(r'="[^"]*"', "", html)


def test_a_template_is_styled_and_keeps_what_it_says_itself() -> None:
    html = finished('<section><p style="text-align: center">a</p><table><tr><th>b</th></tr></table></section>')
    assert re.search(r'<p style="margin:[^"]*;text-align:center">a</p>', html)
    assert re.search(r'<th style="[^"]*font-weight:bold">b</th>', html)


@pytest.mark.parametrize("html", HOSTILE)
def test_a_template_cannot_bring_in_what_an_editor_removes(html: str) -> None:
    made = finished(f"<section>{html}</section>")
    assert set(re.findall(r"<([a-z][a-z0-9]*)", bare(made))) <= ELEMENTS
    assert [problem for problem in problems(made) if not problem.startswith("the style")] == []


@pytest.mark.parametrize(
    "href, kept", [("https://mp.weixin.qq.com/s/x", True), ("https://a.example", False), ("javascript:x", False)]
)
def test_a_template_keeps_links_that_stay(href: str, kept: bool) -> None:
    html = finished(f'<section><a href="{href}">a</a></section>')
    assert (f'<a href="{href}"' in html, ">a<" in html) == (kept, True)


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
    assert html.count("<section") == html.count("</section>")
    assert set(re.findall(r"<([a-z][a-z0-9]*)", html)) <= ELEMENTS


@pytest.mark.parametrize("key", ["body", "signature", "title", "digest"])
def test_half_a_surrogate_pair_in_a_text_stops_nothing(key: str, tmp_path: Path) -> None:
    post = {"id": "p", "title": "t", "body": "b", key: "a {{ '\\ud800' }} c"}
    (variant,) = outcome(tmp_path, head("article") + f"posts: [{json.dumps(post)}]\n").variants
    assert "\ud800" not in text_in(variant)


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
    assert said((one for one in found.findings if one.severity == "error"), [wanted]) == [wanted]
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
