"""Whose words win: every pair of levels, what "" and [] and "*" mean, and own words before converted ones."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from socloc import campaign
from socloc.localize import localize
from socloc.plan import plan
from socloc.planned import LocalizedPost
from tests.reading.examined import head, write

SCOPES = ("campaign", "brand", "post")
REACHES: list[tuple[str, ...]] = [
    (),
    ("locales", "de"),
    ("networks", "x"),
    ("networks", "x/post"),
    ("networks", "x", "locales", "de"),
    ("networks", "x/post", "locales", "de"),
]
LEVELS = [(scope, reach) for reach in REACHES for scope in SCOPES]  # weakest first
HEAD = {"source": "de", "locales": ["de", "en"], "networks": ["x", "weibo"]}


def put(tree: dict[str, Any], path: tuple[str, ...], value: dict[str, Any]) -> None:
    """Write values at a path of a tree."""
    for key in path:
        tree = tree.setdefault(key, {})
    tree.update(value)


def localized(folder: Path, said: list[tuple[str, tuple[str, ...], dict[str, Any]]]) -> dict[str, LocalizedPost]:
    """A campaign in which each level says something; what its variants say, by `de x/post`."""
    post: dict[str, Any] = {"id": "p"}
    tree: dict[str, Any] = {"brand": {"name": "B"}, "links": {"a": "https://a.example", "b": "https://b.example"}}
    for scope, reach, value in said:
        base = {"campaign": ("defaults",), "brand": ("brand", "defaults"), "post": ()}[scope]
        put(post if scope == "post" else tree, (*base, *reach), value)
    text = head("one", **HEAD) + yaml.safe_dump({**tree, "posts": [post]}, allow_unicode=True)
    loaded, findings = campaign.load(write(folder, text), "campaign.yaml")
    assert findings == []
    assert loaded is not None
    posts, _ = localize(loaded, plan(loaded))
    return {f"{one.plan.locale.tag} {one.plan.format}": one for one in posts}


def name(pair: tuple[Any, Any]) -> str:
    """`brand, post of networks x`."""
    return " < ".join("-".join((scope, *reach)).replace("/", ".") for scope, reach in pair)


@pytest.mark.parametrize("pair", list(combinations(LEVELS, 2)), ids=name)
def test_the_stronger_level_wins(pair: tuple[Any, Any], tmp_path: Path) -> None:
    (weak, weak_reach), (strong, strong_reach) = pair
    moment = {"zone": "UTC", "at": "2027-01-01 00:00"}
    said = [
        (weak, weak_reach, {"text": {"*": "weak"}, "link": "a", "hashtags": {"*": ["weak"]}, "schedule": moment}),
        (
            strong,
            strong_reach,
            {"text": {"*": "strong"}, "link": "b", "hashtags": {"*": []}, "schedule": {**moment, "zone": "Asia/Tokyo"}},
        ),
    ]
    post = localized(tmp_path, said)["de x/post"]
    assert [text.value for text in post.words["text"]] == ["strong"]
    assert [found.value for found in post.names["link"]] == ["b"]
    assert post.tags["hashtags"] == ()
    assert post.schedule
    assert post.schedule.zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    "scope, reach", LEVELS, ids=lambda part: "-".join(part).replace("/", ".") if isinstance(part, tuple) else part
)
def test_a_level_speaks_only_where_it_is_meant(scope: str, reach: tuple[str, ...], tmp_path: Path) -> None:
    posts = localized(tmp_path, [(scope, reach, {"text": {"*": "here"}})])
    spoken = {variant for variant, post in posts.items() if "text" in post.words}
    wanted = {"de x/post", "en x/post", "de weibo/post", "en weibo/post"}
    if "de" in reach:
        wanted = {variant for variant in wanted if variant.startswith("de")}
    if "networks" in reach:
        wanted = {variant for variant in wanted if variant.endswith("x/post")}
    assert spoken == wanted


@pytest.mark.parametrize(
    "key, nothing, wanted",
    [
        ("signature", "", [""]),
        ("text", "", [""]),
        ("hashtags", [], []),
        ("mentions", [], []),
        ("qr", [], []),
        ("link", "", []),
    ],
)
def test_nothing_means_none_in_every_locale(key: str, nothing: Any, wanted: list[str], tmp_path: Path) -> None:
    value: Any = {"hashtags": {"*": ["a"]}, "mentions": ["brand"], "qr": [], "link": "a"}.get(key, {"*": "words"})
    for post in localized(tmp_path, [("campaign", (), {key: value}), ("post", (), {key: nothing})]).values():
        values = {name: [one.value for one in found] for name, found in {**post.words, **post.tags}.items()}
        values |= {name: [one.value for one in found] for name, found in post.names.items()}
        assert values.get(key, []) == wanted


def test_the_star_serves_all_but_those_that_have_their_own(tmp_path: Path) -> None:
    posts = localized(tmp_path, [("post", (), {"text": {"*": "all", "en": "own"}})])
    assert {variant[:2]: post.words["text"][0].value for variant, post in posts.items()} == {"de": "all", "en": "own"}


def test_a_single_string_is_in_the_source_or_in_the_locale_around_it(tmp_path: Path) -> None:
    said: list[tuple[str, tuple[str, ...], dict[str, Any]]] = [
        ("post", (), {"text": "deutsch"}),
        ("post", ("locales", "en"), {"text": "english"}),
        ("post", ("networks", "weibo", "locales", "en"), {"text": "weibo"}),
        ("campaign", (), {"author": "Mia", "mentions": ["brand"]}),
    ]
    posts = localized(tmp_path, said)
    found = {variant: post.words["text"][0].value for variant, post in posts.items()}
    assert found == {
        "de x/post": "deutsch",
        "en x/post": "english",
        "de weibo/post": "deutsch",
        "en weibo/post": "weibo",
    }
    assert {post.words["author"][0].value for post in posts.values()} == {"Mia"}
    assert all(post.tags["mentions"] for post in posts.values())


def test_the_brands_signature_is_weaker_than_its_defaults_and_stronger_than_the_campaigns(tmp_path: Path) -> None:
    def signature(brand: str, defaults: str) -> str:
        text = (
            head("one")
            + f"defaults: {{signature: campaign}}\nbrand: {{name: B{brand}{defaults}}}\nposts: [{{id: p, text: t}}]\n"
        )
        loaded, _ = campaign.load(write(tmp_path, text), "c.yaml")
        assert loaded
        return localize(loaded, plan(loaded))[0][0].words["signature"][0].value

    assert signature("", "") == "campaign"
    assert signature(", signature: brand", "") == "brand"
    assert signature(", signature: brand", ", defaults: {signature: defaults}") == "defaults"
