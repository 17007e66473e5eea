"""Themes: what of CSS is kept, what is dropped and told at its line, and whether words can be read on every screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from socloc.article import theme
from socloc.article.body import Picture, article_body
from socloc.article.style import finish
from socloc.article.theme import Theme, parsed

ARTICLE = Path(__file__).with_name("every-element.md").read_text("utf-8")
WORDS = {"references": "参考资料", "alert_note": "说明"}


def picture(name: str) -> Picture:
    """Every image there is."""
    return Picture(name, "")


def styled(html: str, css: str, brand: str = "") -> str:
    """A piece of HTML in a theme."""
    return finish(html, parsed(css, "t.css", brand)).html


def made(chosen: Theme) -> str:
    """The article that has every element."""
    body = article_body(ARTICLE, WORDS, picture)
    article = finish(f"<section>{body.html}</section>", chosen)
    assert article.faint == ()
    return article.html


@pytest.mark.parametrize(
    "css, style",
    [
        ("p { color: red }", "color:red"),
        ("P { COLOR: red }", "color:red"),
        ("h1, p { margin: 0 0 1px }", "margin:0 0 1px"),
        ("p { color: red } p { color: blue }", "color:blue"),
        (".alert p { color: red } p { color: blue }", "color:red"),
        ("section p { color: red } p { color: blue }", "color:red"),
        ("blockquote p { color: red }", ""),
        ("p.x { color: red }", ""),
        ("p { margin-top: 1px } p { margin: 2px }", "margin:2px"),
        ("p { margin: 2px } section p { margin-top: 1px }", "margin:2px;margin-top:1px"),
        (":root { --a: red } p { color: var(--a) }", "color:red"),
        (":root { --a: var(--b); --b: red } p { color: var(--a) }", "color:red"),
        ("p { color: var(--a, rgb(1, 2, 3)) }", "color:rgb(1,2,3)"),
        ('p { font-family: "A B", serif }', "font-family:'A B',serif"),
        ("article { color: red } p { color: red }", ""),
        ("article { color: red } p { color: blue }", "color:blue"),
        ("article { line-height: 2em } p { line-height: 2em }", "line-height:2em"),
    ],
)
def test_a_style_stands_in_its_element(css: str, style: str) -> None:
    html = styled('<section><section class="alert"><p>a</p></section></section>', css)
    assert re.findall(r"<p([^>]*)>", html) == [f' style="{style}"' if style else ""]


@pytest.mark.parametrize(
    "css, part, line",
    [
        ("p {\n position: fixed;\n color: red }", "position: fixed", 2),
        ("p { color: red;\n float: left }", "float: left", 2),
        ("p { color: red; display: flex }", "display: flex", 1),
        ("p { color: red; width: calc(1px + 2px) }", "width: calc(1px + 2px)", 1),
        ("p { color: red; background: url(x.png) }", "background: url(x.png)", 1),
        ("p { color: red; margin: var(--none) }", "margin: var(--none)", 1),
        ("p { color: red }\n@media print { p { color: blue } }", "@media", 2),
        ("p { color: red }\n@import 'x';", "@import", 2),
        ("p { color: red }\np > em { color: blue }", "p > em", 2),
        ("p { color: red }\np:first-child { color: blue }", "p:first-child", 2),
        ("p { color: red }\n#x { color: blue }", "#x", 2),
        ("p { color: red }\n* { color: blue }", "*", 2),
        ("p { color: red; animation: x 1s }", "animation: x 1s", 1),
        ("p { color: red; transform: none }", "transform: none", 1),
        ("p { color: red; margin: 0 !important }", "margin: 0 !important", 1),
        ("p { color: red }\n}", "", 2),
    ],
)
def test_what_does_not_survive_is_dropped_and_told(css: str, part: str, line: int) -> None:
    found = parsed(css, "t.css")
    assert [(each.part, each.line) for each in found.dropped] == [(part, line)]
    assert styled("<section><p>a</p></section>", css) == '<section><p style="color:red">a</p></section>'


@pytest.mark.parametrize(
    "css", [":root { --a: var(--a) } p { margin: var(--a) }", "p{" * 5000, "\0\ud800<!--", "{}" * 9]
)
def test_hostile_css_leaves_words_alone(css: str) -> None:
    assert styled("<section><p>a</p></section>", css) == "<section><p>a</p></section>"


@pytest.mark.parametrize("name", theme.names())
def test_a_built_in_theme_loses_nothing_and_can_be_read_everywhere(name: str) -> None:
    chosen = theme.built_in(name)
    assert chosen.dropped == ()
    html = made(chosen)
    assert "var(" not in html
    assert 'class="' not in html


def test_there_are_four_themes() -> None:
    assert theme.names() == ("clean", "business", "dark", "warm")


def test_the_brand_colours_a_theme() -> None:
    assert "#0b6b57" not in made(theme.built_in("clean", "#123a80"))
    assert "#123a80" in made(theme.built_in("clean", "rgb(18, 58, 128)"))
    assert "rgba(18,58,128,0.08)" in made(theme.built_in("business", "#123a80"))


@pytest.mark.parametrize(
    "css, told",
    [
        ("p { color: #999999 }", [("p", "light", 1)]),
        ("article { color: #000 }\np { color: #666666 }", [("p", "dark", 2)]),
        ("p { color: #ffffff }", [("p", "light", 1)]),
        ("p { font-size: 24px; color: #888888 }", []),
        ("p { background-color: #191919 }", [("p", "light", None)]),
        ("p { color: #000; background-color: #fff }", []),
    ],
)
def test_words_that_can_hardly_be_read_are_told(css: str, told: list[tuple[str, str, int | None]]) -> None:
    found = finish("<section><p>a</p></section>", parsed(css, "t.css")).faint
    lines = [(each.element, each.screen, each.declaration.line if each.declaration else None) for each in found]
    assert lines == told


def test_the_html_is_compact() -> None:
    text = Path(__file__).with_name("typical.md").read_text("utf-8")  # headings, lists, a table, code, links
    body = article_body(text, WORDS, picture)
    html = finish(f"<section>{body.html}</section>", theme.built_in("clean")).html
    assert len(html) < 5 * len(text), f"{len(html) / len(text):.2f} times the text"


def test_nothing_inherited_is_said_twice() -> None:
    html = made(theme.built_in("clean"))
    assert html.count("line-height:1.75") == html.count("color:#2b2f33") == 1
