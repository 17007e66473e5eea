"""socloc article: fields, limits, pictures, hostile files, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

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
    found = value(text)["uploads"]
    assert [(each["name"], each["for"], each["kind"]) for each in found] == [
        ("lamp.png", ["line 5", "line 7", "cover"], "png"),
        ("https://a.example/c.png", ["line 7"], None),
    ]


def test_uploaded_addresses_are_put_in(folder: Path) -> None:
    (folder / "map.json").write_text('{"lamp.png": "https://mmbiz.qpic.cn/x"}')
    ran = made(HEAD + "![a](lamp.png)\n![b](./lamp.png)", "--images", "map.json", "--strict")
    assert (ran.code, ran.out.count("https://mmbiz.qpic.cn/x"), "lamp.png" in ran.out) == (0, 2, False)
    assert made(HEAD + "![a](https://a.example/b.png)", "--images", "map.json", "--strict").code == 1


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
    ],
)
def test_options_that_make_no_sense(options: list[str]) -> None:
    ran = made(HEAD, *options)
    assert (ran.code, ran.out, "Traceback" in ran.err) == (2, "", False)


def test_a_file_that_is_not_there() -> None:
    assert inside("article", "none.md").code == 2
