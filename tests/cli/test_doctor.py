"""`socloc doctor`: what it looks at, the way out, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from socloc import doctor
from tests.cli.running import inside

NAMES = ["socloc", "packages", "OpenCC", "MediaInfo", "cache", "terminal", "time zones"]


def test_all_is_fine_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOCLOC_CACHE", str(tmp_path))
    ran = inside("doctor", "--json")
    points = json.loads(ran.out)["points"]
    assert [point["name"] for point in points] == NAMES
    assert [point for point in points if not point["is_fine"]] == []
    assert ran.code == 0
    shown = inside("doctor").out.splitlines()
    assert [line[:2] for line in shown] == ["✓ "] * len(NAMES)


def test_a_cache_that_cannot_be_written_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("SOCLOC_CACHE", str(tmp_path / "file"))
    ran = inside("doctor")
    assert ran.code == 1
    assert f"✗ cache       {tmp_path}/file cannot be written: " in ran.out
    assert "Set SOCLOC_CACHE to a folder you may write to" in ran.out


@pytest.mark.parametrize("encoding, is_fine", [("UTF-8", True), ("utf_8", True), ("cp936", False), ("ascii", False)])
def test_the_terminal(encoding: str, is_fine: bool, tmp_path: Path) -> None:
    (point,) = [one for one in doctor.examine(tmp_path, encoding) if one.name == "terminal"]
    assert (point.is_fine, bool(point.way_out)) == (is_fine, not is_fine)


def test_unknown_time_zones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_ZONES", ("Nowhere/Nothing",))
    (point,) = [one for one in doctor.examine(tmp_path, "utf-8") if one.name == "time zones"]
    assert (point.is_fine, point.way_out) == (False, "pip install tzdata")


def test_a_missing_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_needed", lambda: ["opencc", "no-such-package-of-socloc"])
    points = {one.name: one for one in doctor.examine(tmp_path, "utf-8")}
    assert not points["no-such-package-of-socloc"].is_fine
