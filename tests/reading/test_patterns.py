"""Regular expressions that are made when they are first needed find what the others find, also in copies."""

from __future__ import annotations

import copy
import pickle
import re
from collections.abc import Callable

import pytest

from socloc.patterns import later

COPIES: dict[str, Callable[[re.Pattern[str]], re.Pattern[str]]] = {
    "itself": lambda pattern: pattern,
    "a copy": copy.copy,
    "a deep copy": copy.deepcopy,
    "one that was pickled": lambda pattern: pickle.loads(pickle.dumps(pattern)),  # noqa: S301  # our own
}


@pytest.mark.parametrize("made", COPIES)
@pytest.mark.parametrize("is_used", [False, True])
def test_a_later_pattern_finds_the_same(made: str, is_used: bool) -> None:
    pattern = later("t(e)a", re.IGNORECASE)
    if is_used:
        assert pattern.search("a") is None
    found = COPIES[made](pattern)
    assert found.findall("tea TEA coffee") == ["e", "E"]
    assert (found.pattern, found.groups) == ("t(e)a", 1)


def test_a_wrong_pattern_is_told_when_it_is_used() -> None:
    wrong = later("(")
    with pytest.raises(re.error, match="missing"):
        wrong.search("a")
