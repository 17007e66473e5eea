"""Finds the quantities that a text writes in words: thirteen, März, 一万二, 晚上八点. They are never asked for.

They only answer: a number in the other text is not missing where it stands here in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from socloc.quantities import _data
from socloc.quantities.values import Atom, number, plain

_DIGITS: Final = {char: value % 10 for value, char in enumerate("〇一二三四五六七八九零壹贰叁肆伍陆柒捌玖")}
_DIGITS.update({"零": 0, "两": 2, "兩": 2, "俩": 2, "贰": 2, "双": 2, "雙": 2, "壹": 1, "叁": 3, "肆": 4, "伍": 5})
_DIGITS.update({"陆": 6, "陸": 6, "柒": 7, "捌": 8, "玖": 9})
_TENS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS: Final = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_CHINESE: Final = f"[{''.join((*_DIGITS, *_TENS, *_MYRIADS))}]"
_LONGEST: Final = 24  # characters of a Chinese number
_HUNDRED: Final = 100
_APART: Final = 6  # characters between two words for one number
_WORD: Final = r"[^\W\d_]+"


def atoms(text: str, tag: str) -> Iterator[Atom]:
    """Every number and month that stands in a text in words."""
    yield from _chinese(text)
    yield from _words(text, tag)


def _chinese(text: str) -> Iterator[Atom]:
    for match in re.finditer(f"{_CHINESE}{{1,{_LONGEST}}}(?:点({_CHINESE}))?", text):
        run, _, decimals = match.group().partition("点")
        value = Decimal(value_of(run))
        yield "n", plain(value)
        yield from (("n", str(_DIGITS[char])) for char in run if char in _DIGITS)  # 三四天 are three or four days
        after = text[match.end() : match.end() + 1]
        if decimals in _DIGITS:
            yield "n", f"{plain(value)}.{_DIGITS[decimals]}"
        if after == "月":
            yield "m", plain(value)
        if after in ("折", "成"):
            tenths = value * 10 if value < 10 else value
            yield "n", plain(100 - tenths if after == "折" else tenths)
        if after in ("点", "點", "时", "時"):
            yield from (("t", str(int(value) * 60)), ("t", str((int(value) + 12) * 60))) if value <= 24 else ()


def value_of(run: str) -> int:
    """A Chinese number: 一万二 is 12,000, as in speech, and 一万零二 10,002. A run of digits is read one by one."""
    if not any(char in _TENS or char in _MYRIADS for char in run):
        return int("".join(str(_DIGITS[char]) for char in run))
    total = section = digit = 0
    last = 1
    for char in run:
        if char in _DIGITS:
            digit = _DIGITS[char]
            last = 1 if not digit else last
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit, last = 0, _TENS[char]
        else:
            before, total = (total, 0) if char in "亿億" else (0, total)
            total += (before + section + digit or 1) * _MYRIADS[char]
            section = digit = 0
            last = _MYRIADS[char]
    return total + section + digit * (last // 10 if last > 10 and run[-1] in _DIGITS else 1)


def _words(text: str, tag: str) -> Iterator[Atom]:
    months, numerals = _data.months(tag), _data.numerals(tag)
    if not (months or numerals):
        return
    before, end = Decimal(0), -2  # the number of the words before, which this one may add to
    for match in re.finditer(_WORD, text):
        word = match.group().casefold()
        if word in months:
            yield "m", str(months[word])
        value = Decimal(str(numerals[word])) if word in numerals else None
        if value is None:
            if word not in ("and", "und", "и"):
                before = Decimal(0)
            continue
        yield number(plain(value))
        if before and match.start() - end < _APART and (joined := _joined(before, value)):
            value = joined
            yield number(plain(value))
        before, end = value, match.end()


def _joined(before: Decimal, value: Decimal) -> Decimal | None:
    """Two words for numbers as one number: two hundred, hundred and five, twenty-one."""
    if value >= _HUNDRED:
        return before * value if before < value else None
    step = 100 if before >= _HUNDRED else 10
    return before + value if before % step == 0 and value < step else None
