"""Campaign files: every mistake comes out in one run, at its place, with its way out (cases/campaign.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from socloc import locales, networks
from socloc.findings import in_order
from tests.reading.examined import FILE, cases, head, outcome, said, text_of, texts

POSTS = "posts: [{id: p, text: t}]\n"
WORSE_IDS = [
    "../../x",
    "..",
    "/etc",
    "a/b",
    "a\\b",
    "con",
    "nul",
    "com1",
    "lpt9",
    "UPPER",
    "a.b",
    "a b",
    "-a",
    "a-",
    "a--b",
    "é",
    "春茶",
    "a" * 65,
    "a\0b",
    "a\n",
    "",
]
GOOD_IDS = ["a", "a-b_c", "a" * 64, "com10", "con-1", "console", "0x10", "no"]


@pytest.mark.parametrize("case", cases(__file__, "campaign.yaml"), ids=lambda case: case["case"])
def test_what_is_said_of_a_campaign(case: dict[str, Any], tmp_path: Path) -> None:
    beside = {
        name: content.encode("latin-1") if str(content).startswith("\x89") else content
        for name, content in case.get("beside", {}).items()
    }
    findings = outcome(tmp_path, text_of(case), beside).findings
    wanted = case.get("findings", [])
    assert said(findings, wanted) == wanted
    assert {found.severity for found in findings} <= {"error", "warning", "note"}


def quoted(text: str) -> str:
    """A YAML scalar in double quotes that says just this."""
    return '"' + "".join(f"\\U{ord(character):08x}" for character in text) + '"'


@pytest.mark.parametrize("post_id", WORSE_IDS)
def test_an_id_that_would_be_a_bad_file_name(post_id: str, tmp_path: Path) -> None:
    rest = f"links: {{{quoted(post_id)}: https://a.example}}\nposts:\n  - id: {quoted(post_id)}\n    text: hi\n"
    found = outcome(tmp_path, head() + rest)
    assert [(one.check, str(one.place).rpartition(FILE)[2]) for one in found.findings] == [
        ("wrong-value", ":6:9"),
        ("wrong-value", ":8:9"),
    ]
    assert not found.variants


@pytest.mark.parametrize("post_id", GOOD_IDS)
def test_an_id_that_is_a_good_file_name(post_id: str, tmp_path: Path) -> None:
    found = outcome(tmp_path, head() + f"posts:\n  - id: {quoted(post_id)}\n    text: hi\n")
    assert found.findings == ()
    assert texts(found) == {f"en x/post {post_id}": "hi"}


@pytest.mark.parametrize("number", ["512.0", "0o1000", "0x200", "5.12e2", "+512"])
def test_every_way_to_write_a_whole_number(number: str, tmp_path: Path) -> None:
    rest = f"qr: {{a: {{text: hi, size: {number}, quiet: 4.0}}}}\nposts: [{{id: p, text: hi, qr: a}}]\n"
    found = outcome(tmp_path, head() + rest)
    assert found.findings == ()
    assert found.campaign
    assert (found.campaign.qr_codes["a"].size, found.campaign.qr_codes["a"].quiet) == (512, 4)


def test_text_is_what_the_author_typed(tmp_path: Path) -> None:
    for scalar in "no 12:30 1.10 2027-03-01 0o17 yes 1_000 off 1e3 007 true".split():
        assert texts(outcome(tmp_path, head() + f"posts: [{{id: p, text: {scalar}}}]\n")) == {"en x/post p": scalar}


def test_what_a_broken_list_or_map_leaves_behind_is_used(tmp_path: Path) -> None:
    posts = "posts: [{id: p, text: [[x], '{{ brand.name }}']}, {id: Q}, {id: r, text: r}]\n"
    found = outcome(tmp_path, head() + "brand: {name: {en_US: B, en: Brand}}\n" + posts)
    assert [one.check for one in found.findings] == ["wrong-value"] * 3
    assert texts(found) == {"en x/post p": "Brand", "en x/post r": "r"}


@pytest.mark.parametrize(
    "rest",
    [
        "brand: {name: {en_US: B}}\n",
        "brand: {name: [[B]]}\n",
        "brand: {name: B, signature: {en: [[a]]}}\n",
        "qr: {a: {link: NO}}\ndefaults: {qr: a}\n",
        "qr: {a: {text: [x]}}\ndefaults: {qr: a}\n",
        "qr: {a: {text: x, label: {_: x}}}\ndefaults: {qr: a}\n",
        "links: {a: {url: {_: https://a.example}}}\ndefaults: {link: a}\n",
        "media: {a: {file: /a}}\ndefaults: {media: a}\n",
        "defaults: {text: [[x]], hashtags: [[x]]}\n",
    ],
)
def test_nothing_usable_left_is_no_crash(rest: str, tmp_path: Path) -> None:
    found = outcome(tmp_path, head(networks=["x", "wechat"]) + rest + "posts: [{id: p, title: T, body: b, text: t}]\n")
    assert found.findings
    assert len(found.variants) == 2


def test_findings_come_in_order_and_once(tmp_path: Path) -> None:
    links = "links: {s: {url: {de: https://a.example}}}\n"
    posts = "posts: [{id: p, text: '\u202e', link: s, hashtags: [a b]}, {id: q, text: '', txt: 1}]\n"
    findings = outcome(tmp_path, head(networks=["x", "facebook", "xing"]) + links + posts).findings
    assert len(findings) > 6
    assert list(findings) == sorted(
        findings,
        key=lambda found: (
            found.place.line,
            found.place.column,
            "ewn".index(found.severity[0]),
            found.check,
            found.subject,
        ),
    )
    assert len(set(findings)) == len(findings)
    assert in_order([*reversed(findings), *findings]) == findings


def test_names_that_do_not_exist_come_with_those_that_do(tmp_path: Path) -> None:
    own = (networks.BUILT_IN / "x.yaml").read_text("utf-8").replace("network: x", "network: own")
    found = outcome(tmp_path, head(locales=["en", "zz"], networks=["q"]) + POSTS, {"networks/own.yaml": own})
    first, second = found.findings[:2]
    assert second.hint.startswith("`socloc networks` lists them")
    assert first.hint == f"Known: {', '.join(locales.tags())}. Your own: locales/zz/locale.yaml."


def test_a_locale_is_what_its_tag_says_in_any_case(tmp_path: Path) -> None:
    first = "posts: [{id: p, text: {EN: hi, zh-tw: 嗨}, only: {locales: [ZH-TW]}}, "
    file = head(source="EN", locales=["En", "zh-tw"], networks={"x": ["EN", "ZH-tw"]}) + first
    found = outcome(tmp_path, file + "{id: q, text: x, locales: {zh-TW: {text: 喂}}}]\n")
    assert found.findings == ()
    assert texts(found) == {"zh-TW x/post p": "嗨", "en x/post q": "x", "zh-TW x/post q": "喂"}
