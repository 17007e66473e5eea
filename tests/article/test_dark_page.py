"""What the preview shows of an article on a dark screen."""

from __future__ import annotations

import re

import pytest

from socloc.article.dark_page import darkened

PAGE = '<div style="background:#191919;color:#a3a3a3">{}</div>'


@pytest.mark.parametrize(
    "html, wanted",
    [
        ("<p>a</p>", "<p>a</p>"),
        ('<p style="color:#ffffff">a</p>', '<p style="color:#ffffff">a</p>'),
        ('<p style="margin:0">a</p>', '<p style="margin:0">a</p>'),
        ('<img src="a.png" style="width:50%"><p>a</p>', '<img src="a.png" style="width:50%"><p>a</p>'),
    ],
)
def test_what_stays(html: str, wanted: str) -> None:
    assert darkened(html) == PAGE.format(wanted)


def test_dark_words_become_bright_and_white_grounds_black() -> None:
    found = darkened('<section style="background:#ffffff"><p style="color:#222222">a</p></section><p>b</p>')
    ground, inherited, words = re.findall(r"#([0-9a-f]{6})", found)[2:]
    assert ground == "191919"
    assert min(bytes.fromhex(inherited)) > 120
    assert min(bytes.fromhex(words)) > 120
    assert found.endswith("<p>b</p></div>")


def test_a_broken_page_ends() -> None:
    assert darkened("<p>" * 20_000 + "</b>" * 20_000).endswith("</div>")
