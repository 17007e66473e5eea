"""What a brand must not publish by mistake: which words, hosts and numbers are told of, and which are usual."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from socloc import market_rules
from socloc.checks import brand
from socloc.checks.brand import lookalike, personal, prefilter, shown
from tests.reading.examined import head, no_waiting, outcome

OF_BRAND = {check.id for check in brand.CHECKS} | {"invisible-character"}


def findings(folder: Path, text: str, locale: str, **more: Any) -> list[tuple[str, str]]:
    """What is said of a text in a locale: the checks and how bad it is."""
    campaign = head(source=locale, locales=[locale], networks=["facebook"])
    campaign += yaml.safe_dump({**more, "posts": [{"id": "p", "text": text}]}, allow_unicode=True)
    return [(one.check, one.severity) for one in outcome(folder, campaign).findings if one.check in OF_BRAND]


MIXED = [
    # a text, and how bad the one mixed word in it is
    ("раypal", "warning"),  # Cyrillic р and а
    ("Привeт", "warning"),  # a Latin e
    ("Hellο", "warning"),  # a Greek omicron
    ("Ηello", "warning"),  # a Greek Eta
    ("Nоrthlight上海", "warning"),
    ("ABСD", "warning"),
    ("Это MacBookа", "note"),  # may be an ending
    ("Яndex", "note"),
    ("aжbжcжd", "note"),
]


@pytest.mark.parametrize(("text", "severity"), MIXED, ids=ascii)
def test_a_mixed_word(text: str, severity: str, tmp_path: Path) -> None:
    assert findings(tmp_path, text, "ru") == [("mixed-script", severity)]


USUAL = (
    "4K屏 iPhone手机 T恤 β-carotene µm μm kΩ Δt TNFα IFNγ NFκB interferonγ ρmax αTest πr² "
    "Москва-Сити кредит24 PDFки SMMщик IT-отдел iPhone'ов Wi-Fi'я CO2 "
    "ЕС ΕΕ カラオケBOX 한국어OK とTシャツ 3Dプリンター naïve Straße №1 ½ x²+y² Ёлка2027"
).split()


@pytest.mark.parametrize("text", USUAL, ids=ascii)
def test_a_usual_mixture(text: str, tmp_path: Path) -> None:
    for locale in ("en", "ru", "zh-CN"):
        assert findings(tmp_path / locale, f"{text} текст 文字", locale) == []


PERSONAL = [
    # how it is written, its locale, and what it is; nothing for what is no person's
    ("+49 1512 3456789", "en", "a mobile number"),
    ("0151 23456789", "de", "a mobile number"),
    ("8 (916) 123-45-67", "ru", "a mobile number"),
    ("+82 10-1234-5678", "en", "a mobile number"),
    ("139 1234 5678", "zh-CN", "a mobile number"),
    ("电话：１３９１２３４５６７８", "zh-CN", "a mobile number"),
    ("030 123456", "de", ""),
    ("400-800-1234", "zh-CN", ""),
    ("021-87654321", "zh-CN", ""),
    ("订单号2027033013912345678901", "zh-CN", ""),
    ("2027-03-30 13:00-15:00, 2027-03-31", "zh-CN", ""),
    ("https://a.example/13912345678", "zh-CN", ""),
    ("`13912345678`", "zh-CN", ""),
    ("11010519491231002X", "zh-CN", "a resident identity number"),  # the example of GB 11643-1999
    ("110105194912310021", "zh-CN", ""),
    ("4111-1111-1111-1111", "en", "a payment card's number"),  # a number for tests, of the card networks
    ("378282246310005", "en", "a payment card's number"),
    ("4111 1111 1111 1112", "en", ""),
    ("0000000000000000", "en", ""),
    ("GB29 NWBK 6016 1331 9268 19", "en", "an account number (IBAN)"),  # the example of the registry
    ("GB29 NWBK 6016 1331 9268 18", "en", ""),
    ("someone@gmail.com", "en", "a person's e-mail address"),
    ("anna.meier@firm.example", "de", "a person's e-mail address"),
    ("customer.service@firm.example", "en", ""),
    ("info@qq.com", "zh-CN", ""),
    ("@anna and a@b", "en", ""),
]


@pytest.mark.parametrize(("text", "locale", "what"), PERSONAL)
def test_data_of_persons(text: str, locale: str, what: str) -> None:
    told = [kind for _, _, kind in personal.found(text, personal.forms().regions.get(locale))]
    assert told == ([what] if what else [])
    assert prefilter.may_be_personal(text) or not what, "would never be looked at"


def test_a_report_does_not_repeat_them(tmp_path: Path) -> None:
    text = head(source="zh-CN", locales=["zh-CN"], networks=["facebook"]) + "posts: [{id: p, text: '13912345678'}]\n"
    (finding,) = [one for one in outcome(tmp_path, text).findings if one.check == "personal-data"]
    assert "139…78" in finding.message
    assert not re.search("[0-9]{4}", finding.message)


HOSTS = [
    # an address as it is written, and the host as it is compared
    ("Shop.Example.", "shop.example"),
    ("user:pass@shop.example:8080", "shop.example"),
    ("bücher.example", "xn--bcher-kva.example"),
    ("ａ．example", "a.example"),
    ("a..example", "a..example"),
    ("\ud800.example", "\ud800.example"),
]


@pytest.mark.parametrize(("written", "host"), HOSTS, ids=ascii)
def test_a_host_in_any_form(written: str, host: str) -> None:
    assert shown.canonical(written) == host


def test_hosts_below_a_host() -> None:
    names = frozenset({"x.com", "t.co"})
    told = [shown.below(host, names) for host in ("x.com", "a.b.x.com", "ax.com", "x.com.example", "t.co", "", "com")]
    assert told == ["x.com", "x.com", None, None, "t.co", None, None]


def test_what_looks_like_a_latin_letter() -> None:
    table = lookalike.lookalikes()
    assert all(re.fullmatch("[\u0370-\u052f]", one) and re.fullmatch("[A-Za-z]", latin) for one, latin in table.items())
    assert {table[one] for one in "АВЕКМНОРСТХаеорсух"} == set("ABEKMHOPCTXaeopcyx")


def test_our_data_are_in_order() -> None:
    market = market_rules.load(["zh-CN"], Path("nowhere"), marks=False)[0]["zh-CN"]
    hosts = [host for group in market.blocked for host in group.hosts]
    assert len(hosts) == len(set(hosts))
    assert all(shown.canonical(host) == host and "." in host for host in hosts)
    assert all(shown.below(one, group.hosts) for group in market.blocked for one in group.exceptions)
    for number in market.numbers:
        assert re.fullmatch(number.found, number.example), number.basis.id
        assert re.fullmatch(number.pattern, number.example), number.basis.id
        assert any(need in number.example for need in number.needs)
    for maps in market.maps:
        for form in (maps.example, "GS京(2023)1234号", "浙S〔2024〕15号", "粤AS(2023)001号"):
            assert re.fullmatch(maps.pattern, form), form
    assert not re.search(market.maps[0].pattern, "GS(2023)号 XS(2023)12号 iOS(2023)12号")


BRAND = {"name": "N", "banned": {"words": ["cheap", "便宜"], "domains": ["old.example"]}, "competitors": ["Southdark"]}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1" * 200_000,
            "1 " * 100_000,
            "+1(" * 60_000,
            "a@" * 100_000,
            "a.b@" * 50_000,
            "a." * 100_000,
            "a-" * 100_000,
        ),
        *(
            "aа" * 100_000,
            "а" * 200_000,
            "ab." * 60_000,
            "https://" * 25_000,
            "13912345678 " * 16_000,
            "茶。" * 100_000,
        ),
        *(
            "便\u200b" * 100_000,
            "DE89 " * 40_000,
            "https://а.example " * 10_000,
            "\u2067א" * 100_000,
            "广审（" * 60_000,
        ),
        *("x.com " * 30_000, "4111 " * 40_000, "国药准字" * 50_000, "old.example" * 18_000, "\U0010ffff" * 200_000),
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_hostile_texts_take_no_longer(text: str, tmp_path: Path) -> None:
    campaign = head(source="zh-CN", locales=["zh-CN"], networks=["facebook"])
    campaign += yaml.safe_dump({"brand": BRAND, "posts": [{"id": "p", "text": text}]}, width=1 << 20)
    with no_waiting(30):  # a quadratic search would take minutes
        outcome(tmp_path, campaign)
