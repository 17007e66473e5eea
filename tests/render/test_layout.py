"""What a post says by the `layout` of its network: what, in which order, and what stands between."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.examined import head, outcome, texts

BASIS = 'source: https://pond.example, checked: "2026-11-22", standing: documented'
POND = f"""\
network: pond
name: Pond
region: world
status: {{value: By hand., {BASIS}}}
formats:
  post:
    markup: text
    layout: LAYOUT
    hashtag: {{value: "#{{tag}}", {BASIS}}}
    mention: {{value: "@{{handle}}", {BASIS}}}
    links: {{value: plain, {BASIS}}}
    qr: {{value: allowed, {BASIS}}}
    fields: {{text: {{limits: [{{value: 900, count: code-points, {BASIS}}}]}}}}
"""
LINK = "https://a.example"
REST = f"""\
utm: false
links: {{s: {LINK}}}
qr: {{a: {{link: s, label: A}}, b: {{link: s, label: B}}}}
"""
ALL = "title: T, text: \"t\\nu\", digest: D, author: N, signature: S, link: s, mentions: ['@m', '@n'], hashtags: [h, i]"


def posted(folder: Path, layout: str, post: str) -> str:
    """The text of one post with these keys on a network of that layout."""
    campaign = head(networks=["pond"]) + REST + f"posts: [{{id: p, {post}}}]\n"
    found = outcome(folder, campaign, {"networks/pond.yaml": POND.replace("LAYOUT", layout)})
    return texts(found)["en pond/post p"]


@pytest.mark.parametrize(
    ("layout", "wanted"),
    [
        ("{paragraphs: [title, text, link]}", f"T\n\nt\nu\n\n{LINK}"),
        ("{lines: [link, signature, title]}", f"{LINK}\nS\nT"),
        ("{words: [hashtags, text, mentions]}", "#h #i t\nu @m @n"),
        ("{words: [hashtag, author]}", "#h N"),
        ("{line: [title, text]}", "T t u"),
        ("{first: [digest, text]}", "D"),
        ("{first: [hashtags, text]}", "#h"),
        ("{paragraphs: [lines: [title, text], words: [mentions, hashtags]]}", "T\nt\nu\n\n@m @n #h #i"),
        ("{line: [first: [digest, text], lines: [signature, words: [hashtags]]]}", "D S #h #i"),
    ],
)
def test_what_is_said_in_which_order(layout: str, wanted: str, tmp_path: Path) -> None:
    assert posted(tmp_path, layout, ALL) == wanted


@pytest.mark.parametrize(
    ("layout", "wanted"),
    [
        ("{paragraphs: [title, text, signature, link, words: [mentions, hashtags], text]}", "t\n\nt"),
        ("{first: [title, digest, text]}", "t"),
        ("{line: [words: [hashtag], text, qr]}", "t"),
    ],
)
def test_what_says_nothing_leaves_no_gap(layout: str, wanted: str, tmp_path: Path) -> None:
    assert posted(tmp_path, layout, "text: t") == wanted


def test_codes_have_their_labels(tmp_path: Path) -> None:
    assert posted(tmp_path, "{paragraphs: [text, lines: [qr]]}", "text: t, qr: [a, b]") == "t\n\nA\nB"


@pytest.mark.parametrize(
    ("layout", "wanted"),
    [
        ("{words: [text, link]}", f"see {LINK}!"),
        ("{words: [link, text]}", f"see {LINK}!"),
        ("{words: [title, link]}", f"T {LINK}"),
        ("{words: [first: [title, text], link]}", f"T {LINK}"),
        ("{words: [first: [digest, text], link]}", f"see {LINK}!"),
    ],
)
def test_a_link_leaves_itself_out_only_where_readers_see_it_in_the_text(
    layout: str, wanted: str, tmp_path: Path
) -> None:
    assert posted(tmp_path, layout, "title: T, link: s, text: 'see {{ link }}!'") == wanted


@pytest.mark.parametrize(
    "beside", [{}, {"templates/pond/post.txt.j2": "{{ laid_out() }}"}], ids=["a layout", "a template around it"]
)
def test_findings_point_at_the_text_that_is_shown(beside: dict[str, str], tmp_path: Path) -> None:
    campaign = head(networks=["pond"]) + REST + f"posts:\n- {{id: p, text: {'t' * 999},\n   digest: {'d' * 901}}}\n"
    network = POND.replace("LAYOUT", "{first: [digest, text]}")
    found = outcome(tmp_path, campaign, {"networks/pond.yaml": network, **beside})
    assert [(one.check, one.place.line) for one in found.findings] == [("text-too-long", 11)]
