"""What each tool gets of examples/agency, byte for byte as somebody last saw it, and the same at every run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.schedulers.exported import GOLDEN, TOOLS, example, golden


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_gets_the_golden_files(tool: str, tmp_path: Path) -> None:
    wanted = {path.name: path.read_bytes() for path in (GOLDEN / tool).iterdir()}
    found = golden(example(tool, tmp_path))
    assert found == wanted, "if it is meant to be so: python -m tests.schedulers.exported"


@pytest.mark.parametrize("tool", TOOLS)
def test_the_same_bytes_again(tool: str, tmp_path: Path) -> None:
    first = example(tool, tmp_path / "one")
    assert example(tool, tmp_path / "two") == first
    assert example(tool, tmp_path / "one") == first, "also where an earlier run has left its files"


def test_every_tool_has_its_files() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir()) == list(TOOLS)
