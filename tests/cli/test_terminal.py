"""Colour where somebody looks, plain text for everybody else."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.cli import campaigns
from tests.cli.running import LIMIT, SOCLOC, environment, start


def in_a_terminal(*arguments: str, cwd: Path, **env: str | None) -> str:
    """All that socloc writes to a terminal that is its standard input, output and error."""
    ours, its = pty.openpty()
    with subprocess.Popen(
        [*SOCLOC, *arguments], cwd=cwd, stdin=its, stdout=its, stderr=its, env=environment(**env), close_fds=True
    ) as run:
        os.close(its)
        written = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # how Linux says that nobody holds the other end any more
                break
            if not part:
                break
            written += part
        os.close(ours)
        assert run.wait(LIMIT) in (0, 1)
    return written.decode().replace("\r\n", "\n")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    campaigns.write(tmp_path, campaigns.KINDS["error"])
    return tmp_path


@pytest.mark.parametrize("command", ["check", "render"])
def test_a_terminal_gets_colour_and_nothing_else(command: str, broken: Path) -> None:
    colourful = in_a_terminal(command, ".", cwd=broken)
    assert "\x1b[1;31merror\x1b[0m" in colourful
    plain = colourful.replace("\x1b[1;31m", "").replace("\x1b[0m", "")
    assert "\x1b" not in plain
    assert plain == start(command, ".", cwd=broken).out + start(command, ".", cwd=broken).err


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "anything", "TERM": "xterm"}])
@pytest.mark.parametrize("command", ["check", "render"])
def test_no_colour_where_it_is_not_wanted(command: str, env: dict[str, str], broken: Path) -> None:
    assert "\x1b" not in in_a_terminal(command, ".", cwd=broken, **env)


def test_an_empty_no_color_forbids_nothing(broken: Path) -> None:
    assert "\x1b[1;31m" in in_a_terminal("check", ".", cwd=broken, NO_COLOR="")


@pytest.mark.parametrize(
    "arguments", [["check", "."], ["render", "."], ["check", ".", "-f", "github"], ["-h"], ["nope"]]
)
def test_no_colour_in_pipes(arguments: list[str], broken: Path) -> None:
    assert "\x1b" not in start(*arguments, cwd=broken, env={"FORCE_COLOR": None}).said


@pytest.mark.parametrize("format", ["json", "github"])
def test_formats_for_machines_are_the_same_on_a_terminal(format: str, broken: Path) -> None:
    assert in_a_terminal("check", ".", "-f", format, cwd=broken) == start("check", ".", "-f", format, cwd=broken).out


def test_progress_goes_away_when_it_is_done(broken: Path) -> None:
    text = broken.joinpath("campaign.yaml").read_text("utf-8")
    for number in range(6):
        broken.joinpath(f"{number}.yaml").write_text(text, "utf-8")
    command = ("check", "--no-cache", "[0-9].yaml")
    shown = in_a_terminal(*command, cwd=broken)
    assert "Checking" in shown
    assert shown.rstrip().endswith("12 variants in 6 campaigns: 6 errors")
    assert "Checking" not in in_a_terminal(*command, cwd=broken, NO_COLOR="1", TERM="dumb").split("12 var")[1]
    assert "Checking" not in start(*command, cwd=broken).said
