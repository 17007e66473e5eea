"""`socloc export --to` and `render --to` with tools: what is written where, what is said, and how they exit."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.campaigns import FINE
from tests.cli.running import inside
from tests.schedulers.exported import EXAMPLE, ROOT, TOOLS

README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(autouse=True)
def agency(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example as `agency` in the current folder, in January 2027."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    return Path(shutil.copytree(EXAMPLE, "agency"))


def test_export_writes_the_tools_files_and_nothing_else() -> None:
    ran = inside("export", "agency", "--to", "buffer", "-t", "plan", "--images", "agency/images.json", "-o", "out")
    assert ran.code == 0, ran.said
    assert sorted(path.name for path in Path("out").iterdir()) == ["buffer", "plan"]
    line = "out/buffer/agency/x-post.de.csv: 2 posts, dates as yyyy-mm-dd hh:mm on the clock of Europe/Berlin"
    assert line in ran.out.splitlines()
    manifest = json.loads(Path("out/buffer/agency/manifest.json").read_bytes())
    told = {one["name"]: (one["dates"], one["zone"]) for one in manifest["files"]}
    assert told["x-post.en.csv"] == ("yyyy-mm-dd hh:mm", "Europe/London")
    assert set(told) == {path.name for path in Path("out/buffer/agency").glob("*.csv")}


def test_both_kinds_at_once() -> None:
    campaign = str(ROOT / "examples" / "translated")
    assert inside("export", campaign, "--to", "csv", "--to", "plan", "-l", "de", "-o", "out").code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == ["autumn-workshop.de.csv", "plan"]


def test_a_zone_for_all_dates() -> None:
    ran = inside("export", "agency", "--to", "hootsuite", "--zone", "Asia/Tokyo", "-o", "out")
    assert "03/25/2027 17:00" in Path("out/hootsuite/agency/x-post.de.csv").read_text("utf-8")
    assert "on the clock of Asia/Tokyo" in ran.out
    assert inside("export", "agency", "--to", "hootsuite", "--zone", "Mars/Base").code == 2


def test_errors_stop_one_tool_and_no_other() -> None:
    ran = inside("export", "agency", "--to", "buffer", "--to", "calendar", "-o", "out")
    assert ran.code == 1
    assert "no public address, and Buffer fetches it from one [scheduler-media-refused]" in ran.err
    assert "no files for buffer" in ran.err
    assert [path.name for path in Path("out").iterdir()] == ["calendar"]
    inside("export", "agency", "--to", "buffer", "--force", "-o", "out")
    assert Path("out/buffer/agency/x-post.en.csv").exists()


def test_the_clock_decides_what_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    ran = inside("export", "agency", "--to", "buffer", "--images", "agency/images.json", "-o", "out")
    assert ran.code == 1
    assert "Buffer takes no times that are over [scheduler-row-refused]" in ran.err


def test_what_is_allowed_does_not_count() -> None:
    campaign = Path("agency/campaign.yaml")
    written = campaign.read_text("utf-8")
    campaign.write_text(
        written.replace("posts:\n", "# socloc: allow scheduler-part-lost -- by hand\nposts:\n"), "utf-8"
    )
    ran = inside("export", "agency", "--to", "buffer", "--images", "agency/images.json", "-o", "out")
    assert "scheduler-part-lost" not in ran.err
    assert inside("check", "agency", "--strict").code == 0, "where tools are not asked for, it is not in vain"


@pytest.mark.parametrize("arguments", [("--to", "bufer"), ("--to", "../plan"), ("--to", "")])
def test_a_tool_that_does_not_exist(arguments: tuple[str, ...]) -> None:
    ran = inside("export", "agency", *arguments)
    assert ran.code == 2
    assert "buffer" in ran.err
    assert not Path("exchange").exists()


def test_the_list_names_every_tool_with_its_source() -> None:
    ran = inside("export", "--list")
    assert ran.code == 0
    for name in TOOLS:
        (block,) = re.findall(rf"^{name} — (?:.+\n?)+", ran.out, re.MULTILINE)
        assert re.search(r"\[(?:documented|reported), checked 2\d{3}-\d\d-\d\d\]\n      \S", block)


def test_render_writes_them_beside_the_bundle() -> None:
    ran = inside("render", "agency", "--to", "calendar", "--to", "hootsuite", "-o", "out")
    assert ran.code == 0, ran.said
    assert sorted(path.name for path in Path("out").iterdir()) == ["agency", "calendar", "hootsuite"]
    assert Path("out/agency/index.html").exists()
    assert "out/calendar/agency/agency.ics  (12 posts)" in ran.out
    again = inside("render", "agency", "--to", "hootsuite", "-o", "out", "--json")
    (told,) = json.loads(again.out)["bundles"]
    assert Path(told["tools"][0]["path"]).exists()


def test_a_tool_of_ones_own_as_the_readme_has_it() -> None:
    (block,) = re.findall(r"```yaml\n# schedulers/our-cms\.yaml\n(.*?)```", README, re.DOTALL)
    Path("agency/schedulers/our-cms.yaml").write_text(block, "utf-8")
    assert inside("export", "agency", "--to", "our-cms", "-o", "out").code == 0
    lines = Path("out/our-cms/agency/de.csv").read_text("utf-8").splitlines()
    assert lines[0] == "When,Where,What,Remarks"
    assert lines[1].startswith("25.03.2027 09:00,x,")


@pytest.mark.parametrize("name", TOOLS)
def test_the_readme_has_every_tool(name: str) -> None:
    assert f"\n| `{name}` |" in README


def test_one_s_own_file_comes_before_ours() -> None:
    ours = (ROOT / "socloc/schedulers/hootsuite.yaml").read_text("utf-8")
    Path("agency/schedulers/hootsuite.yaml").write_text(ours.replace("%m/%d/%Y", "%d/%m/%Y"), "utf-8")
    inside("export", "agency", "--to", "hootsuite", "-o", "out")
    assert Path("out/hootsuite/agency/x-post.en.csv").read_text("utf-8").startswith("25/03/2027")


def test_a_campaign_without_anything_for_a_tool() -> None:
    Path("vk.yaml").write_text(FINE.replace("x/post, linkedin/post", "vk/post"), "utf-8")
    ran = inside("export", "vk.yaml", "--to", "buffer", "-o", "out")
    assert ran.code == 0, ran.said
    assert "[scheduler-network-unknown]" in ran.err
    assert not Path("out").exists()
