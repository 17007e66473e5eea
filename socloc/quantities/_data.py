"""The words for months, numbers, units and currencies, which lie beside this module as JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

_FOLDER: Final = os.path.dirname(__file__)


@lru_cache(maxsize=8)
def _read(name: str) -> Any:
    with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
        return json.load(file)


def _of(name: str, tag: str) -> dict[str, Any]:
    found: dict[str, Any] = _read(name).get(tag.partition("-")[0].lower(), {})
    return found


def months(tag: str) -> Mapping[str, int]:
    """The names of months in a locale, in small letters and without full stops, as CLDR has them (see the test)."""
    return _of("months.json", tag)


def numerals(tag: str) -> Mapping[str, float]:
    """The words for numbers in a locale, in small letters; empty where nobody has written them down."""
    return _of("numerals.json", tag)


@lru_cache(maxsize=1)
def units() -> Mapping[str, tuple[str, str]]:
    """What may stand behind a number, in small letters: what it measures, and by how much it counts."""
    return {form: (unit["base"], unit["factor"]) for unit in _read("units.json")["units"] for form in unit["forms"]}


@lru_cache(maxsize=1)
def powers() -> Mapping[str, int]:
    """Words that stand behind a number for so many zeros: `million` has six."""
    found: dict[str, int] = _read("units.json")["powers"]
    return found


@lru_cache(maxsize=1)
def currencies() -> Mapping[str, frozenset[str]]:
    """Signs and words for money, in small letters, each with the ISO 4217 codes that it may mean."""
    data = _read("units.json")
    return {form: frozenset(data["meanings"].get(name, (name,))) for form, name in data["currencies"].items()}
