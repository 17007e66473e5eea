"""Which texts are compared with their source, and what tokens a translation lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from socloc.translated import lost_tokens, translated
from socloc.units import items
from tests.reading.examined import head, outcome

LOST = [
    ("{{ link }} and {n}", "{{link}} und {n}", False, ()),
    ("{{ link }} and {n}", "und", False, ("{{link}}", "{n}")),
    ("https://a.example/en", "https://a.example/de", False, ("https://a.example/en",)),
    ("https://a.example/en", "https://a.example/de", True, ()),
    ("https://a.example/en", "nichts", True, ("the link https://a.example/en",)),
    ("[here](shop) [b](https://a.example)", "[hier](shop) [b](https://b.example)", True, ()),
    ("[here](shop)", "[hier](laden)", True, ("](shop)",)),
    ("#Tea #Spring", "#春茶#", False, ("the tag #Tea",)),
    ("#Tea", "#春茶#", False, ()),
    ("@brand, @mia", "@brand", False, ("@mia",)),
    ("@mia_en", "@mia_de", True, ()),
    ('{{ 12 | price("GBP") }}', '{{ 14 | price("EUR") }}', False, ()),
    ('{{ row.at | date("day") }}', "{{ row.at | date }}", False, ()),
    ('{{ row.at | date("day") }}', "{{ row.at }}", False, ("{{row.at|date}}",)),
    ('{{ 12 | price("GBP") }}', "14 €", False, ('the placeholder {{12|price("GBP")}}',)),
    ("`code` 🍵 1️⃣ [微笑]", "nichts", True, ("the code `code`",)),
    ("a@b.example", "nichts", True, ("the link a@b.example",)),
    ("{{" * 100_000, "{{", False, ()),
    ("#" * 200_000 + "@" * 100_000, "", True, ()),
]


@pytest.mark.parametrize(("source", "text", "inline", "lost"), LOST)
def test_tokens(source: str, text: str, inline: bool, lost: tuple[str, ...]) -> None:
    assert lost_tokens(source, text, inline) == lost


def test_which_texts_are_compared(tmp_path: Path) -> None:
    campaign = head("one", locales=["en", "de", "zh-CN", "zh-TW"], networks=["facebook"]) + (
        'qr: {c: {text: x, label: {en: Scan, de: Scannen, "*": Scan}}}\n'
        "posts:\n"
        "  - {id: p, text: {en: Hello, de: Hallo, zh-CN: 软件}, qr: c}\n"
        '  - {id: q, text: {en: Bye, "*": Ciao}, title: Only English}\n'
    )
    found = outcome(tmp_path, campaign, {"locales/zh-CN.po": 'msgctxt "posts.q.title"\nmsgid "x"\nmsgstr "标题"\n'})
    assert found.campaign
    pairs = translated(found.campaign, found.variants)
    assert [(one.locale.tag, one.text.unit, one.text.value, one.is_derived, one.is_inline) for one in pairs] == [
        ("de", "posts.p.text", "Hallo", False, True),
        ("de", "qr.c.label", "Scannen", False, True),
        ("zh-CN", "posts.p.text", "软件", False, True),
        ("zh-TW", "posts.p.text", "軟體", True, False),
    ]
    assert items(found.campaign, found.variants)
