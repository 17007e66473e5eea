"""price-differs, date-differs: another price, discount or day than in the general text of the same language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from socloc.checks.variants_differ.pages import DATE_DIFFERS, PRICE_DIFFERS
from socloc.findings import Check
from socloc.quantities.reading import Quantity, cleaned, quantities
from socloc.quantities.values import Atom

_MOST: Final = 50  # prices of a text; a longer list of them is no offer, and would take long
_LONGEST: Final = 20_000  # characters of a text that are looked at


def exchanged(first: str, other: str, everything: Sequence[str], tag: str) -> Iterator[tuple[Check, str, str]]:
    """What one text has in the place of what the other has; only where both say as much."""
    before, after = _found(first, tag), _found(other, tag)
    known = [one for text in everything for one in _found(text, tag)]
    for kind in filter(None, dict.fromkeys(_kind(one) for one in after)):
        left, right = ([one for one in _each_once(side) if _kind(one) == kind] for side in (before, after))
        if len(left) != len(right) or len(left) > _MOST:
            continue
        lacking = [one for one in left if not any(_is_same(one, two, kind) for two in after)]
        added = [one for one in right if not any(_is_same(one, two, kind) for two in known)]
        if lacking and added:
            yield PRICE_DIFFERS, _shown(one.shown for one in added), _shown(one.shown for one in lacking)
    days = [_days(side) for side in (before, after, known)]
    if len(days[0].named) == len(days[1].named) <= _MOST:
        gone, new = days[0].without(days[1]), days[1].without(days[2])
        if len(gone) == len(new) == 1:
            yield DATE_DIFFERS, _shown(new), _shown(gone)


@lru_cache(maxsize=128)
def _found(text: str, tag: str) -> Sequence[Quantity]:
    return quantities(cleaned(text[:_LONGEST]), tag)


def _kind(one: Quantity) -> str:
    """What an amount is compared with: a currency, or percentages; "" for the rest."""
    if one.money:
        return min(one.money)
    return "%" if any(base == "%" for base, _ in one.units) else ""


def _is_same(one: Quantity, two: Quantity, kind: str) -> bool:
    """Whether two quantities may be the same amount."""
    if kind == "%":
        return bool(one.units & two.units)
    return _kind(two) == kind and not set(one.readings).isdisjoint(two.readings)


class Days(NamedTuple):
    """The days of a text without their years, each as it is written; and its bare numbers, which may be days, too."""

    named: Mapping[frozenset[Atom], str]
    bare: frozenset[Atom]

    def without(self, other: Days) -> list[str]:
        """Those that another text has not: neither the day, nor its number, as in from 12 to 24 March."""
        return [shown for day, shown in self.named.items() if day not in other.named and day.isdisjoint(other.bare)]


def _days(found: Sequence[Quantity]) -> Days:
    named: dict[frozenset[Atom], str] = {}
    bare: set[Atom] = set()
    month: Quantity | None = None  # of 3月20日, which is a quantity for each of its parts
    for one in found:
        reading = one.readings[0]
        if month and one.written[1].endswith("月") and len(reading) == 1:
            named.setdefault(frozenset((*month.readings[0], *reading)), f"{month.shown}{one.shown}")
        elif len(reading) > 1 and any(name == "m" for name, _ in reading):
            named.setdefault(frozenset(reading[-2:]), one.shown)
        elif one.is_plain or one.units:
            bare.update(atom for atom in reading if atom[0] == "n")
        month = one if len(reading) == 1 and reading[0][0] == "m" else None
    return Days(named, frozenset(bare))


def _each_once(found: Sequence[Quantity]) -> list[Quantity]:
    return list({one.meaning: one for one in found}.values())


def _shown(found: Iterable[str]) -> str:
    return ", ".join(f"`{one}`" for one in islice(found, 3))
