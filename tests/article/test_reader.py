"""The rules of the reader of finished articles: each has a case that breaks it and one that does not."""

from __future__ import annotations

import pytest

from socloc.checks.article_reader import broken

RULES = {
    "tag-active": ("error", "<iframe></iframe>", "<p>iframe</p>"),
    "tag-head": ("error", "<style>p{}</style>", "<p>style</p>"),
    "tag-div": ("warning", "<div>a</div>", "<section>a</section>"),
    "tag-other": ("error", "<svg></svg>", "<span>a</span>"),
    "checkbox": ("error", "<input type=checkbox>", "☐"),
    "attr-on": ("error", "<p onclick=x>", "<p>on</p>"),
    "attr-id": ("error", "<p id=x>", "<p>id</p>"),
    "attr-class": ("error", "<p class=x>", "<p>class</p>"),
    "attr-data": ("error", "<p data-x=y>", "<p>data-x</p>"),
    "attr-other": ("error", "<p title=x>", '<img src="a.png" alt=x>'),
    "url-scheme": ("error", '<img src="java&#9;script:x">', '<img src="https://a.example/x">'),
    "a-external": ("error", "<a>a</a>", '<a href="https://mp.weixin.qq.com/s/x">a</a>'),
    "img-dim": ("error", '<img src="a.png" width=5>', '<img src="a.png" style="width:5px">'),
    "css-position": ("error", '<p style="position:fixed">', '<p style="background-position:0">'),
    "css-at": ("error", '<p style="@import x">', '<p style="color:red">@import</p>'),
    "css-anim": ("error", '<p style="transition:1s">', '<p style="color:red">transition:</p>'),
    "css-transform": ("warning", '<p style="color:red;filter:none">', '<p style="text-transform:uppercase">'),
    "css-var": ("error", '<p style="color:var(--a)">', '<p style="color:red">var(</p>'),
    "css-calc": ("error", '<p style="width:calc(1px)">', '<p style="width:1px">'),
    "css-grid-flex": ("warning", '<p style="display: flex">', '<p style="display:inline-block">'),
    "css-bgurl": ("error", '<p style="background:url(a)">', '<p style="background:red">'),
    "css-old": ("error", '<p style="width:expression(1)">', '<p style="width:1px">'),
    "css-undefined": ("error", '<p style="color:undefined">', '<p style="color:red;">'),
    "list-nested": ("warning", "<ul><li><ol></ol></li></ul>", "<ul><li>a</li></ul><ol></ol>"),
    "pre-newline": ("warning", "<pre>a\nb</pre>", "<pre>a<br>\xa0\xa0b</pre>\n"),
    "comment": ("error", "<!-- a -->", "&lt;!-- a -->"),
    "bidi": ("warning", "<p>a\u202eb</p>", "<p>a\u2066b\u2069</p>"),
}
LINKS = ("mp.weixin.qq.com",)
IMAGES = ("mmbiz.qpic.cn", "mmbiz.qlogo.cn")
READY = {
    "img-relative": ("error", '<img src="a.png">', '<img src="https://mmbiz.qpic.cn/a">'),
    "img-external": ("warning", '<img src="https://a.example/b.png">', '<img src="https://mmbiz.qlogo.cn/a">'),
    "img-external, a host that only begins so": (
        *("warning", '<img src="https://mmbiz.qpic.cn.evil.example/a">', '<img src="http://mmbiz.qpic.cn/a">'),
    ),
    "img-external, a user of that name": (
        *("warning", '<img src="https://mmbiz.qpic.cn@evil.example/a">', '<img src="https://mmbiz.qpic.cn/a@b">'),
    ),
    "img-relative, no address at all": ("error", "<img alt=a>", '<img src="https://mmbiz.qpic.cn/a" alt=a>'),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_broken_and_kept(rule: str) -> None:
    level, bad, good = RULES[rule]
    assert (rule, level) in [(found.rule, found.level) for found in broken(bad, LINKS)]
    assert broken(good, LINKS) == []


@pytest.mark.parametrize("rule", READY)
def test_pictures_matter_once_it_is_sent(rule: str) -> None:
    level, bad, good = READY[rule]
    assert [(found.rule, found.level) for found in broken(bad, images=IMAGES)] == [(rule.partition(",")[0], level)]
    assert broken(good, images=IMAGES) == []
    assert broken(bad) == []


def test_no_link_stays_where_no_network_says_so() -> None:
    _, _, link = RULES["a-external"]
    assert [found.rule for found in broken(link)] == ["a-external", "attr-other"]
