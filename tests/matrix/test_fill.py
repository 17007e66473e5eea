"""What a row puts into a text, and which columns a campaign asks for; also in texts that nobody writes."""

from __future__ import annotations

import pytest

from socloc.findings import Place
from socloc.matrix import Row, fill
from socloc.matrix.columns import columns
from socloc.places import parse

CITY = Row("wien", (("city", "Wien"), ("opening hours", "9 to 5"), ("it's", "so")), Place("t.csv", 2))
WORDS = columns(CITY, "en", ["en"])


def unknown(text: str) -> list[str]:
    """What is said of the columns that a text asks for."""
    root, wrong = parse(f"source: en\ntitle: |\n  {text}\n".encode(), "campaign.yaml")
    assert root
    findings = list(wrong)
    fill.fill(root, WORDS, findings)
    return [finding.message for finding in findings]


@pytest.mark.parametrize(
    "text, made",
    [
        ("{{ row.city }}, {{row.city}}, {{- row.city -}}", "Wien, Wien, Wien"),
        ("""{{ row["opening hours"] }} and {{ row[ 'opening hours' ] }}""", "9 to 5 and 9 to 5"),
        ("""{{ row["it's"] }}""", "so"),
        ("{{ {{ row.city }}", "{{ Wien"),
        ("{{ row.city | upper }} {{ row.city", "{{ row.city | upper }} {{ row.city"),
    ],
)
def test_a_row_fills_a_text(text: str, made: str) -> None:
    assert fill.filled(text, dict(city="Wien", **{"opening hours": "9 to 5", "it's": "so"}).__getitem__) == made


@pytest.mark.parametrize(
    "text, names",
    [
        ("{{ row.town }} {{ row.city }}", ["town"]),
        ("""{{ row["closing hours"] | upper }}""", ["closing hours"]),
        ("{% if row.offer %}{{ row.city }}{% endif %}", ["offer"]),
        ("{{ unclosed {{ row.town }}", ["town"]),
        ("{{ {'a': row.town}.a }} {{ my.row.none }} row.none", ["town"]),
    ],
)
def test_a_column_that_is_not_there_is_asked_for_in_vain(text: str, names: list[str]) -> None:
    assert [said.partition("`")[2].partition("`")[0] for said in unknown(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "row" + "{{" * 100_000,
        "row" + "{%" * 100_000,
        "{{" + 'row["' * 40_000 + "}}",
        "{{" + "row['" * 40_000 + "}}",
        '{{row["' * 28_000,
        "{{row[" + " " * 200_000,
    ],
    ids=range(6),
)
def test_long_texts_of_braces_take_no_time(text: str) -> None:
    assert unknown(text) == []
    assert fill.filled(text, str) == text


@pytest.mark.parametrize("head", ["a" + " " * 200_000 + "b", "a." * 100_000, "a (" * 60_000], ids=range(3))
def test_long_names_of_columns_take_no_time(head: str) -> None:
    assert list(columns(Row("1", ((head, "x"),), Place("t.csv", 2)), "en", ["en"])) == ["id", head]
