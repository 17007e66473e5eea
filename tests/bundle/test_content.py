"""What is in a bundle: exactly the files that its manifest lists, exactly what will be posted."""

from __future__ import annotations

import hashlib
import json
import zipfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from socloc import __version__
from tests.cli import campaigns
from tests.cli.running import inside
from tests.qr.scanners import drawn, opened, scanned

TRACKED = "https://example.com/shop?a=1&utm_source={}&utm_medium=social&utm_campaign=full&utm_content={}#top"
POSTED = {
    "en/x/post/launch.txt": f"We are open. Northlight #Northlight\n\n{TRACKED.format('x', 'en-launch')}",
    "en/x/post/second.txt": "Still open.",
    "zh-CN/weibo/post/launch.txt": (
        f"#北光# 我们的软件开业了，欢迎来看看。\n{TRACKED.format('weibo', 'zh-CN-launch')}"
    ),
    "zh-CN/weibo/post/second.txt": "还在营业。",
    "zh-TW/facebook/post/launch.txt": (
        f"我們的軟體開業了，歡迎來看看。\n\n{TRACKED.format('facebook', 'zh-TW-launch')}\n\n#北光"
    ),
    "zh-TW/facebook/post/second.txt": "還在營業。",
}
FOLDERS = ("en/x/post", "zh-CN/wechat/article", "zh-CN/weibo/post", "zh-TW/facebook/post")
FIELD_KEYS = {"length", "limit", "unit", "standing"}
VARIANT_KEYS = set(
    "network format locale post kind files options fields thread texts links buttons qr media uploads schedule "
    "declarations findings".split()
)


def manifest_of(bundle: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((bundle / "manifest.json").read_bytes())
    return found


def names_in(bundle: Path) -> set[str]:
    return {path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file()}


def test_the_files_of_a_bundle(full_bundle: Path) -> None:
    article = "zh-CN/wechat/article/launch"
    codes = [code for variant in manifest_of(full_bundle)["variants"] for code in variant["qr"]]
    pictures = {picture for code in codes for picture in code["files"]}
    places = {Path(picture).parent.as_posix() for picture in pictures}
    assert (len(pictures), places) == (10, {"qr", *(f"qr/{folder}" for folder in FOLDERS)})
    assert names_in(full_bundle) == {
        *POSTED,
        f"{article}.html",
        f"{article}.json",
        *pictures,
        "media/lamp.png",
        "index.html",
        "manifest.json",
    }


@pytest.mark.parametrize("name", POSTED)
def test_a_text_file_holds_exactly_what_is_posted(full_bundle: Path, name: str) -> None:
    assert (full_bundle / name).read_bytes() == POSTED[name].encode()


def test_the_manifest_lists_every_file_with_its_hash(full_bundle: Path) -> None:
    listed = manifest_of(full_bundle)["files"]
    assert set(listed) == names_in(full_bundle) - {"manifest.json"}
    for name, entry in listed.items():
        data = (full_bundle / name).read_bytes()
        assert entry == {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}, name


def test_the_manifest_says_what_made_it(full_bundle: Path) -> None:
    manifest = manifest_of(full_bundle)
    assert list(manifest) == "schema_version socloc opencc babel campaign variants findings files".split()
    assert (manifest["schema_version"], manifest["socloc"]) == (1, __version__)
    assert manifest["opencc"] == version("opencc")
    assert manifest["campaign"] == {
        "id": "full",
        "title": "Spring <b>& more</b>",
        "source": "en",
        "locales": ["en", "zh-CN", "zh-TW"],
        "networks": ["x/post", "weibo/post", "wechat/article", "facebook/post"],
    }


def test_every_variant_is_there_once_and_names_its_files(full_bundle: Path) -> None:
    manifest = manifest_of(full_bundle)
    subjects = [tuple(one[key] for key in ("post", "network", "format", "locale")) for one in manifest["variants"]]
    assert subjects == [
        ("launch", "x", "post", "en"),
        ("launch", "weibo", "post", "zh-CN"),
        ("launch", "wechat", "article", "zh-CN"),
        ("launch", "facebook", "post", "zh-TW"),
        ("second", "x", "post", "en"),
        ("second", "weibo", "post", "zh-CN"),
        ("second", "facebook", "post", "zh-TW"),
    ]
    for variant in manifest["variants"]:
        assert set(variant) == VARIANT_KEYS
        named = {*variant["files"], *(file for code in variant["qr"] for file in code["files"])}
        assert named | {image["file"] for image in variant["media"]} <= names_in(full_bundle)


def test_a_field_is_as_long_as_socloc_count_says_of_its_file(full_bundle: Path) -> None:
    counted = 0
    for variant in manifest_of(full_bundle)["variants"]:
        target = f"{variant['network']}/{variant['format']}"
        main, *others = variant["fields"]
        texts = {main: (full_bundle / variant["files"][0]).read_bytes()}
        if variant["files"][-1].endswith(".json"):
            fields = json.loads((full_bundle / variant["files"][-1]).read_bytes())
            assert list(fields) == [main, *others]
            assert fields[main].encode() == texts[main]
            texts |= {name: fields[name].encode() for name in others}
        else:
            assert all(variant["fields"][name]["length"] == 0 for name in others), "nothing to say there"
        for name, text in texts.items():
            field = variant["fields"][name]
            assert field.keys() - {"other_limits"} == FIELD_KEYS
            answer = json.loads(inside("count", f"{target}.{name}", "-", "--json", stdin=text).out)
            assert (answer["length"], answer["limit"]) == (field["length"], field["limit"]), (target, name)
            counted += 1
    assert counted == 11


def test_the_article_counts_by_all_its_limits(full_bundle: Path) -> None:
    variant = manifest_of(full_bundle)["variants"][2]
    content = json.loads((full_bundle / "zh-CN/wechat/article/launch.json").read_bytes())["content"]
    assert variant["fields"]["content"]["length"] == len(content)
    size = variant["fields"]["content"]["other_limits"][0]
    assert (size["unit"], size["length"]) == ("utf-8-bytes", len(content.encode()))
    assert variant["fields"]["author"]["other_limits"][0]["standing"] == "reported"


def test_the_pictures_of_an_article_are_listed_with_their_places_and_sizes(full_bundle: Path) -> None:
    assert [len(variant["uploads"]) for variant in manifest_of(full_bundle)["variants"]] == [0, 0, 3, 0, 0, 0, 0]
    uploads = manifest_of(full_bundle)["variants"][2]["uploads"]
    rows = [[one[key] for key in ("name", "file", "for", "kind", "width", "height", "url")] for one in uploads]
    code = "qr/zh-CN/wechat/article/launch.shop.png"
    assert rows == [
        ["lamp", "media/lamp.png", ["line 34", "cover"], "png", 48, 32, None],
        ["shop", code, ["template"], "png", *opened((full_bundle / code).read_bytes()).size, None],
        ["card", "qr/card.png", ["template"], "png", *opened((full_bundle / "qr/card.png").read_bytes()).size, None],
    ]
    assert [one["bytes"] for one in uploads] == [(full_bundle / one["file"]).stat().st_size for one in uploads]
    assert "![一盏灯](lamp)" in campaigns.FULL.splitlines()[33]


@pytest.mark.parametrize(
    "index, maker, origin, path, line",
    [
        (0, "author", "en", "posts.launch.text.en", 25),
        (1, "author", "zh-CN", "posts.launch.text.zh-CN", 26),
        (3, "opencc s2twp", "zh-CN", "posts.launch.text.zh-CN", 26),
    ],
)
def test_the_manifest_says_who_made_each_text(
    full_bundle: Path, index: int, maker: str, origin: str, path: str, line: int
) -> None:
    text = manifest_of(full_bundle)["variants"][index]["texts"]["text"]
    assert (text["maker"], text["from"], text["path"], text["line"]) == (maker, origin, path, line)
    assert "text:" in campaigns.FULL.splitlines()[23]


def test_a_fallback_is_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    campaigns.write(tmp_path, campaigns.KINDS["unlocalized"])
    assert inside("render", ".", "--fallback", "source").code == 0
    variants = manifest_of(tmp_path / "bundles/unlocalized")["variants"]
    makers = {one["locale"]: (one["texts"]["text"]["maker"], one["texts"]["text"]["from"]) for one in variants}
    assert makers == {"en": ("author", "en"), "de": ("source fallback", "en")}


def test_findings_stand_in_the_manifest_and_at_their_variants(full_bundle: Path) -> None:
    manifest = manifest_of(full_bundle)
    checks = "ad-unmarked ad-unmarked cover-ratio cover-ratio image-not-uploaded token-lost tag-left-out text-too-long"
    assert " ".join(one["check"] for one in manifest["findings"]) == checks
    assert {one["file"] for one in manifest["findings"]} == {"campaign.yaml"}
    found = [variant["findings"] for variant in manifest["variants"]]
    assert found == [[], [1, 5], [0, 2, 3, 4, 5, 6, 7], [], [], [], []]


def test_a_schedule_is_told_in_utc(full_bundle: Path) -> None:
    schedules = [variant["schedule"] for variant in manifest_of(full_bundle)["variants"]]
    # London has had its summer time since two days before.
    assert schedules[0] == {"at": "2027-03-30T10:00", "zone": "Europe/London", "utc": "2027-03-30T09:00:00Z"}
    assert schedules[4] is None


def test_every_qr_code_scans_to_its_payload(full_bundle: Path) -> None:
    codes = [code for variant in manifest_of(full_bundle)["variants"] for code in variant["qr"]]
    assert {code["name"] for code in codes} == {"shop", "card"}
    for code in codes:
        png, svg = (full_bundle / file for file in code["files"])
        assert scanned(opened(png.read_bytes())) == [code["payload"]] * 2
        assert scanned(drawn(svg.read_bytes())) == [code["payload"]] * 2


def test_two_qr_codes_never_share_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    head, _ = campaigns.FINE.split("posts:")
    links = "links: {one: https://example.com/1, two: https://example.com/2}\nqr: {b-c: {link: one}, c: {link: two}}\n"
    posts = "posts:\n  - {id: a, text: Hello, qr: b-c}\n  - {id: a-b, text: Hello, qr: c}\n"
    campaigns.write(tmp_path, head + links + posts)
    assert inside("render", ".").code == 0
    bundle = tmp_path / "bundles/fine"
    for code in (code for variant in manifest_of(bundle)["variants"] for code in variant["qr"]):
        assert scanned(opened((bundle / code["files"][0]).read_bytes())) == [code["payload"]] * 2


def test_a_forced_bundle_goes_without_what_cannot_be_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    head, posts = campaigns.FINE.split("posts:")
    extra = 'qr: {a: {text: "' + "a" * 4000 + '"}}\nmedia: {b: gone.png}\n'
    campaigns.write(tmp_path, head + extra + "posts:" + posts.replace("We are open.", "Hello, qr: a, media: b"))
    assert inside("render", ".").code == 1
    assert inside("render", ".", "--force").code == 1
    bundle = tmp_path / "bundles/fine"
    assert names_in(bundle) == {"index.html", "manifest.json", "en/x/post/hello.txt", "en/linkedin/post/hello.txt"}
    assert {one["check"] for one in manifest_of(bundle)["findings"]} == {"qr-impossible", "media-file", "alt-missing"}


def test_a_part_of_a_campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    campaigns.write_full(tmp_path)
    assert inside("render", ".", "-n", "facebook", "-n", "x/post", "-l", "zh-tw").code == 0
    assert {name for name in names_in(tmp_path / "bundles/full") if name.endswith(".txt")} == {
        "zh-TW/facebook/post/launch.txt",
        "zh-TW/facebook/post/second.txt",
    }


def test_a_zip_holds_the_same_bytes_as_the_folder(
    full_bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    campaigns.write_full(tmp_path)
    assert inside("render", ".", "--zip").code == 0
    with zipfile.ZipFile("bundles/full.zip") as archive:
        assert archive.testzip() is None
        found = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        kept = [(entry.date_time, entry.external_attr >> 16, entry.create_system) for entry in archive.infolist()]
    assert found == {f"full/{name}": (full_bundle / name).read_bytes() for name in names_in(full_bundle)}
    assert list(found) == sorted(found)
    assert set(kept) == {((1980, 1, 1, 0, 0, 0), 0o100644, 3)}
    assert list(Path("bundles").iterdir()) == [Path("bundles/full.zip")]


def test_a_text_that_no_file_can_hold_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    campaigns.write(tmp_path, campaigns.with_text("Hello {{ '\\ud800' }}"))
    assert [inside("check", ".").code, inside("render", ".").code, inside("render", ".", "--force").code] == [1, 1, 1]
