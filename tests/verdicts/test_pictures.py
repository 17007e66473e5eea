"""A picture that was not there is looked for again, wherever a listing of the campaign's folder would not show it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.test_verdicts import CAMPAIGN, PNG, check, keep


@pytest.mark.parametrize("name", [".hidden/tea.png", "tea.yaml", "linked.png"])
def test_a_picture_that_comes_is_seen(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "team" / "spring"
    folder.joinpath(".hidden").mkdir(parents=True)
    folder.joinpath("linked.png").symlink_to(".hidden/linked.png")
    folder.joinpath("campaign.yaml").write_text(CAMPAIGN.replace("tea.png", name), "utf-8")
    keep(folder)
    folder.joinpath(name).write_bytes(PNG)  # through the link, where it is one
    assert check(folder).out == check(folder, "--no-cache").out
