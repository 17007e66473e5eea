"""The pictures of articles in campaigns: where they go, their addresses in the HTML, and what is wrong with them."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from socloc import approvals
from socloc.article import addresses
from socloc.workflow import Choices, Outcome, examine, files_of
from tests.reading.examined import cases, head, png, text_in, write

CASES = cases(__file__, "uploads.yaml")
# Lines 6 to 14 of every campaign, so that places can be read off.
REST = """\
media: {{lamp: lamp.png, wide: media/wide.png}}
links: {{home: "https://example.com"}}
qr:
  shop: {{link: home}}
  card: {{text: hi}}
posts:
  - id: p
    body: {body}
    title: t
"""
SQUARE = png(10, 10, (b"\0" + b"\0\0\0" * 10) * 10)
WIDE = png(47, 20, (b"\0" + b"\0\0\0" * 47) * 20)


def campaign(case: dict[str, Any]) -> str:
    """A case's campaign: its post in the same lines."""
    post = dict(case.get("post", {}))
    body = "|" + case["body"].rstrip("\n") if "body" in case else json.dumps(post.pop("body"))
    more = "".join(f"    {key}: {json.dumps(value)}\n" for key, value in post.items())
    return head("article", networks=case.get("networks", ["wechat/article"])) + REST.format(body=body) + more


def outcome(folder: Path, case: dict[str, Any], images: Any = None) -> Outcome:
    """What comes of a case, with its addresses or with others."""
    template = {"templates/wechat/article.html.j2": case["template"]} if "template" in case else {}
    path = write(folder, campaign(case), {"lamp.png": SQUARE, "media/wide.png": WIDE, **template})
    named = case.get("images") if images is None else images
    read = addresses.read(json.dumps(named).encode(), "map.json") if named is not None else None
    found = examine(path, Choices(images=read))
    files_of(found)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_the_pictures_of_an_article(case: dict[str, Any], tmp_path: Path) -> None:
    found = outcome(tmp_path, case)
    (variant,) = (one for one in found.variants if str(one.plan.format) == case.get("of", "wechat/article"))
    shown = [unescape(src) for src in re.findall(r'<img [^>]*?src="([^"]*)"', text_in(variant))]
    assert shown == case["shows"]
    assert [[one.name, ", ".join(one.uses), one.url] for one in variant.uploads] == case["uploads"]
    about = [one for one in found.findings if one.subject.format and one.subject.network == variant.subject.network]
    rows = [[f"{one.place.line}:{one.place.column}", one.severity, one.check] for one in about]
    assert [row for row in rows if row[2] != "limit-unknown"] == case.get("findings", [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_the_manifest_agrees_with_the_article(case: dict[str, Any], tmp_path: Path) -> None:
    found = outcome(tmp_path, case)
    files = files_of(found)
    for index, value in enumerate(json.loads(files["manifest.json"])["variants"]):
        html = files[next(name for name in value["files"] if name.endswith(".html"))].decode()
        assert found.variants[index].plan.format.markup == "html"
        for one in value["uploads"]:
            assert list(one) == ["name", "file", "for", "kind", "bytes", "width", "height", "url"]
            assert one["bytes"] == len(files[one["file"]])
            src = one["url"] or f"../../../{one['file']}"
            assert (html.count(f'src="{src}"'.replace("&", "&amp;")) > 0) == (one["for"] != ["cover"])


def test_an_approval_does_not_lapse_when_pictures_are_uploaded(tmp_path: Path) -> None:
    case = {"post": {"body": "![a](lamp) ![b](wide)"}}
    one, url = "https://mmbiz.qpic.cn/1", "https://mmbiz.qpic.cn/12"
    seen = {
        approvals.fingerprint(variant, found.media)
        for images in (None, {"lamp": one}, {"lamp": one, "wide": url}, {"lamp": url, "wide": url})
        for found in [outcome(tmp_path, case, images)]
        for variant in found.variants
    }
    assert len(seen) == 1
    other = outcome(tmp_path, {"post": {"body": "![a](wide) ![b](lamp)"}})
    assert approvals.fingerprint(other.variants[0], other.media) not in seen


def test_the_length_is_counted_with_the_addresses(tmp_path: Path) -> None:
    case = {"post": {"body": "![a](lamp)"}}
    long = "https://mmbiz.qpic.cn/" + "a" * 20_000
    assert "text-too-long" not in {one.check for one in outcome(tmp_path, case).findings}
    assert "text-too-long" in {one.check for one in outcome(tmp_path, case, {"lamp": long}).findings}
