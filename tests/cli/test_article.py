"""socloc article: fields, limits, pictures, hostile files, and how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from socloc import networks
from tests.cli.campaigns import picture
from tests.cli.running import Ran, inside

HEAD = "---\ntitle: t\n---\n"
HOSTILE = {
    "entities": ("&copy; &lt;b&gt;", 0, "© &lt;b&gt;"),
    "an unclosed fence": ("a\n\n```js\nb", 0, "fence-not-closed"),
    "MDX": ("import A from './a'\n\n<A b={1} />", 0, "html-in-markdown"),
    "a missing image": ("![a](none.png)", 1, "media-file"),
    "an image that is nothing": ("![a](data:image/png;base64,AAAA)", 1, "image-unknown"),
    "an image with a bracket": ("![a](http://[b)", 0, ""),
    "an image outside": ("![a](../../../etc/passwd)", 1, "media-file"),
    "a huge table": ("|a" * 500 + "|\n" + "|-" * 500 + "|\n" + "|b|\n" * 500, 1, "table-too-big"),
    "half a character": ("a\ufffdb", 0, ""),
    "nothing": ("", 0, ""),
    "10,000 links": ("[a](https://a.example) " * 10_000, 1, "text-too-long"),
    "1 MB": ("春茶到了。" * 70_000, 1, "text-too-long"),
}


def made(text: str | bytes, *options: str) -> Ran:
    """Run it on a file of the current folder."""
    Path("a.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    return inside("article", "a.md", *options)


def value(text: str, *options: str) -> dict[str, Any]:
    """What it answers in JSON."""
    found: dict[str, Any] = json.loads(made(text, "--format", "json", *options).out)
    return found


def told(text: str, *options: str) -> list[tuple[int, str, str]]:
    """Line, severity and check of its findings, without pictures that are to be uploaded."""
    findings = value(text, *options)["findings"]
    return [
        (each["line"], each["severity"], each["check"]) for each in findings if each["check"] != "image-not-uploaded"
    ]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lamp.png").write_bytes(picture())
    return tmp_path


def test_the_html_goes_to_standard_output_and_findings_to_messages() -> None:
    ran = made(HEAD + "**a** <b>")
    assert (ran.code, ran.out.count("<section"), "<strong" in ran.out) == (0, 1, True)
    assert "a.md:4:7: warning: " in ran.err
    assert "[html-in-markdown]" in ran.err


def test_a_file_is_written_and_replaced(folder: Path) -> None:
    assert made(HEAD + "one", "-o", "out.html").out == ""
    assert made(HEAD + "two", "-o", "out.html").code == 0
    assert ">two</p>" in (folder / "out.html").read_text("utf-8")
    assert sorted(path.name for path in folder.iterdir()) == ["a.md", "lamp.png", "out.html"]


def test_front_matter_fills_the_fields() -> None:
    found = value("---\ntitle: '春'\nauthor: 岚\ndigest: d\nsource: https://a.example\n---\n# h\n")
    assert [found[key] for key in ("title", "author", "digest", "source")] == ["春", "岚", "d", "https://a.example"]
    assert ">h</h1>" in found["html"]


def test_the_first_heading_is_the_title_where_none_is_given() -> None:
    found = value("\n# **春** [茶](https://a.example) #\n\ntext")
    assert (found["title"], "春" in found["html"]) == ("春 茶", False)


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("text", [(1, "error", "field-missing")]),
        ("---\ntitel: a\n---\n# b", [(2, "warning", "unknown-key")]),
        ("---\ntitle: [a]\n---\n# b", [(2, "error", "wrong-value")]),
        ("---\ntitle: a\ntitle: b\n---\n", [(3, "error", "yaml-duplicate-key")]),
        ("---\n- a: b\n---\n# c", [(1, "error", "field-missing")]),
        ("---\ntext\n---\n# c", [(1, "error", "field-missing")]),
        ("---\ntitle: " + "字" * 33 + "\n---\n", [(2, "error", "text-too-long")]),
        ("# " + "字" * 33, [(1, "error", "text-too-long")]),
        (HEAD + "\n\n[a](/b)", [(6, "warning", "link-relative")]),
        ("# t\n\n[a](/b)", [(3, "warning", "link-relative")]),
        (HEAD + "[a](javascript:x)", [(4, "warning", "link-unsafe")]),
        ("---\ntitle: t\ncover: lamp.png\n---\n", [(3, "note", "cover-ratio")] * 2),
        ("---\ntitle: t\ncover: none.png\n---\n", [(3, "error", "media-file")]),
    ],
)
def test_what_is_wrong_has_a_line(text: str, wanted: list[tuple[int, str, str]]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_is_lost_without_a_word(name: str) -> None:
    text, code, part = HOSTILE[name]
    ran = made(HEAD + text)
    assert (ran.code, "Traceback" in ran.err) == (code, False)
    assert part in ran.said


@pytest.mark.parametrize(
    "data, at",
    [
        ("好\n中文\n".encode("gbk"), "a.md:1:1"),
        (b"a\nb\n c\xff", "a.md:3:3"),
        (b"a\n\0", "a.md:2:1"),
        (b"\xff\xfea\0", "a.md:1:1"),
    ],
)
def test_bytes_that_are_no_text_have_a_place(data: bytes, at: str) -> None:
    ran = made(data, "-o", "out.html")
    assert (ran.code, Path("out.html").exists()) == (1, False)
    assert ran.err.startswith(f"{at}: error: ")


def test_what_must_be_uploaded_is_listed_with_its_places() -> None:
    text = "---\ntitle: t\ncover: lamp.png\n---\n![a](lamp.png)\n\n![b](lamp.png) ![c](https://a.example/c.png)\n"
    assert value(text)["uploads"] == [
        {
            "name": "lamp.png",
            "file": "lamp.png",
            "for": ["line 5", "line 7", "cover"],
            "kind": "png",
            "bytes": len(picture()),
            "width": 48,
            "height": 32,
            "url": None,
        },
        {
            "name": "https://a.example/c.png",
            "file": None,
            "for": ["line 7"],
            "kind": None,
            "bytes": None,
            "width": None,
            "height": None,
            "url": None,
        },
    ]


def test_uploaded_addresses_are_put_in(folder: Path) -> None:
    (folder / "map.json").write_text('{"lamp.png": "https://mmbiz.qpic.cn/x"}')
    ran = made(HEAD + "![a](lamp.png)\n![b](./lamp.png)", "--images", "map.json", "--strict")
    assert (ran.code, ran.out.count("https://mmbiz.qpic.cn/x"), "lamp.png" in ran.out) == (0, 2, False)
    assert made(HEAD + "![a](https://a.example/b.png)", "--images", "map.json", "--strict").code == 1


UPLOADED = "https://mmbiz.qpic.cn/x"


@pytest.mark.parametrize(
    "written, text, wanted",
    [
        ({"lamp.png": UPLOADED}, "![a](lamp.png)", []),
        ({"lamp.png": UPLOADED}, "![a](./lamp.png) ![a](la%6Dp.png)", []),
        ({}, "a\n\n![a](lamp.png)", [("a.md", 6, "error", "html-not-kept")]),
        ({"lamp.png": ""}, "![a](lamp.png)", [("a.md", 4, "error", "html-not-kept")]),
        ({}, f"![a]({UPLOADED})", []),
        ({}, "![a](https://a.example/b.png)", [("a.md", 4, "warning", "html-not-kept")]),
        ({"lamp.png": "https://a.example/x"}, "![a](lamp.png)", [("a.md", 4, "warning", "html-not-kept")]),
        ({"lamp.png": "http://mmbiz.qpic.cn/x"}, "![a](lamp.png)", [("map.json", 1, "warning", "image-address")]),
        (
            {"lamp.png": "x.png"},
            "![a](lamp.png)",
            [("a.md", 4, "error", "html-not-kept"), ("map.json", 1, "error", "image-address")],
        ),
        ({"lmap.png": UPLOADED}, f"![a]({UPLOADED})", [("map.json", 1, "note", "image-not-shown")]),
    ],
)
def test_once_there_are_addresses_the_article_is_checked_as_ready(
    written: dict[str, str], text: str, wanted: list[tuple[str, int, str, str]], folder: Path
) -> None:
    (folder / "map.json").write_text(json.dumps(written))
    findings = value(HEAD + text, "--images", "map.json")["findings"]
    assert [(each["file"], each["line"], each["severity"], each["check"]) for each in findings] == wanted


def test_the_format_is_a_choice_also_among_ones_own(folder: Path) -> None:
    text = HEAD + f"[a](https://mp.weixin.qq.com/s/x) [b](https://notes.example/b) ![c]({UPLOADED})\n"
    built_in = (networks.BUILT_IN / "wechat.yaml").read_text("utf-8")
    (folder / "networks").mkdir()
    own = built_in.replace("network: wechat", "network: notes").replace("mp.weixin.qq.com", "notes.example")
    own = own.replace("mmbiz.qpic.cn", "img.notes.example").replace('value: "2.35:1"', 'value: "3:1"')
    (folder / "networks/notes.yaml").write_text(own, "utf-8")
    kept = {
        target: re.findall('<a href="https://([^/]*)', made(text, "--for", target).out)
        for target in ("", "wechat", "wechat/article", "notes", "zhihu/article")
    }
    links = ["mp.weixin.qq.com"]
    wanted = {"": links, "wechat": links, "wechat/article": links, "notes": ["notes.example"], "zhihu/article": []}
    assert kept == wanted
    cover = "---\ntitle: t\ncover: lamp.png\n---\n"
    notes = [each["message"] for each in value(cover, "--for", "notes")["findings"]]
    assert sorted(message.split("; ")[1].split(",")[0] for message in notes) == ["cut to 1:1", "cut to 3:1"]
    assert value(cover, "--for", "zhihu/article")["findings"] == []
    assert value(text, "--for", "notes")["uploads"][0]["url"] is None
    assert value(text)["uploads"][0]["url"] == UPLOADED
    assert "100" in value("# " + "a" * 101, "--for", "zhihu/article")["findings"][0]["message"]


def test_themes_brand_and_language(folder: Path) -> None:
    text = HEAD + "> [!NOTE]\n> a\n\n## b\n"
    assert "说明" in made(text).out
    assert "Hinweis" in made(text, "--locale", "de").out
    assert "#123a80" in made(text, "--theme", "business", "--brand", "#123a80").out
    (folder / "own.css").write_text("h2 { color: #112233;\n position: fixed }")
    ran = made(text, "--theme", "own.css")
    assert 'style="color:#112233"' in ran.out
    assert "own.css:2:1: warning: `position: fixed`" in ran.err


def test_links_can_go_without_references() -> None:
    text = HEAD + "[a](https://a.example)"
    assert "https://a.example" in made(text).out
    assert "a.example" not in made(text, "--no-references").out


@pytest.mark.parametrize(
    "options",
    [
        ["--theme", "claen"],
        ["--theme", "none.css"],
        ["--brand", "reddish"],
        ["--locale", "xx"],
        ["--format", "pdf"],
        ["--images", "none.json"],
        ["--images", "a.md"],
        ["--for", "wechta"],
        ["--for", "wechat/aticle"],
        ["--for", "x/post"],
        ["--for", "/"],
    ],
)
def test_options_that_make_no_sense(options: list[str]) -> None:
    ran = made(HEAD, *options)
    assert (ran.code, ran.out, "Traceback" in ran.err) == (2, "", False)


def test_a_file_that_is_not_there() -> None:
    assert inside("article", "none.md").code == 2
