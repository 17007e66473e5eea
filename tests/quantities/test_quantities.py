"""Numbers of two languages: the same ones are never told, different ones are, and hostile ones end in time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel import Locale
from babel.dates import get_month_names

from socloc import quantities
from socloc.quantities import Difference, differences
from socloc.quantities.wording import value_of
from tests.reading.examined import no_waiting

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))
MONTHS: dict[str, dict[str, int]] = json.loads(Path(quantities.__file__).with_name("months.json").read_text("utf-8"))

NUMBERS = {
    "一万二": 12_000,
    "一万零二": 10_002,
    "三千五": 3500,
    "二〇二七": 2027,
    "十二": 12,
    "两百零三": 203,
    "一亿两千万": 120_000_000,
    "万": 10_000,
    "十": 10,
}


def pair(case: dict[str, Any]) -> tuple[str, str, str, str]:
    """The two texts of a case, each with its locale."""
    (one, first), (two, second) = [(tag, text) for tag, text in case.items() if tag != "told"]
    return first, one, second, two


@pytest.mark.parametrize("case", TABLE["same"], ids=str)
def test_the_same_numbers_are_never_told(case: dict[str, Any]) -> None:
    first, one, second, two = pair(case)
    assert differences(first, one, second, two) is None
    assert differences(second, two, first, one) is None


@pytest.mark.parametrize("case", TABLE["differ"], ids=str)
def test_different_numbers_are_told(case: dict[str, Any]) -> None:
    missing, added = case["told"]
    assert differences(*pair(case)) == Difference(tuple(missing), tuple(added))


def test_an_author_may_say_less_and_ask_another_price() -> None:
    said = ("£22, 5 p.m., 200 places, 20 March, 30 g", "en")
    assert differences(*said, "24,90 €, 14 Uhr, 20. März", "de", only_exchanged=True) is None
    found = differences(*said, "24,90 €, 300 Plätze, 50 g", "de", only_exchanged=True)
    assert found == Difference(("200", "30 g"), ("300", "50 g"))


@pytest.mark.parametrize(
    ("run", "value"),
    sorted(NUMBERS.items()),
)
def test_chinese_numbers(run: str, value: int) -> None:
    assert value_of(run) == value


@pytest.mark.parametrize("language", MONTHS)
def test_the_months_are_those_of_cldr(language: str) -> None:
    locale = Locale.parse(language)
    wanted = {
        name.casefold().strip(". "): month
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for month, name in get_month_names(width, context, locale).items()
    }
    assert {name: month for name, month in wanted.items() if not any(map(str.isdigit, name))} == MONTHS[language]


HOSTILE = {
    "digits": "9" * 200_000,
    "numbers": "1 " * 100_000,
    "parts": "1" + ".1" * 100_000,
    "different ones": " ".join(map(str, range(30_000))),
    "Chinese": "一万" * 100_000,
    "words": "one " * 50_000,
    "braces": "{{" * 100_000,
    "addresses": "a@" * 100_000,
    "times": "12:00 " * 30_000,
    "no characters": "\ud800\x00\u202e15 " * 40_000,
    "keycaps": "1\ufe0f\u20e3" * 60_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts(name: str) -> None:
    with no_waiting(60):
        assert differences(HOSTILE[name], "en", HOSTILE[name], "zh-CN") is None
        found = differences(HOSTILE[name], "en", "54321 %", "zh-CN")
    assert found
    assert found.added == ("54321 %",)
