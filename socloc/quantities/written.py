"""The values in placeholders, such as dates and prices: a translation may write them another way, and change none."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

# {{ 24.9 | price("EUR") }}: a value that is written out, and what is made of it.
_WRITTEN: Final = r"\{\{\s*([\"'\[(\d-](?:(?!\{\{|\}\}|\|).)*)\|((?:(?!\{\{|\}\}).)*)\}\}"
_NUMBER: Final = r"\d(?:[.,:-]?\d)*"
_UNIT: Final = r"[\"']([A-Z]{3}|\w+(?:/\w+)+)[\"']"  # the code of a currency, or a time zone


def changed(source: str, target: str) -> list[str]:
    """The values of a source that a target lacks, as they are written.

    The words in a list or a plural and the style of a date are the translator's; numbers, dates, currencies and time
    zones are not.
    """
    before, after = _values(source), _values(target)
    lacking = Counter(key for key, _ in before) - Counter(key for key, _ in after)
    shown = dict(reversed(before))
    return [shown[key] for key in lacking]


def _values(text: str) -> list[tuple[tuple[str, ...], str]]:
    found = []
    for match in re.finditer(_WRITTEN, text, re.DOTALL):
        value = match[1].strip()
        numbers = re.findall(_NUMBER, value) if value[0] in "[(" else [value.replace("'", '"')]
        found.append(((*numbers, *re.findall(_UNIT, match[2])), match.group()))
    return found
