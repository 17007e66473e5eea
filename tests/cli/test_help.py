"""Every command explains itself with a line that works."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from socloc import __version__
from socloc.cli.app import COMMANDS
from tests.cli import campaigns
from tests.cli.running import inside, start

FOLDER = Path(__file__).parents[2] / "socloc/cli"
NO_COMMANDS = {"__init__", "app", "arguments", "many", "options", "parser", "progress", "total"}
CAMPAIGN = campaigns.FULL.replace("weibo/post: [zh-CN]", "weibo/post: [zh-CN, zh-TW]")


def test_every_file_is_a_command() -> None:
    names = {path.stem for path in FOLDER.glob("*.py")} - NO_COMMANDS
    assert {name.removesuffix("_") for name in names} == set(COMMANDS)
    listed = inside("-h").out
    assert [name for name in COMMANDS if not re.search(rf"^    {name} ", listed, re.MULTILINE)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_help_and_an_example_that_runs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = inside(name, "--help")
    assert (shown.code, shown.err) == (0, "")
    assert inside(name, "-h") == shown
    assert not re.search(r"\[(?:bold|dim|red)\]|\x1b", shown.out)
    (example,) = re.findall(r"Example: (socloc .*)", shown.out)
    campaigns.write(tmp_path, CAMPAIGN)
    (tmp_path / "lamp.png").write_bytes(campaigns.picture())
    (tmp_path / "article.md").write_text("# A title\n\nAnd words.\n", "utf-8")
    (tmp_path / "back.csv").write_text("id,source (en),target (zh-TW)\n", "utf-8")
    program, command, *arguments = shlex.split(example.split(" > ")[0])
    assert (program, command) == ("socloc", name)
    # A server has a loop of events, and a test before this one may have left another in this process.
    ran = start(command, *arguments, cwd=tmp_path) if name == "lsp" else inside(command, *arguments)
    assert ran.code == 0, ran.said


@pytest.mark.parametrize("arguments", [["--version"], ["--version", "check"]])
def test_the_version(arguments: list[str]) -> None:
    assert (inside(*arguments).out, inside(*arguments).code) == (f"socloc {__version__}\n", 0)
