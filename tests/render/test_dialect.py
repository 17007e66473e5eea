"""A post's Markdown in the dialects of networks (cases/dialect.yaml)."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import comrak
import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from socloc.networks.dialect import PLAIN, Dialect
from socloc.render.dialect import speak

_TABLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("cases").joinpath("dialect.yaml").read_text("utf-8"))
_DIALECTS = {name: Dialect(**forms) for name, forms in _TABLE["dialects"].items()}
_ADDRESSES = {"shop": "https://a.example/?s=1&n=2", "paren": "https://a.example/a_(b)", "quote": 'https://a.example/"'}
_SAME_EACH_TIME = settings(deadline=None, derandomize=True, database=None, max_examples=300)
_CASES = [(case, name) for case in _TABLE["cases"] for name in case["says"]]


@pytest.mark.parametrize("case, name", _CASES, ids=[f"{name}: {case['case']}" for case, name in _CASES])
def test_what_a_network_is_handed(case: dict[str, Any], name: str) -> None:
    wanted = case["says"][name]
    wanted = {"text": wanted} if isinstance(wanted, str) else wanted
    said = speak(case["write"], _DIALECTS[name], _ADDRESSES.get, case.get("literals", ()), case.get("raw", ()))
    assert said.text == wanted["text"]
    assert said.counted == wanted.get("counted", wanted["text"])
    assert list(said.links) == case.get("links", [])
    assert list(said.unknown) == case.get("unknown", [])
    assert list(said.clashes) == wanted.get("clashes", [])


def test_the_cases_have_a_name_each() -> None:
    names = [case["case"] for case in _TABLE["cases"]]
    assert len(names) == len(set(names))


@_SAME_EACH_TIME
@given(st.text(st.sampled_from("ab é中。，“”！？!?.,;:'\"#@$%&()+=/{}|^<\n\t-…—😀한\udc00\x00\u202e")))
def test_a_text_without_markdown_is_as_it_was_written(text: str) -> None:
    assume(not re.search(r"^[ \t]*- |^ *-\t", text, re.MULTILINE))
    said = speak(text, PLAIN)
    assert (said.text, said.counted) == (text, text)


class _Reader(HTMLParser):
    """What readers see of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


_PIECES = st.sampled_from(
    [
        *(
            "*",
            "**",
            "_",
            "~~",
            "`",
            "[",
            "](shop)",
            "](no)",
            "\\",
            "a",
            "b c",
            " ",
            "中",
            "。",
            "“",
            "<b>",
            "&",
            "&amp;",
        ),
        *("\n", "- ", "1. ", "> ", "```\n", "https://a.example/?a=1&b=2", "#t#", '"', "\ud800"),
    ]
)
_WRITTEN = st.lists(_PIECES, max_size=30).map("".join)


@_SAME_EACH_TIME
@given(_WRITTEN)
def test_what_html_counts_is_what_readers_see(markdown: str) -> None:
    said = speak(markdown, _DIALECTS["telegram-html"], _ADDRESSES.get, ["#t#"])
    reader = _Reader()
    reader.feed(said.text)
    reader.close()
    assert "".join(reader.seen) == said.counted


@_SAME_EACH_TIME
@given(_WRITTEN)
def test_no_word_is_lost(markdown: str) -> None:
    assume("```" not in markdown)  # what stands behind an opening fence is no word of the post
    for dialect in _DIALECTS.values():
        said = speak(markdown, dialect._replace(counted="visible"), _ADDRESSES.get)
        assert re.sub("[^b中]", "", said.counted) == re.sub("[^b中]", "", markdown)


_INLINE = ["*", "**", "_", "__", "***", "a", "b", " ", "中", "。", "“", "”", "！", "(", "[", "](u:x)", "한", "é", "😀"]


@_SAME_EACH_TIME
@given(st.lists(st.sampled_from(_INLINE), max_size=14).map("".join))
def test_emphasis_is_read_as_commonmark_for_cjk_reads_it(inline: str) -> None:
    markdown = f"x{inline}x"
    assume(not re.search(r"(?<!\*)(?<=\w)\*(?!\*)(?=\w)|!\[|\[\s*\]|\[ | \](?=\()", markdown))
    extensions = comrak.ExtensionOptions()
    extensions.cjk_friendly_emphasis = True
    wanted = comrak.render_markdown(markdown, extension_options=extensions)
    said = speak(markdown, _DIALECTS["html"])
    assert said.text == _once(wanted.removeprefix("<p>").removesuffix("</p>\n"))


def _once(html: str) -> str:
    """HTML without bold in bold and without two of a kind in a row, which show nothing."""
    for element in ("strong", "em"):
        depth, kept = 0, []
        for part in re.split(f"(</?{element}>)", html):
            depth += {f"<{element}>": 1, f"</{element}>": -1}.get(part, 0)
            shown = depth == 1 if part == f"<{element}>" else depth == 0 or part != f"</{element}>"
            kept += [part] if shown else []
        html = "".join(kept)
    for _ in range(2):  # the inner of two are in a row when the outer are one
        html = html.replace("</em><em>", "").replace("</strong><strong>", "")
    return html


_MARKS = ["*", "**a", "_a ", "~~", "`", "`a", "[", "[a](", "[a](shop)", "> ", "- ", "\\", "```\n", "https://a)"]


@pytest.mark.parametrize("piece", _MARKS)
@pytest.mark.parametrize("name", _DIALECTS)
def test_a_huge_text_of_marks_is_read_to_its_end(piece: str, name: str) -> None:
    markdown = piece * (20_000 // len(piece)) + "\nlast"
    assert speak(markdown, _DIALECTS[name], _ADDRESSES.get).text.endswith("last")


def test_a_text_without_marks_loads_nothing() -> None:
    program = (
        "import sys; from socloc.render.dialect import speak; speak('plain, (5) words: #a @b');"
        "print([name for name in sys.modules if name.startswith('socloc.render.dialect.')])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=_root())
    assert run.stdout == "[]\n"


def _root() -> Path:
    return Path(__file__).parents[2]
