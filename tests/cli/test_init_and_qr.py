"""init writes a campaign that renders at once; qr writes one code that scans, or says why not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli import campaigns
from tests.cli.running import inside
from tests.qr.scanners import drawn, opened, scanned


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("arguments", [["init"], ["init", "."], ["init", "a/b"]], ids=" ".join)
def test_a_first_campaign_renders_without_findings(arguments: list[str], here: Path) -> None:
    ran = inside(*arguments)
    folder = Path(*arguments[1:])
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [str(folder / name) for name in ("campaign.yaml", "campaign.schema.json")]
    assert sorted(path.name for path in folder.iterdir()) == ["campaign.schema.json", "campaign.yaml"]
    rendered = inside("render", str(folder), "--strict", "--json")
    assert rendered.code == 0
    assert json.loads(rendered.out)["bundles"][0]["findings"] == []
    assert json.loads((here / folder / "campaign.schema.json").read_bytes()) == json.loads(inside("schema").out)


@pytest.mark.parametrize("name", ["campaign.yaml", "campaign.schema.json"])
def test_nothing_is_overwritten(name: str, here: Path) -> None:
    (here / "c").mkdir()
    (here / "c" / name).write_text("mine")
    ran = inside("init", "c")
    assert (ran.code, ran.out) == (2, "")
    said = [f"socloc: c/{name} exists already", "    Choose another folder; nothing was changed."]
    assert ran.err.splitlines() == said
    assert {path.name: path.read_text() for path in (here / "c").iterdir()} == {name: "mine"}


def test_a_link_that_leads_nowhere_is_not_overwritten(here: Path) -> None:
    (here / "campaign.yaml").symlink_to("elsewhere")
    assert inside("init").code == 2
    assert (here / "campaign.yaml").is_symlink()


@pytest.mark.parametrize(
    "text, options",
    [
        ("https://example.com", []),
        ("春茶 Café", ["--error", "H", "--size", "333"]),
        ("line\nline", ["--dark", "#123", "--light", "#fed"]),
        ("x" * 500, ["--error", "L", "--quiet", "8", "--size", "1000"]),
        ("0123456789", ["--size", "123"]),
    ],
)
def test_a_code_scans(text: str, options: list[str], here: Path) -> None:
    for name in ("code.png", "deep/er/CODE.SVG"):
        ran = inside("qr", text, "-o", name, *options)
        assert (ran.code, ran.out, ran.err) == (0, f"{name}\n", "")
    assert scanned(opened((here / "code.png").read_bytes())) == [text, text]
    assert scanned(drawn((here / "deep/er/CODE.SVG").read_bytes())) == [text, text]


def test_a_code_with_a_logo_scans(here: Path) -> None:
    (here / "logo.png").write_bytes(campaigns.picture((64, 64)))
    text = "https://example.com/spring"
    for name in ("code.png", "code.svg"):
        assert inside("qr", text, "-o", name, "--logo", "logo.png", "--error", "H").code == 0
    assert scanned(opened((here / "code.png").read_bytes())) == [text, text]


@pytest.mark.parametrize(
    "text, options, said",
    [
        ("x", ["-o", "code.gif"], "code.gif ends neither in .png nor in .svg"),
        ("x", ["-o", "png"], "png ends neither in .png nor in .svg"),
        ("x", ["-o", "there/code.png"], "cannot write there/code.png: "),
        ("x", ["-o", "folder.png"], "folder.png exists and is no file"),
        ("x", ["-o", "a.png", "--dark", "red"], "red"),
        ("x", ["-o", "a.png", "--light", "#12345"], "#12345"),
        ("x", ["-o", "a.png", "--dark", "#ffffff"], "contrast"),
        ("x", ["-o", "a.png", "--dark", "#ffffff", "--light", "#000000"], "dark"),
        ("x", ["-o", "a.png", "--quiet", "1"], "quiet"),
        ("x" * 3000, ["-o", "a.png"], ""),
        ("x" * 200, ["-o", "a.png", "--size", "100"], ""),
        ("", ["-o", "a.png"], ""),
        ("x", ["-o", "a.png", "--logo", "missing.png"], "cannot read missing.png: No such file or directory"),
        ("x", ["-o", "a.png", "--logo", "folder.png"], "cannot read folder.png: Is a directory"),
        ("x" * 60, ["-o", "a.png", "--logo", "there", "--error", "H"], "logo"),
        ("x" * 60, ["-o", "a.png", "--logo", "cut.png", "--error", "H"], "logo"),
        ("x" * 60, ["-o", "a.svg", "--logo", "cut.png", "--error", "H"], "logo"),
        ("x" * 60, ["-o", "a.png", "--logo", "fine.png", "--error", "L"], "logo"),
        ("\udcff", ["-o", "a.png"], ""),
    ],
)
def test_what_would_not_scan_is_not_written(text: str, options: list[str], said: str, here: Path) -> None:
    (here / "there").write_text("mine")
    (here / "folder.png").mkdir()
    (here / "cut.png").write_bytes(campaigns.picture()[:60])
    (here / "fine.png").write_bytes(campaigns.picture())
    before = sorted(here.rglob("*"))
    ran = inside("qr", text, *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("socloc: ")
    assert said.lower() in ran.err.lower()
    assert sorted(here.rglob("*")) == before


def test_a_code_replaces_the_one_before(here: Path) -> None:
    assert inside("qr", "one", "-o", "a.png").code == 0
    assert inside("qr", "two", "-o", "a.png").code == 0
    assert inside("qr", "x" * 3000, "-o", "a.png").code == 2
    assert scanned(opened((here / "a.png").read_bytes())) == ["two", "two"]
