"""Formulas of articles: what is drawn and how, what stays as written, and what hostile ones cost."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from socloc.article import maths
from socloc.article.body import Body, article_body
from socloc.article.markdown import to_html
from socloc.article.safe import clean
from socloc.article.style import finish
from socloc.article.theme import built_in
from socloc.checks.article_html import problems
from socloc.checks.article_reader import broken
from tests.cli.running import inside
from tests.reading.examined import head, outcome, text_in

SVG = re.compile(r"<svg [^>]*>.*?</svg>", re.DOTALL)
FORMULAS = [
    "E=mc^2",
    r"\frac{-b\pm\sqrt{b^2-4ac}}{2a}",
    r"\int_0^\infty e^{-x^2}\,dx=\frac{\sqrt{\pi}}{2}",
    r"\begin{pmatrix}a&b\\c&d\end{pmatrix}",
    r"\begin{cases}x&y>0\\-x&\text{else}\end{cases}",
    r"\overrightarrow{AB}+\hat{x}\cdot\vec{y}",
    r"\boxed{x}+\cancel{y}+\color{red}{z}",
    r"\text{准确率}=\frac{\text{正确}}{\text{总数}}",
    r"x<y>z\tag{1}",
    r'\text{"}',
]
HOSTILE = [
    *(
        "$" + part * 300 + "$"
        for part in ("a", r"\frac", r"\left(", "^", "_{", r"\sqrt{", "&", r"\\", "{}", "\0", "\u202e")
    ),
    *("$" + part * 9 + "a" + "}" * 9 + "$" for part in ("{", "x^{", r"\sqrt{", r"\frac{1}{", r"\overbrace{")),
    "$" + "{" * 400 + "a" + "}" * 400 + "$",
    "$a" * 100_000,
    "$a$ " * 50_000,
    "$" * 200_000,
    "$$" + "a" * 200_000 + "$$",
    "$5，" * 50_000,
    "$5, " * 50_000,
    "$A/" * 66_000,
    "\\$" * 100_000,
    "".join(f"$x_{{{number}}}$ " for number in range(20_000)),
    "$a\ud800$ $\udfffb$",
]
PRICES = [
    "costs $5 and $10",
    "价格$5和$10，",
    "US$20-$30",
    "¥5，$3起，满20$",
    "$5，优惠价**10**$",
    "$20,000 and 30$",
    "$AAPL/$TSLA",
    "$ x $",
    "a $x$2 b",
    "https://a.example/$5和$x",
    "5$",
]


def body(markdown: str) -> Body:
    """A body without pictures."""
    return article_body(markdown, {"links": "Links"}, lambda _: None)


def words(html: str) -> str:
    """What readers see of the text."""
    return re.sub("<[^>]*>", "", SVG.sub("", html))


@pytest.mark.parametrize("dollars", ["$", "$$"])
@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_becomes_a_picture_that_the_editor_keeps(formula: str, dollars: str) -> None:
    made = body(f"a {dollars}{formula}{dollars} b")
    assert made.problems == ()
    for html in (
        finish(f"<section>{made.html}</section>", built_in("clean")).html,
        finish(clean(f"<section>{made.html}</section>"), built_in("clean")).html,  # as in a campaign
    ):
        assert list(problems(html)) == []
        (svg,) = SVG.findall(html)
        assert re.match(
            r'<svg role="img" aria-label="[^"<>]+" viewBox="-?\d+ -?\d+ \d+ \d+" fill="currentColor" '
            r'style="width:[\d.]+em;height:[\d.]+em;vertical-align:-?[\d.]+em[^"]*">',
            svg,
        )
        assert set(re.findall("</?([a-z]+)", svg)) <= {"svg", "path", "text"}
        assert "$" not in words(html)


def test_a_picture_says_its_source_to_those_who_cannot_see_it() -> None:
    assert 'aria-label="x&lt;y \\text{&quot;}"' in body('$x<y \\text{"}$').html


def test_a_picture_is_compact() -> None:
    assert len(maths.drawn("E=mc^2", is_block=False).svg) < 1_200
    assert not re.search(r'd="[^"]*\.', maths.drawn(FORMULAS[1], is_block=True).svg)


def test_a_picture_stands_on_the_line_of_the_text() -> None:
    svg = maths.drawn("x_1", is_block=False).svg
    found = re.search(r'viewBox="-?\d+ (-?\d+) \d+ (\d+)".*height:([\d.]+)em;vertical-align:(-[\d.]+)em', svg)
    assert found
    top, height = int(found[1]), int(found[2])
    assert (float(found[3]), float(found[4])) == (height / maths.EM, -(top + height) / maths.EM)


def test_signs_without_shapes_are_text_in_their_places() -> None:
    svg = maths.drawn(r"温_{下}^{上}", is_block=False).svg
    texts = re.findall(r'<text x="(\d+)" y="(-?\d+)" font-size="(\d+)">(.)</text>', svg)
    places = {sign: (int(x), int(y), int(size)) for x, y, size, sign in texts}
    assert set(places) == set("温上下")
    assert places["温"] == (0, 0, maths.EM)
    assert places["上"][1] < 0 < places["下"][1]
    assert places["上"][0] >= maths.EM
    assert places["上"][2] < maths.EM


def test_a_colour_of_the_author_stays_and_all_else_has_that_of_the_text() -> None:
    svg = maths.drawn(r"a+\color{red}{b}+\color{url(x)}{c}", is_block=False).svg
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg)) == {"currentColor", "red"}


@pytest.mark.parametrize(
    "markdown, shape",
    [
        ("a\n$$\nx\n$$\nb", "<p>a\n</p><section><svg></section><p>\nb</p>"),
        ("$$x$$", "<section><svg></section>"),
        ("- $$x$$\n- $x$", "<section><svg></section>"),
        ("**$$x$$**", "<p><strong><svg></strong></p>"),
        ("# $$x$$", "<h1><svg></h1>"),
        ("公式$x$的", "<p>公式<svg>的</p>"),
        ("|a|\n|-|\n|$x\\|y$|", "<td><svg></td>"),
        ("[a $x$](https://a.example)", "<p>a <svg><sup>"),
        ("`$x$` \\$y$", "<p><code>$x$</code> $y$</p>"),
        ("```\n$x$\n```", "<pre>$x$</pre>"),
        ("> $x$", "<blockquote><p><svg></p></blockquote>"),
        ("$a*b*c$", "<p><svg></p>"),
        ("$a <b> c$ d", "<p><svg> d</p>"),
    ],
)
def test_where_a_formula_stands(markdown: str, shape: str) -> None:
    made = body(markdown)
    html = re.sub(r'<section style="[^"]*">', "<section>", SVG.sub("<svg>", made.html))
    assert shape in html
    assert made.problems == ()
    assert html.count("<p>") == html.count("</p>")


@pytest.mark.parametrize("text", PRICES)
def test_prices_stay_prices(text: str) -> None:
    made = body(text)
    assert "<svg" not in made.html
    assert made.problems == ()
    assert words(made.html).partition("\n")[0].replace("[1]", "") == text.replace("**", "")


def test_markdown_around_prices_is_kept() -> None:
    assert body("$5，优惠价**10**$").html == "<p>$5，优惠价<strong>10</strong>$</p>"


def test_a_formula_behind_a_price_is_one() -> None:
    assert SVG.sub("<svg>", body("只要$5，而$x$是公式").html) == "<p>只要$5，而<svg>是公式</p>"


@pytest.mark.parametrize(
    "formula, why",
    [
        (r"\foo{x}", r"has \foo, which is not known"),
        ("x^{", "has a brace without its other half"),
        ("}{", "has a brace without its other half"),
        ("x^", "is no LaTeX that can be drawn"),
        ("x=😀", "has 😀, which its font does not have"),
        (r"\hspace{99em}x", "is too wide or too high"),
        (r"\sqrt{" * 12 + "x" + "}" * 12, "is too deep or too long to draw"),
        ("x" * 1_001, "has more than 1,000 characters"),
    ],
)
def test_what_cannot_be_drawn_is_told_with_its_line_and_shown(formula: str, why: str) -> None:
    made = body(f"a\n\nb ${formula}$ c")
    assert [(problem.kind, problem.part, problem.line) for problem in made.problems] == [
        (f"formula: {why}", formula, 3)
    ]
    assert f"b ${formula}$ c" in words(made.html)


def test_without_the_extra_everything_stays_and_one_finding_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "ziamath", None)
    made = body("a $x*y*z$\n\n$$\nE<b\n$$\n")
    assert [(problem.kind, problem.line) for problem in made.problems] == [("maths", 1)]
    assert made.html == "<p>a $x*y*z$</p>\n<p>$$\nE&lt;b\n$$</p>"


def test_an_article_has_as_many_formulas_as_there_is_time_for() -> None:
    made = body("".join(f"$x_{{{number}}}$ " for number in range(5_000)))
    assert {problem.kind for problem in made.problems} == {"formula: comes after as many as one article may have"}
    assert 500 < made.html.count("<svg") == 5_000 - len(made.problems)


@pytest.mark.parametrize(
    "html",
    [
        "<svg>a</svg>",
        '<svg viewBox="0 0 1 1"><p>a</p></svg>',
        '<svg viewBox="0 0 1 1"><svg viewBox="0 0 1 1"></svg></svg>',
        '<text x="1">a</text>',
        '<svg viewBox="0 0 1 1"><use href="#a"/><foreignObject><p>a</p></foreignObject></svg>',
    ],
)
def test_a_template_brings_in_pictures_of_paths_only(html: str) -> None:
    assert list(problems(clean(f"<section>{html}b</section>"))) == []


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_hostile_formulas_end_and_stay_in_the_editor(text: str) -> None:
    made = body(text)
    assert made.html.count("<svg") + made.html.count("$") > 0
    assert list(problems(clean(f"<section>{made.html}</section>"))) == []


@pytest.mark.parametrize(
    "svg, rules",
    [
        ('<svg viewBox="0 0 1 1" role="img"><path d="m0 0"></path></svg>', []),
        ('<svg viewBox="0 0 1 1"><text x="1" y="1" font-size="9">a</text></svg><p>b</p>', []),
        ("<svg></svg>", ["tag-other"]),
        ('<path d="m0 0"></path>', ["tag-other", "attr-other"]),
        ('<svg viewBox="0 0 1 1"></svg><text>a</text>', ["tag-other"]),
        ('<svg viewbox="0 0 1 1"></svg>', ["svg-case"]),
        ('<svg viewBox="0 0 1 1"><use href="#a"></use></svg>', ["tag-other", "attr-other"]),
        ('<svg viewBox="0 0 1 1"><style>a</style></svg>', ["tag-head"]),
        ('<svg viewBox="0 0 1 1"><script>a</script></svg>', ["tag-active"]),
        ('<svg viewBox="0 0 1 1" id="a" class="b" onload="c"></svg>', ["attr-id", "attr-class", "attr-on"]),
        ('<svg viewBox="0 0 1 1"><path fill="url(#a)"></path></svg>', ["attr-id"]),
        ('<svg viewBox="0 0 1 1" style="position:fixed"></svg>', ["css-position"]),
    ],
)
def test_what_the_reader_of_articles_takes_of_a_picture(svg: str, rules: list[str]) -> None:
    assert [found.rule for found in broken(svg)] == rules


@pytest.mark.parametrize("text", ["a", "costs $5", "`$x$`", "¥5"])
def test_what_draws_is_loaded_for_formulas_only(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maths, "is_installed", lambda: pytest.fail("asked for without a formula"))
    assert "<p>" in body(text).html


def test_a_campaign_and_a_file_say_where_a_formula_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    campaign = (
        head("article") + "posts:\n  - {id: p, title: t, body: 'a $x_1$ b'}\n  - {id: q, title: t, body: '$\\foo$'}\n"
    )
    found = outcome(tmp_path, campaign)
    drawn, wrong = (text_in(variant) for variant in found.variants)
    assert '<svg role="img" aria-label="x_1" viewBox=' in drawn
    assert r"$\foo$" in wrong
    assert [finding.check for finding in found.findings] == ["formula-not-drawn"]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("# t\n\na\n\nb $x$ $\\foo$\n", "utf-8")
    ran = inside("article", "a.md", "--format", "json")
    made = json.loads(ran.out)
    (finding,) = made["findings"]
    assert (ran.code, finding["check"], finding["line"], finding["column"]) == (0, "formula-not-drawn", 5, 8)
    assert 'aria-label="x"' in made["html"]


def test_other_networks_read_no_formulas() -> None:
    assert to_html("$x*y*z$") == "<p>$x<em>y</em>z$</p>\n"
