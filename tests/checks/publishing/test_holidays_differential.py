"""Compares our holidays with those of the library they come from.

Not run by default, because it needs the library, in the version that the files name: pip install holidays==0.109

    pytest -m differential tests/checks/publishing/test_holidays_differential.py

Names are ours: days in place of a holiday, before or after it, have its name.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from tests.checks.publishing.test_times import FILES, YEARS, kept_in

pytestmark = pytest.mark.differential


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_our_days_are_those_of_the_library(path: Path) -> None:
    holidays = import_module("holidays")
    assert f"holidays {holidays.__version__} " in path.read_text("utf-8")
    for region, days in kept_in(path).items():
        theirs = holidays.country_holidays(region, years=YEARS)
        wanted = {day.isoformat() for day in theirs if day.year in YEARS}
        assert {day for some in days.values() for day in some} == wanted
