"""Dates, numbers, prices, lists and plurals as a locale writes them, by CLDR. The only module that imports babel.

It is imported by the first template that asks for one of them: babel takes longer to load than most campaigns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

import babel
from babel import Locale, UnknownLocaleError, dates, lists, numbers, units

_MOMENT: Final = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)?(?:(?(date)[T ])(?P<time>\d\d:\d\d)(?::\d\d)?)?"
    r"(?: ?(?P<zone>Z|[+-]\d\d:?\d\d|[A-Za-z]+(?:/[A-Za-z0-9_+-]+){0,2}))?"
)
_NUMBER: Final = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,10})?")
_CURRENCY: Final = re.compile("[A-Z]{3}")
_STYLES: Final = ("short", "medium", "long", "full")
_PATTERNS: Final = {"day": "MMMMd", "month": "yMMMM"}  # CLDR's skeletons
_MOST: Final = 10**15
_DECIMALS: Final = 10
_WHOLE: Final = range(201)  # of these numbers the plural forms are those of all that a text is likely to count


@lru_cache(maxsize=64)
def _locale(tag: str) -> Locale:
    """CLDR's data for a BCP 47 tag, or for its language. Raises ValueError where there are none."""
    for name in (tag, tag.split("-", maxsplit=1)[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise ValueError(f"CLDR knows no locale `{tag}`")


def format_date(tag: str, value: str, style: str = "long", zone: str = "") -> str:
    """A day: long (17. April 2027), full, medium, short, or only its `day` (17. April), `month` or `weekday`."""
    day = _moment(value, zone, "date")
    locale = _locale(tag)
    if style == "weekday":
        return dates.format_date(day, "EEEE", locale)
    if style in _PATTERNS:
        return dates.format_skeleton(_PATTERNS[style], day, locale=locale)
    return dates.format_date(day, _style(style, *_PATTERNS, "weekday"), locale)


def format_time(tag: str, value: str, zone: str = "") -> str:
    """A time of day in hours and minutes; with `zone`, a moment that has a zone is told on that zone's clocks."""
    return dates.format_time(_moment(value, zone, "time").time(), "short", locale=_locale(tag))


def format_datetime(tag: str, value: str, style: str = "long", zone: str = "") -> str:
    """A day and a time of day, joined as the locale does."""
    joined = str(_locale(tag).datetime_formats[_style(style)])
    shown = {"{0}": format_time(tag, value, zone), "{1}": format_date(tag, value, style, zone)}
    parts = re.split(r"(\{[01]\})", joined)
    return "".join(shown.get(part, part.replace("'", "")) for part in parts)


def format_number(tag: str, value: Any, decimals: Any = None) -> str:
    """A number with the locale's separators, rounded to so many decimals where they are given."""
    locale = _locale(tag)
    pattern = locale.decimal_formats[None].pattern
    return numbers.format_decimal(_number(value), _with_decimals(pattern, decimals), locale)


def format_compact(tag: str, value: Any) -> str:
    """A large number in short: 125K, 125 тыс., 12.5万."""
    return numbers.format_compact_decimal(_number(value), format_type="short", locale=_locale(tag), fraction_digits=1)


def format_percent(tag: str, value: Any, decimals: Any = 0) -> str:
    """A share as per cent: 0.15 is 15 %."""
    locale = _locale(tag)
    pattern = locale.percent_formats[None].pattern
    return numbers.format_percent(_number(value), _with_decimals(pattern, decimals), locale)


def format_price(tag: str, value: Any, currency: str, symbol: str = "") -> str:
    """A price: without decimals where the value is whole (22), else with those of the currency (24.9 is 24.90).

    `currency` is an ISO 4217 code such as EUR; `symbol` is written instead of CLDR's, such as NT$ for $.
    """
    locale = _locale(tag)
    if not _CURRENCY.fullmatch(str(currency)) or currency not in locale.currencies:
        raise ValueError(f"`{currency}` is no currency; write an ISO 4217 code such as EUR")
    amount = _number(value)
    is_whole = isinstance(value, int)
    pattern = re.sub(r"\.0+", "", locale.currency_formats["standard"].pattern) if is_whole else None
    shown = numbers.format_currency(amount, currency, pattern, locale, currency_digits=not is_whole)
    own = numbers.get_currency_symbol(currency, locale)
    return shown.replace(own, symbol) if symbol else shown


def format_list(tag: str, values: Iterable[Any], style: str = "and") -> str:
    """Things one after the other: a, b and c; with `or`: a, b or c."""
    if isinstance(values, str) or style not in ("and", "or"):
        raise ValueError("a list and `and` or `or` are expected")
    return lists.format_list([str(value) for value in values], "standard" if style == "and" else "or", _locale(tag))


def format_unit(tag: str, value: Any, unit: str, length: str = "short") -> str:
    """A measure: 250 with `gram` is 250 g. `length` is long, short or narrow; units are CLDR's."""
    if length not in ("long", "short", "narrow"):
        raise ValueError(f"`{length}` is no length; write long, short or narrow")
    try:
        return units.format_unit(_number(value), str(unit), length, locale=_locale(tag))  # type: ignore[arg-type]  # asked above
    except units.UnknownUnitError:
        raise ValueError(f"CLDR knows no unit `{unit}`; one of its names is gram") from None


def plural(tag: str, value: Any, forms: dict[str, str]) -> str:
    """The form that goes with a number, with the number for {n}.

    `forms` are CLDR's plural categories: zero, one, two, few, many, other. All that the locale needs for whole numbers
    must be there; others are for other locales.
    """
    locale = _locale(tag)
    needed = _categories(tag)
    if missing := [name for name in needed if name not in forms]:
        has = ", ".join(f"`{name}`" for name in needed)
        raise ValueError(f"{locale.english_name} has the plural forms {has}; `{missing[0]}` is missing")
    fitting = (locale.plural_form(_number(value)), "other", needed[-1])  # a fraction may need a form of its own
    form = next(forms[name] for name in fitting if name in forms)
    return str(form).replace("{n}", format_number(tag, value))


@lru_cache(maxsize=64)
def _categories(tag: str) -> tuple[str, ...]:
    rule = _locale(tag).plural_form
    return tuple(dict.fromkeys(rule(number) for number in (1, *_WHOLE)))


def _style(style: str, *more: str) -> Any:
    if style not in _STYLES:
        raise ValueError(f"`{style}` is no style; write {', '.join((*_STYLES, *more))}")
    return style


def _with_decimals(pattern: str, decimals: Any) -> str:
    """CLDR's pattern with so many decimals; as it is with None."""
    if decimals is None:
        return pattern
    if not isinstance(decimals, int) or not 0 <= decimals <= _DECIMALS:
        raise ValueError(f"from 0 to {_DECIMALS} decimals are possible")
    return re.sub(r"0(?:\.[0#]+)?(?=[^0#.]*$)", "0" + ("." + "0" * decimals if decimals else ""), pattern, count=1)


def _number(value: Any) -> Decimal:
    """A number of a template, or one in quotes with a point; exact, so that 24.9 is 24.9."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    text = str(value) if is_number or isinstance(value, str) else ""
    try:
        found = Decimal(text) if is_number or _NUMBER.fullmatch(text) else None
    except InvalidOperation:
        found = None
    if found is None or not found.is_finite() or abs(found) >= _MOST:
        raise ValueError(f"`{str(value)[:40]}` is no number; write it as 1234.5")
    return found


def _moment(value: str, zone: str, needs: str) -> datetime:
    """The moment that a text names, on the clocks of `zone` where that is given."""
    found = _MOMENT.fullmatch(str(value).strip())
    if not found or not found[needs]:
        example = {"date": "2027-04-17", "time": "2027-04-17 13:00 Europe/London, or only 13:00"}[needs]
        raise ValueError(f"`{str(value)[:40]}` is no {needs}; write it as {example}")
    try:
        day = date.fromisoformat(found["date"]) if found["date"] else date(2000, 1, 1)
        clock = time.fromisoformat(found["time"]) if found["time"] else time()
    except ValueError:
        raise ValueError(f"there is no {needs} `{str(value)[:40]}`") from None
    own = _zone(found["zone"]) if found["zone"] else None
    moment = datetime.combine(day, clock, own)
    if not zone:
        return moment.replace(tzinfo=None)
    if own is None or not (found["date"] and found["time"]):
        raise ValueError(f"`{value}` needs a date, a time and a zone, such as 2027-04-17 13:00 Europe/London")
    return moment.astimezone(_zone(zone)).replace(tzinfo=None)


def _zone(name: str) -> tzinfo:
    if name in ("Z", "UTC", "GMT"):
        return UTC
    if name[0] in "+-":
        hours, minutes = int(name[1:3]), int(name[-2:])
        if hours > 14 or minutes > 59:  # as far as clocks on Earth go
            raise ValueError(f"there is no time zone `{name}`; write one such as +08:00")
        return timezone(timedelta(hours=hours, minutes=minutes) * (1 if name[0] == "+" else -1))
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError
        raise ValueError(f"there is no time zone `{name}`; write one such as Asia/Shanghai") from None


def version() -> str:
    """Babel's version, with which its copy of CLDR comes."""
    return str(babel.__version__)
