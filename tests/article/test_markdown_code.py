"""Where code is in Markdown: one rule for all who must leave it alone, and no text that takes without end."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from socloc.article.markdown import has_huge_table, raw_html, to_html
from socloc.article.markdown_code import split
from socloc.localize import chinese
from tests.reading.examined import head, outcome, said, text_in

ROOT = Path(__file__).parents[2]
LENGTH = 200_000  # characters, the most that a text has
MEMORY = 1 << 30  # bytes of address space
SECONDS = 20  # of processor time, for all the texts together; they take about 3
CODE = {
    "a `b` c": ["`b`"],
    "``a`b`` `c": ["``a`b``"],
    "` `` ` x `": ["` `` `"],
    "`a\nb` c": ["`a\nb`"],
    "`a``b": [],
    "````a```b````": ["````a```b````"],
    "```\na\n```\nb": ["```\na\n```\n"],
    "a\r\n```py\r\nb\r\n```\r\nc": ["```py\r\nb\r\n```\r\n"],
    "~~~\na\n```\n~~~\nb": ["~~~\na\n```\n~~~\n"],
    "````\n```\na\n`````\nb": ["````\n```\na\n`````\n"],
    "```\na\n``` x\n``\n```\nb": ["```\na\n``` x\n``\n```\n"],
    "a\n```\nnever closed": ["```\nnever closed"],
    "> ```\n> a\n> ```\nb": ["> ```\n> a\n> ```\n"],
    "    a\nb": ["    a\n"],
    "\ta\nb": ["\ta\n"],
    "a\n    b": [],
    "a\n\n    b\n\n    c\nd": ["    b\n", "    c\n"],
    "```a`b``` c `d`": ["```a`b```", "`d`"],
    "a ``` b ``` c": ["``` b ```"],
    "": [],
}


@pytest.mark.parametrize("text, code", CODE.items())
def test_where_code_is(text: str, code: list[str]) -> None:
    pieces = list(split(text))
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, is_code in pieces if is_code] == code


@pytest.mark.parametrize("text", [text for text in CODE if text])
def test_addresses_and_tags_in_code_stay_as_they_are(text: str) -> None:
    code = "".join(piece for piece, is_code in split(text.replace("a", "https://a.example/x ")) if is_code)
    html = to_html(text.replace("a", "https://a.example/x "))
    assert html.count("<a href") == text.count("a") - code.count("https://")


@pytest.mark.parametrize("text", [text for text in CODE if text])
def test_tags_in_code_are_no_tags(text: str) -> None:
    is_there = any("a" in piece for piece, is_code in split(text) if not is_code)
    assert raw_html(text.replace("a", "<br>")) == (("<br>",) if is_there else ())


@pytest.mark.parametrize(
    "text, tags",
    [
        ("<B> </b > <Widget a='b'/> <b> <x-y>", ("<B>", "</b >", "<Widget a='b'/>", "<b>", "<x-y>")),
        ("<!-- a\n- --> <!-- b --> <!-- a\n- -->", ("<!-- a\n- -->", "<!-- b -->")),
        ("<!-- never", ()),
        ("a < b > c <3 <https://a.example> <a@b.example>", ()),
        ("<a\nhref='b'>", ("<a\nhref='b'>",)),
    ],
)
def test_which_tags_are_said(text: str, tags: tuple[str, ...]) -> None:
    assert raw_html(text) == tags


def cells(columns: int, rows: int) -> str:
    """A table of which only the first row and one cell of each other are written."""
    return "|a" * columns + "|\n" + "|-" * columns + "|\n" + "|a|\n" * rows


@pytest.mark.parametrize(
    "text, is_huge",
    [
        (cells(100, 190), False),
        (cells(100, 210), True),
        ("a\n\n" + cells(100, 100) + "\n" + cells(100, 100), False),
        ("> " + cells(100, 210).replace("\n", "\n> "), True),
        (cells(5, 5_000), True),
        (cells(20_000, 0), True),
        ("a | b\n--|--\n" + "c\n" * 10_000, True),
        ("\n".join(["---", "|", "- a", "|x|", "-|x"] * 9_000), False),
    ],
)
def test_what_is_a_huge_table(text: str, is_huge: bool) -> None:
    assert has_huge_table(text) == is_huge


def test_a_huge_table_is_left_out_and_the_rest_stays(tmp_path: Path) -> None:
    post = {"id": "p", "title": "t", "body": "before\n\n" + cells(4_000, 4_000), "signature": "end"}
    found = outcome(tmp_path, head("article") + f"posts: [{json.dumps(post)}]\n")
    assert [row["check"] for row in said(found.findings)] == ["table-too-big"]
    html = text_in(found.variants[0])
    assert "end" in html
    assert "<td" not in html


MARKDOWN = [
    *(
        "`",
        "`a",
        "` ",
        "``a` ",
        "`` `a",
        "```\n",
        "```a\n",
        "~~~a\n",
        "```a`b\n",
        "> ",
        ">\n",
        "[",
        "[a](",
        "![",
        "*a ",
    ),
    *(
        "**",
        "_a*b",
        "<",
        "<a ",
        "<!--",
        "<!-- -",
        "</",
        '<a b="',
        "&amp;",
        "https://",
        "https://a.b/) ",
        "https://a)",
        "a.",
    ),
    *(
        "|a",
        "|-|-\n",
        "|-",
        "-|\n",
        ":-",
        "- a\n",
        "\\",
        "\t",
        "\n",
        "    a\n\n",
        "[a]: https://x\n",
        "1. ",
        "~~",
        "“**",
        "#",
    ),
]
CHINESE = [
    *(
        "软件 ",
        "`",
        "` ",
        "``a",
        "~~~",
        "```",
        "{{ ",
        "{{ }",
        "{%",
        "{% %",
        "{#",
        "{a.",
        "%(",
        "#",
        "#软",
        "@",
        "＠",
        "-@",
    ),
    *(
        "a@",
        "a.",
        "a@a.",
        "a@a-",
        "a.b@",
        "[",
        "[软",
        "](",
        "](a",
        "<https://",
        "https://a",
        "http://软.",
        "mailto:/",
        "1\ufe0f",
    ),
    "👩\u200d",
]


def hostile() -> Iterator[tuple[str, str]]:
    """Texts that repeat one thing, and some that grow; each with what reads it."""
    for part in MARKDOWN:
        yield "markdown", part * (LENGTH // len(part))
    yield "markdown", "".join("`" * size + " " for size in range(1, 630))
    yield "markdown", "".join(" " * size + "- a\n" for size in range(600))
    yield "markdown", "[" * (LENGTH // 2) + "]" * (LENGTH // 2)
    yield "markdown", "`" * (LENGTH - 2) + "a`"
    yield "table", cells(25_000, 25_000)
    for part in CHINESE:
        yield "chinese", part * (LENGTH // len(part))


def read_all() -> None:
    """Read every hostile text and say so; runs in a process of its own, with limits."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for kind, text in hostile():
        if kind == "chinese":
            chinese.convert(text, ("s2twp",), {})
        else:
            assert sum(len(piece) for piece, _ in split(text)) == len(text)
            raw_html(text)
            if not has_huge_table(text):
                to_html(text)
        sys.stdout.write(".")
        sys.stdout.flush()


def test_no_text_takes_without_end() -> None:
    code = "from tests.article.test_markdown_code import read_all; read_all()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    every = list(hostile())
    stopped = [f"{kind}: {text[:20]!r}" for kind, text in every[len(done.stdout) :]]
    assert not stopped, f"no end of {stopped[0]}\n{done.stderr[-500:]}"
