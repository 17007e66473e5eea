"""What a row of digits may say: 1.234 is a thousand in one language, a little more than one in another, or a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

# ("n", value), ("m", month): what has to stand in the other text for this one to be in it.
Atom: TypeAlias = tuple[str, str]
Reading: TypeAlias = tuple[Atom, ...]

DIGITS: Final = r"\d+(?:[.,:/'’٫٬-]\d+|[ \u00a0\u2009\u202f]\d{3}(?!\d))*"
_LONGEST: Final = 24  # digits; longer ones are no quantities, and are compared as they are
_SIGNS: Final = ".,'’٫٬ \u00a0\u2009\u202f:/-"


def number(value: str) -> Atom:
    """A number in its shortest form, so that 07 is 7 and 1.50 is 1.5."""
    return "n", plain(Decimal(value)) if len(value) <= _LONGEST else value


def plain(value: Decimal) -> str:
    """A decimal number without an exponent and without zeros at its end."""
    return f"{value.normalize():f}" if value else "0"


def readings(token: str) -> list[Reading]:
    """Everything that a token may mean, the likeliest first; its parts one by one are always the last of them."""
    if len(token) > 2 * _LONGEST:  # no number of a person's: each part for itself
        return [tuple(number(part) for part in re.split(f"[{_SIGNS}]", token)[: 2 * _LONGEST])]
    parts = re.split(f"[{_SIGNS}]", token)
    signs = [char for char in token if char in _SIGNS]
    found: list[Reading] = [(number(value),) for value in _values(parts, signs)]
    found += _dates(parts, signs) if set(signs) <= set("./-") else ()
    return list(dict.fromkeys([*found, tuple(map(number, parts))]))


def _values(parts: Sequence[str], signs: Sequence[str]) -> Iterator[str]:
    """The numbers that a token may be as a whole, by the rules of every language."""
    if not signs:
        yield parts[0]
        return
    *before, last = signs
    if set(signs) & set(":/-"):
        return
    is_decimal = last in ".,٫" and last not in before and len(set(before)) < 2
    if is_decimal and _are_groups(parts[:-1]):
        yield f"{''.join(parts[:-1])}.{parts[-1]}"
    if len(set(signs)) == 1 and last != "٫" and _are_groups(parts):
        yield "".join(parts)


def _are_groups(parts: Sequence[str]) -> bool:
    first, *rest = parts
    return not rest or (len(first) <= 3 and first != "0" and all(len(part) == 3 for part in rest))


def _dates(parts: Sequence[str], signs: Sequence[str]) -> Iterator[Reading]:
    """The days that 20.03.2027, 2027-03-20, 3/20 and 20.03 may be: year, month and day, in any usual order."""
    if len(set(signs)) != 1 or len(parts) not in (2, 3) or max(map(len, parts)) > 4:
        return
    orders = ("md", "dm") if len(parts) == 2 else ("ymd", "dmy", "mdy")
    for order in orders:
        named = dict(zip(order, parts, strict=True))
        month, day = int(named["m"]), int(named["d"])
        if 1 <= month <= 12 and 1 <= day <= 31 and max(len(named["m"]), len(named["d"])) <= 2:
            year = (number(named["y"]),) if "y" in named else ()
            yield (*year, ("m", str(month)), ("n", str(day)))
