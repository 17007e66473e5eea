"""socloc trace tells the truth: what it marks is what is published, and the lines it names say so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.cli import campaigns
from tests.cli.running import inside

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/campaign.yaml"))
TEXTS = ("title", "text", "body", "digest", "author", "signature")
LINE = re.compile(r"(?P<mark>[✓ ]) (?P<key>\w+) +line (?P<line>\d+) +(?P<reach>[a-z ]+?)  +(?P<said>.*)")


class Traced(NamedTuple):
    """What trace says of one variant."""

    head: str
    lines: list[dict[str, str]]
    rest: list[str]

    def won(self, key: str) -> list[dict[str, str]]:
        """The lines of a key that are marked."""
        return [line for line in self.lines if line["mark"] == "✓" and line["key"] == key]


def traced(out: str) -> Iterator[Traced]:
    """The variants in what trace prints."""
    for block in out.rstrip("\n").split("\n\n"):
        head, *lines = block.split("\n")
        found = [(line, LINE.fullmatch(line)) for line in lines]
        yield Traced(
            head, [match.groupdict() for _, match in found if match], [line for line, match in found if not match]
        )


@cache
def bundle(name: str, folder: Path) -> Mapping[str, Any]:
    """The manifest of an example."""
    ran = inside("render", str(EXAMPLES / name), "-o", str(folder / "out"), "--force", "--json")
    manifest: Mapping[str, Any] = json.loads(
        (Path(json.loads(ran.out)["bundles"][0]["path"]) / "manifest.json").read_bytes()
    )
    return manifest


@pytest.mark.parametrize("name", NAMES)
def test_what_is_marked_is_what_is_published(name: str, tmp_path: Path) -> None:
    source = (EXAMPLES / name / "campaign.yaml").read_text("utf-8").splitlines()
    manifest = bundle(name, tmp_path)
    variants = manifest["variants"]
    row = ["--row", manifest["campaign"]["row"]] if "row" in manifest["campaign"] else []
    targets = {(f"{one['network']}/{one['format']}", one["locale"]) for one in variants}
    seen = 0
    for target, locale in sorted(targets):
        ran = inside("trace", str(EXAMPLES / name), target, locale, *row)
        assert (ran.code, ran.err) == (0, "")
        published = {
            f"{one['post']} on {target} in {locale}": one
            for one in variants
            if (f"{one['network']}/{one['format']}", one["locale"]) == (target, locale)
        }
        blocks = {block.head: block for block in traced(ran.out)}
        assert blocks.keys() == published.keys()
        for head, variant in published.items():
            _compare(blocks[head], variant, source)
            seen += 1
    assert seen == len(variants) > 0


def _compare(block: Traced, variant: Mapping[str, Any], source: list[str]) -> None:
    for key in TEXTS:
        won = block.won(key)
        text = variant["texts"].get(key)
        if text and text["file"] != "campaign.yaml":  # the line is that of the original
            assert won[0]["said"].endswith(f"{text['file']}:{text['line']})")
        else:
            assert [line["line"] for line in won] == ([str(text["line"])] if text else []), (block.head, key)
        if text and text["maker"] != "author":
            assert f"({text['maker']} from {text['from']}" in won[0]["said"]
    for line in block.lines:
        assert source[int(line["line"]) - 1].strip(), "a line that says something"
    shown = [line.strip() for line in block.rest]
    assert [f"link {link}: {value['url']}" for link, value in variant["links"].items()] == [
        line for line in shown if line.startswith("link ")
    ]
    assert [f"QR code {code['name']}: {code['payload']}" for code in variant["qr"]] == [
        line for line in shown if line.startswith("QR code ")
    ]
    for field, value in variant["fields"].items():
        parts = variant["thread"] if field == next(iter(variant["fields"])) else []
        for number, part in enumerate(parts or [value], 1):
            name = f"{field} {number}" if parts else field
            assert any(line.startswith(f"= {name}: {part['length']:,} ") for line in shown), (block.head, name)


def test_tags_of_another_chinese_are_marked_where_they_are_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = campaigns.FINE.replace("[en]", "[en, zh-CN, zh-TW]").replace(
        "text: We are open.", "text: {en: Open., zh-CN: 开业了。}, hashtags: {zh-CN: [北光]}"
    )
    campaigns.write(tmp_path, text)
    assert inside("render", ".").code == 0
    assert "#北光" in (tmp_path / "bundles/fine/zh-TW/x/post/hello.txt").read_text("utf-8")
    (block,) = traced(inside("trace", ".", "x", "zh-TW").out)
    assert [line["said"][:4] for line in block.won("hashtags")] == ["“北光”"]
    (block,) = traced(inside("trace", ".", "x", "en").out)
    assert block.won("hashtags") == []


@pytest.mark.parametrize("post, code", [("hello", 0), ("nope", 2)])
def test_one_post(post: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    campaigns.write(tmp_path, campaigns.FINE + "  - {id: other, text: Hello}\n")
    ran = inside("trace", ".", "x", "en", "--post", post)
    assert ran.code == code
    assert [block.head for block in traced(ran.out)] == (["hello on x/post in en"] if code == 0 else [""])


def test_a_broken_campaign_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    campaigns.write(tmp_path, campaigns.KINDS["broken"])
    ran = inside("trace", ".", "x", "en")
    assert ran.code == 1
    assert "campaign.yaml:3:1: error: " in ran.said
