"""What every way to count promises, and that none is loaded before somebody counts that way."""

import pkgutil
import subprocess
import sys
from itertools import pairwise

import pytest

import socloc.counting
from socloc.counting import WAYS, way

UNPLEASANT = [
    "",
    "\0",
    "\r\n",
    "\ud83d",
    "\ude00\ud83d",
    "a\ud83d.\ude00com",
    "\ufeff\ufffe\uffff",
    "\U0010ffff",
    "e\u0301" * 50,
    "\u0301\u200d\ufe0f\U0001f3fd",
    "🇩🇪👩🏽\u200d🚀1\ufe0f\u20e3",
    "http://" * 9,
    "a.com..-_.例.中国:80/(((",
    "://.?#@",
]
HUGE = {  # an algorithm that looks back too often takes minutes for these
    "dots": "a." * 12_500,
    "links": "a.com.." * 4_000,
    "glued": "a.com例" * 5_000,
    "one long word": "例" * 25_000 + ".com",
    "protocols": "http://" * 4_000,
    "parentheses": "a.com/" + "(a" * 12_000,
    "closed parentheses": "a.com/" + "(a(b))" * 4_000 + "!",
    "punctuation": "a.com/" + "!" * 25_000,
    "underscores": "_a.com" * 4_000,
    "question marks": "a.com?!" * 4_000,
    "joiners": "👩\u200d" * 10_000,
    "flags": "🇩" * 5_000,
}


@pytest.fixture(params=WAYS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_module_of_the_folder_is_in_the_registry() -> None:
    folder = {found.name for found in pkgutil.iter_modules(socloc.counting.__path__)}
    modules = {getattr(way(name), "__name__", "").removeprefix("socloc.counting.") for name in WAYS}
    assert {module for module in folder if not module.startswith("_")} == modules


def test_an_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="weibo-2"):
        way("weibo-2")


def test_a_way_says_what_it_counts(name: str) -> None:
    unit, summary = way(name).UNIT, way(name).SUMMARY
    assert unit == unit.strip() != ""
    assert not unit.endswith(".")  # it stands in the middle of a message
    assert summary.endswith(".")
    assert len(summary.splitlines()) == 1


@pytest.mark.parametrize("text", UNPLEASANT, ids=ascii)
def test_any_text_has_a_length(name: str, text: str) -> None:
    length, refused = way(name).length(text), way(name).invalid(text)
    assert (length == 0) == (text == "")
    assert all(0 <= index < len(text) for index in refused)
    assert list(refused) == sorted(set(refused))


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
def test_a_huge_text_has_a_length(name: str, text: str) -> None:
    assert 0 < way(name).length(text) <= 4 * len(text)


@pytest.mark.parametrize("whole", ["😀a.com", "👩🏽\u200d🚀", "\U00011099\U000110ba"], ids=ascii)
def test_two_halves_of_a_character_are_that_character(whole: str) -> None:
    units = whole.encode("utf-16-be")
    halves = "".join(chr(high * 256 + low) for high, low in zip(units[::2], units[1::2], strict=True))
    assert halves != whole
    for name in WAYS.keys() - {"code-points"}:  # Python's own length tells them apart
        assert way(name).length(halves) == way(name).length(whole), name


def test_a_line_break_parts_texts(name: str) -> None:
    """A post is as long as its paragraphs and the line breaks between them: they can be counted apart.

    Weibo rounds the sum up, so that each paragraph may be half a character less. Lines share the one at the break.
    """
    paragraphs = [
        "Grüße 👩🏽\u200d🚀",
        "看https://a.com/b。",
        "example.com.",
        "\u1112\u1161\u11ab",
        "ab🇩",
        "🇪",
    ]
    length, separator = way(name).length, way(name).length("\n\n")
    for one, other in pairwise(paragraphs):
        apart = length(one) + separator + length(other)
        assert apart - {"weibo": 1, "lines": 2}.get(name, 0) <= length(f"{one}\n\n{other}") <= apart


def test_the_registry_loads_no_way() -> None:
    script = "import sys, socloc.counting; print(*(m for m in sys.modules if m.startswith(('socloc.', 'regex'))))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["socloc.counting"]


def test_counting_for_x_loads_what_it_needs_when_it_needs_it() -> None:
    script = """
import sys
from socloc.counting import way
x = way("x-weighted")
def loaded():
    return sorted(m.rpartition(".")[2] for m in sys.modules if m.startswith("socloc.counting.x_weighted."))
for text in ("新品上市", "👩🏽\u200d🚀", "example.com"):
    x.length(text)
    print(*loaded(), "regex" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["False", "emoji False", "emoji hosts links tlds False"]
