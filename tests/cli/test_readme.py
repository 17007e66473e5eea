"""The commands in README.md run as written, in their order, and every command is in it."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from socloc.cli.app import COMMANDS
from tests.cli.running import inside

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
LINES = [
    line.removeprefix("$ ")
    for language, block in BLOCKS
    if language in ("console", "sh", "bash", "shell")
    for line in block.splitlines()
    if line.removeprefix("$ ").startswith("socloc ")
]


def test_the_commands_run_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    failed = []
    for line in LINES:
        words = shlex.split(line, comments=True)
        assert not {"|", ">", "&&", ";"} & set(words), f"a shell is needed for: {line}"
        ran = inside(*words[1:])
        if ran.code:
            failed.append(f"{line}\n  {ran.code}: {ran.said[-300:]}")
    assert len(LINES) >= len(COMMANDS)
    assert not failed, "\n".join(failed)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_shown(name: str) -> None:
    assert any(line.split()[1] == name for line in LINES)


def test_the_campaign_in_it_has_no_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shown = [block for language, block in BLOCKS if language == "yaml" and block.startswith("socloc: 1")]
    assert shown
    for block in shown:
        (tmp_path / "spring.yaml").write_text(block, "utf-8")
        ran = inside("check", "spring.yaml", "--strict")
        assert ran.code == 0, ran.said


def test_the_files_it_names_are_there() -> None:
    for name in re.findall(r"\b(?:examples|socloc|locales|templates|tests|\.ci)/[\w./-]*\w", README):
        assert (ROOT / name).exists() or name.startswith("templates/<"), name
