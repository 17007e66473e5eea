"""The tables of the QR standard are kept between runs: the same codes, without the library that has the tables."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from socloc import remembered

SCRIPT = """
import sys
from pathlib import Path
from socloc import remembered
from socloc.render.qr import matrix
remembered.keep_tables_in(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
print([matrix(payload, error).rows for payload in ("https://example.com", "二维码", "1" * 300) for error in "LMQH"])
print("qrcode" in sys.modules)
"""


def drawn(*folder: Path) -> tuple[str, str]:
    """The codes that a process of its own draws, and whether it needed the library."""
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, *folder], capture_output=True, text=True, check=True, timeout=60
    )
    codes, needed = ran.stdout.splitlines()
    return codes, needed


def test_a_second_run_draws_the_same_codes_without_the_library(tmp_path: Path) -> None:
    codes, needed = drawn()
    assert needed == "True"
    assert [drawn(tmp_path), drawn(tmp_path)] == [(codes, "True"), (codes, "False")]
    for file in tmp_path.rglob("*-*"):
        if file.is_file():  # damaged, as by a full disk
            file.write_bytes(file.read_bytes()[:-3])
    assert drawn(tmp_path) == (codes, "True")


@pytest.mark.parametrize("cached", [True, False])
def test_a_table_is_made_once_for_its_arguments(cached: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    @remembered.table("qrcode")
    def size(version: int, error: str = "L") -> tuple[int, str]:
        asked.append(version)
        return version, error

    monkeypatch.setattr(remembered, "_tables", tmp_path if cached else None)
    assert [size(1), size(2, "M"), size(1), size(2, "H"), size(2, error="M")] == [
        (1, "L"),
        (2, "M"),
        (1, "L"),
        (2, "H"),
        (2, "M"),
    ]
    assert asked == ([1, 2, 2] if cached else [1, 2, 1, 2, 2])


def test_a_run_without_a_cache_keeps_nothing_where_the_one_before_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @remembered.table("qrcode")
    def size(version: int) -> int:
        return version

    monkeypatch.setattr(remembered, "_tables", None)
    for folder in (tmp_path, None):
        remembered.keep_tables_in(folder)
        assert size(1 if folder else 2) == (1 if folder else 2)
    assert len([path for path in tmp_path.rglob("size-*") if path.is_file()]) == 1
