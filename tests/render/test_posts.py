"""What is posted (cases/posts.yaml), and templates of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.reading.examined import cases, head, outcome, said, text_in, texts


@pytest.mark.parametrize("case", cases(__file__, "posts.yaml"), ids=lambda case: case["case"])
def test_what_is_posted(case: dict[str, Any], tmp_path: Path) -> None:
    found = outcome(tmp_path, head("one", **case.get("head", {})) + case["rest"])
    assert texts(found) == case["texts"]
    if "checks" in case:
        assert [one.check for one in found.findings] == case["checks"]
    else:
        wanted = case.get("findings", [])
        assert said(found.findings, wanted) == wanted


POST = "posts: [{id: p, text: a, signature: s}]\n"


@pytest.mark.parametrize(
    "templates, wanted",
    [
        ({"x/post.txt.j2": "[{{ text }}]"}, "[a]"),
        ({"x/post.txt.j2": '{% extends "built-in/_shared/post.txt.j2" %}'}, "a"),
        ({"x/post.txt.j2": "{{ laid_out() | upper }}|{{ laid_out() }}"}, "A|a"),
        ({"x/post.txt.j2": '{% include "x/more.txt.j2" %}!', "x/more.txt.j2": "{{ text | upper }}"}, "A!"),
        (
            {
                "x/post.txt.j2": '{% from "m.txt.j2" import m %}{{ m(text) }}',
                "m.txt.j2": "{% macro m(t) %}<{{ t }}>{% endmacro %}",
            },
            "<a>",
        ),
        ({"_shared/post.txt.j2": "nobody asks for it"}, "a"),
    ],
)
def test_a_template_of_ones_own(templates: dict[str, str], wanted: str, tmp_path: Path) -> None:
    beside = {f"templates/{name}": text for name, text in templates.items()}
    found = outcome(tmp_path, head() + POST, beside)
    assert found.findings == ()
    assert texts(found) == {"en x/post p": wanted}


def test_a_template_that_extends_the_one_it_replaces(tmp_path: Path) -> None:
    own = '{% extends "built-in/_shared/post.txt.j2" %}{% block post %}>>{{ super() }}<<{% endblock %}'
    found = outcome(tmp_path, head(networks=["facebook"]) + POST, {"templates/_shared/post.txt.j2": own})
    assert texts(found) == {"en facebook/post p": ">>a\n\ns\n<<"}


@pytest.mark.parametrize(
    "templates, file, line, message",
    [
        ({"x/post.txt.j2": "one\ntwo {{ txet }}"}, "x/post.txt.j2", 2, "'txet' is undefined; did you mean `text`?"),
        (
            {"x/post.txt.j2": "one\n\n{% if %}"},
            "x/post.txt.j2",
            3,
            "Expected an expression, got 'end of statement block'",
        ),
        ({"x/post.txt.j2": '{% include "m.j2" %}', "m.j2": "a\nb\n{{ nope }}"}, "m.j2", 3, "'nope' is undefined"),
        (
            {"x/post.txt.j2": '{% include "m.j2" %}', "m.j2": "a\n{% if %}"},
            "m.j2",
            2,
            "Expected an expression, got 'end of statement block'",
        ),
        ({"x/post.txt.j2": 'a\n{% include "gone.j2" %}'}, "x/post.txt.j2", 1, "there is no template `gone.j2`"),
        ({"x/post.txt.j2": '{% include "../secret.j2" %}'}, "x/post.txt.j2", 1, "there is no template `../secret.j2`"),
        ({"x/post.txt.j2": '{% extends "x/post.txt.j2" %}'}, "x/post.txt.j2", 1, "it calls itself without end"),
        ({"x/post.txt.j2": "{{ 1 // 0 }}"}, "x/post.txt.j2", 1, "integer division or modulo by zero"),
    ],
)
def test_a_mistake_in_a_template_points_into_it(
    templates: dict[str, str], file: str, line: int, message: str, tmp_path: Path
) -> None:
    beside = {f"templates/{name}": text for name, text in templates.items()}
    found = outcome(tmp_path, head() + POST, {**beside, "secret.j2": "secret"})
    wanted = {
        "at": f"{line}:1",
        "check": "template-error",
        "message": f"the template is wrong: {message}",
        "severity": "error",
        "file": f"templates/{file}",
        "of": "x/post en p",
    }
    assert said(found.findings, [wanted]) == [wanted]
    assert found.variants == ()


def test_a_template_that_is_not_utf_8_is_a_finding(tmp_path: Path) -> None:
    found = outcome(tmp_path, head() + POST, {"templates/x/post.txt.j2": "头发".encode("gbk")})
    assert [(one.check, one.place.file) for one in found.findings] == [("template-error", "templates/x/post.txt.j2")]


def test_one_broken_text_does_not_hide_the_others(tmp_path: Path) -> None:
    rest = "posts: [{id: p, text: a, networks: {weibo: {text: '{{ nope }}'}}}, {id: q, text: b}]\n"
    found = outcome(tmp_path, head(networks=["x", "weibo"]) + rest)
    assert texts(found) == {"en x/post p": "a", "en x/post q": "b", "en weibo/post q": "b"}
    assert [one.check for one in found.findings] == ["template-error"]


def test_a_network_and_a_locale_of_ones_own(tmp_path: Path) -> None:
    basis = 'source: me, checked: "2026-11-22", standing: measured'
    network = (
        f"network: pond\nname: Pond\nregion: world\nstatus: {{value: By hand., {basis}}}\nformats:\n  post:\n"
        f'    markup: text\n    hashtag: {{value: "~{{tag}}", {basis}}}\n    mention: {{value: "", {basis}}}\n'
        f"    links: {{value: clickable, {basis}}}\n    fields:\n      text:\n"
        f"        limits: [{{value: 11, count: code-points, {basis}}}]\n"
    )
    locale = "locale: fr\nname: French\nnative_name: Français\ndirection: ltr\nwords: {}\n"
    beside = {"networks/pond.yaml": network, "locales/fr/locale.yaml": locale}
    rest = "posts: [{id: p, text: [beaucoup trop, salut], hashtags: [eau]}]\n"
    found = outcome(tmp_path, head(source="fr", locales=["fr"], networks=["pond"]) + rest, beside)
    assert found.findings == ()
    assert texts(found) == {"fr pond/post p": "salut\n\n~eau"}


LONG, MIDDLE, SHORT = "l" * 300, "m" * 250, "s" * 10


@pytest.mark.parametrize(
    "alternatives, wanted",
    [
        ([LONG, MIDDLE, SHORT], MIDDLE),
        ([SHORT, MIDDLE], SHORT),
        ([LONG, "k" * 281], "k" * 281),
        ([LONG], LONG),
        ([LONG, MIDDLE + "{{ nothing }}"], None),
    ],
)
def test_the_longest_alternative_that_fits(alternatives: list[str], wanted: str | None, tmp_path: Path) -> None:
    found = outcome(tmp_path, head() + f"posts: [{{id: p, text: {alternatives}}}]\n")
    assert texts(found) == ({"en x/post p": wanted} if wanted else {})
    fits = wanted is not None and len(wanted) <= 280
    assert [one.check for one in found.findings] == ([] if fits else ["text-too-long" if wanted else "template-error"])


def test_alternatives_are_chosen_for_every_field(tmp_path: Path) -> None:
    rest = f"posts: [{{id: p, title: [{'t' * 40}, ok], author: [{'a' * 20}, Mia], body: [{'b' * 30000}, body]}}]\n"
    (variant,) = outcome(tmp_path, head("article") + rest).variants
    assert (text_in(variant, "title"), text_in(variant, "author")) == ("ok", "Mia")
    assert ">body<" in text_in(variant)


@pytest.mark.parametrize("many", [70, 2000])
def test_with_too_many_alternatives_the_shortest_of_all_is_tried(many: int, tmp_path: Path) -> None:
    long = [f"{'x' * 300}{index}" for index in range(many)]
    (variant,) = outcome(
        tmp_path, head() + f"posts: [{{id: p, text: {[*long, 'short']}, signature: {long}}}]\n"
    ).variants
    assert text_in(variant) == "short"


def test_many_alternatives_of_every_text_take_no_memory(tmp_path: Path) -> None:
    words = [f"{'x' * 300}{index}" for index in range(200)]
    rest = "".join(f", {key}: {[*words, 'ok']}" for key in ("title", "text", "body", "digest", "author", "signature"))
    (variant,) = outcome(tmp_path, head() + f"posts: [{{id: p{rest}}}]\n").variants
    assert text_in(variant) == "ok"
