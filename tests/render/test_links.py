"""Tracked links, in posts and behind QR codes (cases/links.yaml)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reading.examined import cases, head, outcome, said, texts


@pytest.mark.parametrize("case", cases(__file__, "links.yaml"), ids=lambda case: case["case"])
def test_a_tracked_link(case: dict[str, Any], tmp_path: Path) -> None:
    tree = {
        "links": {"shop": case["link"]},
        "qr": {"card": {"link": "shop", **({"utm": case["qr"]} if "qr" in case else {})}},
        "posts": [{"id": "p", "text": "", "link": "shop", "qr": "card"}],
        **({"utm": case["utm"]} if "utm" in case else {}),
    }
    rest = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in tree.items())
    found = outcome(tmp_path, head() + rest)
    assert found.findings == ()
    (variant,) = found.variants
    assert texts(found) == {"en x/post p": case["url"]}
    assert [link.url for link in variant.links] == [case["url"]]
    assert [code.payload for code in variant.qr_codes] == [case.get("payload", case["url"])]


def test_a_link_without_an_address_for_the_locale(tmp_path: Path) -> None:
    rest = "links: {s: {url: {en: https://a.example}}, unused: {url: {en: https://b.example}}}\nqr: {c: {link: s}}\n"
    found = outcome(tmp_path, head("two") + rest + "posts: [{id: p, text: {'*': a}, link: s, qr: c}]\n")
    wanted = {
        "at": "6:13",
        "check": "link-not-localized",
        "message": "the link `s` has no address for de",
        "severity": "error",
        "hint": 'Write it under `de:` or "*".',
        "of": "x/post de p",
    }
    assert said(found.findings, [wanted]) == [wanted]
    assert texts(found)["de x/post p"] == "a"


def test_only_links_that_are_there_count_as_the_variants_own(tmp_path: Path) -> None:
    rest = "utm: false\nlinks: {home: https://a.example, shop: https://a.example/shop}\n"
    (variant,) = outcome(tmp_path, head() + rest + "posts: [{id: p, text: t, link: shop}]\n").variants
    assert [link.name for link in variant.links] == ["shop"]


def test_a_link_in_the_body_of_an_article_is_the_variants_own(tmp_path: Path) -> None:
    rest = "links: {shop: https://a.example}\nposts: [{id: p, title: T, body: 'the [shop]({{ links.shop }})'}]\n"
    (variant,) = outcome(tmp_path, head("article") + rest).variants
    assert [link.name for link in variant.links] == ["shop"]
