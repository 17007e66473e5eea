"""--images: check and render agree on the addresses of uploaded pictures, over all campaigns of a run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli import campaigns
from tests.cli.running import inside

LAMP, SHOP, CARD = (f"https://mmbiz.qpic.cn/{name}" for name in ("lamp", "shop", "card"))
CODE = "qr/zh-CN/wechat/article/launch.shop.png"
ALL = {"lamp": LAMP, CODE: SHOP, "qr/card.png": CARD}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    campaigns.write_full(tmp_path / "full")
    campaigns.write(tmp_path / "fine")
    return tmp_path


def write(images: object) -> None:
    """The file of addresses; text as it is."""
    Path("map.json").write_text(images if isinstance(images, str) else json.dumps(images), "utf-8")


@pytest.mark.parametrize(
    "images, code, wanted",
    [
        (ALL, 0, []),
        ({**ALL, "lamp.png": LAMP}, 0, []),
        ({"lamp.png": LAMP, CODE: SHOP, "qr/card.png": CARD}, 0, []),
        ({"lamp": LAMP}, 1, ["html-not-kept error"] * 2),
        ({**ALL, "nobody": LAMP}, 0, ["image-not-shown note"]),
        ({**ALL, "lamp": "http://mmbiz.qpic.cn/lamp"}, 0, ["image-address warning"]),
        ({**ALL, "lamp": "lamp.png"}, 1, ["html-not-kept error", "image-address error"]),
        ({**ALL, "lamp": "https://a.example/lamp"}, 0, ["html-not-kept warning"]),
        ({}, 1, ["html-not-kept error"] * 3),
    ],
)
def test_check_and_render_say_the_same(images: dict[str, str], code: int, wanted: list[str]) -> None:
    write(images)
    checked = inside("check", "full", "fine", "--images", "map.json", "--format", "json")
    rendered = inside("render", "full", "fine", "--images", "map.json", "--json")
    assert (checked.code, rendered.code) == (code, code)
    found = [f"{one['check']} {one['severity']}" for one in json.loads(checked.out)["findings"]]
    others = ("image-", "html-")
    assert sorted(one for one in found if one.startswith(others)) == sorted(wanted)
    assert all(one.split()[0] in rendered.err for one in wanted)
    full, fine = json.loads(rendered.out)["bundles"]
    assert (full["path"] is None, fine["path"] is None) == (any(one == "html-not-kept error" for one in wanted), False)


def test_addresses_stand_in_the_html_its_json_and_the_manifest() -> None:
    write(ALL)
    assert inside("render", "full", "--images", "map.json").code == 0
    bundle = Path("bundles/full")
    html = (bundle / "zh-CN/wechat/article/launch.html").read_text("utf-8")
    assert [html.count(f'src="{url}"') for url in ALL.values()] == [1, 1, 1]
    assert "../" not in html
    assert json.loads((bundle / "zh-CN/wechat/article/launch.json").read_bytes())["content"] == html
    variants = json.loads((bundle / "manifest.json").read_bytes())["variants"]
    uploads = [one for variant in variants for one in variant["uploads"]]
    assert [(one["file"], one["url"]) for one in uploads] == [
        *(("media/lamp.png", LAMP), (CODE, SHOP), ("qr/card.png", CARD)),
    ]
    assert all((bundle / one["file"]).exists() for one in uploads)


def test_one_file_serves_several_campaigns() -> None:
    write({**ALL, "other": LAMP})
    other = (
        campaigns.FULL.replace("id: full", "id: other").replace("  lamp: {", "  other: {").replace("(lamp)", "(other)")
    )
    campaigns.write(Path("other"), other.replace("media: lamp", "media: other"))
    Path("other/lamp.png").write_bytes(campaigns.picture())
    assert "image-not-shown" not in inside("check", "full", "other", "--images", "map.json").said
    assert "`other`" in inside("check", "full", "--images", "map.json").said


@pytest.mark.parametrize("command", ["check", "render"])
@pytest.mark.parametrize("images", ["", "[]", '{"a": 1}', '{"a": "b", "a": "c"}', "[" * 99_999])
def test_a_file_that_holds_no_addresses(command: str, images: str) -> None:
    write(images)
    ran = inside(command, "full", "--images", "map.json")
    assert (ran.code, ran.out, ran.err.startswith("socloc: map.json ")) == (2, "", True)
    assert "\n    " in ran.err, "the way out"
    assert not Path("bundles").exists()


def test_a_file_that_is_not_there() -> None:
    ran = inside("check", "full", "--images", "none.json")
    assert (ran.code, "cannot read none.json: No such file" in ran.err) == (2, True)
