"""Dates, numbers and plurals: the README's table is true, and what is wrong is said in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from socloc.findings import Place
from socloc.render.templates import TemplateError, Templates
from tests.reading.examined import head, outcome, texts

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
LOCALES = ["en", "de", "ru", "zh-CN", "zh-TW"]
ROWS = [
    [cell.replace("\\|", "|").strip("` ") for cell in re.split(r"(?<!\\)\|", row)[1:-1]]
    for row in re.findall(r"^\| `\{\{ .*$", README, re.MULTILINE)
]
NO_BREAK = "\u00a0"


def shown(source: str, locale: str) -> str:
    """What a text of the campaign comes out as."""
    return Templates(None).render_text(source, {"locale": locale}, Place("campaign.yaml")).text


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_table_of_the_readme(row: list[str]) -> None:
    found = [shown(row[0], locale) for locale in LOCALES]
    assert [text.replace(NO_BREAK, " ") for text in found] == row[1:]


def test_the_table_has_every_filter() -> None:
    filters = set(re.findall(r"\| (\w+)", " ".join(row[0] for row in ROWS)))
    assert filters == set("date time datetime number compact percent price listed unit plural".split())


@pytest.mark.parametrize(
    "source, locale, text",
    [
        ('{{ "2027-05-08 12:00 UTC" | datetime(zone="Europe/Berlin") }}', "de", "8. Mai 2027, 14:00"),
        ('{{ "2027-05-08 23:30 -04:00" | date("day", zone="Asia/Tokyo") }}', "en", "May 9"),
        ('{{ "2027-05-08 12:00Z" | time }}', "de", "12:00"),
        ('{{ "09:05" | time }}', "de", "09:05"),
        ('{{ "2027-03-28 01:30 UTC" | time(zone="Europe/Berlin") }}', "de", "03:30"),
        ("{{ 5 | plural(one='{n} чай', few='{n} чая', many='{n} чаёв') }}", "ru", "5 чаёв"),
        ("{{ 21 | plural(one='{n} чай', few='{n} чая', many='{n} чаёв') }}", "ru", "21 чай"),
        ("{{ 1.5 | plural(one='чай', few='чая', many='чаёв', other='чая') }}", "ru", "чая"),
        ("{{ 1 | plural(one='a', other='b') }}", "de", "a"),
        ("{{ 0 | plural(one='a', other='b') }}", "de", "b"),
        ("{{ 1 | plural(other='{n}杯') }}", "zh-HK", "1杯"),
        ("{{ 1234 | plural(one='', other='{n}') }}", "de", "1.234"),
        ("{{ 1234.5 | number(2) }}", "de", "1.234,50"),
        ("{{ 1234.5 | number(0) }}", "en", "1,234"),
        ("{{ '0.1' | number }}", "de", "0,1"),
        ("{{ 0.2 | percent }}", "en", "20%"),
        ("{{ 2490 | price('RUB') }}", "ru", "2 490 ₽"),
        ("{{ 2490.0 | price('RUB') }}", "ru", "2 490,00 ₽"),
        ("{{ 780 | price('JPY') }}", "zh-TW", "¥780"),
        ("{{ 198 | price('HKD') }}", "zh-HK", "HK$198"),
        ("{{ ['a'] | listed }}", "de", "a"),
        ("{{ 2 | unit('hour', 'long') }}", "de", "2 Stunden"),
        ("{{ '2027-05-08' | date }}", "de-AT", "8. Mai 2027"),
        ("{{ '2027-05-08' | date }}", "de-Latn-XX", "8. Mai 2027"),
    ],
)
def test_what_comes_out(source: str, locale: str, text: str) -> None:
    assert shown(source, locale).replace(NO_BREAK, " ") == text


@pytest.mark.parametrize(
    "source, message",
    [
        ("{{ 'soon' | date }}", "`soon` is no date; write it as 2027-04-17"),
        ("{{ '2027-02-30' | date }}", "there is no date `2027-02-30`"),
        ("{{ '25:00' | time }}", "there is no time `25:00`"),
        ("{{ '2027-04-17' | time }}", "`2027-04-17` is no time; "),
        ("{{ '2027-04-17' | date('huge') }}", "`huge` is no style; write short, medium, long, full, day"),
        ("{{ '13:00' | time(zone='Asia/Shanghai') }}", "`13:00` needs a date, a time and a zone"),
        ("{{ '2027-04-17 13:00 Mars' | time(zone='UTC') }}", "there is no time zone `Mars`"),
        ("{{ '2027-04-17 13:00 ../../x' | time }}", "is no time"),
        ("{{ '2027-04-17 13:00 +99:00' | time(zone='UTC') }}", "there is no time zone `+99:00`"),
        ("{{ 'many' | number }}", "`many` is no number; write it as 1234.5"),
        ("{{ '1e99' | number }}", "`1e99` is no number"),
        ("{{ 9999999999999999 | number }}", "`9999999999999999` is no number"),
        ("{{ true | number }}", "`True` is no number"),
        ("{{ 1 | number(99) }}", "from 0 to 10 decimals are possible"),
        ("{{ 1 | price('EURO') }}", "`EURO` is no currency; write an ISO 4217 code such as EUR"),
        ("{{ 1 | price('XXQ') }}", "`XXQ` is no currency"),
        ("{{ 1 | unit('cups of tea') }}", "CLDR knows no unit `cups of tea`"),
        ("{{ 1 | unit('gram', 'x') }}", "`x` is no length"),
        ("{{ 'abc' | listed }}", "a list and `and` or `or` are expected"),
        ("{{ 3 | plural(one='a') }}", "German has the plural forms `one`, `other`; `other` is missing"),
    ],
)
def test_what_is_wrong_is_said(source: str, message: str) -> None:
    with pytest.raises(TemplateError) as raised:
        shown(source, "de")
    assert message in raised.value.finding.message


def test_a_form_that_is_missing_is_found_at_its_line(tmp_path: Path) -> None:
    campaign = head("two") + "posts:\n  - id: p\n    text:\n      en: \"{{ 2 | plural(other='x') }}\"\n      de: x\n"
    (finding,) = (one for one in outcome(tmp_path, campaign).findings if one.check == "template-error")
    assert finding.place.line == 9
    assert finding.message.endswith("English has the plural forms `one`, `other`; `one` is missing")


def test_where_the_source_stands_in_its_own_forms_do_too(tmp_path: Path) -> None:
    campaign = head("two") + "posts: [{id: p, text: \"{{ '2027-05-08' | date }}\"}]\n"
    found = outcome(tmp_path, campaign, fallback=True)
    assert texts(found) == {"en x/post p": "May 8, 2027", "de x/post p": "May 8, 2027"}


def test_no_list_is_too_long_for_it() -> None:
    with pytest.raises(TemplateError):
        shown("{{ range(9999) | map('number') | listed | replace('1', 'a' * 9) }}{{ range(20001) | listed }}", "de")
