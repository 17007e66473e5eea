"""One folder with a campaign of every kind, as the current one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import campaigns


@pytest.fixture
def kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of folders, each with the campaign of its name; the current folder of the test."""
    for name, text in campaigns.KINDS.items():
        campaigns.write(tmp_path / name, text)
    (tmp_path / "binary").mkdir()
    (tmp_path / "binary" / "campaign.yaml").write_bytes(b"\xff\xfe\x00s")
    (tmp_path / "nothing").mkdir()
    (tmp_path / "odd" / "campaign.yaml").mkdir(parents=True)
    campaigns.write_full(tmp_path / "full")
    monkeypatch.chdir(tmp_path)
    return tmp_path
