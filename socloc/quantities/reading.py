"""Finds the quantities that a text writes in digits: numbers, prices, shares, measures, days and times of day."""

# Without `from __future__ import annotations`, as in model.py: typing would compile each annotation again.

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from socloc.quantities import _data
from socloc.quantities.values import DIGITS, Atom, Reading, number, plain, readings

# Digits inside of these are nobody's quantities: placeholders, addresses, code, tags, names, targets of links, keys.
_ASIDE: Final = (
    r"\{\{[^{}]*\}\}|\{%[^%]*%\}|\{\w*\}|https?://\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+|[#＃@＠][\w·-]+|`[^`\n]*`|\]\([^()\s]*\)"
    "|[0-9#*]\ufe0f?\u20e3"
)
_LETTER: Final = r"[^\W\d_]"  # a class without Chinese would take two milliseconds to compile, each time
_WIDE: Final = {ord("．"): ".", ord("："): ":", ord("％"): "%", ord("＄"): "$", ord("￥"): "¥", ord("／"): "/"}
_SIGNS: Final = "$€£¥₽₩₹"
_SPACE: Final = " \u00a0\u202f"
_ORDINAL: Final = r"(?:st|nd|rd|th|er|te|ten|ter|e)(?!\w)"
_WORD: Final = rf"[ \u00a0\u202f-]?({_LETTER}+\$?|[%‰°℃{_SIGNS}][CcFf]?)"
_AM: Final = ("a.m", "am", "vorm", "上午", "早上", "清晨", "凌晨", "утра")
_PM: Final = ("p.m", "pm", "下午", "晚上", "傍晚", "中午", "今晚", "当晚", "當晚", "晚", "вечера", "дня")
_HOUR: Final = ("uhr", "点", "點", "时", "時", "часов", "часа", "heures", "h")
_NO_HOUR: Final = ("时间", "時間", "时代", "時代", "点评", "點評", "点击", "點擊")
_COUNTED: Final = ("年", "月", "日", "号", "號", "点", "點", "时", "時", "折", "成", "万", "萬", "亿", "億")
_SHOWN: Final = 32  # characters
_ALWAYS: Final = "24/7"
_FIRST_CHINESE: Final = "\u2e80"
_HALF_DAY: Final = 720
_HOURS: Final = 24
_RANGE: Final = 7  # characters between the ends of a range
_TO: Final = r"\s?(?:[-–—~～]|to|till|until|and|bis|und|до|и|à|至|到)\s?"


class Quantity(NamedTuple):
    """Everything that a quantity may mean, and how the text has it.

    `units` are what it measures, each with its amount; `money` the currencies it may be in; `times` minutes of the day.
    `is_plain` says that it is a bare number; `is_sure` that it is a quantity, no name such as 3D.
    """

    readings: tuple[Reading, ...]
    units: frozenset[tuple[str, str]] = frozenset()
    money: frozenset[str] = frozenset()
    times: frozenset[int] = frozenset()
    is_sure: bool = True
    written: tuple[str, str, str] = ("", "", "")  # the digits, and a little of what stands before and behind them
    tag: str = ""

    @property
    def meaning(self) -> tuple[object, ...]:
        """All of it but how it is written."""
        return self[:5]

    @property
    def shown(self) -> str:
        """The quantity with what belongs to it, for people: `£22`, `30 g`, `3月`, `1 p.m.`."""
        return _shown(*self.written, self.tag)

    @property
    def is_plain(self) -> bool:
        """Whether it is only a number."""
        return not (self.units or self.money or self.times)


@lru_cache(maxsize=1)
def _token() -> re.Pattern[str]:
    return re.compile(rf"(?<!\d){DIGITS}")


@lru_cache(maxsize=1)
def _aside() -> re.Pattern[str]:
    return re.compile(_ASIDE)


def cleaned(text: str) -> str:
    """The text with the digits and signs of other scripts and widths as ASCII, and without what is no prose."""
    if not text.isascii():
        text = re.sub(r"(?![0-9])\d", lambda match: str(int(match.group())), text.translate(_WIDE))
    return _aside().sub(lambda match: " " * len(match.group()), text)


def quantities(text: str, tag: str) -> list[Quantity]:
    """The quantities of a text that has been cleaned, in the language of a locale."""
    # What follows a letter is part of a name, such as H2O, if it is no currency.
    matches = [match for match in _token().finditer(text) if not _is_in_name(text, match.start())]
    found = [_quantity(text, match, tag) for match in matches]
    for index in range(len(found) - 2, -1, -1):  # from 3 to 5 p.m.: what belongs to the second belongs to the first
        between = text[matches[index].end() : matches[index + 1].start()]
        if found[index + 1].times and len(between) <= _RANGE and re.fullmatch(_TO, between):
            hour = matches[index].group()
            if found[index].is_plain and len(hour) <= 2 and int(hour) <= _HOURS:
                found[index] = found[index]._replace(times=_of_day(int(hour) * 60, "", is_exact=False))
    return found


def _quantity(text: str, match: re.Match[str], tag: str) -> Quantity:
    token, start, end = match.group(), match.start(), match.end()
    before, after = text[max(0, start - 8) : start], text[end : end + 32]
    if times := _times(token, before, after):
        return Quantity(tuple(readings(token)), times=times, written=(token, before, after), tag=tag)
    found, power, rest = readings(token), 0, after
    word = _word(rest)
    if word and (known := _power(word)):
        power, rest = known[0], rest[rest.index(word) + known[1] :].lstrip(".")
        found = _scaled(found, power, keeps=len(word) == 1)
        word = _word(rest)
    money = _money(before, word)
    sure = token != _ALWAYS
    units: frozenset[tuple[str, str]] = frozenset()
    if not power and (dated := _dated(token, word, rest, before, tag)):
        found = dated
    elif not money:
        units = _units(found, word, before)
        is_name = _is_letter(after[:1]) and not (power or re.match(_ORDINAL, after))
        is_item = after[:2] in (". ", ") ") and before.rstrip(" \t")[-1:] in ("", "\n")
        sure = sure and (bool(units) or not (is_name or is_item))
    return Quantity(tuple(found), units, money, is_sure=sure, written=(token, before, after), tag=tag)


def _is_in_name(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start]
    return _is_letter(before[-1:]) and not _sign(before)


def _word(rest: str) -> str:
    """The word or sign that follows; of Chinese, which has no words to see, no more than three characters."""
    match = re.match(_WORD, rest)
    word = match.group(1) if match else ""
    if word[:1] > _FIRST_CHINESE:
        return word[:3]
    return next((word[:index] for index, char in enumerate(word) if char > _FIRST_CHINESE), word)


def _power(word: str) -> tuple[int, int] | None:
    """The zeros that a word stands for, and how long it is; Chinese ones are the beginning of what follows."""
    powers = _data.powers()
    for length in range(len(word), 0, -1) if word > _FIRST_CHINESE else (len(word),):
        if (zeros := powers.get(word[:length].casefold())) is not None:
            return zeros, length
    return (6, 1) if word in ("m", "M") else None


def _scaled(found: list[Reading], zeros: int, keeps: bool) -> list[Reading]:
    scaled = [(_times_ten(reading[0], zeros),) for reading in found if len(reading) == 1]
    return [*scaled, *(found if keeps else ())] or found


def _times_ten(atom: Atom, zeros: int) -> Atom:
    return ("n", plain(Decimal(atom[1]).scaleb(zeros))) if atom[0] == "n" and len(atom[1]) < 25 else atom


def _money(before: str, word: str) -> frozenset[str]:
    known = _data.currencies()
    if sign := _sign(before):
        return known[sign]
    for length in range(len(word), 0, -1) if word else ():
        if (codes := known.get(word[:length].casefold())) and (length == len(word) or word > _FIRST_CHINESE):
            return codes
    return frozenset()


def _sign(before: str) -> str:
    """The sign or code of a currency at the end of a text: `nt$`, `€`, `cny`."""
    known, bare = _data.currencies(), before.rstrip(_SPACE).casefold()
    for length in (3, 2, 1):
        sign = bare[-length:]
        is_whole = sign[-1:] in _SIGNS or not _is_letter(bare[-length - 1 : -length])
        if len(sign) == length and sign in known and is_whole and not sign > _FIRST_CHINESE:
            return sign
    return ""


def _units(found: list[Reading], word: str, before: str) -> frozenset[tuple[str, str]]:
    """What is measured, in its basic unit: 1.5 kg are 1500 g. Chinese discounts (8折) are what is taken off."""
    known = _data.units()
    amounts = [Decimal(reading[0][1]) for reading in found if len(reading) == 1 and reading[0][0] == "n"]
    if word[:1] in ("折", "成"):
        tenths = [amount * 10 if amount < 10 else amount for amount in amounts]
        off = [100 - amount if word[0] == "折" else amount for amount in tenths]
        found += [(number(plain(amount)),) for amount in off]
        return frozenset(("%", plain(amount)) for amount in off)
    if before.endswith("百分之"):
        word = "%"
    for length in range(len(word), 0, -1) if word else ():
        unit = known.get(word[:length].casefold())
        if unit and (length == len(word) or word > _FIRST_CHINESE):
            return frozenset((unit[0], plain(amount * Decimal(unit[1]))) for amount in amounts)
    return frozenset()


def _dated(token: str, word: str, rest: str, before: str, tag: str) -> list[Reading]:
    """The day or month that a number is with the month beside it: 20 March, March 20th, 3月."""
    if not token.isdecimal() or len(token) > 4:
        return []
    if word[:1] == "月" and 1 <= int(token) <= 12:
        return [(("m", plain(Decimal(token))),)]
    names = _data.months(tag)
    beside = re.match(rf"(?:\.|{_ORDINAL})?[ \u00a0\u202f]*(?:of |de )?({_LETTER}+)", rest) if names else None
    month = names.get(beside.group(1).casefold()) if beside else None
    if month is None and names and (beside := re.search(rf"({_LETTER}+)\.?[ \u00a0\u202f]$", before)):
        month = names.get(beside.group(1).casefold())
    return [(number(token), ("m", str(month)))] if month else []


def _times(token: str, before: str, after: str) -> frozenset[int]:
    """The minutes of the day that a token may be; none where it is no time."""
    if len(token) > len("00:00"):
        return frozenset()
    hours, _, rest = token.replace(".", ":").partition(":")
    if (
        not (hours.isdecimal() and len(hours) <= 2 and (len(rest) == 2 or token == hours))
        or not (rest or "0").isdecimal()
    ):
        return frozenset()
    minutes = int(hours) * 60 + int(rest or 0)
    if int(hours) > _HOURS or int(rest or 0) > 59:
        return frozenset()
    word = after.lstrip(" \u00a0\u202f-").lower()
    part, from_before = _half_of_day(before, word)
    is_clock = ":" in token and after.lstrip()[:1] not in (":", "/")
    hour = next(
        (name for name in _HOUR if word.startswith(name) and not _is_letter(word[len(name) : len(name) + 1])), ""
    )
    if word[:2] in _NO_HOUR:
        hour = ""
    if not (is_clock or hour or (part and not from_before)):
        return frozenset()
    if hour and (more := re.match(r"\s?(\d\d?)(?!\d)|(半)", word[len(hour) :])):
        minutes += 30 if more.group(2) else int(more.group(1))
    return _of_day(minutes, part, is_clock or hour == "uhr")


def _half_of_day(before: str, word: str) -> tuple[str, bool]:
    """Whether a time of day is `am` or `pm`, and whether that stands before it; "" where nobody says."""
    later = word.partition(" ")[2] if word.startswith("час") else word
    for part, names in (("am", _AM), ("pm", _PM)):
        for name in names:
            if name > _FIRST_CHINESE:
                if before.endswith(name):
                    return part, True
            elif later.startswith(name) and not _is_letter(later[len(name) : len(name) + 1]):
                return part, False
    return "", False


def _is_letter(char: str) -> bool:
    """Whether a character is a letter of a script that puts spaces between words."""
    return char.isalpha() and char < _FIRST_CHINESE


def _of_day(minutes: int, part: str, is_exact: bool) -> frozenset[int]:
    if part == "pm":
        return frozenset({minutes % _HALF_DAY + _HALF_DAY, minutes} if minutes >= _HALF_DAY else {minutes + _HALF_DAY})
    if part == "am":
        return frozenset({minutes % _HALF_DAY})
    return frozenset({minutes}) if is_exact or minutes > _HALF_DAY else frozenset({minutes, minutes + _HALF_DAY})


def _shown(token: str, before: str, after: str, tag: str) -> str:
    if len(token) > _SHOWN:
        return f"{token[:_SHOWN]}…"
    spaces = len(before) - len(before.rstrip(_SPACE))
    sign = before[-len(found) - spaces :] if (found := _sign(before)) else ""
    end = re.match(rf"\.?[{_SPACE}]?(?:[ap]\.m\.|[%‰°℃{_SIGNS}]|{_LETTER}+)", after)
    behind = end.group() if end and _belongs(end.group().strip("." + _SPACE), tag) else _counted(after[:3])
    return f"{sign}{token}{behind}"


def _belongs(word: str, tag: str) -> bool:
    """Whether a word is part of the quantity before it."""
    known = (_data.units(), _data.currencies(), _data.powers(), _data.months(tag), (*_HOUR, *_AM, *_PM))
    return any(word.casefold() in words for words in known)


def _counted(after: str) -> str:
    """The Chinese word behind a number that belongs to it."""
    known = (after[:length] for length in range(len(after), 0, -1))
    return next((word for word in known if word in _data.units() or word in _data.currencies() or word in _COUNTED), "")
