"""YAML text to nodes: what is refused and where it stands (cases/yaml.yaml), and that everything else stays text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from socloc import places
from socloc.errors import SoclocError
from socloc.findings import Place
from socloc.places import Node
from tests.reading.examined import cases, said


def bytes_of(case: dict[str, Any]) -> bytes:
    """A case has its `text`, in an `encoding` that is not UTF-8, after a byte order mark with `bom`."""
    text = str(case["text"]).encode(case.get("encoding", "utf-8"))
    return b"\xef\xbb\xbf" * int(case.get("bom", 0)) + text


def parsed(text: str) -> Node:
    """The node of a sound text."""
    node, findings = places.parse(text.encode(), "c.yaml")
    assert findings == []
    assert node is not None
    return node


@pytest.mark.parametrize("case", cases(__file__, "yaml.yaml"), ids=lambda case: case["case"])
def test_what_is_said_of_a_file(case: dict[str, Any]) -> None:
    _, findings = places.parse(bytes_of(case), "c.yaml")
    wanted = case.get("findings", [])
    assert said(findings, wanted) == wanted
    assert all(found.hint and found.place.file == "c.yaml" for found in findings)
    assert all((found.severity == "warning") == (found.check == "hashtag-in-comment") for found in findings)


@pytest.mark.parametrize(
    "text, message, at",
    [
        ("a: " + "x" * (4 * 1024 * 1024), "the file is larger than 4 MiB", "1:1"),
        ("a: [" + "x," * 100_001 + "]", "more than 100,000 values after following aliases", "1:199999"),
        ("[" * 41 + "]" * 41, None, ""),
        ("[" * 42 + "]" * 42, "more than 40 levels deep", "1:42"),
        ("[" * 100_000, "more than 40 levels deep", "1:42"),
        ("{a: " * 42 + "1" + "}" * 42, "more than 40 levels deep", "1:162"),
        (
            "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
            + "".join(
                f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
            ),
            "more than 100,000 values after following aliases",
            "5:36",
        ),
    ],
    ids=["5 MB", "wide", "deep enough", "too deep", "never closed", "deep mappings", "aliases"],
)
def test_a_bomb_is_one_finding(text: str, message: str | None, at: str) -> None:
    node, findings = places.parse(text.encode(), "c.yaml")
    wanted = [{"at": at, "check": "yaml-too-big", "message": message}] if message else []
    assert said(findings, [{}]) == wanted
    assert (node is None) == bool(message)


@pytest.mark.parametrize("scalar", "no 12:30 1.10 2027-03-01 0o17 0x1F 1_000 true 007 1e3 .5 +1 NaN .inf y off".split())
def test_a_scalar_stays_what_the_author_typed(scalar: str) -> None:
    node = parsed(f"[{scalar}, '{scalar}', {{a: {scalar}}}]")
    assert [node.items[0].text, node.items[1].text, node.items[2].mapping["a"].text] == [scalar] * 3


@pytest.mark.parametrize(
    "scalar, value",
    [
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("no", "no"),
        ("1", 1),
        ("-0", 0),
        ("007", 7),
        ("0o17", 15),
        ("0x1f", 31),
        ("017", 17),
        ("1.10", 1.1),
        ("1e3", 1000.0),
        ("1e", "1e"),
        (".5", 0.5),
        (".", "."),
        ("-.inf", float("-inf")),
        ("12:30", "12:30"),
        ("2027-03-01", "2027-03-01"),
        ("1_000", "1_000"),
        ("99999999999999999999", "99999999999999999999"),
        ("~", None),
        ("null", None),
        ("", None),
        ("'1'", "1"),
        ('"null"', "null"),
        ("|\n  1", "1"),
    ],
)
def test_what_a_scalar_means_where_a_number_is_asked_for(scalar: str, value: object) -> None:
    found = places.resolve(parsed(f"a: {scalar}").mapping["a"])
    assert (found, type(found)) == (value, type(value))


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SoclocError, match=r"^cannot read c\.yaml: No such file or directory$"):
        places.read(tmp_path / "c.yaml", "c.yaml")
    with pytest.raises(SoclocError, match=r"^cannot read c\.yaml: Is a directory$"):
        places.read(tmp_path, "c.yaml")


def test_an_alias_stands_where_it_is_used() -> None:
    node = parsed("a: &x {k: 1}\nb: *x\n")
    assert (node.mapping["b"].place, node.mapping["b"].key) == (Place("c.yaml", 2, 4), Place("c.yaml", 2, 1))
    assert node.mapping["b"].mapping["k"].place == Place("c.yaml", 1, 11), "what is in it stands where it was written"


WORDS = st.lists(
    st.sampled_from(["a", "春茶", "😀", "👩‍👩‍👧", "é", "\xa0", " ", "#", ": ", "'", "-"]), min_size=1, max_size=5
).map("".join)
TEXTS = WORDS | WORDS.map(lambda word: f"{word}\u2028\u2029\x85{word}")
SCALARS = WORDS | st.none() | st.booleans() | st.integers(-9, 9)


def trees(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Lists and mappings, in one another, with these leaves."""
    return st.recursive(
        leaves, lambda t: st.lists(t, max_size=3) | st.dictionaries(WORDS, t, max_size=3), max_leaves=12
    )


def as_yaml(value: Any, indent: str, newline: str) -> str:
    """Block style with every text in quotes: what a test can find again by its own reading of the lines."""
    if isinstance(value, dict):
        rows = [f"{indent}{quoted(key)}: {as_yaml(child, indent + '  ', newline)}" for key, child in value.items()]
    elif isinstance(value, list):
        rows = [f"{indent}- {as_yaml(child, indent + '  ', newline)}" for child in value]
    else:
        return quoted(value)
    return newline + newline.join(rows) if rows else ("{}" if isinstance(value, dict) else "[]")


def quoted(text: str) -> str:
    """In double quotes, without any escapes."""
    return f'"{text}"'


def scalars(node: Node) -> Iterator[tuple[str, Place]]:
    """Every text of a tree, keys included, with its place."""
    for name, child in node.mapping.items():
        yield name, child.key
        yield from scalars(child)
    for child in node.items:
        yield from scalars(child)
    if isinstance(node.value, str):
        yield node.value, node.place


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(trees(TEXTS), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_a_place_is_where_an_editor_shows_the_text(tree: Any, newline: str, bom: bool) -> None:
    text = as_yaml(tree, "", newline) + newline
    node, findings = places.parse(("\ufeff" * bom + text).encode(), "c.yaml")
    assert findings == []
    assert node is not None
    lines = text.split(newline)
    for value, place in scalars(node):
        shown = value.split("\u2028")[0]  # libyaml folds what follows
        assert lines[place.line - 1][place.column - 1 :].startswith(quoted(shown).removesuffix('"'))


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(trees(SCALARS))
def test_a_tree_comes_out_as_it_went_in(tree: Any) -> None:
    node, findings = places.parse(yaml.safe_dump(tree, allow_unicode=True).encode(), "c.yaml")
    assert findings == []
    assert node is not None
    assert places.plain(node) == tree


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(
    st.binary(max_size=40) | st.text("ab: -[]{}&*!|>'\"%@`#?,\n\t\\u0d8😀\x00\ufeff\u2028", max_size=40).map(str.encode)
)
def test_no_bytes_do_worse_than_findings(data: bytes) -> None:
    node, findings = places.parse(data, "c.yaml")
    assert node is not None or findings
    assert all(found.place.line >= 1 and found.place.column >= 1 for found in findings)
