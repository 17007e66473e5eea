"""A verdict rests on the brands of a campaign, on those that would be nearer, and on what belongs to them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.verdicts.test_verdicts import KEPT, check, keep, written

CAMPAIGN = """\
socloc: 1
id: spring
brand: lanmo
source: en
locales: [en]
networks: [facebook]
posts: [{id: tea, text: 'Tea for {{ brand.name }} #Tea'}]
"""
FAR = "socloc: 1\nname: Lanmo\nbanned: {words: [Tea]}\nlogo: lanmo.png\ntemplates: own\n"
NEAR = "socloc: 1\nextends: house\nname: Lanmo\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A campaign whose brand stands in the folder above, and goes on from one above that."""
    folder = tmp_path / "house" / "team" / "spring"
    for name, text in {"campaign.yaml": CAMPAIGN, "../brands/lanmo.yaml": NEAR, "../../brands/house.yaml": FAR}.items():
        written(name, text)(folder)
    folder.joinpath("../../brands/own").mkdir()
    folder.joinpath("../../.git").mkdir()
    keep(folder)
    return folder


CHANGES: dict[str, Callable[[Path], None]] = {
    "the brand": written("../brands/lanmo.yaml", NEAR + "competitors: [Lanmo]\n"),
    "the brand it goes on from": written("../../brands/house.yaml", FAR.replace("[Tea]", "[for]")),
    "a nearer one": written("brands/lanmo.yaml", "socloc: 1\nname: Near\n"),
    "a nearer one to go on from": written("../brands/house.yaml", "socloc: 1\nname: Near\n"),
    "the brand gone": lambda folder: (folder / "../brands/lanmo.yaml").unlink(),
    "a nearer end of the search": written("../.git", ""),
    "the logo": written("../../brands/lanmo.png", "no picture"),
    "a template": written("../../brands/own/facebook/post.txt.j2", "{{ nothing }}"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen(folder: Path, change: Callable[[Path], None]) -> None:
    change(folder)
    assert check(folder).out == check(folder, "--no-cache").out != KEPT


def test_another_client_is_no_change(folder: Path) -> None:
    written("../winter/brands/lanmo.yaml", "socloc: 2\n")(folder)
    assert check(folder).out == KEPT
