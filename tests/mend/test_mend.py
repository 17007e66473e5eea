"""What is mended is mended where it was written, and every other byte of the file stays (cases.yaml)."""

from __future__ import annotations

import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from socloc import mend
from socloc.errors import SoclocError
from socloc.findings import Change, Finding, Fix, Place
from socloc.mend import po_file, yaml_file
from socloc.places import Node, parse
from socloc.spots.mapping import aligned, plain_line
from socloc.store.po import parse as parse_po

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))
MARK = re.compile(r"⟦([^|⟧]*)\|([^⟧]*)⟧")
HEAD = "# 好, a comment\nposts:\n  - id: p # here\n    "
BOM = b"\xef\xbb\xbf"


def scalars(node: Node) -> list[Node]:
    """Every string of a file, in its order."""
    children = [child for inner in (*node.mapping.values(), *node.items) for child in scalars(inner)]
    return [node, *children] if isinstance(node.value, str) else children


def finding(path: Path, node: Node, changes: list[Change]) -> Finding:
    """A finding that changes a string of a file."""
    place = node.place._replace(file=str(path))
    return Finding("c", "note", "m", place, fix=Fix(place, "p", node.text, tuple(changes)))


def changes_in(value: str, marked: str) -> list[Change]:
    """The changes between the marks, where they stand in the string that the file holds."""
    found: list[Change] = []
    at = 0
    for old, new in MARK.findall(marked):
        said = {"\\u002C": ",", "''": "'"}.get(old, old)
        # The table's insertions are before and behind an `a`.
        at = value.index(said, at) if said else value.index("a", at) + (at > 0)
        found.append(Change(at, said, new))
        at += max(1, len(said)) if said else 0
    return found


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", [b"", BOM], ids=["", "bom"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_string_is_mended(case: dict[str, Any], mark: bytes, end: str, tmp_path: Path) -> None:
    written = HEAD + case.get("head", "text: ") + case["text"] + case.get("tail", "\n") + "last: '你好, 世界'\t# ,\n"
    if not written.split("last")[0].endswith("\n"):
        written = written.replace("last", "\nlast")
    written = written.replace("\n", end)
    before = mark + MARK.sub(r"\1", written).encode()
    path = tmp_path / "campaign.yaml"
    path.write_bytes(before)
    root, problems = parse(before, "")
    assert root
    assert not problems
    node = next(one for one in scalars(root) if "好" in one.text or "你" in one.text)
    mended = mend.mend([finding(path, node, changes_in(node.text, case["text"]))])
    wanted = [] if case.get("stays") else [mark + MARK.sub(r"\2", written).encode()]
    assert [one.after for one in mended] == wanted
    assert path.read_bytes() == before, "nothing is written yet"


TEXT = st.text(st.sampled_from("你好,.!a b'\"\\#:-{}[]|>&*？\t\n👍é"), min_size=1, max_size=30)


@settings(max_examples=300, deadline=None)
@given(texts=st.lists(TEXT, min_size=1, max_size=4), style=st.sampled_from(["'", '"', "|", ">", None]), data=st.data())
def test_any_string_in_any_style(texts: list[str], style: str | None, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        any_string(Path(folder) / "campaign.yaml", texts, style, data)


def any_string(path: Path, texts: list[str], style: str | None, data: st.DataObject) -> None:
    """Mend some of the marks of some strings: what comes out has those marks and nothing else changed."""
    before = yaml.safe_dump({"posts": texts}, default_style=style, allow_unicode=True, width=12).encode()
    path.write_bytes(before)
    root, _ = parse(before, "")
    assert root
    nodes = [node for node in scalars(root) if node.place.line > 1]
    findings, wanted = [], [node.text for node in nodes]
    for index, node in enumerate(nodes):
        spots = [at for at, one in enumerate(node.text) if one in ",.!"]
        chosen = data.draw(st.lists(st.sampled_from(spots), unique=True)) if spots else []
        if chosen:
            new = "".join("，" if at in chosen else one for at, one in enumerate(node.text))
            wanted[index] = new
            findings.append(finding(path, node, [Change(at, node.text[at], "，") for at in sorted(chosen)]))
    for one in mend.mend(findings):
        again, _ = parse(one.after, "")
        assert again
        found = [node.text for node in scalars(again) if node.place.line > 1]
        olds = [node.text for node in nodes]
        assert all(same_but(now, old, new) for now, old, new in zip(found, olds, wanted, strict=True))
        assert len(one.after.decode()) == len(before.decode())
        assert {a for a, b in zip(one.after.decode(), before.decode(), strict=True) if a != b} == {"，"}


def same_but(now: str, old: str, new: str) -> bool:
    """Whether a string has some of the wanted changes and no other."""
    return len(now) == len(old) and all(a in (b, c) for a, b, c in zip(now, old, new, strict=True))


def test_what_an_alias_repeats_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "campaign.yaml"
    before = b"a: &x {de: 'a, b'}\nb: *x\nc: 'a, b'\n"
    path.write_bytes(before)
    root, _ = parse(before, "")
    assert root
    nodes = scalars(root)
    (mended,) = mend.mend(finding(path, node, [Change(1, ",", ";")]) for node in nodes)
    assert (mended.after, mended.findings) == (before.replace(b"c: 'a,", b"c: 'a;"), 1)


PO = (
    '# 好, people\nmsgid ""\nmsgstr ""\n"Language: zh-CN\\n"\n\n#. Note: 好,\nmsgctxt "posts.p.text"\nmsgid "Hi, \\n"\n'
)


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(
    "written, change, after",
    [
        ('msgstr "你好, 好"\n', Change(2, ", ", "，"), 'msgstr "你好，好"\n'),
        ('msgstr ""\n"你\\n"\n"好, \\"好\\""\n', Change(3, ", ", "，"), 'msgstr ""\n"你\\n"\n"好，\\"好\\""\n'),
        ('msgstr "你"\n"好,"\n', Change(2, ",", "，"), 'msgstr "你"\n"好，"\n'),
        ('msgstr "你\\"好"\n', Change(1, '"', "“"), None),
        ('msgstr "你好,"\n', Change(2, ",", '"'), None),
    ],
)
def test_a_po_file_is_mended(written: str, change: Change, after: str | None, end: str, tmp_path: Path) -> None:
    path = tmp_path / "zh-CN.po"
    tail = '\n#~ msgctxt "posts.q.text"\n#~ msgid "x"\n#~ msgstr "好, 好"\n'
    before = (PO + written + tail).replace("\n", end).encode()
    path.write_bytes(before)
    catalog, _ = parse_po(before.decode().replace("\r\n", "\n"), str(path))
    assert catalog
    entry = catalog.entries["posts.p.text"]
    fix = Fix(entry.place, entry.path, entry.text, (change,))
    mended = mend.mend([Finding("c", "note", "m", entry.place, fix=fix)])
    if after is None:
        assert mended == []
    else:
        assert mended[0].after == (PO + after + tail).replace("\n", end).encode()


def test_writing_keeps_rights_and_links_and_sees_others_changes(tmp_path: Path) -> None:
    path, link = tmp_path / "campaign.yaml", tmp_path / "link.yaml"
    path.write_bytes(b"a: 'a, b'\n")
    path.chmod(0o640)
    link.symlink_to(path)
    root, _ = parse(path.read_bytes(), "")
    assert root
    (mended,) = mend.mend([finding(link, root.mapping["a"], [Change(1, ",", ";")])])
    assert "-a: 'a, b'\n+a: 'a; b'\n" in mend.as_diff(mended)
    mend.write(mended)
    assert (path.read_bytes(), link.is_symlink(), os.stat(path).st_mode & 0o777) == (b"a: 'a; b'\n", True, 0o640)
    with pytest.raises(SoclocError, match="has changed meanwhile"):
        mend.write(mended)
    with pytest.raises(SoclocError, match="cannot mend"):
        mend.mend([finding(tmp_path / "none.yaml", root.mapping["a"], [Change(1, ",", ";")])])


def test_of_many_strings_only_the_one_that_cannot_be_is_left(tmp_path: Path) -> None:
    path = tmp_path / "campaign.yaml"
    before = b"".join(b"a%d: b, c\n" % number for number in range(100))
    path.write_bytes(before)
    root, _ = parse(before, "")
    assert root
    nodes = scalars(root)
    fixes = [finding(path, node, [Change(1, ",", ": " if at in (7, 60) else ";")]) for at, node in enumerate(nodes)]
    (mended,) = mend.mend(fixes)
    lines = mended.after.decode().splitlines()
    assert [at for at, line in enumerate(lines) if line == f"a{at}: b, c"] == [7, 60]
    assert mended.findings == 98
    assert Place(str(path)).file == str(mended.path)


@pytest.mark.parametrize(
    "after, is_sound",
    [
        ("a: x; y\nb: [c, 'd']\n", True),
        ("a: x; y # other\nb: [c, 'd']\n", True),
        ("a: x, y\nb: [c, 'd']\n", False),
        ("a: x. y\nb: [c, 'd']\n", False),
        ("a: x; y\nb: [c, 'e']\n", False),
        ("a: x; y\nb: [c, d]\n", False),
        ("a: x; y\nb: [c]\n", False),
        ("a: x; y\nb: {c: d}\n", False),
        ("a: x; y\nc: [c, 'd']\n", False),
        ("a: x; y\nb: [c, 'd'\n", False),
        ("b: [c, 'd']\n", False),
    ],
)
def test_a_file_with_any_other_change_is_refused(after: str, is_sound: bool) -> None:
    fix = Fix(Place("f", 1, 4), "a", "x, y", (Change(1, ",", ";"),))
    assert yaml_file.holds(b"a: x, y\nb: [c, 'd']\n", after.encode(), {fix: "x; y"}) is is_sound


@pytest.mark.parametrize(
    "old, new, is_sound",
    [
        ("", "", True),
        ('msgid "Hi', 'msgid "Ho', False),
        ("Note: 好,", "Note: 好，", False),
        ("people", "others", False),
        ('#~ msgstr "好', '#~ msgstr "不', False),
        ("posts.p", "posts.r", False),
        ("你好，", "你好", False),
    ],
)
def test_a_po_file_with_any_other_change_is_refused(old: str, new: str, is_sound: bool) -> None:
    tail = '\n#~ msgctxt "posts.q.text"\n#~ msgid "x"\n#~ msgstr "好, 好"\n'
    before = PO + 'msgstr "你好,"\n' + tail
    after = (PO + 'msgstr "你好，"\n' + tail).replace(old or "\0", new)
    fix = Fix(Place("f", 9), "posts.p.text", "你好,", (Change(2, ",", "，"),))
    assert po_file.holds(before.encode(), after.encode(), {fix: "你好，"}) is is_sound


@pytest.mark.parametrize("value", ["a c", "ab c", " a b", "ab  c d", ""])
def test_a_string_that_is_not_what_the_file_has_is_not_followed(value: str) -> None:
    lines = [plain_line(line, 0, len(line)) for line in ("ab", "c")]
    assert (aligned(value, lines) is None) is (value != "ab c")


def test_a_place_without_a_string_is_refused() -> None:
    fix = Fix(Place("f", 1, 2), "a", "x, y", (Change(1, ",", ";"),))
    assert not yaml_file.holds(b"a: x, y\n", b"a: x, y\n", {fix: "x; y"})
