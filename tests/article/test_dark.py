"""The published dark-mode algorithm: what its own library makes of colours (cases/dark.yaml), and contrast."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from socloc.article import dark
from socloc.article.css import Color, color

CASES: list[dict[str, str]] = yaml.safe_load(Path(__file__).with_name("cases").joinpath("dark.yaml").read_text("utf-8"))


def read(text: str) -> Color:
    """A colour of the table."""
    found = color(text)
    assert found is not None
    return found


def near(made: Color, wanted: str) -> bool:
    """Equal but for rounding."""
    return all(abs(one - other) <= 1 for one, other in zip(made[:3], read(wanted)[:3], strict=True))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_colours_on_a_dark_screen(case: dict[str, str]) -> None:
    area = dark.dark_background(read(case["area"])) if "area" in case else dark.DARK_PAGE
    if "area" in case:
        assert near(area, case["becomes_area"] or case["area"])
    text = case.get("text", "#191919")
    assert near(dark.dark_text(read(text), area), case["becomes_text"] or text)


@pytest.mark.parametrize(
    "one, other, ratio",
    [
        ("#000", "#fff", 21),
        ("#fff", "#fff", 1),
        ("#777", "#fff", 4.48),
        ("#767676", "#fff", 4.54),
        ("#f00", "#00f", 2.15),
    ],
)
def test_contrast(one: str, other: str, ratio: float) -> None:
    assert dark.contrast(read(one), read(other)) == pytest.approx(ratio, abs=0.01)
    assert dark.contrast(read(other), read(one)) == pytest.approx(ratio, abs=0.01)
